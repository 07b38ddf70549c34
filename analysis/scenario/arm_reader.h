#pragma once

#include <string>
#include <vector>

#include "analysis/scenario/scenario_files.h"
#include "analysis/scenario/timeline.h"

namespace liandong::analysis {

/// A first arrangement: what `arrangement`, `overlays` and `levers` of a table say together.
struct Base {
  std::string arrangement;  ///< its name; empty if none is named, or one is and then changed
  Text title;
  Cells cells;
  std::vector<Assignment> local;  ///< changes by overlays and levers, to be made again on a later arrangement
};

/// Where arms are read: files, start year and length of the run, and what holds where nothing is said.
struct ArmContext {
  const ScenarioFiles& files;
  const models::Catalogue& catalogue;
  Text burn_in_title;
  Cells burn_in;
  std::uint32_t weeks = 0;
  int start_year = 0;
  std::vector<std::string> community_names = {};
};

/// Reads `arrangement`, `overlays` and `levers`; without an arrangement it starts from `otherwise`.
Base read_base(TableReader& reader, const ScenarioFiles& files, const models::Catalogue& catalogue,
               const Text& otherwise_title, const Cells& otherwise, Problems& problems);

/// Adds "there is no arm" with the nearest of `names`.
void add_unknown_arm(const Origin& where, const std::string& key, const std::string& wanted,
                     const std::vector<std::string_view>& names, Problems& problems);

/// Reads one [[arm]].
Arm read_arm(const Node& table, const ArmContext& context, Problems& problems);

}  // namespace liandong::analysis
