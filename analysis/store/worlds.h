#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "analysis/scenario/unknown.h"
#include "analysis/store/array.h"

namespace liandong::analysis {

/// A world that could not be run, and why; its figures are NaN.
struct FailedWorld {
  std::uint32_t number = 0;
  std::string message;
};

/// What a study left in worlds, each a draw of everything that is not known in which all arms met the same residents
/// and the same chance.
struct Worlds {
  std::string ensemble;     ///< from which they were taken; empty: as they come
  std::string identity;     ///< of all that a world depends on, the program included
  std::uint32_t asked = 0;  ///< how many there were to be at most
  bool settled = false;     ///< ended early, as no word of a headline indicator is likely to change
  std::uint32_t communities = 0;
  std::vector<Unknown> unknowns;
  std::vector<std::uint32_t> numbers;          ///< [worlds] by which a world is drawn again
  Array<double> values;                        ///< [worlds, unknowns] as they were used
  Array<double> figures;                       ///< [worlds, arms, indicators] as a contrast compares them
  std::vector<std::size_t> yearly_indicators;  ///< positions in the catalogue of those kept by year
  Array<float> yearly;        ///< [worlds, arms, yearly indicators, years] mean of each studied year, see yearly_means
  Array<double> cost_scales;  ///< [worlds, arms] factors of equal cost
  Array<std::uint64_t> state_hash;    ///< [worlds, arms] at the end of the run
  std::vector<std::string> patterns;  ///< against which the ensemble's worlds were held, in English; often empty
  Array<double> implausibilities;     ///< [worlds, patterns] as the ensemble has them
  std::vector<FailedWorld> failures;  ///< by number

  bool empty() const noexcept { return numbers.empty(); }
};

}  // namespace liandong::analysis
