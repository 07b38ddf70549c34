#include "sim/chance/draws.h"

#include <cassert>

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

Draws::Draws(const std::array<std::uint32_t, 2>& key, std::span<const std::uint32_t> weeks, std::uint32_t packed,
             std::span<const std::uint32_t> ids, std::span<const std::uint32_t> others)
    : size_(ids.size()), words_(std::make_unique_for_overwrite<std::uint32_t[]>(4 * size_)) {
  assert(others.empty() || others.size() == size_);
  static const Instructions best = best_instructions();
  const auto n = static_cast<std::uint32_t>(size_);
  std::uint32_t *w0 = words_.get(), *w1 = w0 + size_, *w2 = w1 + size_, *w3 = w2 + size_;
  // Words 1 and 2 of the counter, other and week, lie where the result goes, so that one loop serves every case.
  for (std::uint32_t i = 0; i < n; ++i) w1[i] = others.empty() ? 0u : others[i];
  for (std::uint32_t i = 0; i < n; ++i) w2[i] = weeks[weeks.size() == 1 ? 0 : i];
  for_each_row(best, n, [w0, w1, w2, w3, id = ids.data(), packed, key](std::uint32_t i) {
    Counter s{id[i], w1[i], w2[i], packed};
    philox(s, key[0], key[1]);
    w0[i] = s.a;
    w1[i] = s.b;
    w2[i] = s.c;
    w3[i] = s.d;
  });
}

}  // namespace liandong::sim
