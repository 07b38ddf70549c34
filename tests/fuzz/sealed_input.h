#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>

#include "sim/store/seal.h"
#include "tests/sim/temporary_folder.h"

namespace liandong::fuzz {

/// A file that holds the bytes behind a seal that is whole, so that what is fuzzed is the reading behind the checksum.
class SealedInput {
 public:
  SealedInput(const std::string& name, const std::uint8_t* data, std::size_t size) {
    const std::string content(reinterpret_cast<const char*>(data), size);
    tests::put(folder_ / name, sim::seal_of(std::as_bytes(std::span(content))) + content);
  }
  const std::filesystem::path& folder() const { return folder_.path(); }

 private:
  tests::TemporaryFolder folder_;
};

}  // namespace liandong::fuzz
