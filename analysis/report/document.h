#pragma once

#include <span>

#include <nlohmann/json.hpp>

#include "analysis/scenario/study.h"
#include "analysis/store/results.h"

namespace liandong::analysis {

/// Contrasts that a page shows at most; every other one is in summary.csv.
inline constexpr std::size_t most_contrasts = 24;

/// The document that the page is drawn from; page/report.schema.json says what is in it. Every figure is in the unit of
/// its definition, weeks count from the end of the burn-in (burn-in weeks are negative), texts are {zh, en}.
/// Paths are means over blocks of weeks, rounded to four digits, so that the document stays below about 2 MB for a few
/// arms and below about 20 MB for hundreds. Contrasts stand in the order of their arms, whatever order `results` has.
/// Throws std::runtime_error if a contrast names an arm that is not there.
nlohmann::json report_document(const Results& results, const Study& study, std::span<const models::Pattern> patterns);

}  // namespace liandong::analysis
