#include <algorithm>

#include "analysis/report/parts.h"
#include "models/governance/parameters/parameters.h"

namespace liandong::analysis::report {

using governance::Definition;
using governance::Levers;
using nlohmann::json;

namespace {

json described(const Definition& definition) {
  return {{"key", definition.key},
          {"unit", definition.unit},
          {"low", rounded(definition.low)},
          {"high", rounded(definition.high)},
          {"whole", definition.whole},
          {"name", text(definition.name_zh, definition.name_en)},
          {"meaning", text(definition.meaning_zh, definition.meaning_en)}};
}

/// Appends the definitions of a group whose value somebody had to assume.
template <class Group>
void add_assumed(json& list, const char* kind, std::span<const governance::DefinitionOf<Group>> definitions,
                 const Group* values) {
  for (const auto& definition : definitions) {
    const bool assumed = definition.source.find("assumed") != std::string_view::npos;
    if (!assumed) continue;
    json entry{{"kind", kind},
               {"key", definition.key},
               {"unit", definition.unit},
               {"name", text(definition.name_zh, definition.name_en)},
               {"source", definition.source}};
    entry["value"] = values ? rounded(values->*definition.member) : json(nullptr);
    list.push_back(std::move(entry));
  }
}

}  // namespace

json levers(const Study& study) {
  json result = json::array();
  for (const auto& definition : governance::lever_definitions()) {
    const double before = study.burn_in.*definition.member;
    const bool moves = std::any_of(study.arms.begin(), study.arms.end(), [&](const Arm& arm) {
      return std::any_of(arm.stages.begin(), arm.stages.end(),
                         [&](const Stage& stage) { return stage.levers.*definition.member != before; });
    });
    if (!moves) continue;
    json entry = described(definition);
    entry["before"] = rounded(before);
    entry["after"] = json::array();
    for (const auto& arm : study.arms)
      entry["after"].push_back(arm.stages.empty() ? json(nullptr)
                                                  : rounded(arm.stages.back().levers.*definition.member));
    result.push_back(std::move(entry));
  }
  return result;
}

json stages(const Study& study, const Arm& arm) {
  json result = json::array();
  const Levers* before = &study.burn_in;
  for (const auto& stage : arm.stages) {
    json changes = json::array();
    for (const auto& definition : governance::lever_definitions()) {
      const double from = before->*definition.member, to = stage.levers.*definition.member;
      if (from != to) changes.push_back({{"key", definition.key}, {"from", rounded(from)}, {"to", rounded(to)}});
    }
    result.push_back(
        {{"week", stage.week}, {"label", text(stage.label_zh, stage.label_en)}, {"changes", std::move(changes)}});
    before = &stage.levers;
  }
  return result;
}

json assumptions(const Study& study) {
  json assumed = json::array();
  add_assumed<Levers>(assumed, "lever", governance::lever_definitions(), nullptr);
  add_assumed(assumed, "place", governance::place_definitions(), &study.setting.place);
  add_assumed(assumed, "context", governance::context_definitions(), &study.setting.context);
  add_assumed(assumed, "mechanism", governance::mechanism_definitions(), &study.setting.mechanisms);
  const auto all = governance::lever_definitions().size() + governance::place_definitions().size() +
                   governance::context_definitions().size() + governance::mechanism_definitions().size();
  return {{"of", all}, {"assumed", std::move(assumed)}};
}

}  // namespace liandong::analysis::report
