#pragma once

#include <string>

#include "analysis/scenario/study.h"
#include "analysis/store/results.h"

namespace liandong::analysis::report {

/// What worlds say, for a terminal: the question; a mechanism that turns the order; the verdict in words with shares;
/// on what it depends; what would be worth finding out; of how many worlds. At most 100 columns a line, ends with a
/// newline. Empty without worlds, or with too few for any share.
std::string worlds_summary(const Results& results, const Study& study, Language language);

}  // namespace liandong::analysis::report
