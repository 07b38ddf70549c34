#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>
#include <numbers>

#include "analysis/inference/sensitivity.h"
#include "analysis/inference/statistics.h"
#include "analysis/store/csv_cell.h"

namespace liandong::analysis {
namespace {

constexpr double no_figure = std::numeric_limits<double>::quiet_NaN();

/// [points][replicates] of the paired difference, or of the only arm.
std::vector<std::vector<double>> runs_of(const Exploration& e, const Sensitivity& of) {
  std::vector<std::vector<double>> runs(e.points.size(), std::vector<double>(e.replicates));
  for (std::size_t p = 0; p < runs.size(); ++p)
    for (std::size_t r = 0; r < e.replicates; ++r) {
      const double a = e.figures.at(p, of.a, r, of.indicator);
      runs[p][r] = of.a == of.b ? a : a - e.figures.at(p, of.b, r, of.indicator);
    }
  return runs;
}

/// Variance that chance gives to the mean difference of two points over replicates, which meet the same chances.
double chance_variance(const std::vector<double>& from, const std::vector<double>& to) {
  std::vector<double> steps, squares;
  for (std::size_t r = 0; r < from.size(); ++r)
    if (const double step = to[r] - from[r]; !std::isnan(step)) steps.push_back(step);
  if (steps.size() < 2) return no_figure;
  const double middle = mean(steps);
  for (const double step : steps) squares.push_back((step - middle) * (step - middle));
  return mean(squares) / static_cast<double>(steps.size() - 1);
}

double variance_of(std::vector<double> values) {
  const double middle = mean(values);
  for (double& value : values) value = (value - middle) * (value - middle);
  return mean(values);
}

/// [factors] from the steps of trajectories: the mean size of a normal error of that variance.
std::vector<double> chance_of_moves(const Exploration& e, const std::vector<std::vector<double>>& runs) {
  std::vector<std::vector<double>> of_steps(e.keys.size());
  for (std::size_t p = 1; p < runs.size(); ++p)
    if (const auto move = e.design.moves[p]; move != 0)
      of_steps[static_cast<std::size_t>(std::abs(move)) - 1].push_back(chance_variance(runs[p - 1], runs[p]));
  std::vector<double> result;
  for (const auto& variances : of_steps)
    result.push_back(std::sqrt(2 / std::numbers::pi * mean(variances)) / e.design.step);
  return result;
}

/// [factors] from the rows of a Sobol design: the total effect of such an error.
std::vector<double> chance_of_rows(const Exploration& e, const std::vector<std::vector<double>>& runs,
                                   const std::vector<double>& figures) {
  const std::size_t base = runs.size() / (e.keys.size() + 2);
  const double all = variance_of({figures.begin(), figures.begin() + static_cast<std::ptrdiff_t>(2 * base)});
  std::vector<double> result;
  for (std::size_t f = 0; f < e.keys.size(); ++f) {
    std::vector<double> variances;
    for (std::size_t j = 0; j < base; ++j) variances.push_back(chance_variance(runs[j], runs[(2 + f) * base + j]));
    result.push_back(all > 0 ? mean(variances) / (2 * all) : no_figure);
  }
  return result;
}

void fill(Sensitivity& found, const Exploration& e) {
  const auto runs = runs_of(e, found);
  std::vector<double> figures;
  for (const auto& run : runs) figures.push_back(mean(run));
  if (e.design.kind == DesignKind::morris) {
    const auto effects = elementary_effects(e.keys.size(), e.design.moves, e.design.step, figures, e.seed);
    const auto chance = chance_of_moves(e, runs);
    for (std::size_t k = 0; k < effects.size(); ++k)
      found.factors.push_back({k, effects[k].strength, effects[k].mean, effects[k].spread, chance[k]});
  } else {
    const auto shares = variance_shares(e.keys.size(), figures, e.seed);
    const auto chance = chance_of_rows(e, runs, figures);
    for (std::size_t k = 0; k < shares.size(); ++k)
      found.factors.push_back({k, shares[k].total, shares[k].alone, no_figure, chance[k]});
  }
  std::ranges::stable_sort(found.factors, std::ranges::greater(), [](const FactorEffect& factor) {
    return std::isnan(factor.strength.value) ? -std::numeric_limits<double>::infinity() : factor.strength.value;
  });
}

/// Headline indicators; without headlines all of which more or less is better.
std::vector<std::size_t> told_indicators(const Exploration& e) {
  std::vector<std::size_t> told;
  for (const auto& key : e.headline)
    if (const auto i = e.catalogue->indicator(key)) told.push_back(*i);
  for (std::size_t i = 0; e.headline.empty() && i < e.catalogue->indicators.size(); ++i)
    if (e.catalogue->indicators[i].direction != models::Direction::neutral) told.push_back(i);
  return told;
}

void write_row(std::string& csv, const std::string& start, const char* measure, const Estimate& estimate) {
  const auto number = [](double value) { return std::isfinite(value) ? fmt::format("{}", value) : std::string(); };
  csv += fmt::format("{},{},{},{},{}\r\n", start, measure, number(estimate.value), number(estimate.low),
                     number(estimate.high));
}

}  // namespace

bool stands_out(const FactorEffect& factor) noexcept { return factor.strength.low > factor.chance; }

std::vector<Sensitivity> sensitivities(const Exploration& e) {
  std::vector<Sensitivity> result;
  if (e.design.kind == DesignKind::listed) return result;
  const auto add = [&](std::size_t a, std::size_t b) {
    for (const std::size_t indicator : told_indicators(e)) {
      result.push_back({a, b, indicator, {}});
      fill(result.back(), e);
    }
  };
  if (e.arms.size() == 1) add(0, 0);
  for (std::size_t a = 0; a < e.arms.size(); ++a)
    for (std::size_t b = a + 1; b < e.arms.size(); ++b) add(a, b);
  return result;
}

std::string sensitivity_csv(const Exploration& e, const std::vector<Sensitivity>& found) {
  const bool morris = e.design.kind == DesignKind::morris;
  std::string csv = "arm,against,indicator,key,measure,value,low,high\r\n";
  for (const Sensitivity& one : found)
    for (const FactorEffect& factor : one.factors) {
      const std::string start =
          fmt::format("{},{},{},{}", csv_cell(e.arms[one.a]), one.a == one.b ? "" : csv_cell(e.arms[one.b]),
                      e.catalogue->indicators[one.indicator].key, csv_cell(e.keys[factor.key]));
      write_row(csv, start, morris ? "mu_star" : "total", factor.strength);
      write_row(csv, start, morris ? "mu" : "first", factor.alone);
      if (morris) write_row(csv, start, "sigma", {factor.spread, no_figure, no_figure});
      write_row(csv, start, "chance", {factor.chance, no_figure, no_figure});
    }
  return csv;
}

}  // namespace liandong::analysis
