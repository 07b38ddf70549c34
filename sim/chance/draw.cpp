#include "sim/chance/draw.h"

#include <Random123/philox.h>

#include <algorithm>
#include <cassert>

#include "sim/chance/draw_words.h"

namespace liandong::sim {

Chance::Chance(std::uint64_t seed, std::uint32_t replicate) noexcept {
  r123::Philox4x32 philox;
  const auto words = philox({{replicate, 0x4c444fu, 0u, 0u}},
                            {{static_cast<std::uint32_t>(seed), static_cast<std::uint32_t>(seed >> 32)}});
  key_ = {words[0], words[1]};
}

Draw4 Chance::four_words(std::uint32_t week, std::uint32_t packed, std::uint32_t id,
                         std::uint32_t other) const noexcept {
  const auto words = r123::Philox4x32()({{id, other, week, packed}}, {{key_[0], key_[1]}});
  return {words[0], words[1], words[2], words[3]};
}

void Chance::fill_words(std::span<std::uint32_t> words, std::uint32_t week, std::uint32_t packed,
                        std::uint32_t first) const noexcept {
  assert(first % 4 == 0);
  draw_words::fill(words, {week, packed, first / 4}, key_);
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
