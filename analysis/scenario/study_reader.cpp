#include "analysis/scenario/study_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "analysis/scenario/arm_reader.h"
#include "analysis/scenario/claim_reader.h"
#include "analysis/scenario/design.h"
#include "analysis/scenario/overrides.h"
#include "analysis/scenario/place_file.h"
#include "analysis/scenario/text_file.h"
#include "analysis/scenario/units.h"
#include "analysis/scenario/world_reader.h"

namespace liandong::analysis {
namespace {

constexpr std::size_t most_headlines = 4;

bool has_control(const std::string& text) {
  return std::ranges::any_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; });
}

/// The study's name is also the name of a folder.
void check_name(const std::string& name, const Origin& where, Problems& problems) {
  if (!can_name_a_file(name))
    problems.add(where, "name",
                 {"must serve as the name of a folder: 1 to 100 bytes, no slash, no control character, no dot in front",
                  "要用作文件夹名：1 至 100 字节，不含斜杠和控制字符，不以点开头"});
}

void read_run(TableReader& reader, Study& study, Problems& problems) {
  RunValues run = defaults(run_definitions());
  if (const auto* table = reader.find("run"))
    for (const auto& value : read_values(*table, "run", run_group(), study_units(), problems))
      run.*run_definitions()[value.index].member = value.value;
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

void read_setting(TableReader& reader, const ScenarioFiles& files, Study& study, Problems& problems) {
  const models::Catalogue& catalogue = *study.catalogue;
  SettingBuilder builder(catalogue);
  if (const auto name = place_name(reader, problems); !name.empty())
    if (const auto file = files.find(Shelf::places, name, reader.find("place")->origin, "place", problems))
      read_place_file(*file, builder, problems);
  read_place_members(reader, files, builder, problems);
  for (const auto& group : catalogue.groups)
    if (!group.by_community && !group.levers)
      if (const auto* table = reader.find(group.key))
        for (Assignment value : read_values(*table, std::string(group.key), group, catalogue.units, problems)) {
          value.index += catalogue.first_of(group);
          builder.set(value);
        }
  study.values = builder.values();
  study.community_names = builder.names();
}

/// `burn_in` is the name of an arrangement, or a table as an arm's without stages.
void read_burn_in(TableReader& reader, const ScenarioFiles& files, Study& study, Problems& problems) {
  const auto* burn_in = study.catalogue->levers() ? reader.require("burn_in") : reader.find("burn_in");
  if (!burn_in) return;
  Node table = *burn_in;
  if (burn_in->is_text()) {
    Node named = *burn_in;
    table.value = Node::Table{{"arrangement", std::move(named)}};
  }
  TableReader base_reader(table, burn_in->is_text() ? "" : "burn_in", problems);
  if (!table.is_table()) return;
  const auto name = base_reader.text("name");
  const auto base =
      read_base(base_reader, files, *study.catalogue, {"Burn-in", "预热期"}, {study.burn_in(), {}}, problems);
  const Levers& levers = base.cells.levers;
  std::ranges::copy(levers, study.values.whole.end() - static_cast<std::ptrdiff_t>(levers.size()));
  study.burn_in_ranges = base.cells.ranges;
  study.burn_in_name = name.empty() ? base.arrangement : name;
  study.burn_in_title = base.title;
  base_reader.reject_unknown();
}

/// `[equal_cost] scale = […]`: the levers that one factor scales, instead of those that the model names.
void read_equal_cost(TableReader& reader, Study& study, Problems& problems) {
  const auto* table = reader.find("equal_cost");
  if (!table) return;
  TableReader own(*table, "equal_cost", problems);
  const auto wanted = own.texts("scale");
  own.reject_unknown();
  if (wanted.empty()) {
    problems.add(table->origin, "equal_cost.scale", {"must name the levers to scale", "须列出要缩放的杠杆"});
    return;
  }
  std::vector<std::string_view> known, scaled;
  for (const auto& lever : lever_parameters(*study.catalogue)) known.push_back(lever.key);
  for (const auto& key : wanted) {
    const auto found = std::ranges::find(known, key);
    if (found == known.end())
      add_unknown_key(table->origin, "equal_cost.scale: " + key, key, known, problems);
    else
      scaled.push_back(*found);
  }
  auto catalogue = std::make_shared<models::Catalogue>(*study.catalogue);
  catalogue->cost_levers = std::move(scaled);
  study.catalogue = std::move(catalogue);
}

void check_equal_cost(const Study& study, const std::vector<const Node*>& tables, Problems& problems) {
  std::vector<std::string_view> names;
  for (const auto& arm : study.arms) names.push_back(arm.name);
  for (std::size_t i = 0; i < study.arms.size(); ++i) {
    const auto& wanted = study.arms[i].equal_cost_to;
    if (wanted.empty()) continue;
    const auto& where = tables[i]->find("equal_cost_to")->origin;
    if (study.catalogue->cost_levers.empty()) {
      problems.add(where, "arm.equal_cost_to",
                   {fmt::format("the model \"{}\" has no levers that cost", study.catalogue->model),
                    fmt::format("模型“{}”没有涉及成本的杠杆", study.catalogue->model)});
      continue;
    }
    const auto other = std::find(names.begin(), names.end(), wanted);
    if (other == names.end()) {
      add_unknown_arm(where, "arm.equal_cost_to", wanted, names, problems);
    } else if (wanted == study.arms[i].name || !study.arms[other - names.begin()].equal_cost_to.empty()) {
      problems.add(where, "arm.equal_cost_to",
                   {fmt::format("\"{}\" must be another arm at its own cost", wanted),
                    fmt::format("“{}”须为另一个按自身成本运行的方案", wanted)});
    }
  }
}

/// Arms are levers on one place, but those of a claim may be asked about the place too.
void check_own_values(const Study& study, const std::vector<const Node*>& tables, bool claims, Problems& problems) {
  const auto scaled = std::ranges::find_if(study.arms, [](const Arm& arm) { return !arm.equal_cost_to.empty(); });
  for (std::size_t i = 0; i < study.arms.size(); ++i) {
    if (study.arms[i].own.empty()) continue;
    const auto key = "arm." + key_at(study.arms[i].own.begin()->first, *study.catalogue);
    if (!claims)
      problems.add(tables[i]->origin, key,
                   {"an arm has values of its own only in a study with a [claim]; elsewhere all arms share the place",
                    "只有含 [claim] 的研究，其方案才可有自己的取值；其他研究的各方案共用同一地区"});
    else if (scaled != study.arms.end())
      problems.add(tables[i]->origin, key,
                   {fmt::format("\"{}\" is at equal cost, which arms with values of their own cannot be", scaled->name),
                    fmt::format("“{}”按等成本运行，与有自己取值的方案不能并存", scaled->name)});
  }
}

/// Names and titles tell arms apart.
void check_arm_name(const Arm& arm, const Node& table, const Study& study, Problems& problems) {
  const auto* name = table.find("name");
  if (!name) return;
  if (arm.name.empty() || has_control(arm.name))
    problems.add(name->origin, "arm.name",
                 {"must be a text of at least one character, without control characters",
                  "须为至少一个字符的文本，且不含控制字符"});
  for (const Arm& other : study.arms)
    if (other.name == arm.name)
      problems.add(name->origin, "arm.name",
                   {fmt::format("there are two arms \"{}\"", arm.name), fmt::format("有两个名为“{}”的方案", arm.name)});
    else if (other.title.en == arm.title.en || other.title.zh == arm.title.zh)
      problems.add(
          name->origin, "arm.title",
          {fmt::format("\"{}\" and \"{}\" have the same title; give one of them another", other.name, arm.name),
           fmt::format("“{}”与“{}”的标题相同，请为其中之一另取标题", other.name, arm.name)});
}

void read_arms(TableReader& reader, const ScenarioFiles& files, Study& study, Problems& problems) {
  const auto tables = reader.tables("arm");
  if (!reader.node().find("arm"))
    problems.add(reader.node().origin, "arm", {"a study needs at least one [[arm]]", "研究至少需要一个方案 [[arm]]"});
  const ArmContext context{files,       *study.catalogue, study.burn_in_title,  {study.burn_in(), study.burn_in_ranges},
                           study.weeks, study.start_year, study.community_names};
  for (const auto* table : tables) {
    auto arm = read_arm(*table, context, problems);
    check_arm_name(arm, *table, study, problems);
    study.arms.push_back(std::move(arm));
  }
  check_equal_cost(study, tables, problems);
  check_own_values(study, tables, reader.node().find("claim") != nullptr, problems);
}

void read_headline(TableReader& reader, Study& study, Problems& problems) {
  study.headline = reader.texts("headline");
  const auto* node = reader.node().find("headline");
  if (study.headline.size() > most_headlines)
    problems.add(node->origin, "headline",
                 {fmt::format("names {} indicators; at most {} fit", study.headline.size(), most_headlines),
                  fmt::format("列出了 {} 项指标，最多 {} 项", study.headline.size(), most_headlines)});
  std::vector<std::string_view> known;
  for (const auto& indicator : study.catalogue->indicators) known.push_back(indicator.key);
  for (const auto& key : study.headline)
    if (std::find(known.begin(), known.end(), key) == known.end())
      add_unknown_key(node->origin, "headline: " + key, key, known, problems);
}

/// What matters of the claim's indicator is what the claim says, so that its page and its verdict are of one mind.
void take_smallest_effect(const Claim& claim, Study& study) {
  const auto indicator = study.catalogue->indicator(claim.indicator);
  if (!indicator || !(claim.smallest_effect > 0)) return;
  auto catalogue = std::make_shared<models::Catalogue>(*study.catalogue);
  catalogue->indicators[*indicator].smallest_effect = claim.smallest_effect;
  study.catalogue = std::move(catalogue);
}

/// A study with a claim asks whether it holds, and shows its indicator, unless it says otherwise.
void read_expectation(TableReader& reader, Study& study, Problems& problems) {
  study.claim = read_claim(reader, study, problems);
  if (!study.claim) return;
  take_smallest_effect(*study.claim, study);
  if (study.question.empty()) study.question = study.claim->text;
  if (study.headline.empty()) study.headline = {study.claim->indicator};
}

}  // namespace

