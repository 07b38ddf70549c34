#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "analysis/inference/world_course.h"
#include "analysis/scenario/study.h"
#include "analysis/store/worlds.h"

/// When a change had best come: arms that make the same change in different weeks, held over worlds against the arm
/// that never makes it.
namespace liandong::analysis {

struct DatedArm {
  std::size_t arm = 0;
  std::uint32_t week = 0;      ///< in which the change comes; 0: at once
  CourseYear difference = {};  ///< to the arm that never changes, in the mean of all studied years
  double best = 0;             ///< share of worlds in which no other of these arms is better, ties shared; 0 if neutral
};

struct ChangeDates {
  std::size_t never = 0;  ///< the arm that does not change
  std::size_t indicator = 0;
  double never_best = 0;        ///< the share for that arm
  std::vector<DatedArm> dated;  ///< by week, at least two after the start
};

/// Of every indicator whose yearly means the worlds hold; none where a study asks for no date.
std::vector<ChangeDates> change_dates(const Worlds& worlds, const Study& study);

}  // namespace liandong::analysis
