#pragma once

#include <cstddef>
#include <cstdint>

/// Philox4x32-10 on sixteen counters at once, written so that compilers turn each loop into vector code. Included by
/// sources of this folder only. Source: Salmon, Moraes, Dror, Shaw 2011; tests/sim/draw_unit.cpp holds it to the words
/// that Random123 publishes.
namespace liandong::sim::philox {

struct Block {
  static constexpr std::size_t lanes = 16;
  std::uint32_t c[4][lanes];
};

__attribute__((always_inline)) inline void rounds(Block& b, std::uint32_t key0, std::uint32_t key1) noexcept {
  for (int round = 0; round < 10; ++round) {
    for (std::size_t i = 0; i < Block::lanes; ++i) {
      const std::uint64_t product0 = std::uint64_t{0xD2511F53u} * b.c[0][i];
      const std::uint64_t product1 = std::uint64_t{0xCD9E8D57u} * b.c[2][i];
      const std::uint32_t next0 = static_cast<std::uint32_t>(product1 >> 32) ^ b.c[1][i] ^ key0;
      const std::uint32_t next2 = static_cast<std::uint32_t>(product0 >> 32) ^ b.c[3][i] ^ key1;
      b.c[1][i] = static_cast<std::uint32_t>(product1);
      b.c[3][i] = static_cast<std::uint32_t>(product0);
      b.c[0][i] = next0;
      b.c[2][i] = next2;
    }
    key0 += 0x9E3779B9u;
    key1 += 0xBB67AE85u;
  }
}

}  // namespace liandong::sim::philox
