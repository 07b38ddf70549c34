#pragma once

#include <string>
#include <vector>

#include "analysis/scenario/scenario.h"

namespace liandong::analysis {

/// A number set on the command line that must wait until the arms are known.
struct LateOverride {
  std::string key;
  Node value;
};

/// Writes overrides of [run], of the values that all arms share and of the study's own words into the document, as if
/// they stood there, and returns the others.
std::vector<LateOverride> apply_early_overrides(Node& root, const Overrides& overrides,
                                                const models::Catalogue& catalogue);

/// Sets what the others stand for. Adds problems for unknown keys, wrong types and values out of range.
void apply_late_overrides(Study& study, const std::vector<LateOverride>& overrides, Problems& problems);

}  // namespace liandong::analysis
