#pragma once

#include <filesystem>
#include <optional>
#include <vector>

#include "analysis/scenario/scenario_files.h"
#include "analysis/scenario/values.h"

namespace liandong::analysis {

/// File that the document read by `reader` extends. `chain` holds the files being read, each extended by the one before
/// it and the last that of the document. Nothing if it extends none; with a problem if there is no such file or it
/// closes a circle.
std::optional<std::filesystem::path> find_extended(TableReader& reader, Shelf shelf,
                                                   const std::vector<std::filesystem::path>& chain, Problems& problems);

}  // namespace liandong::analysis
