#pragma once

#include <span>

#include "analysis/inference/discovery.h"
#include "analysis/inference/worlds.h"

namespace liandong::analysis {

/// The arm that is ahead in more worlds, and where it is.
struct Lead {
  bool of_a = true;  ///< a on equal shares
  Box rule;          ///< variables are columns; no bound where the word asks for no rule, or none was found
};

/// `x` is [worlds, variables], `effect` that of the figures `a` and `b` of the same worlds. A rule is looked for where
/// the word is neither "always" nor that nothing matters, among worlds in which both arms have the figure. Of interest
/// is being ahead by as much as matters.
Lead lead_of(const WorldEffect& effect, std::span<const double> a, std::span<const double> b,
             models::Direction direction, double smallest_effect, const Array<double>& x);

}  // namespace liandong::analysis
