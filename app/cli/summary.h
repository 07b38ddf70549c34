#pragma once

#include <nlohmann/json_fwd.hpp>

#include "analysis/store/results.h"

namespace liandong::app {

/// State hashes by arm, size, speed and contrasts.
nlohmann::json summary_json(const analysis::Results& results);

}  // namespace liandong::app
