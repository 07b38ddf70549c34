#include "analysis/inference/drift.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace liandong::analysis {
namespace {

constexpr std::uint32_t weeks_of_year = 52;

/// Mean over replicates and weeks [first, last) of the burn-in; NaN where nothing was measured.
double mean_of(const Results& results, std::size_t indicator, std::uint32_t first, std::uint32_t last) {
  double sum = 0.0;
  std::size_t n = 0;
  for (std::uint32_t r = 0; r < results.replicates; ++r)
    for (std::uint32_t week = first; week < last; ++week) {
      const double value = results.burn_in.at(r, week, indicator);
      if (std::isnan(value)) continue;
      sum += value;
      ++n;
    }
  return n > 0 ? sum / static_cast<double>(n) : std::numeric_limits<double>::quiet_NaN();
}

}  // namespace

std::vector<Drift> drift_at_the_start(const Results& results, std::span<const std::size_t> indicators) {
  std::vector<Drift> drifts;
  const std::uint32_t end = results.burn_in_weeks, span = std::min(weeks_of_year, end / 2);
  if (span == 0 || results.burn_in.values.empty()) return drifts;
  for (const std::size_t i : indicators) {
    const double change = mean_of(results, i, end - span, end) - mean_of(results, i, end - 2 * span, end - span);
    if (std::isnan(change)) continue;
    const double per_year = change * weeks_of_year / span;
    drifts.push_back({i, per_year, std::abs(per_year) < results.catalogue->indicators[i].smallest_effect});
  }
  return drifts;
}

}  // namespace liandong::analysis
