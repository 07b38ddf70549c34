#include "analysis/scenario/overrides.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "analysis/scenario/settable.h"
#include "analysis/scenario/world_reader.h"

namespace liandong::analysis {
namespace {

constexpr std::array<std::string_view, 6> study_keys{"name", "title", "question", "headline", "burn_in", "place"};

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

/// The table of a group, made if missing; a place given by name becomes a table that extends it.
Node& group_table(Node& root, const std::string& group) {
  auto& members = std::get<Node::Table>(root.value);
  const auto found =
      std::find_if(members.begin(), members.end(), [&](const auto& member) { return member.name == group; });
  if (found == members.end()) {
    Node table;
    table.origin = root.origin;
    table.value = Node::Table{};
    members.push_back({group, std::move(table)});
    return members.back().node;
  }
  if (!found->node.is_table()) {
    Node named = found->node;
    found->node.value = Node::Table{{"extends", std::move(named)}};
  }
  return found->node;
}

/// Group and short key of a key that names a value of a group, with or without the group's name.
std::optional<std::pair<std::string, std::string>> group_key(const std::string& key,
                                                             const models::Catalogue& catalogue) {
  const auto in = [&](const models::ParameterGroup& group) -> std::optional<std::pair<std::string, std::string>> {
    const auto position = position_of(key, group);
    if (position) return {{std::string(group.key), std::string(short_key(group.parameters[*position].key, group.key))}};
    if (key.starts_with(std::string(group.key) + "."))
      return {{std::string(group.key), std::string(short_key(key, group.key))}};
    return std::nullopt;
  };
  if (auto found = in(run_group())) return found;
  if (auto found = in(world_group())) return found;
  for (const auto& group : catalogue.groups)
    if (!group.levers)
      if (auto found = in(group)) return found;
  return std::nullopt;
}

void reject(const LateOverride& override, const Study& study, Problems& problems) {
  auto known = settable_keys(study);
  for (const auto key : study_keys) known.emplace_back(key);
  for (const auto* group : {&run_group(), &world_group()})
    for (const auto& parameter : group->parameters) known.push_back(full_key(parameter, *group));
  add_unknown_key(override.value.origin, override.key, override.key, {known.begin(), known.end()}, problems);
}

}  // namespace

std::vector<LateOverride> apply_early_overrides(Node& root, const Overrides& overrides,
                                                const models::Catalogue& catalogue, Problems& problems) {
  std::vector<LateOverride> late;
  for (const auto& [key, text] : overrides.set) {
    const Origin where{std::string(command_line)};
    if (!check_text(text, where, problems)) continue;
    const Node value = parse_value(text, where);
    const auto first = key.substr(0, key.find('.'));
    const bool one_language =
        (first == "title" || first == "question") && root.find(first) && root.find(first)->is_table();
    if (one_language || std::ranges::find(study_keys, key) != study_keys.end()) {
      set_leaf(root, key, value);
    } else if (const auto in_group = group_key(key, catalogue)) {
      set_leaf(group_table(root, in_group->first), in_group->second, value);
    } else {
      late.push_back({key, value});
    }
  }
  return late;
}

void apply_late_overrides(Study& study, const std::vector<LateOverride>& overrides, Problems& problems) {
  std::vector<std::pair<Settable, double>> changes;
  for (const auto& override : overrides) {
    const auto settable = find_settable(override.key, study);
    if (!settable) {
      reject(override, study, problems);
    } else if (const auto value = checked_value(override.value, *settable->parameter, study.catalogue->units,
                                                override.key, problems)) {
      changes.emplace_back(*settable, *value);
    }
  }
  for (const auto& [settable, value] : changes) set(study, settable, value);
}

}  // namespace liandong::analysis
