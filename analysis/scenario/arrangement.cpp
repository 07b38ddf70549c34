#include "analysis/scenario/arrangement.h"

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
  return read_values(table, path, group ? *group : none, catalogue.units, problems);
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
