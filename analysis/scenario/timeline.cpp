#include "analysis/scenario/timeline.h"

#include <fmt/format.h>

#include <algorithm>

#include "analysis/scenario/reach.h"
#include "analysis/scenario/uncertain.h"

namespace liandong::analysis {
namespace {

constexpr std::uint32_t weeks_per_step = 13;

/// `from` and `to` mixed; levers that only take whole numbers change with the last step.
Levers levers_between(const Levers& from, const Levers& to, std::span<const models::Parameter> parameters,
                      std::uint32_t step, std::uint32_t steps) {
  Levers result = to;
  if (step == steps) return result;
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    const double mixed = parameters[i].whole ? from[i] : from[i] + (to[i] - from[i]) * step / steps;
    result[i] = std::clamp(mixed, std::min(from[i], to[i]), std::max(from[i], to[i]));
  }
  return result;
}

/// The ranges around `mixed` levers, mixed in the same way, a certain lever being its own range.
Ranges ranges_between(const Cells& from, const Cells& to, const Levers& mixed,
                      std::span<const models::Parameter> parameters, std::uint32_t step, std::uint32_t steps) {
  if (step == steps) return to.ranges;
  Ranges result;
  const auto at = [&](double first, double last) { return first + (last - first) * step / steps; };
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    const auto a = range_of(i, from.ranges), b = parameters[i].whole ? a : range_of(i, to.ranges);
    if (!a && !b) continue;
    const double last = parameters[i].whole ? from.levers[i] : to.levers[i];
    LeverRange range = b ? *b : *a;
    range.low = std::clamp(at(a ? a->low : from.levers[i], b ? b->low : last), parameters[i].low, mixed[i]);
    range.high = std::clamp(at(a ? a->high : from.levers[i], b ? b->high : last), mixed[i], parameters[i].high);
    if (range.low <= 0 && range.distribution == models::Distribution::log_uniform)
      range.distribution = models::Distribution::uniform;
    if (range.low < range.high) result.emplace(i, range);
  }
  return result;
}

/// What a city or a street does for all its communities together cannot differ between them.
void check_place_levers(const Event& event, const Stage& before, const models::Catalogue& catalogue,
                        Problems& problems) {
  if (event.reach.all()) return;
  const auto parameters = lever_parameters(catalogue);
  for (const auto& change : event.changes) {
    const std::size_t i = change.index;
    const bool same = before.levers[i] == change.value && range_of(i, before.ranges) == change.range;
    if (same || std::ranges::find(catalogue.place_levers, parameters[i].key) == catalogue.place_levers.end()) continue;
    problems.add(event.origin, event.key,
                 {fmt::format("{} is one for the whole place and cannot differ between communities; change it in a "
                              "stage for all of them",
                              parameters[i].key),
                  fmt::format("{} 由全地区统一设定，不能因社区而异；请在覆盖全部社区的阶段中修改", parameters[i].key)});
  }
}

std::string joined(const std::string& a, const std::string& b, const char* mark) {
  if (a.empty()) return b;
  return b.empty() || a == b ? a : fmt::format("{}{}{}", a, mark, b);
}

Text both_labels(const Text& a, const Text& b) { return {joined(a.en, b.en, "; "), joined(a.zh, b.zh, "；")}; }

/// Joins an event of the same week into `event`.
void join_event(Event& event, const Event& other, const models::Catalogue& catalogue, Problems& problems) {
  join_changes(event.changes, other.changes, other.origin, other.key, catalogue, problems);
  event.ramp = std::max(event.ramp, other.ramp);
  event.label = both_labels(event.label, other.label);
}

}  // namespace

void check_week(const Origin& where, const std::string& key, std::uint32_t week, std::uint32_t weeks,
                Problems& problems) {
  if (week >= weeks)
    problems.add(where, key,
                 {fmt::format("week {} is after the end: the run has weeks 0 to {}", week, weeks - 1),
                  fmt::format("第 {} 周已超出运行期：周次为 0 至 {}", week, weeks - 1)});
}

std::vector<Assignment> as_changes(const Cells& cells, const Origin& origin) {
  std::vector<Assignment> changes;
  for (std::size_t i = 0; i < cells.levers.size(); ++i)
    changes.push_back({i, cells.levers[i], origin, range_of(i, cells.ranges)});
  return changes;
}

