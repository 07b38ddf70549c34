#pragma once

#include <nlohmann/json.hpp>

#include "analysis/store/results.h"

namespace liandong::analysis::report {

/// Patterns seen in Chinese cities against what the model gives in the last year of the burn-in:
/// [{indicator, low, high, source, value, from, to, hit}], from and to holding the middle eight tenths of replicates.
/// A miss is listed like a hit. Indicators that the model does not record are left out.
nlohmann::json pattern_checks(const Results& results);

}  // namespace liandong::analysis::report
