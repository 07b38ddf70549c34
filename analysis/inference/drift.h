#pragma once

#include <span>
#include <vector>

#include "analysis/store/results.h"

namespace liandong::analysis {

/// How an indicator still moves when the arms part: what its mean over the last year of the burn-in has changed since
/// the year before, over all replicates. A burn-in shorter than two years is split in halves and told per year.
struct Drift {
  std::size_t indicator;
  double per_year;
  bool at_rest;  ///< less than the smallest difference that matters
};

/// Of these indicators, those that have values in both years. Empty where the burn-in is shorter than two weeks.
std::vector<Drift> drift_at_the_start(const Results& results, std::span<const std::size_t> indicators);

}  // namespace liandong::analysis
