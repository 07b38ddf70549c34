#include <algorithm>
#include <string_view>

#include "analysis/report/parts.h"

namespace liandong::analysis::report {

using models::Parameter;
using nlohmann::json;

namespace {

std::span<const Parameter> lever_parameters(const Study& study) {
  const auto* group = study.catalogue->levers();
  return group ? std::span<const Parameter>(group->parameters) : std::span<const Parameter>();
}

json assumption(const models::ParameterGroup& group, const Parameter& parameter, double value) {
  return {{"group", group.key},         {"key", parameter.key},
          {"unit", parameter.unit},     {"name", text(parameter.name)},
          {"source", parameter.source}, {"value", group.levers ? json(nullptr) : rounded(value)}};
}

}  // namespace

bool is_assumed(const Parameter& parameter) { return parameter.source.find("assumed") != std::string_view::npos; }

json levers(const Study& study) {
  json result = json::array();
  const auto parameters = lever_parameters(study);
  const Levers before = study.burn_in();
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    const bool moves = std::ranges::any_of(study.arms, [&](const Arm& arm) {
      return std::ranges::any_of(arm.stages, [&](const Stage& stage) { return stage.levers[i] != before[i]; });
    });
    if (!moves) continue;
    json after = json::array();
    for (const auto& arm : study.arms)
      after.push_back(arm.stages.empty() ? json(nullptr) : rounded(arm.stages.back().levers[i]));
    const Parameter& lever = parameters[i];
    result.push_back({{"key", lever.key},
                      {"unit", lever.unit},
                      {"low", rounded(lever.low)},
                      {"high", rounded(lever.high)},
                      {"whole", lever.whole},
                      {"name", text(lever.name)},
                      {"meaning", text(lever.meaning)},
                      {"before", rounded(before[i])},
                      {"after", std::move(after)}});
  }
  return result;
}

json stages(const Study& study, const Arm& arm) {
  json result = json::array();
  const auto parameters = lever_parameters(study);
  Levers before = study.burn_in();
  for (const auto& stage : arm.stages) {
    json changes = json::array();
    for (std::size_t i = 0; i < parameters.size(); ++i)
      if (before[i] != stage.levers[i])
        changes.push_back({{"key", parameters[i].key}, {"from", rounded(before[i])}, {"to", rounded(stage.levers[i])}});
    result.push_back({{"week", stage.week}, {"label", text(stage.label)}, {"changes", std::move(changes)}});
    before = stage.levers;
  }
  return result;
}

json assumptions(const Study& study) {
  json assumed = json::array(), groups = json::array();
  std::size_t position = 0;
  for (const auto& group : study.catalogue->groups) {
    groups.push_back(term(group.key, group.title));
    for (const auto& parameter : group.parameters) {
      const double value = study.values.whole[position++];
      if (is_assumed(parameter)) assumed.push_back(assumption(group, parameter, value));
    }
  }
  return {{"of", position}, {"groups", std::move(groups)}, {"assumed", std::move(assumed)}};
}

}  // namespace liandong::analysis::report
