#pragma once

#include <nlohmann/json_fwd.hpp>

#include "analysis/scenario/study.h"
#include "analysis/store/results.h"

namespace liandong::app {

/// State hashes by arm, size, speed, contrasts and what worlds say, as the page has it; null without worlds.
nlohmann::json summary_json(const analysis::Results& results, const analysis::Study& study);

}  // namespace liandong::app
