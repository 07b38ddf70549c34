#pragma once

#include <vector>

#include "analysis/scenario/scenario_files.h"
#include "analysis/scenario/values.h"

namespace liandong::analysis {

/// Reads `place.from_census = { file = "counties.csv", code = "320508" }`: the values that the census rules of the
/// catalogue give for the row of that division in a table beside the naming file. The table has a column `code`, those
/// that the rules name, and the names of the division in `province`, `city`, `county` if it has them. A rule whose
/// cells are empty gives no value. Adds problems for a missing file, missing columns and an unknown code, with the
/// nearest ones; says in notes what was taken. Positions are those of the catalogue.
std::vector<Assignment> read_census(const Node& node, const ScenarioFiles& files, const models::Catalogue& catalogue,
                                    Problems& problems);

}  // namespace liandong::analysis
