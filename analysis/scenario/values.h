#pragma once

#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/scenario/document.h"
#include "models/governance/parameters/parameters.h"

namespace liandong::analysis {

/// Definitions of one group of parameters without their member pointers, in the order of the table.
using Catalogue = std::vector<const governance::Definition*>;

template <class Group>
Catalogue catalogue(std::span<const governance::DefinitionOf<Group>> definitions) {
  Catalogue result;
  for (const auto& definition : definitions) result.push_back(&definition);
  return result;
}

/// A valid value that a file gives to the definition at position `index` of its catalogue.
struct Assignment {
  std::size_t index = 0;
  double value = 0;
  Origin origin;
};

template <class Group>
void assign(Group& group, std::span<const governance::DefinitionOf<Group>> definitions, const Assignment& assignment) {
  group.*definitions[assignment.index].member = assignment.value;
}

/// Position of `key` in the catalogue; `section` is the table it stands in ("place"), which a key may repeat or omit.
std::optional<std::size_t> position_of(std::string_view key, std::string_view section, const Catalogue& definitions);

/// Key without the name of its section: "place.households" in section "place" gives "households".
std::string_view short_key(std::string_view key, std::string_view section);

/// The value if it is a number in the definition's range (true and false stand for 1 and 0 where only these are
/// allowed); else adds a problem.
std::optional<double> checked_value(const Node& node, const governance::Definition& definition, const std::string& key,
                                    Problems& problems);
/// Adds a problem unless `value` lies in the definition's range and is whole where it must be.
bool check_range(double value, const governance::Definition& definition, const Origin& where, const std::string& key,
                 Problems& problems);

/// Reads a table whose leaves are values named by definitions. Nested tables and dotted keys mean the same. Adds
/// problems for unknown keys (with the nearest known one), repeated keys, wrong types and values out of range.
std::vector<Assignment> read_values(const Node& table, const std::string& path, std::string_view section,
                                    const Catalogue& definitions, Problems& problems);

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
