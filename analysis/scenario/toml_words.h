#pragma once

#include <string_view>

#include "analysis/scenario/problem.h"

namespace liandong::analysis {

/// What the parser's English description of a fault means, in both languages and in terms of what to write. `line` is
/// the line it stands on, quoted where the description is none that is known here.
Text toml_message(std::string_view description, std::string_view line);

}  // namespace liandong::analysis
