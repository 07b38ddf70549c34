#pragma once

#include <span>

#include "analysis/inference/discovery.h"
#include "analysis/inference/world_effect.h"

namespace liandong::analysis {

/// Where one of two arms is ahead by as much as matters.
struct Lead {
  bool of_a = true;  ///< of a, not of b
  Box rule;          ///< variables are columns; no bound where the word asks for no rule, or none was found
};

/// `x` is [worlds, variables], `effect` that of the figures `a` and `b` of the same worlds. A rule is looked for where
/// the word is neither "always" nor that nothing matters, among worlds in which both arms have the figure. Of the rules
/// for either arm it is the one with the greater product of density and coverage, as only one of them need be a box;
/// without a difference, or without any rule, that of the arm that is ahead in more worlds.
Lead lead_of(const WorldEffect& effect, std::span<const double> a, std::span<const double> b,
             models::Direction direction, double smallest_effect, const Array<double>& x);

}  // namespace liandong::analysis
