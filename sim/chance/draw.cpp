#include "sim/chance/draw.h"

#include <algorithm>
#include <cassert>

#include "sim/chance/draw_words.h"
#include "sim/instructions.h"

namespace liandong::sim {
namespace {

struct Block {
  static constexpr std::size_t lanes = 16;
  std::uint32_t c[4][lanes];
};

// Philox4x32-10 on sixteen counters at once, written so that compilers turn each loop into vector code.
// Source: Salmon, Moraes, Dror, Shaw 2011. tests/sim/draw_unit.cpp holds it to Random123's words.
__attribute__((always_inline)) inline void philox_rounds(Block& b, std::uint32_t key0, std::uint32_t key1) noexcept {
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

// Local, because clang 14 gives the dispatched function a name that other files do not look for.
LIANDONG_CLONES void fill_blocks(std::span<std::uint32_t> words, std::uint32_t week, std::uint32_t packed,
                                 std::uint32_t first, const std::array<std::uint32_t, 2>& key) noexcept {
  std::size_t done = 0;
  std::uint32_t counter = first;
  while (done < words.size()) {
    Block b;
    for (std::size_t i = 0; i < Block::lanes; ++i) {
      b.c[0][i] = counter + static_cast<std::uint32_t>(i);
      b.c[1][i] = Chance::lane_space;
      b.c[2][i] = week;
      b.c[3][i] = packed;
    }
    philox_rounds(b, key[0], key[1]);
    const std::size_t take = std::min(words.size() - done, 4 * Block::lanes);
    if (take == 4 * Block::lanes) {
      for (std::size_t i = 0; i < Block::lanes; ++i)
        for (std::size_t lane = 0; lane < 4; ++lane) words[done + 4 * i + lane] = b.c[lane][i];
    } else {
      for (std::size_t i = 0; i < take; ++i) words[done + i] = b.c[i % 4][i / 4];
    }
    done += take;
    counter += Block::lanes;
  }
}

}  // namespace

void draw_words::portable(std::span<std::uint32_t> words, std::uint32_t week, std::uint32_t packed, std::uint32_t first,
                          const std::array<std::uint32_t, 2>& key) noexcept {
  fill_blocks(words, week, packed, first, key);
}

Chance::Chance(std::uint64_t seed, std::uint32_t replicate) noexcept {
  r123::Philox4x32 philox;
  const auto words = philox({{replicate, 0x4c444fu, 0u, 0u}},
                            {{static_cast<std::uint32_t>(seed), static_cast<std::uint32_t>(seed >> 32)}});
  key_ = {words[0], words[1]};
}

void Chance::fill_words(std::span<std::uint32_t> words, std::uint32_t week, std::uint32_t packed,
                        std::uint32_t first) const noexcept {
  assert(first % 4 == 0);
  static const Instructions best = best_instructions();
  const std::size_t wide =
      best == Instructions::avx512 ? words.size() / draw_words::avx512_words * draw_words::avx512_words : 0;
  if (wide > 0) draw_words::avx512(words.first(wide), week, packed, first / 4, key_);
  if (wide < words.size())
    fill_blocks(words.subspan(wide), week, packed, first / 4 + static_cast<std::uint32_t>(wide / 4), key_);
}

std::uint32_t poisson(std::uint32_t word, double mean) noexcept {
  if (mean <= 0.0) return 0;
  if (mean > 30.0) return static_cast<std::uint32_t>(std::max(0.0, mean + square_root(mean) * normal(word) + 0.5));
  const double u = open_uniform(word);
  double term = exp(-mean);
  double sum = term;
  std::uint32_t n = 0;
  while (u > sum && n < 200) {
    ++n;
    term *= mean / n;
    sum += term;
  }
  return n;
}

std::size_t pick(std::uint32_t word, std::span<const double> weights) noexcept {
  double total = 0.0;
  for (const double w : weights) total += w;
  double rest = uniform(word) * total;
  std::size_t last = 0;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    if (weights[i] <= 0.0) continue;
    last = i;
    if (rest < weights[i]) return i;
    rest -= weights[i];
  }
  return last;
}

}  // namespace liandong::sim
