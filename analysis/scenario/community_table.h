#pragma once

#include <filesystem>
#include <vector>

#include "analysis/scenario/place_file.h"

namespace liandong::analysis {

/// Reads a CSV file of communities, one row each, as `read_csv` takes it. The first line names the columns as
/// ColumnNames knows them; numbers are as number_in_cell takes them. An empty cell leaves the value of the whole place.
/// Adds a problem for each column that is unknown, repeated or of what all communities share, each row of another
/// length, and each cell that is no number or out of range; line and column of a problem are those of the cell. What
/// was understood of a table without problems becomes a note.
std::vector<SettingBuilder::Row> read_community_table(const std::filesystem::path& file,
                                                      const models::Catalogue& catalogue, Problems& problems);

}  // namespace liandong::analysis
