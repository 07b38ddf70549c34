#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "analysis/scenario/scenario_files.h"
#include "analysis/scenario/values.h"

namespace liandong::analysis {

/// What an arrangement or overlay file says.
struct Arrangement {
  std::string name;
  Text title;
  std::vector<Assignment> changes;  ///< positions are those of governance::lever_definitions()
};

/// Lever definitions without member pointers.
const Catalogue& lever_catalogue();

/// Applies changes in order.
void apply_changes(governance::Levers& levers, const std::vector<Assignment>& changes);

/// Levers from a table: [levers] of any file.
std::vector<Assignment> read_levers(const Node& table, const std::string& path, Problems& problems);

/// Reads an arrangement file with everything that it extends. Levers that no file of the chain names keep their
/// defaults. Adds problems: those of read_levers, missing files, a chain that comes back to itself.
Arrangement read_arrangement(const std::filesystem::path& file, Problems& problems);

/// Reads an overlay: named levers only, no `extends`.
Arrangement read_overlay(const std::filesystem::path& file, Problems& problems);

}  // namespace liandong::analysis
