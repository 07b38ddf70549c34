#include "analysis/inference/worth.h"

#include <algorithm>
#include <cmath>

#include "analysis/inference/rank_polynomials.h"

namespace liandong::analysis {

double worth_of_all(const Eigen::MatrixXd& gains) {
  const double chosen_blindly = std::max(0.0, gains.colwise().mean().maxCoeff());
  return std::max(0.0, gains.rowwise().maxCoeff().cwiseMax(0.0).mean() - chosen_blindly);
}

double worth_of_knowing(const Eigen::MatrixXd& terms, const Eigen::MatrixXd& gains) {
  Eigen::MatrixXd expected(gains.rows(), gains.cols());
  for (Eigen::Index choice = 0; choice < gains.cols(); ++choice) {
    const double mean = gains.col(choice).mean();
    const Eigen::VectorXd deviations = gains.col(choice).array() - mean;
    const Eigen::VectorXd fit = terms * (terms.transpose() * deviations);
    const double r_squared = fit.squaredNorm() / std::max(deviations.squaredNorm(), 1e-300);
    const double share =
        adjusted_share(r_squared, static_cast<std::size_t>(gains.rows()), static_cast<std::size_t>(terms.cols()));
    const double scale = share > 0.0 ? std::sqrt(share / r_squared) : 0.0;
    expected.col(choice) = (scale * fit).array() + mean;
  }
  return worth_of_all(expected);
}

}  // namespace liandong::analysis
