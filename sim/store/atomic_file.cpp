#include "sim/store/atomic_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <stdexcept>
#include <string>
#include <system_error>

namespace liandong::sim {
namespace {

std::filesystem::path folder_of(const std::filesystem::path& file) {
  return file.has_parent_path() ? file.parent_path() : std::filesystem::path(".");
}

std::filesystem::path temporary_beside(const std::filesystem::path& target) {
  static std::atomic<unsigned> count{0};
  std::string name = ".";
  name += target.filename().string();
  name += '.';
  name += std::to_string(getpid());
  name += '-';
  name += std::to_string(count++);
  name += ".partial";
  return folder_of(target) / name;
}

}  // namespace

AtomicFile::AtomicFile(std::filesystem::path target)
    : target_(std::move(target)), temporary_(temporary_beside(target_)) {
  if (!target_.has_filename() || std::filesystem::is_directory(target_)) {
    errno = EISDIR;
    fail("create");
  }
  descriptor_ = open(temporary_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
  if (descriptor_ < 0) fail("create");
}

AtomicFile::~AtomicFile() {
  if (descriptor_ >= 0) close(descriptor_);
  if (!temporary_.empty()) unlink(temporary_.c_str());
}

void AtomicFile::write(std::span<const std::byte> bytes) {
  constexpr std::size_t most = std::size_t{1} << 30;
  while (!bytes.empty()) {
    const auto done = ::write(descriptor_, bytes.data(), std::min(bytes.size(), most));
    if (done < 0 && errno == EINTR) continue;
    if (done < 0) fail("write");
    bytes = bytes.subspan(static_cast<std::size_t>(done));
  }
}

void AtomicFile::commit() {
  if (fsync(descriptor_) != 0) fail("write");
  const int written = descriptor_;
  descriptor_ = -1;
  if (close(written) != 0) fail("write");
  if (rename(temporary_.c_str(), target_.c_str()) != 0) fail("replace");
  temporary_.clear();
  // The rename itself reaches the disk with its folder. Some file systems refuse this for folders; the file is whole
  // anyway.
  const int folder = open(folder_of(target_).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (folder >= 0) {
    fsync(folder);
    close(folder);
  }
}

void AtomicFile::fail(const char* doing) const {
  throw std::runtime_error(target_.string() + ": cannot " + doing + ": " + std::generic_category().message(errno));
}

}  // namespace liandong::sim
