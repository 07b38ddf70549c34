#pragma once

#include <memory>
#include <vector>

#include "analysis/store/series.h"
#include "sim/store/hdf5.h"

namespace liandong::analysis {

/// A data file that stays open for as long as anything is read from it.
using StoredFile = std::shared_ptr<const sim::hdf5::Reader>;

/// A dataset of all rows. Throws sim::hdf5::Error.
void write_series(const sim::hdf5::Group& group, const char* name, const Series& series, const sim::hdf5::About& about);
/// Rows of a known shape: in memory, or left in the file if there are many. Throws sim::hdf5::Error if the dataset has
/// another shape.
Series read_series(const StoredFile& file, const sim::hdf5::Group& group, const char* name,
                   const std::vector<std::size_t>& shape, std::size_t most = Series::most_in_memory);

}  // namespace liandong::analysis
