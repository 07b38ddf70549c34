#include "analysis/inference/world_ranking.h"

#include <algorithm>
#include <functional>

#include "analysis/inference/statistics.h"
#include "analysis/inference/worth.h"

namespace liandong::analysis {
namespace {

/// [cases, arms], the greater the better.
Eigen::MatrixXd goods(const Worlds& worlds, const models::Indicator& indicator, std::size_t position,
                      const WorldCases& cases) {
  const double sign = indicator.direction == models::Direction::worse ? -1.0 : 1.0;
  Eigen::MatrixXd table(cases.rows.size(), worlds.figures.shape[1]);
  for (Eigen::Index arm = 0; arm < table.cols(); ++arm) {
    const auto figures = cases.figures(worlds, static_cast<std::size_t>(arm), position);
    table.col(arm) = sign * Eigen::Map<const Eigen::VectorXd>(figures.data(), table.rows());
  }
  return table;
}

/// Whether an arm is among the best of its world.
bool is_best(double loss, double smallest_effect) noexcept { return loss == 0.0 || loss < smallest_effect; }

RankedArm ranked(const Eigen::MatrixXd& losses, Eigen::Index arm, double smallest_effect) {
  RankedArm result;
  result.arm = static_cast<std::size_t>(arm);
  for (Eigen::Index world = 0; world < losses.rows(); ++world) {
    if (!is_best(losses(world, arm), smallest_effect)) continue;
    const auto best = std::ranges::count_if(losses.row(world), [&](double l) { return is_best(l, smallest_effect); });
    result.best += 1.0 / static_cast<double>(best * losses.rows());
    if (best == 1) result.alone += 1.0 / static_cast<double>(losses.rows());
  }
  return result;
}

std::vector<Worth> worths_of(const Eigen::MatrixXd& table, const WorldCases& cases,
                             std::span<const std::size_t> unknowns) {
  const Eigen::MatrixXd gains = table.rightCols(table.cols() - 1).colwise() - table.col(0);
  std::vector<Worth> worths;
  for (const std::size_t unknown : unknowns)
    worths.push_back({unknown, worth_of_knowing(cases.search.terms(unknown), gains)});
  std::ranges::stable_sort(worths, std::greater(), &Worth::gain);
  return worths;
}

}  // namespace

Ranking ranking_of(const Worlds& worlds, const models::Indicator& indicator, std::size_t position,
                   const WorldCases& cases, std::span<const std::size_t> unknowns) {
  const Eigen::MatrixXd table = goods(worlds, indicator, position, cases);
  const Eigen::MatrixXd losses = -(table.colwise() - table.rowwise().maxCoeff());
  const bool is_judged = indicator.direction != models::Direction::neutral;
  Ranking ranking;
  ranking.indicator = position;
  ranking.worlds = static_cast<std::uint32_t>(cases.rows.size());
  for (Eigen::Index arm = 0; arm < table.cols(); ++arm) {
    RankedArm result = ranked(losses, arm, indicator.smallest_effect);
    const auto figures = cases.figures(worlds, result.arm, position);
    result.median = quantile(figures, 0.5);
    result.low = quantile(figures, 0.05);
    result.high = quantile(figures, 0.95);
    if (is_judged) {
      result.mean_regret = losses.col(arm).mean();
      result.greatest_regret = losses.col(arm).maxCoeff();
    }
    ranking.arms.push_back(result);
  }
  if (!is_judged) return ranking;
  ranking.least_regret = std::ranges::min_element(ranking.arms, {}, &RankedArm::greatest_regret)->arm;
  if (table.cols() < 2) return ranking;
  ranking.worths = worths_of(table, cases, unknowns);
  ranking.worth_of_all = worth_of_all(table.rightCols(table.cols() - 1).colwise() - table.col(0));
  return ranking;
}

}  // namespace liandong::analysis
