#include "analysis/inference/discovery.h"

#include <gtest/gtest.h>

#include <memory>
#include <random>

namespace liandong::analysis {
namespace {

/// Cases spread evenly over the unit cube, and which of them are of interest.
struct Sample {
  Array<double> x;
  std::unique_ptr<bool[]> interesting;
  std::span<const bool> of_interest() const { return {interesting.get(), x.shape[0]}; }
};

template <class Rule>
Sample sample(std::size_t cases, std::size_t variables, Rule&& rule, unsigned seed = 1) {
  Sample s{Array<double>({cases, variables}), std::make_unique<bool[]>(cases)};
  std::mt19937 random(seed);
  const auto uniform = [&] { return static_cast<double>(random()) / 4294967296.0; };
  for (std::size_t i = 0; i < cases; ++i) {
    for (std::size_t v = 0; v < variables; ++v) s.x.at(i, v) = uniform();
    s.interesting[i] = rule([&](std::size_t v) { return s.x.at(i, v); }, uniform());
  }
  return s;
}

const RuleBound* bound_of(const Box& box, std::size_t variable) {
  for (const RuleBound& b : box.bounds)
    if (b.variable == variable) return &b;
  return nullptr;
}

TEST(Discovery, FindsAPlantedBoxAmongTenVariablesWithinTwentieths) {
  const auto s = sample(1000, 10, [](auto x, double) { return x(2) > 0.6 && x(7) < 0.5; });
  const Box box = discovered_box(s.x, s.of_interest());
  ASSERT_EQ(box.bounds.size(), 2u);
  ASSERT_TRUE(bound_of(box, 2) && bound_of(box, 7));
  EXPECT_NEAR(bound_of(box, 2)->low, 0.6, 0.05);
  EXPECT_NEAR(bound_of(box, 7)->high, 0.5, 0.05);
  EXPECT_GT(box.density, 0.95);
  EXPECT_GT(box.coverage, 0.9);
}

TEST(Discovery, NamesOnePlantedThresholdWithinATenthOfItInTwoHundredCases) {
  for (unsigned seed = 1; seed <= 20; ++seed) {
    const auto s = sample(
        200, 30, [](auto x, double) { return x(4) > 0.45; }, seed);
    const Box box = discovered_box(s.x, s.of_interest());
    ASSERT_EQ(box.bounds.size(), 1u) << seed;
    EXPECT_EQ(box.bounds[0].variable, 4u) << seed;
    EXPECT_NEAR(box.bounds[0].low, 0.45, 0.045) << seed;
  }
}

TEST(Discovery, SeesAThresholdThroughNoise) {
  const auto s = sample(400, 12, [](auto x, double drawn) { return drawn < (x(3) < 0.3 ? 0.9 : 0.15); });
  const Box box = discovered_box(s.x, s.of_interest());
  ASSERT_TRUE(bound_of(box, 3));
  EXPECT_NEAR(bound_of(box, 3)->high, 0.3, 0.06);
  EXPECT_LT(bound_of(box, 3)->p, 1e-6);
}

TEST(Discovery, CutsBetweenTheValuesOfAVariableThatHasFew) {
  auto s = sample(300, 4, [](auto, double) { return false; });
  for (std::size_t i = 0; i < 300; ++i) {
    s.x.at(i, 1) = static_cast<double>(i % 3);
    s.interesting[i] = i % 3 == 2;
  }
  const Box box = discovered_box(s.x, s.of_interest());
  ASSERT_EQ(box.bounds.size(), 1u);
  EXPECT_EQ(box.bounds[0].low, 1.5);
  EXPECT_EQ(box.density, 1.0);
  EXPECT_EQ(box.coverage, 1.0);
}

TEST(Discovery, FindsNoRuleWhereThereIsNone) {
  // Twenty samples in which nothing matters: bounds that look as good by chance are rare, as they are tested at 5%
  // after a search; what is left must be thin.
  std::size_t found = 0;
  for (unsigned seed = 1; seed <= 20; ++seed) {
    const auto s = sample(
        200, 10, [](auto, double drawn) { return drawn < 0.5; }, seed);
    const Box box = discovered_box(s.x, s.of_interest());
    found += box.density * box.coverage > 0.6;
  }
  EXPECT_LE(found, 2u);
}

TEST(Discovery, OfNothingOrEverythingHasNoBound) {
  const auto none = sample(50, 3, [](auto, double) { return false; });
  const auto every = sample(50, 3, [](auto, double) { return true; });
  EXPECT_TRUE(discovered_box(none.x, none.of_interest()).bounds.empty());
  const Box all = discovered_box(every.x, every.of_interest());
  EXPECT_TRUE(all.bounds.empty());
  EXPECT_EQ(all.density, 1.0);
  EXPECT_EQ(all.mass, 1.0);
}

TEST(Discovery, AsksForARowOfEveryCase) {
  const Array<double> x({3, 2});
  const bool interesting[2] = {true, false};
  EXPECT_THROW(discovered_box(x, interesting), std::invalid_argument);
}

}  // namespace
}  // namespace liandong::analysis
