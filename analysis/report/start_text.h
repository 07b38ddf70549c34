#pragma once

#include "analysis/scenario/study.h"
#include "analysis/store/results.h"

namespace liandong::analysis {

/// Whether the arms parted from a start that stands still, in a sentence or two: how much the headline indicators moved
/// in the last year of the burn-in. Empty if that cannot be said.
Text start_text(const Results& results, const Study& study);

}  // namespace liandong::analysis
