#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "analysis/scenario/problem.h"

namespace liandong::app {

/// "assumed", "假定"; a dash where nothing is said of the parameter.
std::string status_words(const models::Parameter& parameter, analysis::Language language);
/// "0.005 … 0.02, log-uniform"; the weights of alternatives; a dash where worlds do not differ.
std::string plausible_words(const models::Parameter& parameter, analysis::Language language);
/// {"status": …, "plausible": {"low": …, "high": …, "distribution": …}, "reason": …}; null where nothing is said.
nlohmann::json prior_json(const models::Parameter& parameter);

}  // namespace liandong::app
