#include "analysis/scenario/factor.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "analysis/scenario/place_file.h"

namespace liandong::analysis {
namespace {

/// Whether it is the number of communities of a place whose communities each have values of their own.
bool counts_own_communities(const Settable& settable, const Study& study) {
  return !study.values.communities.empty() && !settable.lever &&
         settable.position == communities_position(*study.catalogue);
}

}  // namespace

bool same_target(const Settable& a, const Settable& b) {
  const auto shares_arm = [&](std::size_t arm) { return std::ranges::find(b.arms, arm) != b.arms.end(); };
  return a.lever == b.lever && a.position == b.position && a.burn_in == b.burn_in &&
         (a.arms.empty() || std::ranges::any_of(a.arms, shares_arm));
}

bool resolve(Factor& factor, const std::vector<Factor>& others, const Study& study, Problems& problems) {
  const auto settable = find_settable(factor.key, study);
  if (!settable) {
    const auto known = settable_keys(study);
    add_unknown_key(factor.origin, "design: " + factor.key, factor.key, {known.begin(), known.end()}, problems);
    return false;
  }
  factor.settable = *settable;
  if (is_idle(*settable, study, factor.origin, "design: " + factor.key, problems)) return false;
  if (counts_own_communities(*settable, study)) {
    problems.add(
        factor.origin, "design: " + factor.key,
        {fmt::format("cannot vary: the place has a table of {} communities, which decides how many there are",
                     study.values.communities.size()),
         fmt::format("不能变动：该地区有 {} 个社区的数据表，社区数以表为准", study.values.communities.size())});
    return false;
  }
  for (const Factor& other : others)
    if (same_target(other.settable, *settable)) {
      problems.add(
          factor.origin, "design: " + factor.key,
          {fmt::format("sets what \"{}\" sets too", other.key), fmt::format("与“{}”设置的是同一项", other.key)});
      return false;
    }
  return true;
}

std::optional<double> value_of(const Node& node, const Factor& factor, const Study& study, Problems& problems) {
  return checked_value(node, *factor.settable.parameter, study.catalogue->units, "design: " + factor.key, problems);
}

std::vector<Leaf> leaves_of(const Node& table, const std::string& key, std::string_view end, Problems& problems) {
  if (table.is_table()) return leaves_of(table, end);
  add_wrong_type(table, key, {"a table of keys", "以键为成员的表"}, problems);
  return {};
}

std::vector<double> levels_of(const Node& node, const Factor& factor, const Study& study, Problems& problems) {
  std::vector<double> values;
  if (node.is_list()) {
    for (const Node& element : node.list())
      if (const auto value = value_of(element, factor, study, problems)) values.push_back(*value);
    return values;
  }
  if (!node.is_table()) {
    add_wrong_type(node, "design: " + factor.key,
                   {"a list of numbers, or { from, to, steps }", "数字列表，或 { from, to, steps }"}, problems);
    return values;
  }
  static constexpr models::Parameter steps_definition{"steps", "1", 2, 10'000, 2, true, "", {}, {}};
  TableReader reader(node, "design: " + factor.key, problems);
  const auto *from = reader.require("from"), *to = reader.require("to"), *steps = reader.require("steps");
  reader.reject_unknown();
  if (!from || !to || !steps) return values;
  const auto first = value_of(*from, factor, study, problems), last = value_of(*to, factor, study, problems);
  const auto count = checked_value(*steps, steps_definition, study.catalogue->units, reader.key("steps"), problems);
  if (!first || !last || !count) return values;
  for (double i = 0; i < *count; ++i) {
    const double value = *first + (*last - *first) * i / (*count - 1);
    values.push_back(factor.settable.parameter->whole ? std::round(value) : value);
  }
  return values;
}

void add_ranges(const Node& table, const std::string& name, const Study& study, std::vector<Factor>& factors,
                Problems& problems) {
  for (const Leaf& leaf : leaves_of(table, name, "", problems)) {
    Factor factor{leaf.key, leaf.node->origin, {}, {}};
    if (!resolve(factor, factors, study, problems)) continue;
    factor.values = levels_of(*leaf.node, factor, study, problems);
    if (factor.values.size() != 2 || factor.values[0] >= factor.values[1])
      problems.add(leaf.node->origin, name + ": " + leaf.key,
                   {"must be [low, high], low below high", "须写作 [下限, 上限]，且下限小于上限"});
    else
      factors.push_back(std::move(factor));
  }
}

}  // namespace liandong::analysis
