#include "analysis/experiment/world.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <boost/math/distributions/beta.hpp>
#include <cmath>

#include "analysis/scenario/plausible.h"
#include "analysis/scenario/values.h"
#include "models/governance/model.h"
#include "models/prior.h"

namespace liandong::analysis {
namespace {

using models::Distribution;

const models::Catalogue& drawn_catalogue() { return *governance::model().catalogue; }

double in_world(const std::vector<double>& values, std::string_view key) {
  return values[position_in(drawn_catalogue(), key).value()];
}

/// Quantile of a number between 0 and 100 whose default is `top`.
double quantile_of(Distribution distribution, double low, double top, double high, double u, bool whole = false) {
  models::Parameter parameter{"a", "1", 0, 100, top, whole, "assumed", {}, {}};
  const models::Prior prior{"a", models::Status::assumed, {low, high, distribution}, {0.5, 0.3, 0.2}, "a reason"};
  parameter.prior = &prior;
  return plausible_quantile(parameter, u);
}

TEST(PlausibleQuantile, IsThatOfTheDistributionItNames) {
  EXPECT_DOUBLE_EQ(quantile_of(Distribution::uniform, 2, 3, 6, 0.25), 3);
  EXPECT_DOUBLE_EQ(quantile_of(Distribution::log_uniform, 1, 10, 100, 0.5), 10);
  EXPECT_DOUBLE_EQ(quantile_of(Distribution::log_uniform, 2, 4, 8, 0.25), 2.82843);
  // The area under the triangle up to its top is (4 − 0) / 10; below half of that, a quarter of it.
  EXPECT_DOUBLE_EQ(quantile_of(Distribution::triangular, 0, 4, 10, 0.4), 4);
  EXPECT_DOUBLE_EQ(quantile_of(Distribution::triangular, 0, 4, 10, 0.1), 2);
  EXPECT_DOUBLE_EQ(quantile_of(Distribution::triangular, 0, 4, 10, 0.85), 7);
  EXPECT_DOUBLE_EQ(quantile_of(Distribution::triangular, 0, 10, 10, 0.25), 5) << "a top at the end";
  // PERT with its top in the middle is Beta(3, 3): symmetrical, and 0.103515625 of it lies below a quarter.
  EXPECT_DOUBLE_EQ(quantile_of(Distribution::beta, 2, 4, 6, 0.5), 4);
  EXPECT_DOUBLE_EQ(quantile_of(Distribution::beta, 0, 50, 100, 0.103515625), 25);
}

TEST(PlausibleQuantile, GivesEachWholeNumberOfARangeTheSameShare) {
  int counts[3] = {};
  for (int i = 0; i < 300; ++i) {
    const double value = quantile_of(Distribution::uniform, 3, 4, 5, (i + 0.5) / 300, true);
    ASSERT_EQ(value, std::round(value));
    ++counts[static_cast<int>(value) - 3];
  }
  for (const int count : counts) EXPECT_EQ(count, 100);
}

TEST(PlausibleQuantile, GivesAlternativesByTheirWeights) {
  EXPECT_EQ(quantile_of(Distribution::alternatives, 0, 0, 2, 0.49, true), 0);
  EXPECT_EQ(quantile_of(Distribution::alternatives, 0, 0, 2, 0.51, true), 1);
  EXPECT_EQ(quantile_of(Distribution::alternatives, 0, 0, 2, 0.79, true), 1);
  EXPECT_EQ(quantile_of(Distribution::alternatives, 0, 0, 2, 0.81, true), 2);
  EXPECT_EQ(quantile_of(Distribution::alternatives, 0, 0, 2, 0.9999999, true), 2);
}

TEST(World, LiesWithinThePlausibleRangesAndKeepsWhatIsKnown) {
  for (std::uint32_t world = 0; world < 50; ++world) {
    const auto values = draw_world(drawn_catalogue(), 1, world);
    ASSERT_EQ(values.size(), drawn_catalogue().size());
    for (std::size_t i = 0; i < values.size(); ++i) {
      const auto& parameter = drawn_catalogue().parameter(i);
      if (!parameter.prior || !models::is_uncertain(*parameter.prior)) {
        EXPECT_EQ(values[i], parameter.fallback) << parameter.key;
        continue;
      }
      const auto& [low, high, distribution] = parameter.prior->plausible;
      const bool share = distribution == Distribution::dirichlet;
      EXPECT_GE(values[i], share ? 0 : low) << parameter.key;
      EXPECT_LE(values[i], share ? 1 : high) << parameter.key;
    }
  }
}

TEST(World, IsTheSameWhateverElseIsDrawn) {
  const auto seventh = draw_world(drawn_catalogue(), 3, 7);
  for (std::uint32_t world = 20; world-- > 0;)
    EXPECT_EQ(draw_world(drawn_catalogue(), 3, world) == seventh, world == 7);
  EXPECT_NE(draw_world(drawn_catalogue(), 4, 7), seventh);
}

TEST(World, KeepsAValueWhenAModelGetsAnotherParameter) {
  auto grown = drawn_catalogue();
  auto& mechanisms = grown.groups[2].parameters;
  auto added = mechanisms.front();
  added.key = "recipe.added";
  mechanisms.insert(mechanisms.begin(), added);
  const auto before = draw_world(drawn_catalogue(), 1, 5), after = draw_world(grown, 1, 5);
  const std::size_t first = grown.first_of(grown.groups[2]);
  EXPECT_TRUE(std::equal(before.begin(), before.begin() + static_cast<std::ptrdiff_t>(first), after.begin()));
  EXPECT_TRUE(std::equal(before.begin() + static_cast<std::ptrdiff_t>(first), before.end(),
                         after.begin() + static_cast<std::ptrdiff_t>(first) + 1));
}

TEST(World, SharesOfOneWholeSumToOneAndVaryAsTheirConcentrationSays) {
  constexpr std::uint32_t worlds = 4000;
  double sum = 0, squares = 0;
  for (std::uint32_t world = 0; world < worlds; ++world) {
    const auto values = draw_world(drawn_catalogue(), 2, world);
    double mission = 0, estates = 0;
    for (const char* part : {"cases", "visits", "meetings", "organising"})
      mission += in_world(values, "mechanisms.effort.mission_" + std::string(part));
    for (const char* kind : {"danwei", "commercial", "resettlement", "village"})
      estates += in_world(values, "place." + std::string(kind) + "_share");
    EXPECT_NEAR(mission, 1, 5e-6);
    EXPECT_LT(estates, 1) << "the rest is mixed";
    const double cases = in_world(values, "mechanisms.effort.mission_cases");
    sum += cases, squares += cases * cases;
  }
  // A share of 0.5 at concentration 20 has variance 0.25 / 21 = 0.0119; four standard errors of mean and variance are
  // 4 sqrt(0.0119 / 4000) = 0.0069 and about 4 · 0.0119 sqrt(2 / 4000) = 0.0011.
  const double mean = sum / worlds;
  EXPECT_NEAR(mean, 0.5, 0.0069);
  EXPECT_NEAR(squares / worlds - mean * mean, 0.25 / 21, 0.0011);
}

TEST(World, TheRangesStatedOfSharesAreTheirFiveAndNinetyFivePercent) {
  for (const auto& shares : drawn_catalogue().shares)
    for (std::size_t i = 0; i < drawn_catalogue().size(); ++i) {
      const auto& parameter = drawn_catalogue().parameter(i);
      if (!parameter.prior || std::ranges::find(shares.members, parameter.key) == shares.members.end()) continue;
      const boost::math::beta_distribution<> share(shares.concentration * parameter.fallback,
                                                   shares.concentration * (1 - parameter.fallback));
      EXPECT_NEAR(parameter.prior->plausible.low, boost::math::quantile(share, 0.05), 0.0075) << parameter.key;
      EXPECT_NEAR(parameter.prior->plausible.high, boost::math::quantile(share, 0.95), 0.0075) << parameter.key;
    }
}

TEST(World, DrawsEveryAlternativeAboutAsOftenAsItsWeight) {
  constexpr std::uint32_t worlds = 1000;
  int counts[3] = {};
  for (std::uint32_t world = 0; world < worlds; ++world)
    ++counts[static_cast<int>(in_world(draw_world(drawn_catalogue(), 5, world), "mechanisms.structure.casework"))];
  // Four standard errors of a share of 0.4 among 1000: 4 sqrt(0.24 / 1000) = 0.062.
  EXPECT_NEAR(counts[0] / 1000.0, 0.4, 0.062);
  EXPECT_NEAR(counts[1] / 1000.0, 0.3, 0.062);
  EXPECT_NEAR(counts[2] / 1000.0, 0.3, 0.062);
}

}  // namespace
}  // namespace liandong::analysis
