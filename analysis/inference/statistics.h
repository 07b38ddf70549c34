#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "analysis/store/results.h"
#include "models/definition.h"

namespace liandong::analysis {

/// Paired comparison of `a` minus `b`, value by value: means, Δ, t-interval at `confidence`, share of pairs that agree,
/// variance-reduction factor, two-sided p of the paired t-test. `figure`, `p_adjusted` and `verdict` are left to
/// others.
///
/// An undefined figure is NaN (the fit of cases in a run without cases, say): pairs with a NaN on either side are left
/// out, of the means too, and `pairs` counts the rest. Degenerate cases:
/// - no pair: means and Δ are NaN, the interval is infinite, p = 1;
/// - one pair: Δ is known, nothing about its error: the interval is infinite, p = 1;
/// - all differences equal: the interval is [Δ, Δ]; p = 1 if Δ = 0 (as in a null study), else p = 0;
/// - variance_reduction is infinite if the differences do not vary but the figures do, and 1 if neither does.
/// Throws std::invalid_argument if the sizes differ or confidence is not in (0, 1).
Effect paired_effect(std::span<const double> a, std::span<const double> b, double confidence);

/// Holm's step-down adjustment: controls the chance of any false positive. In the order of `p`; NaN counts as 1.
std::vector<double> adjusted_by_holm(std::span<const double> p);
/// Benjamini and Hochberg's step-up adjustment: controls the expected share of false positives among positives.
std::vector<double> adjusted_by_benjamini_hochberg(std::span<const double> p);

/// What an effect says at level α = 1 − confidence, `smallest_effect` being the least difference that matters (≥ 0):
/// 1. no_difference  if the interval lies within ±smallest_effect, however small p is;
/// 2. sure           if p_adjusted < α and |Δ| ≥ smallest_effect: better or worse by the sign of Δ and the direction;
///                   `different` if the direction is neutral, as no sign of Δ is then good or bad;
/// 3. inconclusive   otherwise, and whenever there are fewer than two pairs.
Verdict verdict(const Effect& effect, models::Direction direction, double smallest_effect, double confidence);

/// Gini coefficient of values ≥ 0: 0 if all are equal (or all zero), 1 − 1/n if one has everything. NaN if empty.
double gini(std::span<const double> values);

/// Quantile at `share` in [0, 1] by linear interpolation between order statistics (Hyndman and Fan's type 7, the
/// default of R and NumPy). NaN values are left out; NaN if nothing is left.
double quantile(std::span<const double> values, double share);

/// Mean of the values that are not NaN; NaN if there is none.
double mean(std::span<const double> values);

/// Mean over replicates and its pointwise t-interval, week by week. With one replicate the interval is infinite.
struct Path {
  std::vector<double> mean, low, high;  ///< [weeks]
};
/// Path of one indicator of `weekly` [replicates, weeks, indicators].
Path mean_path(const Array<float>& weekly, std::size_t indicator, double confidence);
/// Path of the paired difference a minus b of one indicator.
Path mean_difference_path(const Array<float>& a, const Array<float>& b, std::size_t indicator, double confidence);

}  // namespace liandong::analysis
