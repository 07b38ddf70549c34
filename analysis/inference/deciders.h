#pragma once

#include <span>
#include <vector>

#include "analysis/inference/world_cases.h"
#include "analysis/inference/world_findings.h"

namespace liandong::analysis {

/// Cases by the values of an unknown, ascending: a part for each value if there are at most four, else `classes` of
/// equally many cases, equal values together. `part_of` is [cases].
struct Parts {
  std::vector<WorldPart> parts;
  std::vector<std::size_t> part_of;
};
Parts parts_of(std::span<const double> values, std::span<const double> differences, std::size_t classes);

/// What decides `differences` [cases]; see Deciders.
Deciders deciders_of(const WorldCases& cases, const std::vector<Unknown>& unknowns, std::span<const double> differences,
                     models::Direction direction);

}  // namespace liandong::analysis
