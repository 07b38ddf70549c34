#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/scenario/document.h"
#include "models/model.h"

namespace liandong::analysis {

/// Words of which units are made.
using Units = std::span<const models::Term>;

/// Where an uncertain lever may lie. Ranges are equal whatever is drawn in them.
struct LeverRange : models::Plausible {
  std::string unknown;  ///< what is drawn: all levers of one unknown lie at the same quantile of their ranges
};

/// A valid value that a file gives to the parameter at position `index` of its group, or of the whole catalogue where a
/// function says so.
struct Assignment {
  std::size_t index = 0;
  double value = 0;
  Origin origin;
  std::optional<LeverRange> range = {};  ///< where it may lie, if it is uncertain; levers only
};

/// Position of `key` in the group; a key may repeat or omit the name of the group ("place.households", "households").
std::optional<std::size_t> position_of(std::string_view key, const models::ParameterGroup& group);

/// Key without the name of its group: "place.households" of the group "place" gives "households".
std::string_view short_key(std::string_view key, std::string_view group);
/// Key as --set and `describe` take it: with the name of its group, but for levers.
std::string full_key(const models::Parameter& parameter, const models::ParameterGroup& group);

/// Position in the catalogue of the parameter with this full key; nothing if there is none.
std::optional<std::size_t> position_in(const models::Catalogue& catalogue, std::string_view key);
/// Full key of the parameter at a position in the catalogue.
std::string key_at(std::size_t position, const models::Catalogue& catalogue);

/// The value if it is a number in the parameter's range (true and false stand for 1 and 0 where only these are
/// allowed); else adds a problem. `units` are the words in which its unit is said.
std::optional<double> checked_value(const Node& node, const models::Parameter& parameter, Units units,
                                    const std::string& key, Problems& problems);
/// Adds a problem unless `value` lies in the parameter's range and is whole where it must be.
bool check_range(double value, const models::Parameter& parameter, Units units, const Origin& where,
                 const std::string& key, Problems& problems);

/// Reads a table whose leaves are values of a group. Nested tables and dotted keys mean the same. A lever may be
/// uncertain, see read_uncertain. Adds problems for unknown keys (with the nearest known one), repeated keys, wrong
/// types and values out of range.
std::vector<Assignment> read_values(const Node& table, const std::string& path, const models::ParameterGroup& group,
                                    Units units, Problems& problems);

/// Reads the members of one table by name, and afterwards complains of those that nobody asked for.
class TableReader {
 public:
  /// `path` is the dotted key of the table, empty for the document.
  TableReader(const Node& table, std::string path, Problems& problems);

  /// nullptr if there is no such member.
  const Node* find(std::string_view name);
  /// As above, with a problem if the member is missing.
  const Node* require(std::string_view name);
  /// Text of a member; empty if it is missing or (with a problem) of another type.
  std::string text(std::string_view name);
  /// A text in both languages: a table with `en` and `zh`, or one text for both.
  Text both_languages(std::string_view name);
  /// Texts of a list.
  std::vector<std::string> texts(std::string_view name);
  /// Tables of a list of tables.
  std::vector<const Node*> tables(std::string_view name);
  /// "arm.name" for "name" in the table "arm".
  std::string key(std::string_view name) const;
  /// Adds a problem for each member that was not asked for.
  void reject_unknown();
  const Node& node() const noexcept { return table_; }

 private:
  const Node& table_;
  std::string path_;
  Problems& problems_;
  std::vector<std::string> known_;
};

/// Adds "unknown key" with the nearest known key.
void add_unknown_key(const Origin& where, const std::string& key, std::string_view word,
                     const std::vector<std::string_view>& known, Problems& problems);
/// Adds "must be …; this is …".
void add_wrong_type(const Node& node, const std::string& key, const Text& wanted, Problems& problems);

}  // namespace liandong::analysis
