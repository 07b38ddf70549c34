#include <array>

#include "sim/draw.h"
#include "sim/instructions.h"

namespace liandong::sim {
namespace {

struct Counter {
  std::uint32_t a, b, c, d;
};

[[gnu::always_inline]] inline void philox_round(Counter& s, std::uint32_t key0, std::uint32_t key1) {
  const std::uint64_t product0 = std::uint64_t{0xD2511F53u} * s.a;
  const std::uint64_t product1 = std::uint64_t{0xCD9E8D57u} * s.c;
  s = {static_cast<std::uint32_t>(product1 >> 32) ^ s.b ^ key0, static_cast<std::uint32_t>(product1),
       static_cast<std::uint32_t>(product0 >> 32) ^ s.d ^ key1, static_cast<std::uint32_t>(product0)};
}

/// Philox4x32-10, every round written out so that compilers work on many counters at once.
[[gnu::always_inline]] inline void philox(Counter& s, std::uint32_t key0, std::uint32_t key1) {
  constexpr std::uint32_t step0 = 0x9E3779B9u, step1 = 0xBB67AE85u;
  philox_round(s, key0, key1);
  philox_round(s, key0 + step0, key1 + step1);
  philox_round(s, key0 + 2 * step0, key1 + 2 * step1);
  philox_round(s, key0 + 3 * step0, key1 + 3 * step1);
  philox_round(s, key0 + 4 * step0, key1 + 4 * step1);
  philox_round(s, key0 + 5 * step0, key1 + 5 * step1);
  philox_round(s, key0 + 6 * step0, key1 + 6 * step1);
  philox_round(s, key0 + 7 * step0, key1 + 7 * step1);
  philox_round(s, key0 + 8 * step0, key1 + 8 * step1);
  philox_round(s, key0 + 9 * step0, key1 + 9 * step1);
}

}  // namespace

void Chance::each_words(std::span<std::uint32_t> words, std::uint32_t week, std::uint32_t packed,
                        std::uint32_t first) const noexcept {
  static const Instructions best = best_instructions();
  const auto n = static_cast<std::uint32_t>(words.size());
  for_each_row(best, n, [out = words.data(), week, packed, first, key = key_](std::uint32_t i) {
    Counter s{first + i, 0, week, packed};
    philox(s, key[0], key[1]);
    out[i] = s.a;
  });
}

void Chance::each_fours(const std::array<std::uint32_t*, 4>& words, std::span<const std::uint32_t> weeks,
                        std::uint32_t packed, std::span<const std::uint32_t> ids) const noexcept {
  static const Instructions best = best_instructions();
  const auto n = static_cast<std::uint32_t>(ids.size());
  for_each_row(best, n,
               [w0 = words[0], w1 = words[1], w2 = words[2], w3 = words[3], week = weeks.data(), id = ids.data(),
                packed, key = key_](std::uint32_t i) {
                 Counter s{id[i], 0, week[i], packed};
                 philox(s, key[0], key[1]);
                 w0[i] = s.a;
                 w1[i] = s.b;
                 w2[i] = s.c;
                 w3[i] = s.d;
               });
}

}  // namespace liandong::sim
