#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "analysis/scenario/values.h"

namespace liandong::analysis {

/// A number with the range in which it may lie.
struct UncertainValue {
  double value = 0;
  LeverRange range;
};

/// Reads `{ value = 10, low = 8, high = 14, distribution = "triangular", unknown = "pay" }`; without distribution it is
/// uniform, and without a name of what is not known it is the lever as this file states it:
/// "strong-community.staff.committee". Adds problems for missing and unknown keys, numbers outside the parameter's
/// bounds, a value outside its range, an empty range and a distribution that is none of uniform, triangular,
/// log-uniform and beta.
std::optional<UncertainValue> read_uncertain(const Node& table, const models::Parameter& parameter, Units units,
                                             const std::string& key, Problems& problems);

/// "10 (8 … 14)", with the distribution unless it is uniform; only the value if it is certain.
std::string uncertain_words(double value, const std::optional<LeverRange>& range);

}  // namespace liandong::analysis
