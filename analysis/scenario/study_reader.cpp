#include "analysis/scenario/study_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "analysis/scenario/arm_reader.h"
#include "analysis/scenario/overrides.h"
#include "analysis/scenario/place_file.h"
#include "models/governance/measures/indicators.h"

namespace liandong::analysis {
namespace {

constexpr std::size_t most_headlines = 4;

/// The study's name is also the name of a folder.
void check_name(const std::string& name, const Origin& where, Problems& problems) {
  const bool control =
      std::any_of(name.begin(), name.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; });
  if (name.empty() || name.size() > 100 || name.front() == '.' || control ||
      name.find_first_of("/\\") != std::string::npos)
    problems.add(where, "name",
                 {"must serve as the name of a folder: 1 to 100 bytes, no slash, no dot in front",
                  "要用作文件夹名：1 至 100 字节，不含斜杠，不以点开头"});
}

void read_run(TableReader& reader, Study& study, Problems& problems) {
  RunValues run = governance::defaults(run_definitions());
  if (const auto* table = reader.find("run")) {
    static const Catalogue definitions = catalogue(run_definitions());
    for (const auto& value : read_values(*table, "run", "run", definitions, problems))
      assign(run, run_definitions(), value);
  }
  study.weeks = static_cast<std::uint32_t>(run.weeks);
  study.burn_in_weeks = static_cast<std::uint32_t>(run.burn_in_weeks);
  study.replicates = static_cast<std::uint32_t>(run.replicates);
  study.seed = static_cast<std::uint64_t>(run.seed);
  study.start_year = static_cast<int>(run.start_year);
  study.confidence = run.confidence;
}

/// Name of the place file that the study takes its place from; empty if it takes none.
std::string place_name(TableReader& reader, Problems& problems) {
  const auto* place = reader.find("place");
  if (!place) return {};
  if (place->is_text()) return place->text();
  if (!place->is_table()) {
    add_wrong_type(*place, "place", {"the name of a place, or a table", "地区名称，或表"}, problems);
    return {};
  }
  const auto* extends = place->find("extends");
  if (!extends || extends->is_text()) return extends ? extends->text() : std::string();
  add_wrong_type(*extends, "place.extends", {"the name of a place", "地区名称"}, problems);
  return {};
}

governance::Setting read_setting(TableReader& reader, const ScenarioFiles& files, Problems& problems) {
  SettingBuilder builder;
  if (const auto name = place_name(reader, problems); !name.empty())
    if (const auto file = files.find(Shelf::places, name, reader.find("place")->origin, "place", problems))
      read_place_file(*file, builder, problems);
  read_place_members(reader, files, builder, problems);
  if (const auto* mechanisms = reader.find("mechanisms"))
    for (const auto& value : read_values(*mechanisms, "mechanisms", "mechanisms", mechanism_catalogue(), problems))
      builder.set_mechanism(value);
  return builder.finish(problems);
}

/// `burn_in` is the name of an arrangement, or a table as an arm's without stages.
void read_burn_in(TableReader& reader, const ScenarioFiles& files, Study& study, Problems& problems) {
  study.burn_in = governance::default_levers();
  const auto* burn_in = reader.require("burn_in");
  if (!burn_in) return;
  Node table = *burn_in;
  if (burn_in->is_text()) {
    Node named = *burn_in;
    table.value = Node::Table{{"arrangement", std::move(named)}};
  }
  TableReader base_reader(table, burn_in->is_text() ? "" : "burn_in", problems);
  if (!table.is_table()) return;
  const auto base = read_base(base_reader, files, {"Burn-in", "预热期"}, study.burn_in, problems);
  study.burn_in = base.levers;
  study.burn_in_title_en = base.title.en;
  study.burn_in_title_zh = base.title.zh;
  base_reader.reject_unknown();
}

void check_equal_cost(const Study& study, const std::vector<const Node*>& tables, Problems& problems) {
  std::vector<std::string_view> names;
  for (const auto& arm : study.arms) names.push_back(arm.name);
  for (std::size_t i = 0; i < study.arms.size(); ++i) {
    const auto& wanted = study.arms[i].equal_cost_to;
    if (wanted.empty()) continue;
    const auto& where = tables[i]->find("equal_cost_to")->origin;
    const auto other = std::find(names.begin(), names.end(), wanted);
    if (other == names.end()) {
      const auto near = nearest(wanted, names);
      problems.add(
          where, "arm.equal_cost_to",
          {fmt::format("there is no arm \"{}\"", wanted) +
               (near.empty() ? "" : fmt::format("; did you mean \"{}\"?", near)),
           fmt::format("没有名为“{}”的方案", wanted) + (near.empty() ? "" : fmt::format("，是否想写“{}”？", near))});
    } else if (wanted == study.arms[i].name || !study.arms[other - names.begin()].equal_cost_to.empty()) {
      problems.add(where, "arm.equal_cost_to",
                   {fmt::format("\"{}\" must be another arm at its own cost", wanted),
                    fmt::format("“{}”须为另一个按自身成本运行的方案", wanted)});
    }
  }
}

void read_arms(TableReader& reader, const ScenarioFiles& files, Study& study, Problems& problems) {
  const auto tables = reader.tables("arm");
  if (!reader.node().find("arm"))
    problems.add(reader.node().origin, "arm", {"a study needs at least one [[arm]]", "研究至少需要一个方案 [[arm]]"});
  const ArmContext context{
      files, {study.burn_in_title_en, study.burn_in_title_zh}, study.burn_in, study.weeks, study.start_year};
  for (const auto* table : tables) {
    auto arm = read_arm(*table, context, problems);
    const auto* name = table->find("name");
    if (std::any_of(study.arms.begin(), study.arms.end(), [&](const Arm& other) { return other.name == arm.name; }) &&
        name)
      problems.add(name->origin, "arm.name",
                   {fmt::format("there are two arms \"{}\"", arm.name), fmt::format("有两个名为“{}”的方案", arm.name)});
    study.arms.push_back(std::move(arm));
  }
  check_equal_cost(study, tables, problems);
}

void read_headline(TableReader& reader, Study& study, Problems& problems) {
  study.headline = reader.texts("headline");
  const auto* node = reader.node().find("headline");
  if (study.headline.size() > most_headlines)
    problems.add(node->origin, "headline",
                 {fmt::format("names {} indicators; at most {} fit", study.headline.size(), most_headlines),
                  fmt::format("列出了 {} 项指标，最多 {} 项", study.headline.size(), most_headlines)});
  std::vector<std::string_view> known;
  for (const auto& indicator : governance::indicators()) known.push_back(indicator.key);
  for (const auto& key : study.headline)
    if (std::find(known.begin(), known.end(), key) == known.end())
      add_unknown_key(node->origin, "headline: " + key, key, known, problems);
}

void apply_lever_overrides(Study& study, const std::vector<LeverOverride>& overrides) {
  for (const auto& [name, value] : overrides) {
    if (name == burn_in_name) assign(study.burn_in, governance::lever_definitions(), value);
    for (auto& arm : study.arms)
      if (name.empty() || name == arm.name)
        for (auto& stage : arm.stages) assign(stage.levers, governance::lever_definitions(), value);
  }
}

}  // namespace

Study read_study(Node& root, const std::string& fallback_name, const ScenarioFiles& files, const Overrides& overrides,
                 Problems& problems) {
  const auto lever_overrides = apply_overrides(root, overrides, problems);
  Study study;
  TableReader reader(root, "", problems);
  const auto* name = reader.find("name");
  study.name = name ? reader.text("name") : fallback_name;
  check_name(study.name, name ? name->origin : root.origin, problems);
  const auto title = reader.both_languages("title");
  study.title_en = title.en.empty() ? study.name : title.en;
  study.title_zh = title.zh.empty() ? study.name : title.zh;
  const auto question = reader.both_languages("question");
  study.question_en = question.en;
  study.question_zh = question.zh;
  read_run(reader, study, problems);
  study.setting = read_setting(reader, files, problems);
  read_burn_in(reader, files, study, problems);
  read_headline(reader, study, problems);
  read_arms(reader, files, study, problems);
  apply_lever_overrides(study, lever_overrides);
  reader.reject_unknown();
  return study;
}

}  // namespace liandong::analysis
