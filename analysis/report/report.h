#pragma once

#include <filesystem>
#include <string>

#include "analysis/scenario/study.h"
#include "analysis/store/results.h"

namespace liandong::analysis {

/// The report of a finished study: one HTML file that needs no network and no other file, in Chinese and English.
/// The text of names, units and meanings comes from the definitions of the model, the figures from `results`.
std::string report_html(const Results& results, const Study& study);

/// Writes the report to a temporary name beside `file` and renames: an old report stays whole until the new one is.
/// The study is read back from `results.study_text`. Throws std::runtime_error naming the file and the reason.
void write_report(const Results& results, const std::filesystem::path& file);

}  // namespace liandong::analysis
