#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <stdexcept>
#include <string>

/// The seal: the first bytes of every data file of ours, which hold a digest of all others. HDF5's own library trusts
/// what it reads, so a file is given to it only when the seal is whole. The digest (`Hasher`, 64 bits) finds accidents,
/// such as a flipped bit or a cut; who forges a file can forge it too, which the checks of hdf5::Reader are for.
namespace liandong::sim {

/// A file could not be opened or read. `what()` is "file: reason".
struct FileError : std::runtime_error {
  enum class Kind : std::uint8_t {
    unreadable,  ///< missing, a folder, no permission
    foreign,     ///< without a seal: another program's, or its beginning is damaged
    damaged,     ///< the content is not what the seal says
    content      ///< whole, but not what a reader expects
  };
  FileError(Kind k, const std::string& f, const std::string& r, int error = 0)
      : runtime_error(f + ": " + r), kind(k), file(f), reason(r), system_error(error) {}

  Kind kind;
  std::string file, reason;
  int system_error;  ///< errno where the system gave the reason, else 0
};

inline constexpr std::size_t seal_size = 512;

/// The seal of a file that holds `content` behind it: `seal_size` bytes of text.
std::string seal_of(std::span<const std::byte> content);
/// The same of content that stands in a file already, behind room for its seal. Throws FileError. Reads the file once,
/// in parts.
std::string seal_of(const std::filesystem::path& file);

/// Whether a file begins as a sealed one does; whether it is whole is not asked. False if it cannot be read.
bool has_seal(const std::filesystem::path& file);

/// Size of the content of a sealed file that is whole, in bytes. Throws FileError. Reads the file once, in parts.
std::uint64_t check_seal(const std::filesystem::path& file);

}  // namespace liandong::sim
