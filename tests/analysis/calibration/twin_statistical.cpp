#include <gtest/gtest.h>

#include <cmath>

#include "analysis/calibration/history_matching.h"
#include "models/reference/epidemic.h"

namespace liandong::analysis {
namespace {

using reference::epidemic::Population;

constexpr std::uint32_t people = 2000;
constexpr std::size_t figures_of_epidemic = 3;

enum class HiddenPurpose : std::uint16_t { reproduction = 900, seeds = 901 };

/// What is hidden: how many an infectious person infects, and how many are infectious at first.
struct Hidden {
  double reproduction, seeds;
};

/// Reproduction 1.2 to 3 and seeds 5 to 80, the latter uniform in their logarithm.
Hidden hidden_at(const std::vector<double>& x) { return {1.2 + 1.8 * x[0], 5.0 * std::pow(16.0, x[1])}; }

std::vector<double> inputs_of(std::uint64_t seed, std::uint32_t number) {
  const sim::Chance chance(seed, number);
  return {sim::open_uniform(chance.word(0, HiddenPurpose::reproduction, 0u, 0u)),
          sim::open_uniform(chance.word(0, HiddenPurpose::seeds, 0u, 0u))};
}

/// Share ever infected, greatest share infectious at once, and the round in which that was.
std::vector<double> epidemic_figures(const std::vector<double>& inputs, const sim::Chance& chance) {
  const auto [reproduction, seeds] = hidden_at(inputs);
  Population population =
      reference::epidemic::population(people, static_cast<std::uint32_t>(std::lround(seeds)), chance);
  std::uint32_t infectious = 0, greatest = 0, round = 0, ever = static_cast<std::uint32_t>(std::lround(seeds));
  do {
    infectious = reference::epidemic::step(population, reproduction);
    ever += infectious;
    if (infectious > greatest) greatest = infectious, round = population.round;
  } while (infectious > 0);
  return {static_cast<double>(ever) / people, static_cast<double>(greatest) / people, static_cast<double>(round)};
}

/// Variance of each figure between runs of ten points.
std::vector<double> noise_of(std::uint64_t seed) {
  constexpr std::uint32_t points = 10, runs = 6;
  std::vector<double> variance(figures_of_epidemic);
  for (std::uint32_t point = 0; point < points; ++point) {
    std::vector<double> sum(figures_of_epidemic), squares(figures_of_epidemic);
    for (std::uint32_t run = 0; run < runs; ++run) {
      const auto figures = epidemic_figures(inputs_of(seed, point), sim::Chance(seed + 1000 + run, point));
      for (std::size_t f = 0; f < figures.size(); ++f) sum[f] += figures[f], squares[f] += figures[f] * figures[f];
    }
    for (std::size_t f = 0; f < sum.size(); ++f)
      variance[f] += (squares[f] - sum[f] * sum[f] / runs) / (runs - 1) / points;
  }
  return variance;
}

/// Data are made with hidden inputs, which then are to be found again.
bool finds_what_was_hidden(std::uint64_t repetition, double& left) {
  const std::uint64_t seed = 100 * repetition + 1;
  const auto hidden = inputs_of(seed + 50, 0);
  const auto data = epidemic_figures(hidden, sim::Chance(seed + 60, 0));
  const auto noise = noise_of(seed);
  MatchProblem problem;
  // The data are one run, so that they differ from the model's mean as much as any other run does.
  for (std::size_t f = 0; f < data.size(); ++f) problem.targets.push_back({data[f], noise[f], 0, noise[f]});
  problem.inputs = [=](std::uint32_t number) { return inputs_of(seed, number); };
  problem.run = [=](std::span<const std::uint32_t> numbers) {
    std::vector<std::vector<double>> figures;
    for (const auto number : numbers)
      figures.push_back(epidemic_figures(inputs_of(seed, number), sim::Chance(seed, number)));
    return figures;
  };
  MatchSettings settings;
  settings.wanted = 40, settings.wave_runs = 60;
  MatchFilter filter(problem.targets, settings.cutoff);
  match_history(problem, settings, filter);
  const auto again = epidemic_figures(hidden, sim::Chance(seed + 70, 0));
  std::vector<double> seen;
  for (std::size_t f = 0; f < again.size(); ++f) seen.push_back(implausibility(problem.targets[f], again[f]));
  std::uint32_t passed = 0;
  for (std::uint32_t number = 10000; number < 11000; ++number) passed += !filter.rules_out(inputs_of(seed, number));
  left = passed / 1000.0;
  return !filter.rules_out(hidden) && decisive_implausibility(seen) < settings.cutoff;
}

TEST(TwinExperiment, FindsTheHiddenInputsAmongThoseNotRuledOutInNineteenOfTwentyRepetitions) {
  int found = 0;
  double left_of_all = 0;
  for (std::uint64_t repetition = 0; repetition < 20; ++repetition) {
    double left = 0;
    found += finds_what_was_hidden(repetition, left);
    left_of_all += left / 20;
  }
  EXPECT_GE(found, 19);
  EXPECT_LT(left_of_all, 0.35) << "and most of the inputs are ruled out";
}

}  // namespace
}  // namespace liandong::analysis
