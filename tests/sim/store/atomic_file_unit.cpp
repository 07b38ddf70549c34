#include "sim/store/atomic_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

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

TEST(AtomicFile, DoesNotReplaceADeviceOrAPipe) {
  const TemporaryFolder folder;
  ASSERT_EQ(mkfifo((folder / "pipe").c_str(), 0600), 0);
  EXPECT_THAT(thrown_text([&] { AtomicFile file(folder / "pipe"); }), HasSubstr("pipe: cannot replace"));
  EXPECT_TRUE(std::filesystem::is_fifo(folder / "pipe"));
  EXPECT_EQ(folder.files(), 1u);
}

TEST(AtomicFile, MayHaveTheLongestNameThatTheFileSystemAllows) {
  const TemporaryFolder folder;
  const std::string name(255, 'x');
  AtomicFile file(folder / name);
  file.write("words");
  file.commit();
  EXPECT_EQ(content(folder / name), "words");
}

/// Ends a process of its own while it writes, as a kill would.
void die_writing(const std::filesystem::path& target) {
  const pid_t child = fork();
  ASSERT_GE(child, 0);
  if (child == 0) {
    AtomicFile file(target);
    file.write("half");
    _exit(0);
  }
  waitpid(child, nullptr, 0);
}

TEST(AtomicFile, IsNotHinderedByWhatAKilledProcessLeft) {
  const TemporaryFolder folder;
  for (int i = 0; i < 3; ++i) die_writing(folder / "a.txt");
  EXPECT_EQ(folder.files(), 3u);
  AtomicFile file(folder / "a.txt");
  file.write("whole");
  file.commit();
  EXPECT_EQ(content(folder / "a.txt"), "whole");
}

TEST(AtomicFile, StaleTemporariesAreRemovedAndNothingElse) {
  const TemporaryFolder folder;
  die_writing(folder / "a.txt");
  die_writing(folder / "b.h5");
  for (const auto* name : {".liandong-0123456789abcde.partial", ".liandong-0123456789ABCDEF.partial", "results.h5",
                           "liandong-0123456789abcdef.partial", ".a.txt.17-0.partial"})
    put(folder / name, "kept");
  std::filesystem::create_directory(folder / ".liandong-0123456789abcdef.partial");
  EXPECT_EQ(remove_stale_temporaries(folder.path()), 2u);
  EXPECT_EQ(folder.files(), 6u);
  EXPECT_EQ(remove_stale_temporaries(folder / "absent"), 0u);
}

}  // namespace
}  // namespace liandong::sim
