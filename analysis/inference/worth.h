#pragma once

#include <Eigen/Core>

namespace liandong::analysis {

/// What knowing something before a choice would gain, mean over cases. `gains` is [cases, choices]: how much better
/// each choice is than one more that the table leaves out; without knowledge the best on average is chosen. Where
/// choices are near equal the sample flatters the blind choice, by up to 0.4 standard errors of a mean gain, so that
/// both are rather too small. Perfect knowledge of every case:
double worth_of_all(const Eigen::MatrixXd& gains);
/// Knowledge of one unknown alone (expected value of partial perfect information, by regression: Strong, Oakley and
/// Brennan 2014), from its rank polynomials [cases, terms]. What each choice's fit varies is scaled down to the
/// variance that the adjusted R² leaves, as the best of noisy fits is too good; what is left of that error is small
/// against it.
double worth_of_knowing(const Eigen::MatrixXd& terms, const Eigen::MatrixXd& gains);

}  // namespace liandong::analysis
