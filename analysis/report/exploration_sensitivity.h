#pragma once

#include <string>

#include <nlohmann/json_fwd.hpp>

#include "analysis/report/told_exploration.h"

namespace liandong::analysis::report {

/// For pairs of arms and indicators, the keys that move the figure most, with intervals: a table each, of the first
/// pairs. Empty unless the design is one of Morris or Sobol.
std::string sensitivity_text(const Told& told);

/// The same for the page, more keys and pairs; null for other designs. See page/explore.schema.json.
nlohmann::json sensitivity_part(const Exploration& exploration);

}  // namespace liandong::analysis::report
