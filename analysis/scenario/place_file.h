#pragma once

#include <filesystem>
#include <vector>

#include "analysis/scenario/scenario_files.h"
#include "analysis/scenario/values.h"

namespace liandong::analysis {

/// Values of everything but levers while they are being put together from files, later ones over earlier ones. A value
/// for the whole place also replaces that of every community. Positions are those of the catalogue.
class SettingBuilder {
 public:
  explicit SettingBuilder(const models::Catalogue& catalogue);

  const models::Catalogue& catalogue() const noexcept { return catalogue_; }
  void set(const Assignment& value);
  /// Values of a group, at positions of the group.
  void set(const models::ParameterGroup& group, const std::vector<Assignment>& values);

  /// Values of one community.
  struct Row {
    Origin origin;
    std::vector<Assignment> values;
  };
  /// Replaces the communities; none makes them alike again.
  void set_communities(const std::vector<Row>& rows);

  /// The values. If communities differ, their number is that of the rows, unless a smaller one was set: then the first
  /// ones stay. Adds problems for more communities than there are rows, and for more rows than there may be
  /// communities.
  models::Values finish(Problems& problems);

 private:
  const models::Catalogue& catalogue_;
  std::size_t communities_at_;  ///< position of the number of communities; catalogue size if there is none
  models::Values values_;
  Origin communities_set_;  ///< where that number was set last
  bool communities_were_set_ = false;
  Origin rows_from_;
};

/// Position in the catalogue of the parameter that counts communities; nothing if the model has none.
std::optional<std::size_t> communities_position(const models::Catalogue& catalogue);

/// Reads what a place file and a study have in common: a table for each group that may differ between communities,
/// communities_csv and [[community]]. Members of these tables called `extends` are left to the caller.
void read_place_members(TableReader& reader, const ScenarioFiles& files, SettingBuilder& builder, Problems& problems);

/// Reads a place file: name, title, model and the above.
void read_place_file(const std::filesystem::path& file, SettingBuilder& builder, Problems& problems);

}  // namespace liandong::analysis
