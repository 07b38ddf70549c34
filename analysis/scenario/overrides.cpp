#include "analysis/scenario/overrides.h"

#include <algorithm>
#include <array>
#include <optional>

#include "analysis/scenario/arrangement.h"
#include "analysis/scenario/place_file.h"

namespace liandong::analysis {
namespace {

constexpr std::array<std::string_view, 4> sections{"run", "place", "context", "mechanisms"};
constexpr std::array<std::string_view, 5> study_keys{"name", "title", "question", "headline", "burn_in"};

template <class List>
bool holds(const List& list, std::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

const Catalogue& run_catalogue() {
  static const Catalogue run = catalogue(run_definitions());
  return run;
}

const Catalogue& catalogue_of(std::string_view section) {
  if (section == "run") return run_catalogue();
  if (section == "place") return place_catalogue();
  return section == "context" ? context_catalogue() : mechanism_catalogue();
}

/// Sets `dotted` below `table`, over any spelling of it that is there already.
void set_leaf(Node& table, const std::string& dotted, Node value) {
  auto& members = std::get<Node::Table>(table.value);
  for (auto& [name, node] : members) {
    if (name == dotted) {
      node = std::move(value);
      return;
    }
    if (node.is_table() && dotted.starts_with(name + "."))
      return set_leaf(node, dotted.substr(name.size() + 1), std::move(value));
  }
  members.push_back({dotted, std::move(value)});
}

/// The table of a section, made if missing; a place given by name becomes a table that extends it.
Node& section_table(Node& root, const std::string& section) {
  auto& members = std::get<Node::Table>(root.value);
  const auto found =
      std::find_if(members.begin(), members.end(), [&](const auto& member) { return member.name == section; });
  if (found == members.end()) {
    Node table;
    table.origin = root.origin;
    table.value = Node::Table{};
    members.push_back({section, std::move(table)});
    return members.back().node;
  }
  if (!found->node.is_table()) {
    Node named = found->node;
    found->node.value = Node::Table{{"extends", std::move(named)}};
  }
  return found->node;
}

/// Section and short key of a key that names a value of a section, with or without the section's name.
std::optional<std::pair<std::string, std::string>> section_key(const std::string& key) {
  for (const auto section : sections) {
    const bool named = key.starts_with(std::string(section) + ".");
    const auto position = position_of(key, section, catalogue_of(section));
    if (position)
      return {{std::string(section), std::string(short_key(catalogue_of(section)[*position]->key, section))}};
    if (named) return {{std::string(section), std::string(short_key(key, section))}};
  }
  return std::nullopt;
}

std::vector<std::string> arm_names(const Node& root) {
  std::vector<std::string> names{std::string(burn_in_name)};
  if (const auto* arms = root.find("arm"); arms && arms->is_list())
    for (const auto& arm : arms->list())
      if (const auto* name = arm.find("name"); name && name->is_text()) names.push_back(name->text());
  return names;
}

/// Reads "lever" or "arm.lever"; false if the key names no lever.
bool read_lever_override(const std::string& key, const Node& value, const Node& root,
                         std::vector<LeverOverride>& levers, Problems& problems) {
  std::string arm, lever = key;
  if (!position_of(lever, "levers", lever_catalogue())) {
    for (const auto& name : arm_names(root))
      if (key.starts_with(name + ".")) arm = name, lever = key.substr(name.size() + 1);
  }
  const auto position = position_of(lever, "levers", lever_catalogue());
  if (!position) return false;
  if (const auto number = checked_value(value, *lever_catalogue()[*position], key, problems))
    levers.push_back({arm, {*position, *number, value.origin}});
  return true;
}

void reject(const std::string& key, const Origin& where, const Node& root, Problems& problems) {
  std::vector<std::string> known(study_keys.begin(), study_keys.end());
  for (const auto section : sections)
    for (const auto* definition : catalogue_of(section))
      known.push_back(std::string(section) + "." + std::string(short_key(definition->key, section)));
  for (const auto* definition : lever_catalogue()) known.emplace_back(definition->key);
  for (const auto& arm : arm_names(root))
    if (key.starts_with(arm + "."))
      for (const auto* definition : lever_catalogue()) known.push_back(arm + "." + std::string(definition->key));
  add_unknown_key(where, key, key, {known.begin(), known.end()}, problems);
}

}  // namespace

std::vector<LeverOverride> apply_overrides(Node& root, const Overrides& overrides, Problems& problems) {
  std::vector<LeverOverride> levers;
  for (const auto& [key, text] : overrides.set) {
    const Origin where{"--set"};
    const Node value = parse_value(text, where);
    const auto first = key.substr(0, key.find('.'));
    if (key == "place" || holds(study_keys, key)) {
      set_leaf(root, key, value);
    } else if ((first == "title" || first == "question") && root.find(first) && root.find(first)->is_table()) {
      set_leaf(root, key, value);
    } else if (const auto in_section = section_key(key)) {
      set_leaf(section_table(root, in_section->first), in_section->second, value);
    } else if (!read_lever_override(key, value, root, levers, problems)) {
      reject(key, where, root, problems);
    }
  }
  return levers;
}

}  // namespace liandong::analysis
