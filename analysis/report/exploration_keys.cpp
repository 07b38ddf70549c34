#include "analysis/report/exploration_keys.h"

#include <fnmatch.h>

#include <set>
#include <string_view>

#include "analysis/report/parts.h"
#include "analysis/scenario/values.h"

namespace liandong::analysis::report {

namespace {

constexpr std::string_view burn_in_name = "burn_in", arm_prefix = "arm.";

std::vector<std::size_t> arms_matching(const std::string& pattern, const Exploration& exploration) {
  std::vector<std::size_t> result;
  for (std::size_t i = 0; i < exploration.arms.size(); ++i)
    if (::fnmatch(pattern.c_str(), exploration.arms[i].c_str(), 0) == 0) result.push_back(i);
  return result;
}

/// Fills in which arms `name`, the text before a lever, stands for.
void name_arms(VariedKey& varied, std::string_view name, const Exploration& exploration) {
  varied.arms = arms_matching(std::string(name), exploration);
  if (!varied.arms.empty()) return;
  varied.burn_in = name == burn_in_name;
  if (name.starts_with(arm_prefix))
    varied.arms = arms_matching(std::string(name.substr(arm_prefix.size())), exploration);
}

VariedKey varied_key(const std::string& key, const Exploration& exploration) {
  VariedKey varied{key, nullptr, false, {}};
  const auto& catalogue = *exploration.catalogue;
  for (const auto& group : catalogue.groups)
    if (const auto position = position_of(key, group); position && !varied.parameter) {
      varied.parameter = &group.parameters[*position];
      if (group.levers) varied.arms = arms_matching("*", exploration);
    }
  const auto* levers = catalogue.levers();
  for (auto dot = key.find('.'); levers && !varied.parameter && dot != std::string::npos; dot = key.find('.', dot + 1))
    if (const auto position = position_of(std::string_view(key).substr(dot + 1), *levers)) {
      varied.parameter = &levers->parameters[*position];
      name_arms(varied, std::string_view(key).substr(0, dot), exploration);
    }
  return varied;
}

}  // namespace

std::vector<VariedKey> varied_keys(const Exploration& exploration) {
  std::vector<VariedKey> result;
  for (const auto& key : exploration.keys) result.push_back(varied_key(key, exploration));
  return result;
}

Assumptions assumptions(const Exploration& exploration) {
  std::set<const models::Parameter*> varied;
  for (const auto& key : varied_keys(exploration)) varied.insert(key.parameter);
  Assumptions found;
  for (const auto& group : exploration.catalogue->groups)
    for (const auto& parameter : group.parameters) {
      ++found.of;
      if (!is_assumed(parameter)) continue;
      ++found.assumed;
      found.varied += varied.count(&parameter);
    }
  return found;
}

}  // namespace liandong::analysis::report
