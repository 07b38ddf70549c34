#include "analysis/scenario/claim_reader.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "analysis/scenario/arm_reader.h"
#include "analysis/scenario/arrangement.h"
#include "analysis/scenario/drawn.h"
#include "analysis/scenario/units.h"

namespace liandong::analysis {
namespace {

constexpr models::Parameter by_construction_definition{
    "by_construction", "1", 0, 1, 0, true, "", {"by construction", "由方程规定"}, {}};

/// A member that must be there and say something, in one language or both.
Text said(TableReader& claim, std::string_view name, Problems& problems) {
  const auto* node = claim.require(name);
  if (!node) return {};
  const auto before = problems.size();
  Text text = claim.both_languages(name);
  if (text.empty() && problems.size() == before)
    problems.add(node->origin, claim.key(name), {"must not be empty", "不能为空"});
  return text;
}

/// The same, in one language.
std::string said_once(TableReader& claim, std::string_view name, Problems& problems) {
  const auto* node = claim.require(name);
  if (!node) return {};
  std::string text = claim.text(name);
  if (text.empty() && node->is_text()) problems.add(node->origin, claim.key(name), {"must not be empty", "不能为空"});
  return text;
}

std::vector<std::string_view> names_of_arms(const Study& study) {
  std::vector<std::string_view> names;
  for (const Arm& arm : study.arms) names.push_back(arm.name);
  return names;
}

void check_arm_name(const Node& node, const std::string& key, const std::string& name, const Study& study,
                    Problems& problems) {
  const auto names = names_of_arms(study);
  if (!name.empty() && std::ranges::find(names, name) == names.end())
    add_unknown_arm(node.origin, key, name, names, problems);
}

/// `treatment` and `control`.
ArmPair read_pair(TableReader& claim, const Study& study, Problems& problems) {
  ArmPair pair;
  for (const auto& [side, name] : {std::pair("treatment", &pair.treatment), std::pair("control", &pair.control)}) {
    *name = said_once(claim, side, problems);
    if (const auto* node = claim.find(side)) check_arm_name(*node, claim.key(side), *name, study, problems);
  }
  if (!pair.control.empty() && pair.control == pair.treatment)
    problems.add(claim.find("control")->origin, claim.key("control"),
                 {"must be another arm than the treatment", "须与 treatment 为不同方案"});
  return pair;
}

std::vector<std::string> read_trend(TableReader& claim, const Study& study, Problems& problems) {
  auto names = claim.texts("trend");
  const Node& node = *claim.find("trend");
  for (const auto& name : names) check_arm_name(node, claim.key("trend"), name, study, problems);
  const auto repeated = [&](const std::string& name) { return std::ranges::count(names, name) > 1; };
  if (names.size() < 3 || std::ranges::any_of(names, repeated))
    problems.add(node.origin, claim.key("trend"),
                 {"must name three arms or more, each once, in the order in which the cause grows; two are treatment "
                  "and control",
                  "须按原因由弱到强列出至少三个互不相同的方案；只有两个方案时用 treatment 与 control"});
  return names;
}

/// Either a trend or two arms.
void read_contrast(TableReader& own, const Study& study, Claim& claim, Problems& problems) {
  if (!own.find("trend")) {
    claim.arms = read_pair(own, study, problems);
    return;
  }
  claim.trend = read_trend(own, study, problems);
  if (!claim.trend.empty()) claim.arms = {claim.trend.back(), claim.trend.front()};
  for (const char* side : {"treatment", "control"})
    if (const auto* node = own.find(side))
      problems.add(node->origin, own.key(side), {"a trend names its arms itself", "已有 trend，不能再写此键"});
}

std::string read_indicator(TableReader& claim, const models::Catalogue& catalogue, Problems& problems) {
  std::string key = said_once(claim, "indicator", problems);
  std::vector<std::string_view> known;
  for (const auto& indicator : catalogue.indicators) known.push_back(indicator.key);
  if (!key.empty() && std::ranges::find(known, key) == known.end())
    add_unknown_key(claim.find("indicator")->origin, claim.key("indicator") + ": " + key, key, known, problems);
  return key;
}

ClaimDirection read_direction(TableReader& claim, Problems& problems) {
  const std::string word = said_once(claim, "direction", problems);
  const auto found = std::ranges::find(claim_directions, word);
  if (found != claim_directions.end()) return static_cast<ClaimDirection>(found - claim_directions.begin());
  if (!word.empty())
    problems.add(claim.find("direction")->origin, claim.key("direction"),
                 {fmt::format("must be one of {}; it is \"{}\"", fmt::join(claim_directions, ", "), word),
                  fmt::format("须为 {} 之一，现为“{}”", fmt::join(claim_directions, "、"), word)});
  return ClaimDirection::higher;
}

double read_smallest_effect(TableReader& claim, Problems& problems) {
  const auto* node = claim.require("smallest_effect");
  if (!node) return 0;
  if (!node->is_number()) {
    add_wrong_type(*node, claim.key("smallest_effect"), {"a number", "数字"}, problems);
    return 0;
  }
  const double effect = node->number();
  if (!(effect > 0) || !std::isfinite(effect))
    problems.add(node->origin, claim.key("smallest_effect"),
                 {fmt::format("must be above 0, in the indicator's unit; it is {}", effect),
                  fmt::format("须大于 0，单位与指标相同，现为 {}", effect)});
  return effect;
}

bool read_by_construction(TableReader& claim, Problems& problems) {
  const auto* node = claim.find("by_construction");
  if (!node) return false;
  const auto key = claim.key("by_construction");
  return checked_value(*node, by_construction_definition, study_units(), key, problems).value_or(0) != 0;
}

ClaimCondition read_condition(const Node& node, Problems& problems) {
  TableReader own(node, "claim.only_if", problems);
  ClaimCondition condition;
  condition.unknown = said_once(own, "unknown", problems);
  const std::string side = said_once(own, "side", problems);
  condition.above = side == condition_sides[0];
  if (!side.empty() && std::ranges::find(condition_sides, side) == condition_sides.end())
    problems.add(own.find("side")->origin, own.key("side"),
                 {fmt::format("must be one of {}; it is \"{}\"", fmt::join(condition_sides, ", "), side),
                  fmt::format("须为 {} 之一，现为“{}”", fmt::join(condition_sides, "、"), side)});
  if (const auto* at = own.find("at")) {
    if (at->is_number())
      condition.at = at->number();
    else
      add_wrong_type(*at, own.key("at"), {"a number", "数字"}, problems);
  }
  own.reject_unknown();
  return condition;
}

const Arm* arm_named(const std::string& name, const Study& study) {
  const auto found = std::ranges::find(study.arms, name, &Arm::name);
  return found == study.arms.end() ? nullptr : &*found;
}

/// What an arm has in a stage and otherwise, by position: levers after all other parameters.
std::vector<std::optional<double>> settings_in(const Arm& arm, std::size_t stage, std::size_t parameters) {
  std::vector<std::optional<double>> settings(parameters);
  for (const auto& [position, value] : arm.own) settings[position] = value;
  const Levers& levers = arm.stages[stage].levers;
  settings.insert(settings.end(), levers.begin(), levers.end());
  return settings;
}

/// Whether two arms change at the same times in the same places, so that each stage of one stands for one of the other.
bool have_the_same_steps(const Arm& a, const Arm& b) {
  const auto same = [](const Stage& x, const Stage& y) { return x.week == y.week && x.reach == y.reach; };
  return std::ranges::equal(a.stages, b.stages, same) && merge_alike(a, b);
}

/// What `through` blocks must be blocked in both arms, and nothing else may differ.
void check_blocked(const Claim& claim, const Node& node, const Study& study, Problems& problems) {
  const Arm *treatment = arm_named(claim.arms.treatment, study), *control = arm_named(claim.arms.control, study);
  const Arm *left = arm_named(claim.through->treatment, study), *right = arm_named(claim.through->control, study);
  if (!treatment || !control || !left || !right) return;
  const auto refuse = [&](const Text& why) { problems.add(node.origin, "claim.through", why); };
  if (!have_the_same_steps(*treatment, *left) || !have_the_same_steps(*control, *right) ||
      !have_the_same_steps(*treatment, *control))
    return refuse({"its arms must have the stages of those that they stand for", "所列方案的阶段须与所对应的方案一致"});
  const std::size_t others = study.values.whole.size() - lever_parameters(*study.catalogue).size();
  bool blocks = false;
  for (std::size_t stage = 0; stage < treatment->stages.size(); ++stage) {
    const auto a = settings_in(*treatment, stage, others), blocked_a = settings_in(*left, stage, others);
    const auto b = settings_in(*control, stage, others), blocked_b = settings_in(*right, stage, others);
    for (std::size_t i = 0; i < a.size(); ++i) {
      if (blocked_a[i] == a[i] && blocked_b[i] == b[i]) continue;
      blocks = true;
      if (blocked_a[i] == blocked_b[i]) continue;
      const auto key = key_at(i, *study.catalogue);
      return refuse({fmt::format("must block the same in both arms, but {} differs between \"{}\" and \"{}\"", key,
                                 left->name, right->name),
                     fmt::format("两个方案须受同样的阻断，而 {} 在“{}”与“{}”中不同", key, left->name, right->name)});
    }
  }
  if (!blocks) refuse({"its arms block nothing", "所列方案没有阻断任何作用途径"});
}

std::optional<ArmPair> read_through(TableReader& own, const Claim& claim, const Study& study, Problems& problems) {
  const auto* node = own.find("through");
  if (!node) return std::nullopt;
  TableReader reader(*node, "claim.through", problems);
  if (!node->is_table()) return std::nullopt;
  const ArmPair pair = read_pair(reader, study, problems);
  reader.reject_unknown();
  if (!claim.trend.empty())
    problems.add(node->origin, "claim.through",
                 {"is said of two arms, not of a trend", "只用于两个方案的对比，不用于趋势"});
  Claim blocked = claim;
  blocked.through = pair;
  if (claim.trend.empty()) check_blocked(blocked, *node, study, problems);
  return pair;
}

/// Whatever worlds draw, by the keys of their columns.
std::vector<std::string> drawn_keys(const Study& study) {
  std::vector<std::string> keys;
  for (const std::size_t p : drawn_parameters(study)) keys.emplace_back(study.catalogue->parameter(p).key);
  const auto add = [&](const Ranges& ranges) {
    for (const auto& [lever, range] : drawn_ranges(ranges, study)) keys.push_back(range.unknown);
  };
  add(study.burn_in_ranges);
  for (const Arm& arm : study.arms)
    for (const Stage& stage : arm.stages) add(stage.ranges);
  return keys;
}

}  // namespace

std::optional<Claim> read_claim(TableReader& reader, const Study& study, Problems& problems) {
  const auto* table = reader.find("claim");
  if (!table) return std::nullopt;
  TableReader own(*table, "claim", problems);
  if (!table->is_table()) return std::nullopt;
  Claim claim;
  claim.id = said_once(own, "id", problems);
  claim.text = said(own, "text", problems);
  claim.source = said_once(own, "source", problems);
  read_contrast(own, study, claim, problems);
  claim.indicator = read_indicator(own, *study.catalogue, problems);
  claim.direction = read_direction(own, problems);
  if (!claim.trend.empty() && claim.direction == ClaimDirection::same)
    problems.add(own.find("direction")->origin, own.key("direction"),
                 {"a trend goes higher or lower", "趋势的方向须为 higher 或 lower"});
  claim.smallest_effect = read_smallest_effect(own, problems);
  claim.reason = said(own, "reason", problems);
  claim.by_construction = read_by_construction(own, problems);
  if (const auto* condition = own.find("only_if")) claim.only_if = read_condition(*condition, problems);
  claim.through = read_through(own, claim, study, problems);
  own.reject_unknown();
  return claim;
}

void check_condition(const Node& document, const Study& study, Problems& problems) {
  if (!study.claim || !study.claim->only_if || study.claim->only_if->unknown.empty()) return;
  const auto& unknown = study.claim->only_if->unknown;
  const auto keys = drawn_keys(study);
  if (std::ranges::find(keys, unknown) != keys.end()) return;
  add_unknown_key(document.find("claim")->find("only_if")->origin, "claim.only_if.unknown: " + unknown, unknown,
                  {keys.begin(), keys.end()}, problems);
}

bool is_unaskable(const Node& root) {
  const auto* claim = root.find("claim");
  return claim && claim->is_table() && claim->find("unaskable");
}

UnaskableClaim read_unaskable(const Node& root, Problems& problems) {
  TableReader document(root, "", problems);
  UnaskableClaim claim;
  claim.title = document.both_languages("title");
  TableReader own(*document.find("claim"), "claim", problems);
  claim.id = said_once(own, "id", problems);
  claim.text = said(own, "text", problems);
  claim.source = said_once(own, "source", problems);
  claim.reason = said(own, "unaskable", problems);
  own.reject_unknown();
  document.reject_unknown();
  return claim;
}

}  // namespace liandong::analysis
