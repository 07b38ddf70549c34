#pragma once

#include <cstdint>
#include <vector>

#include "analysis/scenario/study.h"

namespace liandong::analysis {

/// Levers, and the communities that they reach.
struct Measures {
  Levers levers;
  models::Reach reach = {};

  bool operator==(const Measures&) const = default;
};
/// What is in force: the first reaches all communities, and of those that reach a community the last holds there.
using InForce = std::vector<Measures>;

/// Puts measures in force; what they displace everywhere is no longer among those in force.
void enact(InForce& in_force, Measures measures);

/// Communities that become one.
using Mergers = std::vector<std::vector<std::uint32_t>>;

/// What is in force from a week on, and which communities are one from then on.
struct Change {
  std::uint32_t week = 0;
  InForce in_force;
  Mergers mergers = {};
};

/// What an arm does: the levers of the burn-in, then changes at ascending weeks. Stages that change nothing are left
/// out, so two arms that do the same in every week have the same course however their stages are written.
struct Course {
  Levers before;
  std::vector<Change> changes;

  InForce at(std::uint32_t week) const;
  /// All that have become one up to a week, in order.
  Mergers merged_by(std::uint32_t week) const;
  /// What changes in `week`; null if nothing does.
  const Change* change_in(std::uint32_t week) const noexcept;
};

/// The cost levers of the catalogue times `factor`, kept within the ranges of their definitions.
struct ScaledLevers {
  Levers levers;
  bool clamped = false;  ///< a product fell outside its range
};
ScaledLevers scaled_to_cost(const Levers& levers, const models::Catalogue& catalogue, double factor);

/// The course of an arm whose stages are scaled by `factor`; the burn-in is not scaled.
Course course_of(const Study& study, const Arm& arm, double factor = 1.0);
/// Whether scaling the arm's stages by `factor` leaves the range of a lever.
bool scaling_clamps(const Study& study, const Arm& arm, double factor);

/// First week in which the levers or the communities of two courses differ; `weeks` if they never do.
std::uint32_t first_different_week(const Course& a, const Course& b, std::uint32_t weeks);
/// Whether two courses are the same in all weeks, the burn-in included.
bool same_course(const Course& a, const Course& b, std::uint32_t weeks);

/// For every pair of courses, the first week in which they differ: [a][b].
std::vector<std::vector<std::uint32_t>> separation_weeks(const std::vector<Course>& courses, std::uint32_t weeks);

}  // namespace liandong::analysis
