#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "analysis/results.h"
#include "analysis/study.h"
#include "app/options.h"

namespace liandong::app {

/// What a reader of the terminal wants to know of a finished study.
std::string terminal_summary(const analysis::Results& results, const analysis::Study& study, Language language);

/// Every contrast and figure, one row each, with names in both languages; a cell is empty where nothing was measured.
/// Begins with a byte order mark, so that spreadsheets read the Chinese names.
std::string summary_csv(const analysis::Results& results);

/// State hashes by arm, size, speed and contrasts.
nlohmann::json summary_json(const analysis::Results& results);

}  // namespace liandong::app
