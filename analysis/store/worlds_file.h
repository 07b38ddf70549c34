#pragma once

#include "analysis/store/worlds.h"
#include "sim/store/hdf5.h"

namespace liandong::analysis {

struct Results;

/// Worlds as the group "worlds", left out if there are none; layout in docs/results-format.md.
void write_worlds(const sim::hdf5::Group& root, const Results& results);
/// No worlds if the group is not there. Throws sim::hdf5::Error if what it holds does not fit together, or not to the
/// arms and indicators of the results.
Worlds read_worlds(const sim::hdf5::Group& root, const Results& results);

}  // namespace liandong::analysis
