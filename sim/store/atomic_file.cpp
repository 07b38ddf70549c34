#include "sim/store/atomic_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <random>
#include <stdexcept>
#include <string>
#include <system_error>

#include "sim/store/hash.h"

namespace liandong::sim {
namespace {

std::filesystem::path folder_of(const std::filesystem::path& file) {
  return file.has_parent_path() ? file.parent_path() : std::filesystem::path(".");
}

constexpr std::string_view prefix = ".liandong-", suffix = ".partial";
constexpr std::size_t name_digits = 16;

/// Its length does not depend on the target's, which may be as long as the file system allows.
std::string random_name() {
  std::random_device chance;
  return std::string(prefix) + hash_text(std::uint64_t{chance()} << 32 | chance()) + std::string(suffix);
}

bool is_random_name(std::string_view name) {
  if (name.size() != prefix.size() + name_digits + suffix.size() || !name.starts_with(prefix) ||
      !name.ends_with(suffix))
    return false;
  return name.substr(prefix.size(), name_digits).find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

}  // namespace

AtomicFile::AtomicFile(std::filesystem::path target) : target_(std::move(target)) {
  std::error_code unknown;
  const auto there = std::filesystem::status(target_, unknown);
  if (!target_.has_filename() || is_directory(there)) {
    errno = EISDIR;
    fail("create");
  }
  if (exists(there) && !is_regular_file(there)) {
    errno = EINVAL;
    fail("replace what is no regular file");
  }
  do {
    temporary_ = folder_of(target_) / random_name();
    descriptor_ = open(temporary_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
  } while (descriptor_ < 0 && errno == EEXIST);
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

void AtomicFile::fail(const char* doing) const { throw WriteError(target_, doing, errno); }

std::size_t remove_stale_temporaries(const std::filesystem::path& folder) {
  std::error_code unreadable;
  std::size_t removed = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder, unreadable)) {
    if (!is_random_name(entry.path().filename().string()) || !is_regular_file(entry.symlink_status())) continue;
    std::error_code kept;
    if (std::filesystem::remove(entry.path(), kept)) ++removed;
  }
  return removed;
}

}  // namespace liandong::sim
