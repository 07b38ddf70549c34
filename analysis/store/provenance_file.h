#pragma once

#include "analysis/store/results.h"
#include "sim/store/hdf5.h"

namespace liandong::analysis {

/// Provenance as a group of its own. Reading throws sim::hdf5::Error.
void write_provenance(const sim::hdf5::Group& root, const Provenance& provenance);
Provenance read_provenance(const sim::hdf5::Group& root);

}  // namespace liandong::analysis
