#include "sim/chance/draw.h"

#include <Random123/philox.h>
#include <gtest/gtest.h>

#include <boost/math/distributions/poisson.hpp>
#include <cmath>
#include <vector>

#include "sim/chance/draws.h"

namespace liandong::sim {
namespace {

enum class Purpose : std::uint16_t { meet = 10, leave = 20, last = 65535 };

// Known-answer vectors that Random123 publishes for philox4x32 with ten rounds.
TEST(Philox, GivesThePublishedWords) {
  r123::Philox4x32 philox;
  using Words = r123::Philox4x32::ctr_type;
  EXPECT_EQ(philox({{0, 0, 0, 0}}, {{0, 0}}), (Words{{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}}));
  constexpr std::uint32_t ones = 0xffffffff;
  EXPECT_EQ(philox({{ones, ones, ones, ones}}, {{ones, ones}}),
            (Words{{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}}));
  EXPECT_EQ(philox({{0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}}, {{0xa4093822, 0x299f31d0}}),
            (Words{{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}}));
}

TEST(Chance, IsPhiloxOfTheDrawKeyedBySeedAndReplicate) {
  r123::Philox4x32 philox;
  const std::uint64_t seed = 0x0123456789abcdefull;
  const auto key = philox({{5, 0x4c444f, 0, 0}}, {{0x89abcdef, 0x01234567}});
  const auto words = philox({{77, 88, 99, (20u << 16) | 3u}}, {{key[0], key[1]}});
  EXPECT_EQ(Chance(seed, 5).four(99, Purpose::leave, 77, 88, 3), (Draw4{words[0], words[1], words[2], words[3]}));
}

TEST(Chance, ChangesWithEveryPartOfTheQuestion) {
  const auto base = Chance(1, 2).four(3, Purpose::meet, 4, 5, 6);
  EXPECT_NE(base, Chance(2, 2).four(3, Purpose::meet, 4, 5, 6));
  EXPECT_NE(base, Chance(1, 3).four(3, Purpose::meet, 4, 5, 6));
  EXPECT_NE(base, Chance(1, 2).four(4, Purpose::meet, 4, 5, 6));
  EXPECT_NE(base, Chance(1, 2).four(3, Purpose::leave, 4, 5, 6));
  EXPECT_NE(base, Chance(1, 2).four(3, Purpose::meet, 5, 5, 6));
  EXPECT_NE(base, Chance(1, 2).four(3, Purpose::meet, 4, 6, 6));
  EXPECT_NE(base, Chance(1, 2).four(3, Purpose::meet, 4, 5, 7));
  EXPECT_EQ(base, Chance(1, 2).four(3, Purpose::meet, 4, 5, 6));
}

TEST(Draws, AreTheWordsThatChanceGivesEachId) {
  const Chance chance(42, 7);
  for (const std::uint32_t n : {0u, 1u, 15u, 16u, 17u, 100u}) {
    std::vector<std::uint32_t> ids(n), others(n);
    for (std::uint32_t i = 0; i < n; ++i) {
      ids[i] = i * 7919u;
      others[i] = 1000u - i;
    }
    const Draws alone(chance, 12, Purpose::meet, ids), paired(chance, 12, Purpose::meet, ids, others, 3),
        dated(chance, std::span<const std::uint32_t>(others), Purpose::leave, ids);
    for (std::uint32_t i = 0; i < n; ++i)
      for (std::size_t w = 0; w < 4; ++w) {
        ASSERT_EQ(alone.word(w)[i], chance.four(12, Purpose::meet, ids[i])[w]);
        ASSERT_EQ(paired.word(w)[i], chance.four(12, Purpose::meet, ids[i], others[i], 3)[w]);
        ASSERT_EQ(dated.word(w)[i], chance.four(others[i], Purpose::leave, ids[i])[w]);
      }
  }
}

TEST(Chance, FillsEveryLaneWithTheWordOfItsId) {
  const Chance chance(42, 7);
  // Lengths below, at and above the sixty-four words that are made at once; starts that are multiples of four.
  for (const std::size_t length : {0, 1, 2, 3, 4, 5, 63, 64, 65, 127, 128, 130, 1000})
    for (const std::uint32_t first : {0u, 4u, 64u, 1'000'000u}) {
      std::vector<std::uint32_t> words(length);
      chance.fill(words, 12, Purpose::last, first, 9);
      for (std::uint32_t i = 0; i < length; ++i) {
        const std::uint32_t id = first + i;
        ASSERT_EQ(words[i], chance.four(12, Purpose::last, id / 4, Chance::lane_space, 9)[id % 4]) << first << " " << i;
        ASSERT_EQ(words[i], chance.filled_word(12, Purpose::last, id, 9));
      }
    }
}

TEST(Uniform, StaysBelowOneAndTheOpenOneAboveZero) {
  EXPECT_EQ(uniform(0u), 0.0);
  EXPECT_LT(uniform(0xffffffffu), 1.0);
  EXPECT_GT(open_uniform(0u), 0.0);
  EXPECT_LT(open_uniform(0xffffffffu), 1.0);
}

TEST(ChanceThreshold, SaysYesToItsShareOfTheWords) {
  EXPECT_EQ(chance_threshold(0.0), 0u);
  EXPECT_EQ(chance_threshold(-1.0), 0u);
  EXPECT_EQ(chance_threshold(0.5), 0x80000000u);
  EXPECT_EQ(chance_threshold(0.25), 0x40000000u);
  EXPECT_EQ(chance_threshold(1.0), 0xffffffffu);
  EXPECT_EQ(chance_threshold(2.0), 0xffffffffu);
}

TEST(Below, ReachesTheFirstAndTheLastButNeverTheBound) {
  EXPECT_EQ(below(0u, 7), 0u);
  EXPECT_EQ(below(0xffffffffu, 7), 6u);
  EXPECT_EQ(below(0xffffffffu, 1), 0u);
  EXPECT_EQ(below(0x80000000u, 10), 5u);
}

TEST(Poisson, InvertsTheExactDistribution) {
  for (const double mean : {0.01, 0.5, 3.0, 12.0, 30.0}) {
    const boost::math::poisson exact(mean);
    for (std::uint64_t step = 0; step < 1000; ++step) {
      const auto word = static_cast<std::uint32_t>(step * 4'294'967ull);
      const double u = open_uniform(word);
      const double n = poisson(word, mean);
      // 1e-12 leaves room for rounding in both sums; words lie 2e-10 apart.
      ASSERT_GE(cdf(exact, n) + 1e-12, u) << mean;
      ASSERT_TRUE(n == 0 || cdf(exact, n - 1) - 1e-12 < u) << mean;
    }
  }
}

TEST(Poisson, OfNothingIsNothing) {
  EXPECT_EQ(poisson(0xffffffffu, 0.0), 0u);
  EXPECT_EQ(poisson(0xffffffffu, -1.0), 0u);
  EXPECT_EQ(poisson(0u, 31.0), 0u);
}

TEST(Pick, SkipsWeightsOfZeroAtBothEnds) {
  const std::vector<double> weights{0.0, 2.0, 0.0, 1.0, 0.0};
  EXPECT_EQ(pick(0u, weights), 1u);
  EXPECT_EQ(pick(0xffffffffu, weights), 3u);
  // Two thirds of the words belong to the first positive weight.
  EXPECT_EQ(pick(0xaaaaaaaau, weights), 1u);
  EXPECT_EQ(pick(0xaaaaaaabu, weights), 3u);
}

}  // namespace
}  // namespace liandong::sim
