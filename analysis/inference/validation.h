#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "analysis/scenario/study.h"
#include "analysis/store/results.h"
#include "models/model.h"

namespace liandong::analysis {

/// `met` and `missed`: the whole interval lies inside or outside the range. `unclear`: it reaches over an end of it.
enum class Finding : std::uint8_t { met, missed, unclear, not_measured };

/// The same in files: "met", "missed", "unclear", "not_measured"; and "fitted", "held_out".
std::string_view key_of(Finding finding) noexcept;
std::string_view key_of(models::Pattern::Status status) noexcept;

struct PatternCheck {
  const models::Pattern* pattern;
  Text arms;                ///< titles: "arm", or "arm − other arm"; empty if they are not all in the results
  double value, low, high;  ///< mean over replicates and its t-interval; NaN if not measured
  Finding finding;
};

/// Every pattern held against the arms of the results, at the confidence of their study: the one rule for page and
/// terminal. For a level of the burn-in's arrangement the burn-in stands in where no arm bears its name. Patterns whose
/// arms are not there, or whose figure is never defined, are `not_measured`.
std::vector<PatternCheck> check_patterns(const Results& results, const Study& study,
                                         std::span<const models::Pattern> patterns);

}  // namespace liandong::analysis
