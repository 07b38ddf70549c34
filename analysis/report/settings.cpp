#include <algorithm>
#include <set>
#include <string_view>

#include "analysis/report/parts.h"
#include "analysis/scenario/course.h"
#include "analysis/scenario/reach.h"

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

/// Positions of parameters that are no levers, but of which an arm has a value of its own.
std::set<std::size_t> parameters_of_arms(const Study& study) {
  std::set<std::size_t> positions;
  for (const Arm& arm : study.arms)
    for (const auto& [position, value] : arm.own) positions.insert(position);
  return positions;
}

/// The same for each arm: nothing.
json no_parts(const Study& study) { return json(std::vector<json>(study.arms.size(), json::array())); }

json setting(const Parameter& parameter, double before, json after, json parts) {
  return {{"key", parameter.key},
          {"unit", parameter.unit},
          {"low", rounded(parameter.low)},
          {"high", rounded(parameter.high)},
          {"whole", parameter.whole},
          {"name", text(parameter.name)},
          {"meaning", text(parameter.meaning)},
          {"before", rounded(before)},
          {"after", std::move(after)},
          {"parts", std::move(parts)}};
}

/// What held before a stage where it reaches, but for parts with levers of their own.
Levers levers_before(const Stage& stage, const InForce& in_force) {
  const auto holds = [&](const Measures& measures) { return covers(measures.reach, stage.reach); };
  return std::ranges::find_if(in_force.rbegin(), in_force.rend(), holds)->levers;
}

/// What a stage is called, and in which communities it is.
Text label_of(const Stage& stage, const std::vector<std::string>& names) {
  const Text where = reach_words(stage.reach, names);
  if (where.empty() || stage.label.empty()) return where.empty() ? stage.label : where;
  return {stage.label.en + " (" + where.en + ")", stage.label.zh + "（" + where.zh + "）"};
}

}  // namespace

bool is_assumed(const Parameter& parameter) { return parameter.source.find("assumed") != std::string_view::npos; }

json levers(const Study& study) {
  json result = json::array();
  for (const std::size_t position : parameters_of_arms(study)) {
    json after = json::array();
    for (const auto& arm : study.arms) after.push_back(rounded(study.values_of(arm).whole[position]));
    result.push_back(
        setting(study.catalogue->parameter(position), study.values.whole[position], std::move(after), no_parts(study)));
  }
  const auto parameters = lever_parameters(study);
  const Levers before = study.burn_in();
  std::vector<InForce> at_the_end;
  for (const Arm& arm : study.arms) at_the_end.push_back(course_of(study, arm).at(study.weeks));
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    const bool moves = std::ranges::any_of(study.arms, [&](const Arm& arm) {
      return std::ranges::any_of(arm.stages, [&](const Stage& stage) { return stage.levers[i] != before[i]; });
    });
    if (!moves) continue;
    json after = json::array(), parts = json::array();
    for (const InForce& in_force : at_the_end) {
      after.push_back(rounded(in_force.front().levers[i]));
      json& here = parts.emplace_back(json::array());
      for (const auto& [levers, reach] : std::span(in_force).subspan(1))
        if (levers[i] != in_force.front().levers[i])
          here.push_back({{"value", rounded(levers[i])}, {"where", text(reach_words(reach, study.community_names))}});
    }
    result.push_back(setting(parameters[i], before[i], std::move(after), std::move(parts)));
  }
  return result;
}

json stages(const Study& study, const Arm& arm) {
  json result = json::array();
  const auto parameters = lever_parameters(study);
  InForce in_force{{study.burn_in()}};
  for (const auto& stage : arm.stages) {
    const Levers before = levers_before(stage, in_force);
    json changes = json::array();
    if (result.empty())
      for (const auto& [position, value] : arm.own)
        changes.push_back({{"key", study.catalogue->parameter(position).key},
                           {"from", rounded(study.values.whole[position])},
                           {"to", rounded(value)}});
    for (std::size_t i = 0; i < parameters.size(); ++i)
      if (before[i] != stage.levers[i])
        changes.push_back({{"key", parameters[i].key}, {"from", rounded(before[i])}, {"to", rounded(stage.levers[i])}});
    result.push_back({{"week", stage.week},
                      {"label", text(label_of(stage, study.community_names))},
                      {"changes", std::move(changes)},
                      {"merger", false}});
    enact(in_force, {stage.levers, stage.reach});
  }
  for (const Merger& merger : arm.mergers)
    result.push_back(
        {{"week", merger.week}, {"label", text(merger.label)}, {"changes", json::array()}, {"merger", true}});
  std::stable_sort(result.begin(), result.end(), [](const json& a, const json& b) { return a["week"] < b["week"]; });
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
