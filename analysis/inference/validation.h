#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "analysis/store/results.h"

namespace liandong::analysis {

/// Something observed that no equation states, as a range for a figure of one arm, or for how it differs from another.
struct Pattern {
  std::string_view arm, against;  ///< arms of the study `patterns`; `against` empty: a level, else arm minus against
  double low, high;               ///< range of the target; infinite where it is open
  std::string_view source;        ///< of the target
  std::string_view name_en, name_zh;
  /// Figure of one replicate of an arm.
  double (*figure)(const Results&, const ArmResult&, std::size_t replicate);
};

/// `met` and `missed`: the whole interval lies inside or outside the range. `unclear`: it reaches over an end of it.
enum class Finding : std::uint8_t { met, missed, unclear, not_measured };

struct PatternCheck {
  const Pattern* pattern;
  double value, low, high;  ///< mean over replicates and its t-interval; NaN if not measured
  Finding finding;
};

/// The targets, in the order of the page.
std::span<const Pattern> patterns();

/// Every pattern held against the results; those whose arms are not in them, or whose figure is never defined, are
/// `not_measured`. Throws std::invalid_argument unless 0 < confidence < 1.
std::vector<PatternCheck> check_patterns(const Results& results, double confidence);

}  // namespace liandong::analysis
