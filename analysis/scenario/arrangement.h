#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "analysis/scenario/scenario_files.h"
#include "analysis/scenario/study.h"
#include "analysis/scenario/values.h"

namespace liandong::analysis {

/// What an arrangement or overlay file says.
struct Arrangement {
  std::string name;
  Text title;
  std::vector<Assignment> changes;  ///< of levers
};

/// The levers of a catalogue; empty if its model has none.
std::span<const models::Parameter> lever_parameters(const models::Catalogue& catalogue);
/// Every lever at its default.
Levers default_levers(const models::Catalogue& catalogue);

/// The value of every lever, and how far the uncertain ones reach.
struct Cells {
  Levers levers;
  Ranges ranges;
};

/// Applies changes in order. A change without range makes a lever certain.
void apply_changes(Cells& cells, const std::vector<Assignment>& changes);
/// The range of a lever, if it is uncertain.
std::optional<LeverRange> range_of(std::size_t lever, const Ranges& ranges);

/// Levers from a table: [levers] of any file. Adds problems as read_values does, and for an unknown that bears the key
/// of a parameter or could be taken for another column of worlds.csv.
std::vector<Assignment> read_levers(const Node& table, const std::string& path, const models::Catalogue& catalogue,
                                    Problems& problems);

/// Reads an arrangement file with everything that it extends. Levers that no file of the chain names keep their
/// defaults. Adds problems: those of read_levers, missing files, a chain that comes back to itself, a file for another
/// model.
Arrangement read_arrangement(const std::filesystem::path& file, const models::Catalogue& catalogue, Problems& problems);

/// Reads an overlay: named levers only, no `extends`.
Arrangement read_overlay(const std::filesystem::path& file, const models::Catalogue& catalogue, Problems& problems);

}  // namespace liandong::analysis
