#pragma once

#include <string_view>

#include "analysis/scenario/problem.h"

namespace liandong::analysis {

/// If `character` (UTF-8) is a Chinese, full-width, typographic or invisible one that is easily written for an ASCII
/// one, says so and which to write; else empty.
Text lookalike_message(std::string_view character);

/// The last mark of a text that may have been meant to close it: ”, ’, “, ‘ or their full-width relatives; empty if
/// there is none.
std::string_view closing_lookalike(std::string_view text);

}  // namespace liandong::analysis
