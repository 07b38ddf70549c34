#include "analysis/inference/decider_search.h"

#include <algorithm>
#include <boost/math/special_functions/beta.hpp>
#include <cmath>
#include <map>
#include <utility>

#include "analysis/inference/inference_draws.h"
#include "analysis/inference/rank_polynomials.h"

namespace liandong::analysis {
namespace {

constexpr std::uint32_t permutations = 999;  // the least chance that can be told is one in a thousand

/// Normal scores of mid-ranks, of mean zero and length one; zero if all are equal.
Eigen::VectorXd normal_scores(std::span<const double> figure) {
  const auto ranks = mid_ranks(figure);
  Eigen::VectorXd scores(static_cast<Eigen::Index>(ranks.size()));
  for (Eigen::Index i = 0; i < scores.size(); ++i) scores[i] = sim::normal_quantile(ranks[static_cast<std::size_t>(i)]);
  scores.array() -= scores.mean();
  return scores.norm() > 1e-9 ? Eigen::VectorXd(scores.normalized()) : Eigen::VectorXd::Zero(scores.size());
}

/// Scores dealt out anew in each column.
Eigen::MatrixXf dealt_out(Eigen::VectorXf scores) {
  const auto chance = inference_chance();
  const Eigen::Index n = scores.size();
  Eigen::MatrixXf dealt(n, permutations);
  for (std::uint32_t k = 0; k < permutations; ++k) {
    for (auto left = static_cast<std::uint32_t>(n); left > 1; --left) {
      const auto other = sim::below(chance.word(k, InferencePurpose::permutation, left), left);
      std::swap(scores[static_cast<Eigen::Index>(left - 1)], scores[static_cast<Eigen::Index>(other)]);
    }
    dealt.col(k) = scores;
  }
  return dealt;
}

/// Chance that `terms` terms that do nothing explain that much, of a normal figure with `freedom` degrees.
double tail(double r_squared, Eigen::Index terms, Eigen::Index freedom) {
  if (freedom <= terms) return 1.0;
  return boost::math::ibetac(0.5 * static_cast<double>(terms), 0.5 * static_cast<double>(freedom - terms),
                             std::clamp(r_squared, 0.0, 1.0));
}

}  // namespace

DeciderSearch::DeciderSearch(const Array<double>& values, std::vector<std::vector<std::size_t>> families)
    : families_(std::move(families)), places_(values.shape.at(1)) {
  place_terms(values);
}

void DeciderSearch::place_terms(const Array<double>& values) {
  const std::size_t n = values.shape[0], degree = bearable_degree(n);
  terms_.resize(static_cast<Eigen::Index>(n), static_cast<Eigen::Index>(degree * places_.size()));
  Eigen::Index next = 0;
  std::vector<double> column(n);
  for (std::size_t u = 0; u < places_.size(); ++u) {
    for (std::size_t i = 0; i < n; ++i) column[i] = values.at(i, u);
    if (std::ranges::any_of(column, [](double v) { return std::isnan(v); })) continue;
    const Eigen::MatrixXd terms = rank_polynomials(mid_ranks(column), degree);
    terms_.middleCols(next, terms.cols()) = terms;
    places_[u] = {next, terms.cols()};
    next += terms.cols();
  }
  terms_.conservativeResize(Eigen::NoChange, next);
}

/// Of the unknown of a family that looks best in each permutation: as many terms, the greatest R², then the least tail.
std::vector<double> DeciderSearch::tails_of(std::size_t family, const Eigen::MatrixXf& projections) const {
  std::map<Eigen::Index, Eigen::RowVectorXf> greatest;
  for (const std::size_t u : families_[family]) {
    const auto [first, columns] = places_[u];
    if (columns == 0) continue;
    auto& so_far = greatest.try_emplace(columns, Eigen::RowVectorXf::Zero(projections.cols())).first->second;
    so_far = so_far.cwiseMax(projections.middleRows(first, columns).colwise().squaredNorm());
  }
  std::vector<double> tails(static_cast<std::size_t>(projections.cols()), 1.0);
  for (const auto& [columns, r_squared] : greatest)
    for (Eigen::Index k = 0; k < r_squared.size(); ++k) {
      auto& least = tails[static_cast<std::size_t>(k)];
      least = std::min(least, tail(r_squared[k], columns, terms_.rows() - 1));
    }
  std::ranges::sort(tails);
  return tails;
}

const DeciderSearch::Tails& DeciderSearch::tails_by_chance(const Eigen::VectorXd& scores) const {
  std::vector<float> ascending(scores.begin(), scores.end());
  std::ranges::sort(ascending);
  const std::lock_guard lock(*finding_tails_);  // who asks for the same waits for it
  const auto [known, is_new] = known_tails_.try_emplace(ascending);
  if (!is_new) return known->second;
  const Eigen::Map<const Eigen::VectorXf> sorted(ascending.data(), scores.size());
  const Eigen::MatrixXf projections = terms_.cast<float>().transpose() * dealt_out(sorted);
  for (std::size_t family = 0; family < families_.size(); ++family)
    known->second.push_back(tails_of(family, projections));
  return known->second;
}

/// `figure` has length one; `taken` terms were taken out of it before.
DeciderSearch::Candidate DeciderSearch::best(const Eigen::VectorXd& figure, std::size_t family,
                                             Eigen::Index taken) const {
  const Eigen::VectorXd projections = terms_.transpose() * figure;
  Candidate best;
  for (const std::size_t u : families_[family]) {
    const auto [first, columns] = places_[u];
    if (columns == 0) continue;
    const double found = tail(projections.segment(first, columns).squaredNorm(), columns, terms_.rows() - 1 - taken);
    if (found < best.tail) best = {u, found};
  }
  return best;
}

std::vector<DeciderSearch::Found> DeciderSearch::strongest(std::span<const double> figure, std::size_t family,
                                                           std::size_t most, double level) const {
  std::vector<Found> found;
  Eigen::VectorXd left = normal_scores(figure);
  Eigen::MatrixXd taken(terms_.rows(), 0);
  if (left.norm() == 0.0) return found;
  const auto& by_chance = tails_by_chance(left)[family];
  while (found.size() < most && left.norm() > 1e-6) {
    const Candidate candidate = best(left.normalized(), family, taken.cols());
    const auto as_good = std::ranges::upper_bound(by_chance, candidate.tail) - by_chance.begin();
    const double p = static_cast<double>(1 + as_good) / static_cast<double>(1 + by_chance.size());
    if (candidate.tail > 1.0 || p > level) break;
    found.push_back({candidate.unknown, p});
    taken = widened(taken, terms(candidate.unknown));
    left -= taken * (taken.transpose() * left).eval();
  }
  return found;
}

}  // namespace liandong::analysis
