#pragma once

#include <string_view>

#include "analysis/scenario/problem.h"

namespace liandong::analysis {

/// Tables, lists and the parts of dotted keys may stand so many levels inside each other.
inline constexpr unsigned deepest_level = 64;

/// Looks over TOML text before it is parsed, in linear time: whether every key, bracket, quote and comma stands where
/// it may, nothing is nested deeper than `deepest_level`, and no Chinese or typographic mark stands for an ASCII one.
/// Adds a problem with its place at the first thing that is wrong and returns false. Left to the parser: how numbers,
/// dates and escapes are written, and keys that are written twice. The text must pass `check_text`.
bool scan_toml(std::string_view text, const std::string& file, Problems& problems);

}  // namespace liandong::analysis
