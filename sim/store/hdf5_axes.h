#pragma once

#include "sim/store/hdf5_library.h"

namespace liandong::sim::hdf5 {

/// Ties axes to their scales as HDF5's Dimension Scale specification says, so that others show axes by name: class and
/// name on each scale, a list of scales on each dataset and, where it fits into an attribute, the list back.
/// HDF5's own function rewrites the list back for every dataset and fails when it is full. Throws Error if a scale is
/// missing or of another length than the axis.
void attach_axes(const Session& session);

}  // namespace liandong::sim::hdf5