Study read_study(Node& root, const std::string& fallback_name, const ScenarioFiles& files, const KnownModels& models,
                 const Overrides& overrides, Problems& problems) {
  Study study;
  study.catalogue = catalogue_of(root, models, problems);
  const auto late = apply_early_overrides(root, overrides, *study.catalogue, problems);
  TableReader reader(root, "", problems);
  reader.text("model");
  const auto* name = reader.find("name");
  study.name = name ? reader.text("name") : fallback_name;
  check_name(study.name, name ? name->origin : root.origin, problems);
  const auto title = reader.both_languages("title");
  study.title = title.en.empty() ? Text(study.name, study.name) : title;
  study.question = reader.both_languages("question");
  read_run(reader, study, problems);
  read_setting(reader, files, study, problems);
  read_burn_in(reader, files, study, problems);
  read_headline(reader, study, problems);
  read_equal_cost(reader, study, problems);
  read_arms(reader, files, study, problems);
  read_expectation(reader, study, problems);
  apply_late_overrides(study, late, problems);
  read_worlds(reader, files, study, problems);
  check_condition(root, study, problems);
  keep_known(overrides, study, problems);
  const auto* design = reader.find("design");
  if (design) study.design = read_design(*design, study, files, problems);
  if (overrides.design) {
    const auto wished = wished_design(*overrides.design, design, study.design, problems);
    if (wished) study.design = read_design(*wished, study, files, problems);
  }
  reader.reject_unknown();
  return study;
}

}  // namespace liandong::analysis
