#include "analysis/inference/rank_polynomials.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>

namespace liandong::analysis {

std::vector<double> mid_ranks(std::span<const double> values) {
  std::vector<std::size_t> order(values.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::sort(order, {}, [&](std::size_t i) { return values[i]; });
  std::vector<double> ranks(values.size());
  for (std::size_t first = 0; first < order.size();) {
    std::size_t last = first + 1;
    while (last < order.size() && values[order[last]] == values[order[first]]) ++last;
    const double rank = 0.5 * static_cast<double>(first + last) / static_cast<double>(values.size());
    for (; first < last; ++first) ranks[order[first]] = rank;
  }
  return ranks;
}

std::vector<std::size_t> rank_classes(std::span<const double> mid_ranks, std::size_t classes) {
  std::vector<std::size_t> result;
  for (const double rank : mid_ranks) result.push_back(static_cast<std::size_t>(rank * static_cast<double>(classes)));
  return result;
}

Eigen::MatrixXd rank_polynomials(std::span<const double> mid_ranks, std::size_t degree) {
  const auto n = static_cast<Eigen::Index>(mid_ranks.size());
  const std::size_t different = std::set<double>(mid_ranks.begin(), mid_ranks.end()).size();
  const auto columns = static_cast<Eigen::Index>(std::min(degree, std::max<std::size_t>(different, 1) - 1));
  const Eigen::VectorXd x =
      2.0 * Eigen::Map<const Eigen::VectorXd>(mid_ranks.data(), n) - Eigen::VectorXd::Constant(n, 1.0);
  // Each is x times the one before, at right angles to all before: Legendre's on these points.
  Eigen::MatrixXd basis = Eigen::MatrixXd::Constant(n, 1, 1.0 / std::sqrt(static_cast<double>(n)));
  for (Eigen::Index c = 1; c <= columns; ++c) basis = widened(basis, x.cwiseProduct(basis.rightCols(1)));
  return basis.rightCols(basis.cols() - 1);
}

Eigen::MatrixXd widened(const Eigen::MatrixXd& basis, const Eigen::MatrixXd& more) {
  Eigen::MatrixXd wide(basis.rows(), basis.cols() + more.cols());
  wide.leftCols(basis.cols()) = basis;
  Eigen::Index known = basis.cols();
  for (Eigen::Index c = 0; c < more.cols(); ++c) {
    Eigen::VectorXd outside = more.col(c);
    for (int pass = 0; pass < 2; ++pass)  // a second time for what rounding left
      outside -= wide.leftCols(known) * (wide.leftCols(known).transpose() * outside).eval();
    if (outside.norm() > 1e-6 * more.col(c).norm()) wide.col(known++) = outside.normalized();
  }
  return wide.leftCols(known);
}

std::size_t bearable_degree(std::size_t n) noexcept {
  std::size_t degree = 2;
  while (degree < 12 && (degree + 3) * (degree + 3) * (degree + 3) <= n) ++degree;
  return degree;
}

double adjusted_share(double r_squared, std::size_t n, std::size_t terms) noexcept {
  if (n <= terms + 1) return 0.0;
  const double left = static_cast<double>(n - 1) / static_cast<double>(n - 1 - terms);
  return 1.0 - (1.0 - r_squared) * left;
}

}  // namespace liandong::analysis
