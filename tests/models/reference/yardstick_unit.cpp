#include "bench/yardstick.h"

#include <gtest/gtest.h>

#include <bit>

#include "bench/yardstick/block.h"
#include "models/reference/participation.h"

namespace liandong::yardstick {
namespace {

namespace participation = reference::participation;

/// What the engine ends with, as the yardstick tells it.
Figures engine(std::uint32_t residents, std::uint32_t ticks, std::uint64_t seed) {
  participation::Town town = participation::town(residents, sim::Chance(seed, 0));
  for (std::uint32_t tick = 0; tick < ticks; ++tick) participation::step(town);
  Figures figures{0.0, 0.0, 0, 0.0};
  for (const std::uint64_t word : town.active.words())
    figures.active += static_cast<std::uint64_t>(std::popcount(word));
  for (const float trust : town.trust.values()) figures.trust_sum += static_cast<double>(trust);
  return figures;
}

TEST(Yardstick, EndsAsTheEngineDoesForAnyThreads) {
  for (const auto& [residents, ticks] : {std::pair{2u, 5u}, {8001u, 20u}, {20'000u, 20u}, {100'000u, 10u}}) {
    const Figures expected = engine(residents, ticks, 7);
    for (const unsigned threads : {1u, 2u, 3u}) {
      const Figures figures = run(residents, ticks, threads, 7);
      EXPECT_EQ(figures.active, expected.active) << residents << " residents, " << threads << " threads";
      EXPECT_EQ(figures.trust_sum, expected.trust_sum) << residents << " residents, " << threads << " threads";
    }
  }
}

TEST(Yardstick, GivesTheSameBitsInPlainCode) {
  if (!has_avx512()) GTEST_SKIP() << "this processor has plain code only";
  constexpr std::uint32_t residents = 20'000;
  const auto blocks = build(residents, 3, 1);
  std::vector<std::uint64_t> bits((residents + 63) / 64), next(bits.size()), next_plain(bits.size());
  for (std::size_t i = 0; i + 1 < bits.size(); ++i)
    bits[i] = 0x9E3779B97F4A7C15ull * (i + 1) & 0x0123456789abcdefull * (i + 3);
  std::vector<float> trust(64 * bits.size(), 0.25f), trust_plain = trust;
  for (const Block& block : blocks) {
    tick_avx512(block, {bits.data(), next.data(), trust.data(), {1, 2}, 3});
    tick_plain(block, {bits.data(), next_plain.data(), trust_plain.data(), {1, 2}, 3});
  }
  EXPECT_EQ(next, next_plain);
  trust.resize(residents);
  trust_plain.resize(residents);
  EXPECT_EQ(trust, trust_plain);
}

TEST(Bounds, AreWhatAMachineCanDo) {
  // Between a tenth of a gigabyte and ten terabytes a second: a unit forgotten would not pass.
  EXPECT_GT(read_bandwidth(1), 1e8);
  EXPECT_LT(read_bandwidth(2), 1e13);
  EXPECT_GT(gather_rate(1, 1 << 15), 1e6);
  EXPECT_LT(gather_rate(2, 1 << 22), 1e12);
}

}  // namespace
}  // namespace liandong::yardstick
