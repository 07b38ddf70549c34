#include "analysis/inference/deciders.h"

#include <Eigen/Cholesky>
#include <algorithm>
#include <cmath>
#include <functional>
#include <map>
#include <set>

#include "analysis/inference/rank_polynomials.h"
#include "analysis/inference/statistics.h"
#include "analysis/inference/worth.h"

namespace liandong::analysis {
namespace {

constexpr std::size_t few_values = 4;

double share_of(double r_squared, const Eigen::MatrixXd& terms) {
  return adjusted_share(r_squared, static_cast<std::size_t>(terms.rows()), static_cast<std::size_t>(terms.cols()));
}

/// `deviations` have mean zero and length one.
double r_squared(const Eigen::MatrixXd& terms, const Eigen::VectorXd& deviations) {
  return (terms.transpose() * deviations).squaredNorm();
}

/// R² where each case counts as often as its weight says.
double weighted_r_squared(const Eigen::MatrixXd& terms, const Eigen::VectorXd& y, const Eigen::VectorXd& weights) {
  const double total = weights.sum(), mean = weights.dot(y) / total;
  const Eigen::VectorXd deviations = y.array() - mean;
  const Eigen::RowVectorXd means = weights.transpose() * terms / total;
  const Eigen::MatrixXd centred = terms.rowwise() - means, weighted = weights.asDiagonal() * centred;
  const Eigen::VectorXd moments = weighted.transpose() * deviations;
  const auto k = terms.cols();
  const Eigen::MatrixXd square = weighted.transpose() * centred + 1e-9 * Eigen::MatrixXd::Identity(k, k);
  const double all = weights.dot(deviations.cwiseAbs2());
  return all > 0.0 ? moments.dot(square.ldlt().solve(moments)) / all : 0.0;
}

/// Interval of 90% about the estimate: the bootstrap's own bias is taken out.
void set_interval(Decider& decider, const WorldCases& cases, const Eigen::VectorXd& deviations) {
  const Eigen::MatrixXd terms = cases.search.terms(decider.unknown);
  std::vector<double> shares;
  for (Eigen::Index sample = 0; sample < cases.samples.cols(); ++sample)
    shares.push_back(share_of(weighted_r_squared(terms, deviations, cases.samples.col(sample)), terms));
  const double shift = decider.share - mean(shares);
  decider.low = std::clamp(quantile(shares, 0.05) + shift, 0.0, 1.0);
  decider.high = std::clamp(quantile(shares, 0.95) + shift, 0.0, 1.0);
}

/// The end at which the gain is greater, if at least half of what the unknown explains rises or falls with its rank.
End better_end(const Eigen::MatrixXd& terms, const Eigen::VectorXd& gains, const Unknown& unknown) {
  const Eigen::VectorXd slopes = terms.transpose() * gains;
  const bool has_order = unknown.range.distribution != models::Distribution::alternatives || terms.cols() == 1;
  if (!has_order || slopes[0] * slopes[0] < 0.5 * slopes.squaredNorm()) return End::neither;
  return slopes[0] > 0.0 ? End::high : End::low;
}

}  // namespace

Parts parts_of(std::span<const double> values, std::span<const double> differences, std::size_t classes) {
  const std::set<double> different(values.begin(), values.end());
  Parts result;
  if (different.size() <= few_values)
    for (const double value : values)
      result.part_of.push_back(static_cast<std::size_t>(std::distance(different.begin(), different.find(value))));
  else
    result.part_of = rank_classes(mid_ranks(values), classes);
  std::map<std::size_t, WorldPart> parts;
  for (std::size_t i = 0; i < values.size(); ++i) {
    auto& part = parts.try_emplace(result.part_of[i], WorldPart{values[i], values[i]}).first->second;
    part.low = std::min(part.low, values[i]);
    part.high = std::max(part.high, values[i]);
    part.difference += differences[i];
    ++part.worlds;
  }
  std::map<std::size_t, std::size_t> place;
  for (auto& [label, part] : parts) {
    part.difference /= part.worlds;
    place[label] = result.parts.size();
    result.parts.push_back(part);
  }
  for (std::size_t& part : result.part_of) part = place[part];
  return result;
}

Deciders deciders_of(const WorldCases& cases, const std::vector<Unknown>& unknowns, std::span<const double> differences,
                     models::Direction direction) {
  const Eigen::VectorXd y =
      Eigen::Map<const Eigen::VectorXd>(differences.data(), static_cast<Eigen::Index>(differences.size()));
  const Eigen::VectorXd gains = direction == models::Direction::worse ? Eigen::VectorXd(-y) : y;
  const Eigen::VectorXd deviations = (y.array() - y.mean()).matrix().normalized();
  const bool is_judged = direction != models::Direction::neutral;
  Deciders result;
  if (is_judged) result.worth_of_all = worth_of_all(gains);
  Eigen::MatrixXd together = Eigen::MatrixXd::Constant(y.size(), 1, 1.0 / std::sqrt(static_cast<double>(y.size())));
  for (const auto& [unknown, p] : cases.search.strongest(differences, every_unknown, most_deciders, decider_level)) {
    const Eigen::MatrixXd terms = cases.search.terms(unknown);
    Decider decider;
    decider.unknown = unknown;
    decider.p = p;
    decider.share = std::clamp(share_of(r_squared(terms, deviations), terms), 0.0, 1.0);
    set_interval(decider, cases, deviations);
    if (decider.low <= 0.0) continue;  // it moves the ranks, by what it does to the spread, but not the mean
    decider.favours_a = better_end(terms, gains, unknowns[unknown]);
    decider.parts = parts_of(cases.values_of(unknown), differences, 3).parts;
    if (is_judged) decider.worth = worth_of_knowing(terms, gains);
    result.found.push_back(std::move(decider));
    together = widened(together, terms);
  }
  const Eigen::MatrixXd terms = together.rightCols(together.cols() - 1);
  if (!result.found.empty())
    result.unexplained = std::clamp(1.0 - share_of(r_squared(terms, deviations), terms), 0.0, 1.0);
  std::ranges::stable_sort(result.found, std::greater(), &Decider::share);
  return result;
}

}  // namespace liandong::analysis
