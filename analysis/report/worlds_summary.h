#pragma once

#include <cstddef>
#include <string>

#include "analysis/scenario/study.h"
#include "analysis/store/results.h"

namespace liandong::analysis::report {

/// Lines of the answer at most, and rows of its table.
inline constexpr std::ptrdiff_t summary_lines = 10;
inline constexpr std::size_t most_rows = 5;

/// What worlds say, for a terminal, in ten lines of at most 100 columns: of how many worlds; a table of the shares and
/// words that the page tells in sentences; a mechanism that turns the order, on what the answer depends, and what would
/// be worth finding out, as far as there is room. Long lists stand on the page. Ends with a newline. Empty without
/// worlds, or with too few for any share.
std::string worlds_summary(const Results& results, const Study& study, Language language);

}  // namespace liandong::analysis::report
