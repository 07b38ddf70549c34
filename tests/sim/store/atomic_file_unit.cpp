#include "sim/store/atomic_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>

#include <csignal>

#include "sim/store/hdf5.h"
#include "tests/sim/temporary_folder.h"

namespace liandong::sim {
namespace {

using namespace tests;
using testing::HasSubstr;

/// Lets no file grow beyond `bytes`, as a full disk would, while it lives.
class FileSizeLimit {
 public:
  explicit FileSizeLimit(rlim_t bytes) : handler_(std::signal(SIGXFSZ, SIG_IGN)) {
    getrlimit(RLIMIT_FSIZE, &before_);
    const rlimit limit{bytes, before_.rlim_max};
    setrlimit(RLIMIT_FSIZE, &limit);
  }
  ~FileSizeLimit() {
    setrlimit(RLIMIT_FSIZE, &before_);
    std::signal(SIGXFSZ, handler_);
  }
  FileSizeLimit(const FileSizeLimit&) = delete;
  FileSizeLimit& operator=(const FileSizeLimit&) = delete;

 private:
  void (*handler_)(int);
  rlimit before_{};
};

TEST(AtomicFile, AppearsOnCommitOnly) {
  const TemporaryFolder folder;
  put(folder / "a.txt", "old");
  AtomicFile file(folder / "a.txt");
  file.write("new ");
  file.write("words");
  EXPECT_EQ(content(folder / "a.txt"), "old");
  file.commit();
  EXPECT_EQ(content(folder / "a.txt"), "new words");
  EXPECT_EQ(folder.files(), 1u);
}

TEST(AtomicFile, KeepsTheOldFileWhenTheDiskTakesNoMore) {
  const TemporaryFolder folder;
  put(folder / "a.txt", "old");
  {
    const FileSizeLimit limit(1000);
    AtomicFile file(folder / "a.txt");
    EXPECT_THAT(thrown_text([&] { file.write(std::string(5000, 'x')); }),
                HasSubstr("a.txt: cannot write: File too large"));
  }
  EXPECT_EQ(content(folder / "a.txt"), "old");
  EXPECT_EQ(folder.files(), 1u);
}

TEST(AtomicFile, KeepsTheOldDataFileWhenTheDiskTakesNoMore) {
  const TemporaryFolder folder;
  put(folder / "a.h5", "old");
  {
    const FileSizeLimit limit(1000);
    hdf5::Writer writer(folder / "a.h5");
    writer.root().write_list("x", std::vector<double>(5000));
    EXPECT_THAT(thrown_text([&] { writer.commit(); }), HasSubstr("a.h5: cannot write: File too large"));
  }
  EXPECT_EQ(content(folder / "a.h5"), "old");
  EXPECT_EQ(folder.files(), 1u);
}

TEST(AtomicFile, SaysAtOnceThatAFolderCannotBeWritten) {
  const TemporaryFolder folder;
  put(folder / "file", "");
  EXPECT_THAT(thrown_text([&] { AtomicFile file(folder / "absent/a.txt"); }),
              HasSubstr("absent/a.txt: cannot create: No such file or directory"));
  EXPECT_THAT(thrown_text([&] { AtomicFile file(folder / "file/a.txt"); }), HasSubstr("Not a directory"));
  EXPECT_THAT(thrown_text([&] { AtomicFile file(folder.path()); }), HasSubstr("Is a directory"));
}

}  // namespace
}  // namespace liandong::sim
