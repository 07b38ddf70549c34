#include "analysis/scenario/arms.h"

#include <algorithm>
#include <array>

namespace liandong::analysis {

using governance::Levers;

const Levers& Course::at(std::uint32_t week) const noexcept {
  const Levers* levers = &before;
  for (const Change& change : changes)
    if (change.week <= week) levers = &change.levers;
  return *levers;
}

const Levers* Course::change_in(std::uint32_t week) const noexcept {
  for (const Change& change : changes)
    if (change.week == week) return &change.levers;
  return nullptr;
}

bool same_levers(const Levers& a, const Levers& b) noexcept {
  return std::ranges::all_of(governance::lever_definitions(),
                             [&](const auto& definition) { return a.*definition.member == b.*definition.member; });
}

ScaledLevers scaled_to_cost(const Levers& levers, double factor) {
  static constexpr std::array scaled = {&Levers::staff_committee, &Levers::staff_station, &Levers::staff_social_workers,
                                        &Levers::purchase_budget};
  ScaledLevers result{levers, false};
  if (factor == 1.0) return result;
  for (const auto& definition : governance::lever_definitions()) {
    if (std::ranges::find(scaled, definition.member) == scaled.end()) continue;
    double& value = result.levers.*definition.member;
    const double wanted = value * factor;
    value = std::clamp(wanted, definition.low, definition.high);
    result.clamped = result.clamped || value != wanted;
  }
  return result;
}

Course course_of(const Study& study, const Arm& arm, double factor) {
  Course course{study.burn_in, {}};
  for (const Stage& stage : arm.stages) {
    const Levers levers = scaled_to_cost(stage.levers, factor).levers;
    if (!same_levers(levers, course.at(stage.week))) course.changes.push_back({stage.week, levers});
  }
  return course;
}

bool scaling_clamps(const Arm& arm, double factor) {
  return std::ranges::any_of(arm.stages,
                             [&](const Stage& stage) { return scaled_to_cost(stage.levers, factor).clamped; });
}

std::uint32_t first_different_week(const Course& a, const Course& b, std::uint32_t weeks) {
  std::uint32_t first = weeks;
  for (const Course* course : {&a, &b})
    for (const Change& change : course->changes)
      if (change.week < first && !same_levers(a.at(change.week), b.at(change.week))) first = change.week;
  return first;
}

bool same_course(const Course& a, const Course& b, std::uint32_t weeks) {
  return same_levers(a.before, b.before) && first_different_week(a, b, weeks) == weeks;
}

Array<std::uint32_t> separation_weeks(const std::vector<Course>& courses, std::uint32_t weeks) {
  Array<std::uint32_t> result({courses.size(), courses.size()});
  for (std::size_t i = 0; i < courses.size(); ++i)
    for (std::size_t j = 0; j < courses.size(); ++j)
      result.at(i, j) = first_different_week(courses[i], courses[j], weeks);
  return result;
}

}  // namespace liandong::analysis
