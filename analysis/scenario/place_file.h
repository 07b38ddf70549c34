#pragma once

#include <filesystem>
#include <set>
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
  void set(const std::vector<Assignment>& values);

  /// One community.
  struct Row {
    Origin origin;     ///< of its name if it has one
    std::string name;  ///< may be empty
    std::vector<Assignment> values;
  };
  /// Replaces the communities and their number, whatever it was.
  void set_communities(const std::vector<Row>& rows);
  /// Adds a problem if the communities differ and are not as many as this value, from the same file or a later one,
  /// says; with more of them than may be studied together.
  void check_number(const Assignment* wanted, Problems& problems) const;

  const models::Values& values() const noexcept { return values_; }
  /// Positions of what was set, of the whole place or of a community.
  const std::set<std::size_t>& stated() const noexcept { return stated_; }
  /// [communities] names of the communities; none if none has one.
  std::vector<std::string> names() const;

 private:
  const models::Catalogue& catalogue_;
  std::optional<std::size_t> communities_at_;  ///< position of the number of communities; none if there is none
  models::Values values_;
  std::set<std::size_t> stated_;
  std::vector<Row> rows_;
};

/// Position in the catalogue of the parameter that counts communities; nothing if the model has none.
std::optional<std::size_t> communities_position(const models::Catalogue& catalogue);

/// Reads what a place file and a study have in common: `place.from_census`, a table for each group that may differ
/// between communities, communities_csv and [[community]], each over what stands before it; values from the command
/// line stand over all. `place.extends` is left to the caller.
void read_place_members(TableReader& reader, const ScenarioFiles& files, SettingBuilder& builder, Problems& problems);

/// Reads a place file: name, title, model, the place that it extends, and the above.
void read_place_file(const std::filesystem::path& file, SettingBuilder& builder, Problems& problems);

}  // namespace liandong::analysis
