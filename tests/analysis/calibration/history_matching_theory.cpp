#include "analysis/calibration/history_matching.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "sim/chance/draw.h"

namespace liandong::analysis {
namespace {

enum class CubePurpose : std::uint16_t { input = 1 };

std::vector<double> cube_point(std::uint32_t number, std::size_t inputs) {
  std::vector<double> point;
  for (std::size_t i = 0; i < inputs; ++i)
    point.push_back(
        sim::open_uniform(sim::Chance(1, number).word(0, CubePurpose::input, static_cast<std::uint32_t>(i), 0u)));
  return point;
}

/// A problem whose figures are known functions of the inputs.
MatchProblem known_problem(std::vector<MatchTarget> targets, std::size_t inputs,
                           std::vector<double> (*figures)(const std::vector<double>&)) {
  MatchProblem problem;
  problem.targets = std::move(targets);
  problem.inputs = [=](std::uint32_t number) { return cube_point(number, inputs); };
  problem.run = [=](std::span<const std::uint32_t> numbers) {
    std::vector<std::vector<double>> all;
    for (const auto number : numbers) all.push_back(figures(cube_point(number, inputs)));
    return all;
  };
  return problem;
}

/// Numbers below `end` that the rule accepts when every one of them is run.
std::vector<std::uint32_t> by_brute_force(const MatchProblem& problem, double cutoff, std::uint32_t end) {
  std::vector<std::uint32_t> accepted;
  for (std::uint32_t number = 0; number < end; ++number) {
    const auto figures = problem.run(std::vector{number}).front();
    std::vector<double> seen;
    for (std::size_t t = 0; t < figures.size(); ++t) seen.push_back(implausibility(problem.targets[t], figures[t]));
    if (decisive_implausibility(seen) < cutoff) accepted.push_back(number);
  }
  return accepted;
}

/// Bower, Goldstein, Vernon 2010 and Vernon et al. 2018 show the method by dx/dt = k x, x(0) = 1, seen at t = 3.5: the
/// figure is exp(3.5 k), so that the rates that are not ruled out are an interval with known ends.
TEST(HistoryMatching, FindsTheIntervalOfGrowthRatesThatIsKnownInClosedForm) {
  constexpr double time = 3.5, low = 0.065, high = 0.1725, sd = 0.05, observed = 1.5;
  const auto problem = known_problem({{observed, sd * sd, 0, 0}}, 1, [](const std::vector<double>& x) {
    return std::vector{std::exp(time * (low + (high - low) * x[0]))};
  });
  MatchSettings settings;
  settings.wanted = 100, settings.wave_runs = 40;
  MatchFilter filter(problem.targets, settings.cutoff);
  const auto match = match_history(problem, settings, filter);
  ASSERT_TRUE(match.settled);
  EXPECT_GE(match.accepted().size(), 100u);
  const double from = std::log(observed - 3 * sd) / time, to = std::log(observed + 3 * sd) / time;
  for (const auto& point : match.points) {
    const double rate = low + (high - low) * cube_point(point.number, 1)[0];
    EXPECT_EQ(point.accepted, rate > from && rate < to) << rate;
  }
  // A cubic misses the exponential by less than 1e-4 here, a hundredth of the figure's change over 1/500 of the range:
  // the ends of what the surrogates leave lie within 1/500 of the known ones.
  for (int i = 0; i < 5000; ++i) {
    const double rate = low + (high - low) * i / 5000, margin = (high - low) / 500;
    if (rate > from && rate < to) {
      EXPECT_FALSE(filter.rules_out(std::vector{i / 5000.0})) << rate;
    }
    if (rate < from - margin || rate > to + margin) {
      EXPECT_TRUE(filter.rules_out(std::vector{i / 5000.0})) << rate;
    }
  }
}

std::vector<double> ring_and_line(const std::vector<double>& x) {
  const double a = 2 * x[0] - 1, b = 2 * x[1] - 1;
  return {a * a + b * b, a + b};
}

/// A ring cut by a line: two spots, with eighteen inputs that do nothing.
TEST(HistoryMatching, FindsWhatRunningEveryPointFindsWithFarFewerRuns) {
  const MatchTarget ring{0.64, 0.0009, 0, 0}, line{0, 0.0009, 0, 0};
  const auto problem = known_problem({ring, line}, 20, ring_and_line);
  MatchSettings settings;
  settings.wanted = 100, settings.wave_runs = 200;
  MatchFilter filter(problem.targets, settings.cutoff);
  const auto match = match_history(problem, settings, filter);
  ASSERT_TRUE(match.settled);
  const auto& last = match.waves.back();
  const std::uint32_t end = last.first + last.scanned;
  // Near the border a surrogate may rule out what a run would not: at most what it says of points held out, or 2%.
  const auto found = match.accepted(), all = by_brute_force(problem, settings.cutoff, end);
  EXPECT_TRUE(std::ranges::includes(all, found));
  EXPECT_GE(static_cast<double>(found.size()), 0.98 * static_cast<double>(all.size()));
  std::uint32_t runs = 0;
  for (const auto& wave : match.waves) runs += wave.run;
  EXPECT_LT(runs, end / 4);
  for (std::size_t t = 0; t < 2; ++t) EXPECT_GT(match.waves.front().q2[t], 0.99);
  EXPECT_EQ(match.waves.front().lost, 0);
}

TEST(HistoryMatching, DecidesByTheLargestImplausibilityAndByTheSecondOfTenOrMore) {
  EXPECT_DOUBLE_EQ(implausibility({10, 4, 9, 3}, 18), 2);
  EXPECT_DOUBLE_EQ(implausibility({10, 4, 9, 3}, 20, 9), 2);
  EXPECT_TRUE(std::isinf(implausibility({10, 4, 9, 3}, std::nan(""))));
  EXPECT_EQ(decisive_implausibility(std::vector{1.0, 9.0, 2.0}), 9);
  EXPECT_EQ(decisive_implausibility(std::vector{1.0, 9.0, 2.0, 3.0, 3.0, 3.0, 3.0, 3.0, 3.0, 3.5}), 3.5);
}

TEST(HistoryMatching, EndsWhenNothingIsLeft) {
  const auto problem =
      known_problem({{5, 0.0001, 0, 0}}, 2, [](const std::vector<double>& x) { return std::vector{x[0] + x[1]}; });
  MatchSettings settings;
  settings.wave_runs = 40, settings.most_scanned = 2000;
  MatchFilter filter(problem.targets, settings.cutoff);
  const auto match = match_history(problem, settings, filter);
  EXPECT_TRUE(match.accepted().empty());
  EXPECT_FALSE(match.settled);
  EXPECT_EQ(match.waves.back().run, 0u);
}

TEST(HistoryMatching, BearsFiguresThatAreNotDefinedEverywhere) {
  const auto problem = known_problem({{1, 0.01, 0, 0}}, 2, [](const std::vector<double>& x) {
    return std::vector{x[0] < 0.5 ? std::nan("") : 2 * x[0]};
  });
  MatchSettings settings;
  settings.wanted = 20, settings.wave_runs = 80;
  MatchFilter filter(problem.targets, settings.cutoff);
  const auto match = match_history(problem, settings, filter);
  EXPECT_GE(match.accepted().size(), 20u);
  for (const auto& point : match.points)
    EXPECT_EQ(point.accepted, cube_point(point.number, 2)[0] >= 0.5 && cube_point(point.number, 2)[0] < 0.65);
}

}  // namespace
}  // namespace liandong::analysis
