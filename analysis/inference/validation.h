#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "analysis/store/results.h"
#include "models/model.h"

namespace liandong::analysis {

/// `met` and `missed`: the whole interval lies inside or outside the range. `unclear`: it reaches over an end of it.
enum class Finding : std::uint8_t { met, missed, unclear, not_measured };

struct PatternCheck {
  const models::Pattern* pattern;
  double value, low, high;  ///< mean over replicates and its t-interval; NaN if not measured
  Finding finding;
};

/// Every pattern held against the arms of the results; those whose arms are not in them, or whose figure is never
/// defined, are `not_measured`. Throws std::invalid_argument unless 0 < confidence < 1.
std::vector<PatternCheck> check_patterns(const Results& results, std::span<const models::Pattern> patterns,
                                         double confidence);

/// The same of the burn-in: the levels of the arm that bears the name of its arrangement, and no other patterns.
std::vector<PatternCheck> check_burn_in(const Results& results, std::string_view burn_in_name,
                                        std::span<const models::Pattern> patterns, double confidence);

}  // namespace liandong::analysis
