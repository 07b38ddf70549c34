#pragma once

#include <string>
#include <vector>

#include "analysis/scenario/scenario.h"
#include "analysis/scenario/values.h"

namespace liandong::analysis {

/// A lever set on the command line, for one arm or (empty name) for all.
struct LeverOverride {
  std::string arm;
  Assignment value;
};

/// Writes the overrides of everything but levers into the document, as if they stood there, and returns those of
/// levers. Adds problems for unknown keys.
std::vector<LeverOverride> apply_overrides(Node& root, const Overrides& overrides, Problems& problems);

/// Name under which a lever override changes the burn-in.
inline constexpr std::string_view burn_in_name = "burn_in";

}  // namespace liandong::analysis
