#pragma once

#include <string>

#include "analysis/report/told_exploration.h"

namespace liandong::analysis::report {

/// For every pair of arms and headline indicator: the shares of points at which one of them is ahead, the word for
/// that, and where the leading one is ahead. Empty where there are too few points or nothing to compare.
std::string answer_text(const Told& told);

}  // namespace liandong::analysis::report
