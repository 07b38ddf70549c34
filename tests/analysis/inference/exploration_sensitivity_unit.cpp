#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

#include "analysis/inference/sensitivity.h"
#include "analysis/scenario/sampling.h"
#include "tests/analysis/report/sample_exploration.h"

namespace liandong::analysis {
namespace {

using testing::HasSubstr;

/// An exploration of two keys over the unit square, whose first indicator is `figure` of arm and point, and differs
/// between replicates by `noise` (−1, 0 or 1) of point and replicate.
template <class Figure, class Noise>
Exploration screened(DesignKind kind, Figure&& figure, Noise&& noise) {
  std::vector<std::vector<double>> points;
  DesignShape shape{kind, 0.5, {}};
  if (kind == DesignKind::morris) {
    auto sample = trajectories(2, 60, 4, 1);
    for (const auto& at : sample.levels) points.push_back({(at[0] + 0.5) / 4, (at[1] + 0.5) / 4});
    shape.moves = sample.moves;
  } else {
    points = sobol_points(2, 512, 1);
  }
  Exploration e = report_sample::exploration_at(points);
  e.design = shape;
  e.seed = 1;
  e.replicates = 3;
  e.headline = {std::string(e.catalogue->indicators[0].key)};
  e.figures = Array<double>({points.size(), 2, 3, e.catalogue->indicators.size()});
  for (std::size_t p = 0; p < points.size(); ++p)
    for (std::size_t a = 0; a < 2; ++a)
      for (std::size_t r = 0; r < 3; ++r)
        e.figures.at(p, a, r, 0) = figure(a, points[p]) + (a == 0 ? noise(p, r) : 0.0);
  return e;
}

double none(std::size_t, std::size_t) { return 0; }
double by_replicate(std::size_t, std::size_t r) { return static_cast<double>(r) - 1; }
/// −1, 0 and 1 in one of three orders, as good as independent of the point's place in a trajectory.
double shuffled(std::size_t p, std::size_t r) {
  return static_cast<double>((r + sim::Hasher().number(p).digest() % 3) % 3) - 1;
}

TEST(Sensitivities, AreThoseOfThePairedDifferenceNotOfTheLevels) {
  // Both arms rise with the first key alike; only the second one parts them.
  const auto e = screened(
      DesignKind::morris, [](std::size_t a, const auto& x) { return 100 * x[0] + (a == 0 ? -6 * x[1] : 0); }, none);
  const auto found = sensitivities(e);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].factors[0].key, 1u) << "the strongest first";
  EXPECT_NEAR(found[0].factors[0].strength.value, 6, 1e-9);
  EXPECT_NEAR(found[0].factors[0].alone.value, -6, 1e-9);
  EXPECT_NEAR(found[0].factors[1].strength.value, 0, 1e-9);
}

TEST(Sensitivities, OfASingleArmAreThoseOfItsFigure) {
  auto e = screened(
      DesignKind::sobol, [](std::size_t, const auto& x) { return 3 * x[0] + 4 * x[1]; }, none);
  e.arms.resize(1);
  e.arm_titles.resize(1);
  Array<double> first({e.points.size(), 1, 3, e.catalogue->indicators.size()});
  for (std::size_t p = 0; p < e.points.size(); ++p)
    for (std::size_t r = 0; r < 3; ++r) first.at(p, 0, r, 0) = e.figures.at(p, 0, r, 0);
  e.figures = first;
  const auto found = sensitivities(e);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].a, found[0].b);
  EXPECT_EQ(found[0].factors[0].key, 1u);
  EXPECT_NEAR(found[0].factors[0].strength.value, 16.0 / 25, 0.01);
  EXPECT_NEAR(found[0].factors[1].alone.value, 9.0 / 25, 0.01);
}

TEST(Sensitivities, SayWhatChanceAloneWouldShow) {
  const auto flat = [](std::size_t, const auto&) { return 0.0; };
  // Replicates that differ alike at all points leave their differences alone.
  EXPECT_EQ(sensitivities(screened(DesignKind::morris, flat, by_replicate))[0].factors[0].chance, 0);
  // Steps of a replicate: 0 for one move in three, else a permutation of (1, 1, −2): variance 3, of the mean 1. Means
  // are zero by construction, so that chance is what independent replicates would show: √(2/π × 2/3) over half the
  // range.
  const auto factors = sensitivities(screened(DesignKind::morris, flat, shuffled))[0].factors;
  const double expected = std::sqrt(2 / std::numbers::pi * 2 / 3) / 0.5;
  for (const auto& factor : factors) EXPECT_NEAR(factor.chance, expected, 0.15 * expected);
  auto once = screened(DesignKind::morris, flat, none);
  once.replicates = 1;
  EXPECT_TRUE(std::isnan(sensitivities(once)[0].factors[0].chance));
}

TEST(Sensitivities, AreNoneOfAListOfPoints) { EXPECT_TRUE(sensitivities(report_sample::exploration()).empty()); }

TEST(Sensitivities, AreATableWithARowForEachMeasure) {
  const auto e = screened(
      DesignKind::morris, [](std::size_t a, const auto& x) { return a == 0 ? 2 * x[0] : 0.0; }, none);
  const auto csv = sensitivity_csv(e, sensitivities(e));
  EXPECT_THAT(csv, HasSubstr("arm,against,indicator,key,measure,value,low,high\r\n"));
  const std::string start = "guarded,open," + e.headline[0] + ",town.rain,";
  EXPECT_THAT(csv, HasSubstr(start + "mu_star,2,2,2\r\n"));
  EXPECT_THAT(csv, HasSubstr(start + "sigma,0,,\r\n"));
  EXPECT_THAT(csv, HasSubstr(start + "chance,0,,\r\n"));
}

}  // namespace
}  // namespace liandong::analysis
