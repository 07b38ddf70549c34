#pragma once

#include <memory>
#include <vector>

#include "analysis/store/table_file.h"
#include "models/model.h"

/// The tables and words of a model in a file, so that the file is understood without the model. Layout in
/// docs/results-format.md.
namespace liandong::analysis {

/// Paths of the scales that other datasets of the file share.
namespace axis {
inline constexpr const char *replicate = "/replicate", *week = "/week", *burn_in_week = "/burn_in_week",
                            *quarter = "/quarter", *community = "/community", *indicator = "/indicator",
                            *group = "/group", *group_indicator = "/group_indicator", *mark = "/mark";
}

void write_catalogue(const sim::hdf5::Group& root, const models::Catalogue& catalogue);
void write_happenings(const sim::hdf5::Group& root, const std::vector<models::Happening>& happenings);

/// What `write_catalogue` and `write_happenings` wrote. The catalogue owns all text, also that of the happenings.
struct StoredCatalogue {
  std::shared_ptr<const models::Catalogue> catalogue;
  std::vector<models::Happening> happenings;
};
/// Throws sim::hdf5::Error if a table is missing, of another layout, or contradicts another.
StoredCatalogue read_catalogue(const sim::hdf5::Group& root);

}  // namespace liandong::analysis
