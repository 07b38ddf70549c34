#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>

namespace liandong::sim {

/// Room on a disk for what need not stand in memory: a file without a name, gone when it is closed or the process ends,
/// however it ends. Any thread may read and write, several at once where their bytes differ. Every function throws
/// WriteError naming the folder and the system's reason (no space, no permission).
class ScratchFile {
 public:
  /// `bytes` are set aside at once where the file system can, so that a full disk is known before the work is done. The
  /// folder is made if need be; an empty path stands for TMPDIR, or /var/tmp without it, as /tmp may be memory.
  ScratchFile(std::filesystem::path folder, std::uint64_t bytes);
  ~ScratchFile();
  ScratchFile(const ScratchFile&) = delete;
  ScratchFile& operator=(const ScratchFile&) = delete;

  void write(std::uint64_t offset, std::span<const std::byte> bytes);
  /// Bytes that nobody wrote are zero.
  void read(std::uint64_t offset, std::span<std::byte> into) const;

 private:
  [[noreturn]] void fail(const char* doing) const;

  std::filesystem::path folder_;
  int descriptor_ = -1;
};

}  // namespace liandong::sim
