#pragma once

#include <nlohmann/json.hpp>

#include "analysis/scenario/study.h"
#include "analysis/store/results.h"

namespace liandong::analysis {

/// The document that the page is drawn from. Its schema is `Report` in page/src/types.ts; every figure is in the unit
/// of its definition, weeks count from the end of the burn-in (burn-in weeks are negative), texts are {zh, en}.
/// Paths are means over blocks of weeks, rounded to four digits, so that the document stays below about 2 MB.
nlohmann::json report_document(const Results& results, const Study& study);

}  // namespace liandong::analysis
