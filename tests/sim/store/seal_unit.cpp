#include "sim/store/seal.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include "sim/store/hash.h"
#include "tests/sim/temporary_folder.h"

namespace liandong::sim {
namespace {

using namespace tests;
using testing::HasSubstr;
using testing::StartsWith;

std::string sealed(const std::string& content) { return seal_of(std::as_bytes(std::span(content))) + content; }

/// How the file is refused; throws if it is not.
FileError::Kind refusal(const std::filesystem::path& file) {
  try {
    check_seal(file);
  } catch (const FileError& error) {
    EXPECT_THAT(error.what(), StartsWith(file.string() + ": " + error.reason));
    return error.kind;
  }
  throw std::logic_error("the file is taken");
}

TEST(Seal, OfAWholeFileGivesTheSizeOfItsContent) {
  const TemporaryFolder folder;
  for (const std::size_t size : {0u, 1u, 31u, 32u, 1u << 20, (3u << 20) + 5}) {
    put(folder / "a.h5", sealed(std::string(size, 'x')));
    EXPECT_EQ(check_seal(folder / "a.h5"), size);
  }
}

TEST(Seal, SaysInWordsWhatTheFileIs) {
  const std::string seal = sealed("abc").substr(0, seal_size);
  EXPECT_THAT(seal, StartsWith("liandong file, seal 1\nbytes 3\ndigest " +
                               hash_text(Hasher().bytes(std::as_bytes(std::span("abc", 3))).digest()) + "\n"));
}

TEST(Seal, TellsDamagedFilesFromForeignOnes) {
  const TemporaryFolder folder;
  const std::string whole = sealed("some content of a file that is longer than a few words");
  put(folder / "longer.h5", whole + "x");
  put(folder / "shorter.h5", whole.substr(0, whole.size() - 1));
  put(folder / "seal-only.h5", whole.substr(0, seal_size));
  put(folder / "half-a-seal.h5", whole.substr(0, seal_size / 2));
  put(folder / "foreign.h5", whole.substr(seal_size));
  put(folder / "empty.h5", "");
  for (const auto* name : {"longer.h5", "shorter.h5", "seal-only.h5", "half-a-seal.h5"})
    EXPECT_EQ(refusal(folder / name), FileError::Kind::damaged) << name;
  for (const auto* name : {"foreign.h5", "empty.h5"})
    EXPECT_EQ(refusal(folder / name), FileError::Kind::foreign) << name;
  EXPECT_TRUE(has_seal(folder / "shorter.h5"));
  EXPECT_FALSE(has_seal(folder / "foreign.h5"));
  EXPECT_FALSE(has_seal(folder / "absent.h5"));
}

TEST(Seal, DoesNotWaitForAPipeOrReadAFolder) {
  const TemporaryFolder folder;
  ASSERT_EQ(mkfifo((folder / "pipe").c_str(), 0600), 0);
  EXPECT_EQ(refusal(folder / "pipe"), FileError::Kind::unreadable);
  EXPECT_EQ(refusal(folder.path()), FileError::Kind::unreadable);
  EXPECT_EQ(refusal("/dev/zero"), FileError::Kind::unreadable);
  EXPECT_EQ(refusal(folder / "absent"), FileError::Kind::unreadable);
}

}  // namespace
}  // namespace liandong::sim
