#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "analysis/scenario/problem.h"
#include "analysis/store/array.h"
#include "models/definition.h"

namespace liandong::analysis {

/// A number that is not known and differs between worlds.
struct Unknown {
  std::string key;   ///< of a parameter, or "arrangement.lever", or as a lever's cell names it
  Text name;         ///< for people, the arrangement's title included where it is one of its levers
  std::string unit;  ///< as of a parameter
  models::Plausible range;
  double usual = 0;    ///< value where nothing is drawn
  std::string reason;  ///< of the range: its source, or the rule by which it was assumed
};

/// A world that could not be run, and why; its figures are NaN.
struct FailedWorld {
  std::uint32_t number = 0;
  std::string message;
};

/// What a study left in worlds, each a draw of everything that is not known in which all arms met the same residents
/// and the same chance.
struct Worlds {
  std::string ensemble;     ///< from which they were taken; empty: as they come
  std::uint32_t asked = 0;  ///< how many there were to be at most
  bool settled = false;     ///< ended early, as no word of a headline indicator is likely to change
  std::uint32_t communities = 0;
  std::vector<Unknown> unknowns;
  std::vector<std::uint32_t> numbers;  ///< [worlds] by which a world is drawn again
  Array<double> values;                ///< [worlds, unknowns] as they were used
  Array<double> figures;               ///< [worlds, arms, indicators] as a contrast compares them
  Array<double> cost_scales;           ///< [worlds, arms] factors of equal cost
  Array<std::uint64_t> state_hash;     ///< [worlds, arms] at the end of the run
  std::vector<FailedWorld> failures;   ///< by number

  bool empty() const noexcept { return numbers.empty(); }
};

}  // namespace liandong::analysis
