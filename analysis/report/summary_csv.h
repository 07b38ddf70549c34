#pragma once

#include <filesystem>
#include <string>

#include "analysis/store/results.h"

namespace liandong::analysis {

/// One row per contrast and indicator, first of the whole place (an empty group), then of each group; for spreadsheets:
/// UTF-8 with a byte-order mark, commas, quotes where needed (RFC 4180), a header line of English column names, every
/// name in both languages. What is not a finite number - an undefined figure, a bound of an interval that has none - is
/// an empty cell. A text that a spreadsheet program would take for a formula has a "'" before it.
std::string summary_csv(const Results& results);

/// Writes it whole or not at all, and never holds more than one contrast of it in memory. Throws std::runtime_error
/// naming the file and the reason.
void write_summary_csv(const Results& results, const std::filesystem::path& file);

}  // namespace liandong::analysis
