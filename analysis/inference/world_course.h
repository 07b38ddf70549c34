#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "analysis/inference/world_effect.h"
#include "analysis/scenario/study.h"
#include "analysis/store/worlds.h"

/// How the difference between two arms unfolds year by year, over worlds.
namespace liandong::analysis {

struct CourseYear {
  std::uint32_t worlds = 0;  ///< in which both arms have the figure; the rest is zero, or NaN, without any
  WorldShares shares;
  double low = 0, lower = 0, median = 0, upper = 0, high = 0;  ///< of a minus b: 5th, 25th, 50th, 75th, 95th hundredth
};

/// Of figures of two arms, [worlds] each.
CourseYear compared(const std::vector<double>& a, const std::vector<double>& b, const models::Indicator& indicator);

struct WorldCourse {
  std::size_t a = 0, b = 0;  ///< the earlier arm as a
  std::size_t indicator = 0;
  std::size_t first = 0;                        ///< year in which one of both first changes course, if any does; else 0
  bool a_changes = false, b_changes = false;    ///< whether it is that arm which does
  std::vector<CourseYear> years;                ///< every studied year; the last may be shorter
  double once_behind_a = 0, once_behind_b = 0;  ///< shares of worlds: behind by what matters in a year from `first` on
};

/// Of every pair of arms and indicator whose yearly means the worlds hold; none without such.
std::vector<WorldCourse> world_courses(const Worlds& worlds, const Study& study);

}  // namespace liandong::analysis
