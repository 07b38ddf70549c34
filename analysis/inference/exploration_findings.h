#pragma once

#include <cstddef>
#include <vector>

#include "analysis/inference/discovery.h"
#include "analysis/inference/world_effect.h"
#include "analysis/store/exploration.h"

namespace liandong::analysis {

/// What the points of an exploration, each taken for a world, say of two arms and one indicator.
struct PointFinding {
  std::size_t a = 0, b = 0;   ///< positions of the arms, the earlier one as a
  std::size_t indicator = 0;  ///< position in the catalogue
  WorldEffect effect;
  bool of_a = true;  ///< whether the rule says where a is ahead, not where b is (see Lead)
  Box rule;          ///< variables are positions of keys; no bound where there is no rule to be told
};

/// Points fewer than this allow no share to be told.
inline constexpr std::size_t least_points = least_worlds;

/// For every pair of arms and headline indicator, pair by pair; figures are means over the replicates of a point. A
/// rule is looked for where the word is neither "always" nor that nothing matters. Figures that fewer
/// than `least_points` points have are left out.
std::vector<PointFinding> point_findings(const Exploration& exploration);

}  // namespace liandong::analysis
