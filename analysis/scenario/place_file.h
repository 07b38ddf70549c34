#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "analysis/scenario/scenario_files.h"
#include "analysis/scenario/values.h"

namespace liandong::analysis {

/// Place, context and mechanisms while they are being put together from files, later values over earlier ones. A value
/// for the whole place also replaces that of every community.
class SettingBuilder {
 public:
  SettingBuilder();

  void set_place(const Assignment& value);
  void set_context(const Assignment& value);
  void set_mechanism(const Assignment& value);

  /// Values of one community; the first call makes communities differ.
  struct Row {
    Origin origin;
    std::vector<Assignment> place, context;
  };
  /// Replaces the communities; none makes them alike again.
  void set_communities(const std::vector<Row>& rows);

  /// The setting. If communities differ, place.communities is their number, unless a smaller one was set: then the
  /// first ones stay. Adds problems for more communities than there are rows.
  governance::Setting finish(Problems& problems);

 private:
  governance::Setting setting_;
  Origin communities_set_;  ///< where place.communities was set last
  bool communities_were_set_ = false;
};

const Catalogue& place_catalogue();
const Catalogue& context_catalogue();
const Catalogue& mechanism_catalogue();

/// Reads what a place file and a study have in common: [place], [context], communities_csv and [[community]]. Members
/// of [place] and [context] called `extends` are left to the caller.
void read_place_members(TableReader& reader, const ScenarioFiles& files, SettingBuilder& builder, Problems& problems);

/// Reads a place file: name, title and the above.
void read_place_file(const std::filesystem::path& file, SettingBuilder& builder, Problems& problems);

}  // namespace liandong::analysis
