#pragma once

#include <string_view>

#include "analysis/scenario/problem.h"
#include "analysis/store/results.h"

namespace liandong::analysis {

/// Name of a verdict in data files: "better", "worse", "no_difference", "inconclusive", "different".
std::string_view verdict_key(Verdict verdict) noexcept;
/// The same for readers: "no practical difference", "无实际差别".
std::string_view verdict_text(Verdict verdict, Language language) noexcept;

}  // namespace liandong::analysis
