#include "sim/store/scratch_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <string>

#include "sim/store/atomic_file.h"

namespace liandong::sim {
namespace {

std::filesystem::path default_folder() {
  // NOLINTNEXTLINE(concurrency-mt-unsafe): nothing here changes the environment.
  const char* named = std::getenv("TMPDIR");
  return named != nullptr && *named != '\0' ? named : "/var/tmp";
}

}  // namespace

ScratchFile::ScratchFile(std::filesystem::path folder, std::uint64_t bytes)
    : folder_(folder.empty() ? default_folder() : std::move(folder)) {
  std::filesystem::create_directories(folder_);
  std::string name = (folder_ / ".liandong-scratch-XXXXXX").string();
  descriptor_ = mkostemp(name.data(), O_CLOEXEC);
  if (descriptor_ < 0) fail("create a file in it");
  unlink(name.c_str());
  const auto size = static_cast<off_t>(bytes);
  if (bytes == 0 || fallocate(descriptor_, 0, 0, size) == 0) return;
  const bool cannot_set_aside = errno == EOPNOTSUPP;
  if (cannot_set_aside && ftruncate(descriptor_, size) == 0) return;
  const int error = errno;
  close(descriptor_);
  errno = error;
  fail("set room aside in it");
}

ScratchFile::~ScratchFile() { close(descriptor_); }

void ScratchFile::write(std::uint64_t offset, std::span<const std::byte> bytes) {
  while (!bytes.empty()) {
    const auto done = pwrite(descriptor_, bytes.data(), bytes.size(), static_cast<off_t>(offset));
    if (done < 0 && errno == EINTR) continue;
    if (done < 0) fail("write to a file in it");
    offset += static_cast<std::uint64_t>(done);
    bytes = bytes.subspan(static_cast<std::size_t>(done));
  }
}

void ScratchFile::read(std::uint64_t offset, std::span<std::byte> into) const {
  while (!into.empty()) {
    const auto done = pread(descriptor_, into.data(), into.size(), static_cast<off_t>(offset));
    if (done < 0 && errno == EINTR) continue;
    if (done == 0) errno = EIO;  // beyond its end
    if (done <= 0) fail("read a file in it");
    offset += static_cast<std::uint64_t>(done);
    into = into.subspan(static_cast<std::size_t>(done));
  }
}

void ScratchFile::fail(const char* doing) const { throw WriteError(folder_, doing, errno); }

}  // namespace liandong::sim
