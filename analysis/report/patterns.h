#pragma once

#include <span>

#include <nlohmann/json.hpp>

#include "analysis/scenario/study.h"
#include "analysis/store/results.h"

namespace liandong::analysis::report {

/// What was observed against what the model gives, as `check_patterns` finds it, of the arms that are in the study:
/// [{name, arms, status, kind, unit, low, high, source, value, from, to, finding}]; low and high are the target's,
/// null where it is open, from and to the interval of the value. A miss is listed like a hit.
nlohmann::json pattern_checks(const Results& results, const Study& study, std::span<const models::Pattern> patterns);

}  // namespace liandong::analysis::report
