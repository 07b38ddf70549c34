#pragma once

#include "analysis/store/results.h"
#include "sim/store/hdf5.h"

namespace liandong::analysis {

/// A graph picture as a group of its own; layout in docs/results-format.md. `read_picture` throws sim::hdf5::Error.
void write_picture(const sim::hdf5::Group& group, const GraphPicture& picture);
GraphPicture read_picture(const sim::hdf5::Group& group);

}  // namespace liandong::analysis
