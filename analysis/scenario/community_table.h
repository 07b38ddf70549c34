#pragma once

#include <filesystem>
#include <vector>

#include "analysis/scenario/place_file.h"

namespace liandong::analysis {

/// Reads a CSV file of communities, one row each, UTF-8 with or without a byte order mark. The first line names the
/// columns: keys of the place or the context, and optionally `name`, which is for people. An empty cell leaves the
/// value of the whole place. Adds problems for unknown and repeated columns, rows of another length, and cells that
/// are no number or out of range; line and column of a problem are those of the cell.
std::vector<SettingBuilder::Row> read_community_table(const std::filesystem::path& file,
                                                      const models::Catalogue& catalogue, Problems& problems);

}  // namespace liandong::analysis
