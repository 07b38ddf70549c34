#include "analysis/scenario/claim_reader.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>

#include "analysis/scenario/arm_reader.h"
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

std::string read_arm_name(TableReader& claim, std::string_view side, const Study& study, Problems& problems) {
  std::string name = said_once(claim, side, problems);
  std::vector<std::string_view> names;
  for (const Arm& arm : study.arms) names.push_back(arm.name);
  if (!name.empty() && std::ranges::find(names, name) == names.end())
    add_unknown_arm(claim.find(side)->origin, claim.key(side), name, names, problems);
  return name;
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
  claim.treatment = read_arm_name(own, "treatment", study, problems);
  claim.control = read_arm_name(own, "control", study, problems);
  if (!claim.control.empty() && claim.control == claim.treatment)
    problems.add(own.find("control")->origin, own.key("control"),
                 {"must be another arm than the treatment", "须与 treatment 为不同方案"});
  claim.indicator = read_indicator(own, *study.catalogue, problems);
  claim.direction = read_direction(own, problems);
  claim.smallest_effect = read_smallest_effect(own, problems);
  claim.reason = said(own, "reason", problems);
  claim.by_construction = read_by_construction(own, problems);
  own.reject_unknown();
  return claim;
}

}  // namespace liandong::analysis
