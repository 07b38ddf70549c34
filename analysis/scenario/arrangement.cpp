#include "analysis/scenario/arrangement.h"

#include <fmt/format.h>

#include <algorithm>

#include "analysis/scenario/known_models.h"

namespace liandong::analysis {
namespace {

namespace fs = std::filesystem;

/// True if `file` is already being read further up the chain of `extends`.
bool closes_circle(const fs::path& file, const std::vector<fs::path>& chain) {
  return std::any_of(chain.begin(), chain.end(), [&](const fs::path& other) {
    std::error_code error;
    return fs::equivalent(file, other, error);
  });
}

std::string chain_in_words(const std::vector<fs::path>& chain, const fs::path& last) {
  std::string words;
  for (const auto& file : chain) words += file.stem().string() + " → ";
  return words + last.stem().string();
}

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
  if (const auto* extends = reader.find("extends")) {
    if (const auto base_name = reader.text("extends"); !base_name.empty()) {
      const auto base =
          ScenarioFiles(file.parent_path()).find(Shelf::arrangements, base_name, extends->origin, "extends", problems);
      if (base && closes_circle(*base, chain)) {
        const auto circle = chain_in_words(chain, *base);
        problems.add(extends->origin, "extends", {"goes in a circle: " + circle, "循环引用：" + circle});
      } else if (base) {
        result.changes = read_chain(*base, catalogue, chain, problems).changes;
      }
    }
  }
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

void apply_changes(Levers& levers, const std::vector<Assignment>& changes) {
  for (const auto& change : changes) levers[change.index] = change.value;
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
