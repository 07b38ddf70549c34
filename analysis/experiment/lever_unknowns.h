#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "analysis/scenario/study.h"

namespace liandong::analysis {

/// An uncertain lever as it stands in a stage of an arm, or in the burn-in.
struct LeverPlace {
  std::optional<std::size_t> arm;  ///< none: the burn-in
  std::size_t stage = 0, lever = 0;

  const Ranges& ranges_in(const Study& study) const;
  Levers levers_in(const Study& study) const;
};

/// What is drawn of levers, each value once.
struct LeverUnknown {
  LeverPlace place;
  LeverRange range;
  /// The name of what is not known; "NAME@ARM.LEVER" (or "NAME@burn_in.LEVER") where the same name takes another value
  /// in an earlier place.
  std::string key;
  bool is_further = false;  ///< such a one
};

/// Unknowns of levers in the order in which burn-in and arms name them. Of an arm's stages the one counts in which a
/// lever of a name stands longest, so that the steps of a ramp, which mix two, do not. Places of one name share a value
/// if the levers' ranges, stated values and wholeness are equal, and for weights of one whole also those of all weights
/// that are drawn with it.
std::vector<LeverUnknown> lever_unknowns(const Study& study);

}  // namespace liandong::analysis
