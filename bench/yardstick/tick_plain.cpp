#include <Random123/philox.h>

#include <algorithm>
#include <bit>

#include "bench/yardstick/block.h"

namespace liandong::yardstick {
namespace {

float exponential(float x) {
  constexpr float shift = 0x1.8p23f;
  const float rounded = (x * 1.44269504f + shift) - shift;
  const float r = (x - rounded * 0x1.62ep-1f) - rounded * 0x1.0bfbe8p-15f;
  float sum = 1.0f / 5040.0f;
  for (const float term : {1.0f / 720.0f, 1.0f / 120.0f, 1.0f / 24.0f, 1.0f / 6.0f, 0.5f, 1.0f, 1.0f})
    sum = sum * r + term;
  return sum * std::bit_cast<float>(static_cast<std::uint32_t>(static_cast<std::int32_t>(rounded) + 127) << 23);
}

}  // namespace

void tick_plain(const Block& block, const Tick& t) {
  std::array<std::uint8_t, 8192> set{}, by_place{};
  for (std::uint32_t i = 0; i < block.size; ++i)
    set[low_byte(i) + 128 * high_byte(i)] = t.bits[(block.first + i) / 64] >> (i % 64) & 1u;
  const std::uint8_t* column = block.inside.data();
  for (std::size_t s = 0; s < block.width.size(); column += 128 * block.width[s++])
    for (std::size_t lane = 0; lane < 64; ++lane)
      for (std::size_t k = 0; k < block.width[s]; ++k)
        by_place[64 * s + lane] = static_cast<std::uint8_t>(
            by_place[64 * s + lane] + set[column[128 * k + lane] + 128 * column[128 * k + 64 + lane]]);
  std::array<std::uint8_t, 8192> seen;
  for (std::uint32_t i = 0; i < block.size; ++i) {
    const std::uint8_t* place = &block.place[i / 64 * 128 + i % 64];
    seen[i] = by_place[i / window * window + place[0] + 128 * place[64]];
  }
  for (std::size_t i = 0; i < block.far.size(); ++i)
    seen[block.far_row[i]] =
        static_cast<std::uint8_t>(seen[block.far_row[i]] + (t.bits[block.far[i] / 64] >> (block.far[i] % 64) & 1u));
  for (std::uint32_t i = 0; i < block.size; ++i) {
    const std::uint32_t r = block.first + i;
    if (i % 64 == 0) t.next[r / 64] = 0;
    const auto words = r123::Philox4x32()({{r / 4, 0xffffffffu, t.tick, 300u << 16}}, {{t.key[0], t.key[1]}});
    const float f = static_cast<float>(seen[i]) / static_cast<float>(block.degree[i]);
    const float p = 1.0f / (1.0f + exponential(-(-2.5f + 3.0f * f + t.trust[r])));
    t.next[r / 64] |= std::uint64_t{static_cast<float>(words[r % 4] >> 8) * 0x1p-24f < p} << (r % 64);
    t.trust[r] += 0.01f * (f - t.trust[r]);
  }
}

}  // namespace liandong::yardstick
