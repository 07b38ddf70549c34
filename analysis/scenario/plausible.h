#pragma once

#include "models/definition.h"

/// Values of what is not known, by the share of worlds in which it lies below them.
namespace liandong::analysis {

/// The value below which a number lies in a share `u` of worlds, 0 < u < 1. `usual` is the most likely value where the
/// distribution has one; a whole number stands for all that rounds to it. Six significant digits. Of one number:
/// neither dirichlet nor alternatives.
double quantile_in(const models::Plausible& range, double usual, bool whole, double u);

/// The same of a parameter: its default where it is not uncertain or one of shares, which depend on each other. A table
/// holds six digits exactly, and the last bit of the machine's functions does not show.
double plausible_quantile(const models::Parameter& parameter, double u);

/// Gamma variate at `u` of a share whose default is `mean`; shares are such parts divided by their sum. 0 of mean 0.
double share_part(const models::Shares& shares, double mean, double u);

double six_digits(double value);

}  // namespace liandong::analysis
