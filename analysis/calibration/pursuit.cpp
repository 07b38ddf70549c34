#include <Eigen/Dense>
#include <algorithm>
#include <cmath>
#include <limits>

#include "analysis/calibration/surrogate.h"

namespace liandong::analysis {
namespace {

using Eigen::MatrixXd;
using Eigen::VectorXd;
using Terms = std::vector<Surrogate::Term>;

constexpr std::size_t most_inputs = 30;
constexpr unsigned greatest_degree = 3;

/// Values of a term at points, its coefficient being one.
VectorXd column_of(const Surrogate::Term& term, const std::vector<std::vector<double>>& inputs) {
  const Surrogate alone{{{1.0, term.factors}}};
  VectorXd column(inputs.size());
  for (std::size_t i = 0; i < inputs.size(); ++i) column[static_cast<Eigen::Index>(i)] = alone(inputs[i]);
  return column;
}

/// Inputs whose line and parabola by themselves explain most of the centred figures.
std::vector<std::size_t> chosen_inputs(const std::vector<std::vector<double>>& inputs, const VectorXd& centred) {
  std::vector<std::pair<double, std::size_t>> scores;
  for (std::size_t input = 0; input < inputs.front().size(); ++input) {
    double score = 0.0;
    for (const unsigned degree : {1u, 2u}) {
      VectorXd column = column_of({1.0, {{input, degree}}}, inputs);
      column.array() -= column.mean();
      if (column.squaredNorm() > 0.0) score += std::pow(column.dot(centred), 2) / column.squaredNorm();
    }
    scores.emplace_back(-score, input);
  }
  std::ranges::sort(scores);
  std::vector<std::size_t> chosen;
  for (std::size_t i = 0; i < std::min(most_inputs, scores.size()); ++i) chosen.push_back(scores[i].second);
  return chosen;
}

/// All that may be taken: powers of each input, products of two.
Terms candidate_terms(const std::vector<std::size_t>& chosen) {
  Terms terms;
  for (std::size_t i = 0; i < chosen.size(); ++i) {
    for (unsigned degree = 1; degree <= greatest_degree; ++degree) terms.push_back({0.0, {{chosen[i], degree}}});
    for (std::size_t j = 0; j < i; ++j) terms.push_back({0.0, {{chosen[j], 1}, {chosen[i], 1}}});
  }
  return terms;
}

/// Terms that are taken in turn, each column made orthogonal to those taken before it.
class Pursuit {
 public:
  Pursuit(MatrixXd columns, const VectorXd& figures) : columns_(std::move(columns)), left_(figures) {
    take(VectorXd::Constant(left_.size(), 1.0 / std::sqrt(static_cast<double>(left_.size()))));
  }

  /// Takes the column that explains most of what is left; false if none explains anything.
  bool take_best() {
    Eigen::Index best = -1;
    double most = 0.0;
    for (Eigen::Index c = 0; c < columns_.cols(); ++c) {
      const double length = columns_.col(c).squaredNorm();
      const double explained = length > 1e-9 ? std::pow(columns_.col(c).dot(left_), 2) / length : 0.0;
      if (explained > most) most = explained, best = c;
    }
    if (most <= 1e-24 * static_cast<double>(left_.size())) return false;
    taken_.push_back(best);
    take(columns_.col(best).normalized());
    return true;
  }

  /// What is left, and a price for each term that grows with how many there were to choose from.
  double risk() const {
    const auto n = static_cast<double>(left_.size());
    const double price = 2.0 * std::log(static_cast<double>(columns_.cols()));
    return n * std::log(left_.squaredNorm()) + price * static_cast<double>(taken_.size());
  }

  const std::vector<Eigen::Index>& taken() const noexcept { return taken_; }

 private:
  void take(const VectorXd& direction) {
    left_ -= direction * direction.dot(left_);
    columns_ -= direction * (direction.transpose() * columns_);
  }

  MatrixXd columns_;
  VectorXd left_;
  std::vector<Eigen::Index> taken_;
};

/// Positions of the terms with the least risk.
std::vector<Eigen::Index> best_terms(const MatrixXd& columns, const VectorXd& figures) {
  constexpr std::size_t patience = 10;
  Pursuit pursuit(columns, figures);
  double least = pursuit.risk();
  std::size_t best = 0;
  const auto most = static_cast<std::size_t>(figures.size()) / 3;
  while (pursuit.taken().size() < most && pursuit.taken().size() < best + patience && pursuit.take_best())
    if (const double risk = pursuit.risk(); risk < least) least = risk, best = pursuit.taken().size();
  return {pursuit.taken().begin(), pursuit.taken().begin() + static_cast<std::ptrdiff_t>(best)};
}

}  // namespace

Surrogate trained_surrogate(const std::vector<std::vector<double>>& inputs, std::span<const double> figures) {
  const VectorXd y = VectorXd::Map(figures.data(), static_cast<Eigen::Index>(figures.size()));
  const auto candidates = candidate_terms(chosen_inputs(inputs, y.array() - y.mean()));
  MatrixXd columns(y.size(), static_cast<Eigen::Index>(candidates.size()));
  for (std::size_t c = 0; c < candidates.size(); ++c)
    columns.col(static_cast<Eigen::Index>(c)) = column_of(candidates[c], inputs);
  const auto taken = best_terms(columns, y);
  Surrogate surrogate{{{0.0, {}}}};
  MatrixXd basis(y.size(), static_cast<Eigen::Index>(taken.size()) + 1);
  basis.col(0).setOnes();
  for (std::size_t t = 0; t < taken.size(); ++t) {
    surrogate.terms.push_back(candidates[static_cast<std::size_t>(taken[t])]);
    basis.col(static_cast<Eigen::Index>(t) + 1) = columns.col(taken[t]);
  }
  const VectorXd coefficients = basis.colPivHouseholderQr().solve(y);
  for (std::size_t t = 0; t < surrogate.terms.size(); ++t)
    surrogate.terms[t].coefficient = coefficients[static_cast<Eigen::Index>(t)];
  return surrogate;
}

}  // namespace liandong::analysis
