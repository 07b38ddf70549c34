#include "analysis/scenario/course.h"

#include <algorithm>
#include <utility>

#include "analysis/scenario/arrangement.h"
#include "analysis/scenario/reach.h"

namespace liandong::analysis {

void enact(InForce& in_force, Measures measures) {
  enact(in_force, std::move(measures), [](const Measures& a, const Measures& b) { return a.levers == b.levers; });
}

InForce Course::at(std::uint32_t week) const {
  InForce in_force{{before}};
  for (const Change& change : changes)
    if (change.week <= week) in_force = change.in_force;
  return in_force;
}

Mergers Course::merged_by(std::uint32_t week) const {
  Mergers merged;
  for (const Change& change : changes)
    if (change.week <= week) merged.insert(merged.end(), change.mergers.begin(), change.mergers.end());
  return merged;
}

const Change* Course::change_in(std::uint32_t week) const noexcept {
  for (const Change& change : changes)
    if (change.week == week) return &change;
  return nullptr;
}

ScaledLevers scaled_to_cost(const Levers& levers, const models::Catalogue& catalogue, double factor) {
  ScaledLevers result{levers, false};
  if (factor == 1.0) return result;
  const auto parameters = lever_parameters(catalogue);
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    if (std::ranges::find(catalogue.cost_levers, parameters[i].key) == catalogue.cost_levers.end()) continue;
    const double wanted = levers[i] * factor;
    result.levers[i] = std::clamp(wanted, parameters[i].low, parameters[i].high);
    result.clamped = result.clamped || result.levers[i] != wanted;
  }
  return result;
}

Course course_of(const Study& study, const Arm& arm, double factor) {
  Course course{study.burn_in(), {}};
  for (const Stage& stage : arm.stages) {
    InForce in_force = course.at(stage.week);
    enact(in_force, {scaled_to_cost(stage.levers, *study.catalogue, factor).levers, stage.reach});
    if (in_force == course.at(stage.week)) continue;
    if (!course.changes.empty() && course.changes.back().week == stage.week) course.changes.pop_back();
    course.changes.push_back({stage.week, std::move(in_force)});
  }
  for (const Merger& merger : arm.mergers) {
    auto change = std::ranges::lower_bound(course.changes, merger.week, {}, &Change::week);
    if (change == course.changes.end() || change->week != merger.week)
      change = course.changes.insert(change, {merger.week, course.at(merger.week)});
    change->mergers.push_back(merger.communities);
  }
  return course;
}

bool scaling_clamps(const Study& study, const Arm& arm, double factor) {
  return std::ranges::any_of(
      arm.stages, [&](const Stage& stage) { return scaled_to_cost(stage.levers, *study.catalogue, factor).clamped; });
}

std::uint32_t first_different_week(const Course& a, const Course& b, std::uint32_t weeks) {
  std::uint32_t first = weeks;
  for (const Course* course : {&a, &b})
    for (const Change& change : course->changes)
      if (change.week < first &&
          (a.at(change.week) != b.at(change.week) || a.merged_by(change.week) != b.merged_by(change.week)))
        first = change.week;
  return first;
}

bool same_course(const Course& a, const Course& b, std::uint32_t weeks) {
  return a.before == b.before && first_different_week(a, b, weeks) == weeks;
}

std::vector<std::vector<std::uint32_t>> separation_weeks(const std::vector<Course>& courses, std::uint32_t weeks) {
  std::vector<std::vector<std::uint32_t>> result;
  for (const Course& a : courses) {
    auto& row = result.emplace_back();
    for (const Course& b : courses) row.push_back(first_different_week(a, b, weeks));
  }
  return result;
}

}  // namespace liandong::analysis
