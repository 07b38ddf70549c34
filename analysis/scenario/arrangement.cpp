#include "analysis/scenario/arrangement.h"

#include <fmt/format.h>

#include <algorithm>

#include "analysis/scenario/extends.h"
#include "analysis/scenario/known_models.h"

namespace liandong::analysis {
namespace {

namespace fs = std::filesystem;

Arrangement read_chain(const fs::path& file, const models::Catalogue& catalogue, std::vector<fs::path>& chain,
                       Problems& problems) {
  Arrangement result;
  Node root;
  if (!read_document(file, root, problems)) return result;
  chain.push_back(file);
  TableReader reader(root, "", problems);
  result.name = reader.text("name");
  if (result.name.empty()) result.name = file.stem().string();
  check_model(reader, catalogue, problems);
  result.title = reader.both_languages("title");
  if (const auto base = find_extended(reader, Shelf::arrangements, chain, problems))
    result.changes = read_chain(*base, catalogue, chain, problems).changes;
  if (const auto* levers = reader.find("levers"))
    for (auto& change : read_levers(*levers, "levers", catalogue, problems))
      result.changes.push_back(std::move(change));
  reader.reject_unknown();
  chain.pop_back();
  return result;
}

/// A parameter that is no lever is an unknown under its key already.
void check_unknown(const LeverRange& range, const std::string& key, const Origin& where,
                   const models::Catalogue& catalogue, Problems& problems) {
  for (const auto& group : catalogue.groups)
    if (!group.levers &&
        std::ranges::find(group.parameters, range.unknown, &models::Parameter::key) != group.parameters.end())
      problems.add(where, key,
                   {fmt::format("\"{}\" is a parameter, which is drawn by itself; give the unknown a name of its own",
                                range.unknown),
                    fmt::format("“{}”是一个参数，会另行抽取；请为此未知量另取名称", range.unknown)});
}

}  // namespace

std::span<const models::Parameter> lever_parameters(const models::Catalogue& catalogue) {
  const auto* group = catalogue.levers();
  return group ? std::span<const models::Parameter>(group->parameters) : std::span<const models::Parameter>();
}

Levers default_levers(const models::Catalogue& catalogue) {
  Levers levers;
  for (const auto& lever : lever_parameters(catalogue)) levers.push_back(lever.fallback);
  return levers;
}

void apply_changes(Cells& cells, const std::vector<Assignment>& changes) {
  for (const auto& change : changes) {
    cells.levers[change.index] = change.value;
    cells.ranges.erase(change.index);
    if (change.range) cells.ranges.emplace(change.index, *change.range);
  }
}

std::optional<LeverRange> range_of(std::size_t lever, const Ranges& ranges) {
  const auto found = ranges.find(lever);
  return found == ranges.end() ? std::nullopt : std::optional(found->second);
}

std::vector<Assignment> read_levers(const Node& table, const std::string& path, const models::Catalogue& catalogue,
                                    Problems& problems) {
  static const models::ParameterGroup none{"levers", {}, {}, true, false, {}};
  const auto* group = catalogue.levers();
  auto changes = read_values(table, path, group ? *group : none, catalogue.units, problems);
  for (const Assignment& change : changes)
    if (change.range)
      check_unknown(*change.range, fmt::format("{}.{}.unknown", path, group->parameters[change.index].key),
                    change.origin, catalogue, problems);
  return changes;
}

Arrangement read_arrangement(const fs::path& file, const models::Catalogue& catalogue, Problems& problems) {
  std::vector<fs::path> chain;
  return read_chain(file, catalogue, chain, problems);
}

Arrangement read_overlay(const fs::path& file, const models::Catalogue& catalogue, Problems& problems) {
  Arrangement result;
  Node root;
  if (!read_document(file, root, problems)) return result;
  TableReader reader(root, "", problems);
  result.name = reader.text("name");
  if (result.name.empty()) result.name = file.stem().string();
  check_model(reader, catalogue, problems);
  result.title = reader.both_languages("title");
  if (const auto* levers = reader.require("levers"))
    result.changes = read_levers(*levers, "levers", catalogue, problems);
  reader.reject_unknown();
  return result;
}

}  // namespace liandong::analysis
