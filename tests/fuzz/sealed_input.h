#pragma once

#include <sys/mman.h>
#include <unistd.h>

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>

#include "sim/store/seal.h"

namespace liandong::fuzz {

/// A file in memory that holds the bytes behind a seal that is whole, so that what is fuzzed is the reading behind the
/// checksum.
class SealedInput {
 public:
  SealedInput(const std::uint8_t* data, std::size_t size) : descriptor_(memfd_create("fuzz", 0)) {
    const auto content = std::as_bytes(std::span(data, size));
    const std::string seal = sim::seal_of(content);
    taken_ = write(descriptor_, seal.data(), seal.size()) == static_cast<ssize_t>(seal.size()) &&
             write(descriptor_, data, size) == static_cast<ssize_t>(size);
  }
  ~SealedInput() { close(descriptor_); }
  SealedInput(const SealedInput&) = delete;
  SealedInput& operator=(const SealedInput&) = delete;

  bool taken() const noexcept { return taken_; }
  std::filesystem::path path() const { return "/proc/self/fd/" + std::to_string(descriptor_); }

 private:
  int descriptor_;
  bool taken_ = false;
};

}  // namespace liandong::fuzz
