#pragma once

#include <string>

#include "analysis/scenario/problem.h"
#include "analysis/scenario/study.h"
#include "analysis/store/results.h"

namespace liandong::analysis {

/// What a finished study says, for a terminal. Where worlds give an answer, that answer in ten lines (worlds_summary);
/// the rest stands on the page and in summary.csv. Else the verdict of each contrast in a sentence; the study's
/// question; for each contrast the headline indicators in a table (both means, Δ with interval, verdict; without
/// headlines every indicator of which more or less is better) and what else is surely better or worse; the cost of each
/// arm; what was run and how long it took. Plain text without escape codes, at most 100 columns but for tables; ends
/// with a newline.
std::string summary_text(const Results& results, const Study& study, Language language);

}  // namespace liandong::analysis
