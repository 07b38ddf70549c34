#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "sim/tables/column.h"

namespace liandong::sim {

/// 64-bit digest of bytes: four lanes take a 64-bit word in turn, xor, multiply, shift, and are mixed at the end. The
/// same on every machine of the same byte order. Not cryptographic: it finds accidents, not forgeries.
class Hasher {
 public:
  Hasher& bytes(std::span<const std::byte> data) noexcept;
  Hasher& text(std::string_view text) noexcept;
  Hasher& number(std::uint64_t value) noexcept;
  std::uint64_t digest() const noexcept;

 private:
  std::array<std::uint64_t, 4> lanes_{0x9e3779b97f4a7c15ull, 0xc2b2ae3d27d4eb4full, 0x165667b19e3779f9ull,
                                      0x27d4eb2f165667c5ull};
  std::uint64_t length_ = 0;
};

/// The state hash: name, length and bytes of every column, in declared order.
template <class State>
std::uint64_t state_hash(const State& state) {
  Hasher hasher;
  for_each_column(state, [&](std::string_view name, const auto& column) {
    const auto data = column_bytes(column);
    hasher.text(name).number(data.size()).bytes(data);
  });
  return hasher.digest();
}

/// Sixteen lower-case hexadecimal digits.
std::string hash_text(std::uint64_t hash);

}  // namespace liandong::sim
