#include "analysis/scenario/world_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

#include "analysis/scenario/arrangement.h"
#include "analysis/scenario/drawn.h"
#include "analysis/scenario/ensemble.h"
#include "analysis/scenario/settable.h"
#include "analysis/scenario/units.h"

namespace liandong::analysis {
namespace {

constexpr models::Parameter number_definition{
    "world", "1", 0, 4294967295.0, 0, true, "", {"number of a world", "世界编号"}, {}};
constexpr models::Parameter seed_definition{"seed", "1", 0, 9007199254740991, 1, true, "", {"seed", "随机种子"}, {}};

std::vector<std::uint32_t> read_numbers(const Node& list, const std::string& key, Problems& problems) {
  std::vector<std::uint32_t> numbers;
  if (!list.is_list()) {
    add_wrong_type(list, key, {"a list of numbers of worlds", "世界编号的列表"}, problems);
    return numbers;
  }
  std::set<std::uint32_t> seen;
  for (const Node& element : list.list()) {
    const auto number = checked_value(element, number_definition, study_units(), key, problems);
    if (!number) continue;
    numbers.push_back(static_cast<std::uint32_t>(*number));
    if (!seen.insert(numbers.back()).second)
      problems.add(element.origin, key,
                   {fmt::format("world {} stands there twice", *number), fmt::format("世界 {} 出现两次", *number)});
  }
  return numbers;
}

/// An ensemble that is written out, as in the text of a study.
void read_written_ensemble(const Node& table, const std::string& key, WorldChoice& worlds, Problems& problems) {
  TableReader own(table, key, problems);
  worlds.ensemble = own.text("name");
  if (const auto* seed = own.require("seed"))
    worlds.seed = static_cast<std::uint64_t>(
        checked_value(*seed, seed_definition, study_units(), own.key("seed"), problems).value_or(1));
  if (const auto* list = own.require("worlds")) worlds.numbers = read_numbers(*list, own.key("worlds"), problems);
  own.reject_unknown();
}

void read_named_ensemble(const Node& node, const std::string& key, const ScenarioFiles& files, Study& study,
                         Problems& problems) {
  const auto file = files.find(Shelf::ensembles, node.text(), node.origin, key, problems);
  if (!file) return;
  auto ensemble = read_ensemble(*file, *study.catalogue, problems);
  study.worlds.ensemble = std::move(ensemble.name);
  study.worlds.seed = ensemble.seed;
  study.worlds.numbers = std::move(ensemble.worlds);
  study.worlds.implausibilities = std::move(ensemble.implausibilities);
}

void read_ensemble_of(TableReader& reader, const ScenarioFiles& files, Study& study, Problems& problems) {
  const auto* node = reader.find("ensemble");
  if (!node || study.worlds.count == 0) return;
  const auto before = problems.size();
  if (node->is_text())
    read_named_ensemble(*node, reader.key("ensemble"), files, study, problems);
  else if (node->is_table())
    read_written_ensemble(*node, reader.key("ensemble"), study.worlds, problems);
  else
    add_wrong_type(*node, reader.key("ensemble"),
                   {"the name of an ensemble, or a table with name, seed and worlds",
                    "世界集的名称，或含 name、seed、worlds 的表"},
                   problems);
  const auto has = study.worlds.numbers.size();
  if (problems.size() > before || has >= study.worlds.count) return;
  problems.add(node->origin, reader.key("count"),
               {fmt::format("asks for {} worlds; the ensemble has {}", study.worlds.count, has),
                fmt::format("要求 {} 个世界，而世界集中只有 {} 个", study.worlds.count, has)});
}

std::vector<std::string> names_of_lever_unknowns(
    const Study& study,
    Ranges (*which)(const Ranges&, const Study&) = [](const Ranges& all, const Study&) { return all; }) {
  std::vector<std::string> names;
  for (const auto& [lever, range] : which(study.burn_in_ranges, study)) names.push_back(range.unknown);
  for (const Arm& arm : study.arms)
    for (const Stage& stage : arm.stages)
      for (const auto& [lever, range] : which(stage.ranges, study)) names.push_back(range.unknown);
  return names;
}

/// What differs between worlds.
std::vector<std::string> names_of_drawn(const Study& study) {
  auto names = names_of_lever_unknowns(study, drawn_ranges);
  for (const std::size_t position : drawn_parameters(study)) names.push_back(key_at(position, *study.catalogue));
  return names;
}

/// Unknowns are columns of worlds.csv, beside others that have names of their own.
void refuse_columns(const Study& study, const Node& table, Problems& problems) {
  std::set<std::string> taken;
  for (const Arm& arm : study.arms) {
    for (const auto& indicator : study.catalogue->indicators)
      taken.insert(fmt::format("{}.{}", arm.name, indicator.key));
    for (const char* figure : {"cost_scale", "equal_cost_to", "state_hash"}) taken.insert(arm.name + "." + figure);
  }
  for (const auto& name : names_of_lever_unknowns(study))
    if (taken.erase(name) > 0)
      problems.add(table.origin, "worlds",
                   {fmt::format("the unknown \"{}\" has the name of a figure of an arm, a column of worlds.csv; give "
                                "the unknown or the arm another",
                                name),
                    fmt::format("未知量“{}”与 worlds.csv 中某方案指标一列同名；请为该未知量或该方案另取名称", name)});
}

/// What may stand in `known`.
std::vector<std::string> keys_of_unknowns(const Study& study) {
  std::vector<std::string> keys;
  for (const auto& group : study.catalogue->groups) {
    keys.emplace_back(group.key);
    for (const auto& parameter : group.parameters) keys.push_back(full_key(parameter, group));
    for (const auto& parameter : group.parameters)
      if (const auto dot = parameter.key.find('.'); dot != std::string_view::npos)
        keys.emplace_back(parameter.key.substr(0, dot));
  }
  for (auto& name : names_of_lever_unknowns(study)) keys.push_back(std::move(name));
  return keys;
}

void read_known(TableReader& reader, Study& study, Problems& problems) {
  const auto* node = reader.find("known");
  const auto known = keys_of_unknowns(study);
  for (const auto& key : reader.texts("known")) {
    study.worlds.known.push_back(key);
    if (std::ranges::find(known, key) == known.end())
      add_unknown_key(node->origin, reader.key("known") + ": " + key, key, {known.begin(), known.end()}, problems);
  }
}

/// Unknowns that worlds draw, over which a reader wants to see where the order of arms turns.
void read_map(TableReader& reader, Study& study, Problems& problems) {
  constexpr std::size_t most = 3;
  const auto* node = reader.find("map");
  const auto drawn = node ? names_of_drawn(study) : std::vector<std::string>{};
  // A results file has the model's parameters, but not what is plausible of them.
  const bool tells_priors = std::ranges::any_of(study.catalogue->groups, [](const auto& group) {
    return std::ranges::any_of(group.parameters, [](const auto& parameter) { return parameter.prior != nullptr; });
  });
  for (const auto& key : reader.texts("map")) {
    if (tells_priors && std::ranges::find(drawn, key) == drawn.end())
      add_unknown_key(node->origin, reader.key("map") + ": " + key, key, {drawn.begin(), drawn.end()}, problems);
    if (std::ranges::find(study.worlds.map, key) != study.worlds.map.end())
      problems.add(node->origin, reader.key("map"),
                   {fmt::format("\"{}\" stands there twice", key), fmt::format("“{}”出现两次", key)});
    study.worlds.map.push_back(key);
  }
  if (study.worlds.map.size() > most)
    problems.add(node->origin, reader.key("map"),
                 {fmt::format("names {} unknowns; a map has {} at most", study.worlds.map.size(), most),
                  fmt::format("列出了 {} 个未知量，图上最多只能有 {} 个", study.worlds.map.size(), most)});
}

}  // namespace

std::span<const models::ParameterOf<WorldValues>> world_definitions() {
  using W = WorldValues;
  // clang-format off
  static constexpr auto definitions = std::to_array<models::ParameterOf<WorldValues>>({
      {{"worlds.count", "1", 0, 10000, 0, true, "chosen",
        "worlds", "世界数",
        "Worlds at most, each a draw of everything that is not known; fewer are run if all verdicts are sure and settled before. 0: none.",
        "世界数上限，每个世界都重新抽取一切未知量；全部结论确定且稳定后不再增加。0 表示不运行。"}, &W::count},
      {{"worlds.communities", "communities", 1, 1000, 4, true, "chosen",
        "communities of a world", "每个世界的社区数",
        "Communities of a world, if the place has more: differences between worlds are far greater than chance between communities.",
        "地区社区数多于此数时，每个世界只取这么多社区：世界之间的差别远大于社区之间的偶然差别。"}, &W::communities},
  });
  // clang-format on
  static_assert(models::is_complete<WorldValues>(definitions));
  return definitions;
}

const models::ParameterGroup& world_group() {
  static const models::ParameterGroup group{
      "worlds",
      {"Worlds", "世界"},
      {"Over how many draws of what is not known a study is answered.", "研究在多少次对未知量的抽取上作答。"},
      false,
      false,
      {world_definitions().begin(), world_definitions().end()}};
  return group;
}

void read_worlds(TableReader& reader, const ScenarioFiles& files, Study& study, Problems& problems) {
  study.worlds.seed = study.seed;
  const auto* table = reader.find("worlds");
  if (!table) return;
  TableReader own(*table, "worlds", problems);
  if (!table->is_table()) return;
  WorldValues values = defaults(world_definitions());
  for (std::size_t i = 0; i < world_definitions().size(); ++i) {
    const auto& definition = world_definitions()[i];
    if (const auto* node = own.find(short_key(definition.key, "worlds")))
      if (const auto value = checked_value(*node, definition, study_units(), std::string(definition.key), problems))
        values.*definition.member = *value;
  }
  study.worlds.count = static_cast<std::uint32_t>(values.count);
  study.worlds.communities = static_cast<std::uint32_t>(values.communities);
  read_ensemble_of(own, files, study, problems);
  read_known(own, study, problems);
  read_map(own, study, problems);
  refuse_columns(study, *table, problems);
  own.reject_unknown();
}

void keep_known(const Overrides& overrides, Study& study, Problems& problems) {
  const Origin where{std::string(command_line)};
  for (const auto& [key, text] : overrides.set)
    if (const auto settable = find_settable(key, study);
        settable && !settable->lever && !is_idle(*settable, study, where, key, problems))
      study.worlds.known.push_back(key_at(settable->position, *study.catalogue));
}

bool is_known(std::string_view unknown, const WorldChoice& worlds) {
  const std::string words = fmt::format(".{}.", unknown);
  return std::ranges::any_of(worlds.known, [&](const std::string& entry) {
    return words.find(fmt::format(".{}.", entry)) != std::string::npos;
  });
}

}  // namespace liandong::analysis
