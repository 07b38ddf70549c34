#include "analysis/scenario/settable.h"

#include <fnmatch.h>

#include <algorithm>

#include "analysis/scenario/arrangement.h"
#include "analysis/scenario/values.h"

namespace liandong::analysis {
namespace {

constexpr std::string_view burn_in_name = "burn_in", arm_prefix = "arm.";

std::optional<std::size_t> lever_position(std::string_view key, const Study& study) {
  const auto* group = study.catalogue->levers();
  return group ? position_of(key, *group) : std::nullopt;
}

/// Arms whose names match, and those at equal cost with the levers of one of them.
std::vector<std::size_t> arms_matching(const std::string& pattern, const Study& study) {
  std::vector<std::size_t> result;
  for (std::size_t i = 0; i < study.arms.size(); ++i) {
    const auto named = [&](const Arm& arm) { return ::fnmatch(pattern.c_str(), arm.name.c_str(), 0) == 0; };
    const auto followed = [&](const Arm& arm) {
      return named(arm) && arm.equal_cost_to.empty() && do_the_same(arm, study.arms[i]);
    };
    const bool follows = !study.arms[i].equal_cost_to.empty() && std::ranges::any_of(study.arms, followed);
    if (named(study.arms[i]) || follows) result.push_back(i);
  }
  return result;
}

std::optional<Settable> lever_of(std::string_view key, std::vector<std::size_t> arms, bool burn_in,
                                 const Study& study) {
  const auto position = lever_position(key, study);
  if (!position || (arms.empty() && !burn_in)) return std::nullopt;
  return Settable{&lever_parameters(*study.catalogue)[*position], *position, true, burn_in, std::move(arms)};
}

/// "NAME.lever" and "burn_in.lever".
std::optional<Settable> lever_of_named(std::string_view key, const Study& study) {
  for (const Arm& arm : study.arms)
    if (key.starts_with(arm.name + "."))
      if (auto found = lever_of(key.substr(arm.name.size() + 1), arms_matching(arm.name, study), false, study))
        return found;
  if (key.starts_with(burn_in_name) && key.size() > burn_in_name.size() && key[burn_in_name.size()] == '.')
    return lever_of(key.substr(burn_in_name.size() + 1), {}, true, study);
  return std::nullopt;
}

/// "arm.PATTERN.lever".
std::optional<Settable> lever_of_matching(std::string_view key, const Study& study) {
  if (!key.starts_with(arm_prefix)) return std::nullopt;
  key.remove_prefix(arm_prefix.size());
  for (std::size_t dot = key.find('.'); dot != std::string_view::npos; dot = key.find('.', dot + 1))
    if (lever_position(key.substr(dot + 1), study))
      return lever_of(key.substr(dot + 1), arms_matching(std::string(key.substr(0, dot)), study), false, study);
  return std::nullopt;
}

}  // namespace

std::optional<Settable> find_settable(std::string_view key, const Study& study) {
  for (const auto& group : study.catalogue->groups)
    if (!group.levers)
      if (const auto position = position_of(key, group))
        return Settable{&group.parameters[*position], study.catalogue->first_of(group) + *position, false, false, {}};
  std::vector<std::size_t> all(study.arms.size());
  for (std::size_t i = 0; i < all.size(); ++i) all[i] = i;
  if (auto found = lever_of(key, std::move(all), false, study)) return found;
  if (auto found = lever_of_named(key, study)) return found;
  return lever_of_matching(key, study);
}

bool is_idle(const Settable& settable, const Study& study, const Origin& where, const std::string& key,
             Problems& problems) {
  const auto has_its_own = [&](const Arm& arm) { return arm.own.contains(settable.position); };
  if (settable.lever || study.arms.empty() || !std::ranges::all_of(study.arms, has_its_own)) return false;
  problems.add(where, key,
               {"would move nothing, as every arm has a value of its own", "不起作用：各方案都有自己的取值"});
  return true;
}

std::vector<std::string> settable_keys(const Study& study) {
  std::vector<std::string> keys;
  for (const auto& group : study.catalogue->groups)
    for (const auto& parameter : group.parameters) keys.push_back(full_key(parameter, group));
  for (const auto& lever : lever_parameters(*study.catalogue)) {
    for (const Arm& arm : study.arms) keys.push_back(arm.name + "." + std::string(lever.key));
    keys.push_back(std::string(burn_in_name) + "." + std::string(lever.key));
  }
  return keys;
}

void set(Study& study, const Settable& settable, double value) {
  if (!settable.lever) {
    study.values.whole[settable.position] = value;
    for (auto& community : study.values.communities) community[settable.position] = value;
    return;
  }
  for (const std::size_t arm : settable.arms)
    for (Stage& stage : study.arms[arm].stages) {
      stage.levers[settable.position] = value;
      stage.ranges.erase(settable.position);
    }
  if (!settable.burn_in) return;
  study.burn_in_ranges.erase(settable.position);
  const std::size_t first = study.values.whole.size() - lever_parameters(*study.catalogue).size();
  study.values.whole[first + settable.position] = value;
}

}  // namespace liandong::analysis
