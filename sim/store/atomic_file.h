#pragma once

#include <cstddef>
#include <filesystem>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>

namespace liandong::sim {

/// What the system did not let be done with a file.
struct WriteError : std::runtime_error {
  WriteError(std::filesystem::path f, const std::string& doing, int error)
      : runtime_error(f.string() + ": cannot " + doing + ": " + std::generic_category().message(error)),
        file(std::move(f)),
        system_error(error) {}
  std::filesystem::path file;
  int system_error;  ///< errno
};

/// A file that appears whole or not at all. Bytes go to a temporary name beside the target; `commit` puts them on disk
/// and renames. Without `commit` the destructor removes the temporary and what stood under the target's name stays.
/// Every function throws WriteError naming the file and the system's reason (no space, no permission). A limit
/// on the size of files is such a reason only in a process that ignores SIGXFSZ.
class AtomicFile {
 public:
  /// Opens the temporary at once, so that a folder that cannot be written is known before the work is done. What is no
  /// regular file (a folder, a device, a pipe) is not replaced.
  explicit AtomicFile(std::filesystem::path target);
  ~AtomicFile();
  AtomicFile(const AtomicFile&) = delete;
  AtomicFile& operator=(const AtomicFile&) = delete;

  void write(std::span<const std::byte> bytes);
  void write(std::string_view text) { write(std::as_bytes(std::span(text))); }
  /// Flushes to the disk and takes the target's name. Call once, last.
  void commit();

  const std::filesystem::path& target() const noexcept { return target_; }
  /// Under which name the file grows: for a library that opens it by itself.
  const std::filesystem::path& temporary() const noexcept { return temporary_; }

 private:
  [[noreturn]] void fail(const char* doing) const;

  std::filesystem::path target_, temporary_;
  int descriptor_ = -1;
};

/// Removes the temporaries that killed processes left in a folder, and no other file; returns how many. For whoever
/// alone writes into the folder: a file that is being written goes too.
std::size_t remove_stale_temporaries(const std::filesystem::path& folder);

}  // namespace liandong::sim
