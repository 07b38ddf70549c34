#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "analysis/problem.h"
#include "analysis/results.h"
#include "analysis/study.h"

namespace liandong::analysis {

/// Columns that UTF-8 text takes on a terminal: two for each Chinese character or full-width sign, none for combining
/// marks, one for the rest.
std::size_t display_width(std::string_view text) noexcept;
/// The text with spaces after (or before) it so that it takes at least `columns` columns.
std::string padded_right(std::string_view text, std::size_t columns);
std::string padded_left(std::string_view text, std::size_t columns);

/// What a finished study says, for a terminal: for each contrast the verdict in a sentence, then the study's headline
/// indicators in a table (both means, Δ with interval, verdict), then what else is surely better or worse; last the
/// cost of each arm. Plain text without escape codes, at most 100 columns but for long names; ends with a newline.
std::string summary_text(const Results& results, const Study& study, Language language);

}  // namespace liandong::analysis
