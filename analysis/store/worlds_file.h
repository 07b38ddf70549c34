#pragma once

#include <string>
#include <vector>

#include "analysis/store/worlds.h"
#include "sim/store/hdf5.h"

namespace liandong::analysis {

struct Results;

/// Worlds as the group "worlds", left out if there are none; layout in docs/results-format.md.
void write_worlds(const sim::hdf5::Group& root, const Results& results);
/// No worlds if the group is not there. Throws sim::hdf5::Error if what it holds does not fit together, or not to the
/// arms and indicators of the results.
Worlds read_worlds(const sim::hdf5::Group& root, const Results& results);

/// A row for each world, for people and for other programs: UTF-8 without byte order mark, RFC 4180. Columns: `world`,
/// by whose number it is drawn again; a column for each unknown under its key; `ARM.cost_scale`, `ARM.INDICATOR` and
/// `ARM.state_hash` for each arm. Figures are means over the last two years of the run (over the whole run, for money).
/// An undefined figure is an empty cell.
std::string worlds_csv(const Results& results);

}  // namespace liandong::analysis
