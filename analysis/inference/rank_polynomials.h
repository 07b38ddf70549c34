#pragma once

#include <Eigen/Core>
#include <cstddef>
#include <span>
#include <vector>

namespace liandong::analysis {

/// Where each value stands among all: (rank − ½) / n, in (0, 1); equal values share their mean rank. No value is NaN.
std::vector<double> mid_ranks(std::span<const double> values);

/// Equal-count classes 0 … classes − 1 of mid-ranks, equal values together; some may be empty.
std::vector<std::size_t> rank_classes(std::span<const double> mid_ranks, std::size_t classes);

/// Polynomials of a mid-rank of degrees 1 to `degree`, each of mean zero and length one and at right angles to the
/// others, the linear one first: [values, degree]. Fewer if there are not more than `degree` different values; as
/// many as there are different values less one can tell them all apart.
Eigen::MatrixXd rank_polynomials(std::span<const double> mid_ranks, std::size_t degree);

/// An orthonormal basis [cases, k] widened by what of the columns of `more` lies outside it.
Eigen::MatrixXd widened(const Eigen::MatrixXd& basis, const Eigen::MatrixXd& more);

/// Degree that n cases bear, from 2 to 12: the cube root of n less two.
std::size_t bearable_degree(std::size_t n) noexcept;

/// Share of variance in the population of which a regression on `terms` variables explains `r_squared` of n cases
/// (Ezekiel 1930). Below 0 where chance would explain more.
double adjusted_share(double r_squared, std::size_t n, std::size_t terms) noexcept;

}  // namespace liandong::analysis
