#pragma once

#include "models/definition.h"

/// Values of what is not known, by the share of worlds in which it lies below them.
namespace liandong::analysis {

/// The value below which the parameter lies in a share `u` of worlds, 0 < u < 1, in a range that is neither shares nor
/// alternatives. `top` is its likeliest value; a whole number stands for all that rounds to it. Six significant digits.
double quantile_in(const models::Plausible& range, double top, const models::Parameter& parameter, double u);

/// The same of a parameter: its default where it is not uncertain or one of shares, which depend on each other. A table
/// holds six digits exactly, and the last bit of the machine's functions does not show.
double plausible_quantile(const models::Parameter& parameter, double u);

/// Gamma variate at `u` of a share whose default is `mean`; shares are such parts divided by their sum. 0 of mean 0.
double share_part(const models::Shares& shares, double mean, double u);

double six_digits(double value);

}  // namespace liandong::analysis
