#pragma once

#include <filesystem>
#include <span>
#include <string>

#include "analysis/scenario/study.h"
#include "analysis/store/results.h"

namespace liandong::analysis {

/// The report of a finished study: one HTML file that needs no network and no other file, in Chinese and English.
/// Figures and what they mean come from `results`, settings from `study`, which must be the one that was run, targets
/// from the `patterns` of its model, if it has any.
std::string report_html(const Results& results, const Study& study, std::span<const models::Pattern> patterns);

/// Writes the report to a temporary name beside `file` and renames: an old report stays whole until the new one is.
/// Throws std::runtime_error naming the file and the reason.
void write_report(const Results& results, const Study& study, std::span<const models::Pattern> patterns,
                  const std::filesystem::path& file);

}  // namespace liandong::analysis