void join_changes(std::vector<Assignment>& changes, const std::vector<Assignment>& added, const Origin& where,
                  const std::string& key, const models::Catalogue& catalogue, Problems& problems) {
  for (const auto& change : added) {
    const auto other = std::find_if(changes.begin(), changes.end(),
                                    [&](const Assignment& earlier) { return earlier.index == change.index; });
    if (other == changes.end()) {
      changes.push_back(change);
    } else if (other->value != change.value || other->range != change.range) {
      const auto here = uncertain_words(change.value, change.range),
                 there = uncertain_words(other->value, other->range);
      const auto lever = std::string(lever_parameters(catalogue)[change.index].key);
      problems.add(where, fmt::format("{}{}{}", key, key.empty() ? "" : ".", lever),
                   {fmt::format("in conflict: set to {} here and to {} in line {} of {}, for the same week", here,
                                there, other->origin.line, other->origin.file),
                    fmt::format("相互冲突：此处设为 {}，{} 第 {} 行在同一周设为 {}", here, other->origin.file,
                                other->origin.line, there)});
    }
  }
}

namespace {

bool same_cells(const Stage& a, const Stage& b) { return a.levers == b.levers && a.ranges == b.ranges; }

/// What stood where an event reaches: in general first, then in the parts that have levers of their own.
std::vector<Stage> standing_where(const models::Reach& reach, const std::vector<Stage>& standing) {
  std::vector<Stage> parts;
  for (Stage part : standing)
    if (const auto both = overlap(part.reach, reach)) {
      part.reach = *both;
      enact(parts, std::move(part), same_cells);
    }
  return parts;
}

/// The stages of one step of an event, one for each part in which it leads to other levers.
std::vector<Stage> stages_of_step(const Event& event, const std::vector<Stage>& parts,
                                  std::span<const models::Parameter> parameters, std::uint32_t step,
                                  std::uint32_t steps) {
  std::vector<Stage> stages;
  for (const Stage& part : parts) {
    const Cells from{part.levers, part.ranges};
    Cells to = from;
    apply_changes(to, event.changes);
    Stage stage{event.week + (step - 1) * weeks_per_step,
                levers_between(from.levers, to.levers, parameters, step, steps),
                step == 1 ? event.label : Text{},
                {},
                part.reach};
    stage.ranges = ranges_between(from, to, stage.levers, parameters, step, steps);
    enact(stages, std::move(stage), same_cells);
  }
  return stages;
}

/// Adds stages of one week, of which the last that reaches a community holds. What they displace goes, but for the name
/// of what reached the same.
void append(std::vector<Stage>& stages, const std::vector<Stage>& added) {
  const std::vector<Stage> before = stages;
  for (Stage stage : added) {
    const auto same = std::ranges::find_if(
        before, [&](const Stage& one) { return one.week == stage.week && one.reach == stage.reach; });
    if (same != before.end()) stage.label = both_labels(same->label, stage.label);
    std::erase_if(stages, [&](const Stage& one) { return one.week == stage.week && covers(stage.reach, one.reach); });
    stages.push_back(std::move(stage));
  }
}

}  // namespace

std::vector<Stage> stages_of(const Cells& first, std::vector<Event> events, std::uint32_t weeks,
                             const models::Catalogue& catalogue, Problems& problems) {
  std::stable_sort(events.begin(), events.end(), [](const Event& a, const Event& b) { return a.week < b.week; });
  std::vector<Stage> stages{{0, first.levers, {}, first.ranges}}, standing = stages;
  std::uint32_t ramp_end = 0;
  const auto parameters = lever_parameters(catalogue);
  for (std::size_t i = 0; i < events.size();) {
    Event event = events[i++];
    while (i < events.size() && events[i].week == event.week && events[i].reach == event.reach)
      join_event(event, events[i++], catalogue, problems);
    if (event.week < ramp_end)
      problems.add(event.origin, event.key,
                   {fmt::format("falls into the ramp of an earlier event, which ends in week {}", ramp_end),
                    fmt::format("落在前一事件的过渡期内（至第 {} 周结束）", ramp_end)});
    const std::uint32_t steps = std::max(1u, (event.ramp + weeks_per_step - 1) / weeks_per_step);
    ramp_end = event.week + event.ramp;
    check_week(event.origin, event.key, event.week + (steps - 1) * weeks_per_step, weeks, problems);
    const auto parts = standing_where(event.reach, standing);
    check_place_levers(event, parts.front(), catalogue, problems);
    for (std::uint32_t step = 1; step <= steps; ++step) {
      const auto added = stages_of_step(event, parts, parameters, step, steps);
      append(stages, added);
      if (step == steps)
        for (const Stage& stage : added) enact(standing, stage, same_cells);
    }
  }
  return stages;
}

}  // namespace liandong::analysis
