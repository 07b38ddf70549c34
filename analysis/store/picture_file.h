#pragma once

#include <string>
#include <vector>

#include "models/model.h"
#include "sim/store/hdf5.h"

namespace liandong::analysis {

/// Graph pictures as groups "pictures/000", …; layout in docs/results-format.md. `mark_axis` is the path of the scale
/// of marks; empty if the file has none.
void write_pictures(const sim::hdf5::Group& root, const std::vector<models::GraphPicture>& pictures,
                    const std::string& mark_axis);
/// Throws sim::hdf5::Error, also if a picture has another number of marks or a tie to a resident who is not there.
std::vector<models::GraphPicture> read_pictures(const sim::hdf5::Group& root, std::size_t marks);

}  // namespace liandong::analysis
