#pragma once

#include <string>
#include <string_view>

#include "analysis/scenario/problem.h"

namespace liandong::analysis {

/// A unit of a definition or an indicator as people write it: "persons/3000 households" is "人/3000户" in Chinese. A
/// pure number has none.
std::string unit_in_words(std::string_view unit, Language language);

}  // namespace liandong::analysis
