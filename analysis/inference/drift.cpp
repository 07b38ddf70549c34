#include "analysis/inference/drift.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace liandong::analysis {
namespace {

constexpr std::uint32_t weeks_of_year = 52;

/// Mean of what was measured; NaN where nothing was.
struct Mean {
  double sum = 0.0;
  std::size_t n = 0;
  void add(std::span<const float> weekly, std::size_t indicators, std::size_t i, std::uint32_t first,
           std::uint32_t last) {
    for (std::uint32_t week = first; week < last; ++week) {
      const double value = weekly[week * indicators + i];
      if (std::isnan(value)) continue;
      sum += value;
      ++n;
    }
  }
  double value() const { return n > 0 ? sum / static_cast<double>(n) : std::numeric_limits<double>::quiet_NaN(); }
};

}  // namespace

std::vector<Drift> drift_at_the_start(const Results& results, std::span<const std::size_t> indicators) {
  std::vector<Drift> drifts;
  const std::uint32_t end = results.burn_in_weeks, span = std::min(weeks_of_year, end / 2);
  if (span == 0 || results.burn_in.empty()) return drifts;
  std::vector<Mean> before(indicators.size()), after(indicators.size());
  for (std::uint32_t r = 0; r < results.replicates; ++r) {
    const auto weekly = results.burn_in.row(r);
    const std::size_t all = weekly.size() / end;
    for (std::size_t i = 0; i < indicators.size(); ++i) {
      before[i].add(weekly, all, indicators[i], end - 2 * span, end - span);
      after[i].add(weekly, all, indicators[i], end - span, end);
    }
  }
  for (std::size_t i = 0; i < indicators.size(); ++i) {
    const double change = after[i].value() - before[i].value();
    if (std::isnan(change)) continue;
    const double per_year = change * weeks_of_year / span;
    const double smallest = results.catalogue->indicators[indicators[i]].smallest_effect;
    drifts.push_back({indicators[i], per_year, std::abs(per_year) < smallest});
  }
  return drifts;
}

}  // namespace liandong::analysis
