#pragma once

#include <cstdint>
#include <vector>

#include "analysis/scenario/study.h"

namespace liandong::analysis {

/// What is unknown of a world as inputs of a surrogate: each value by the share of other worlds in which it is smaller,
/// those in which it is equal counting half. So every distribution is spread over the unit interval, whatever it is.
class RankInputs {
 public:
  /// `unknowns` are positions in the catalogue.
  RankInputs(const Study& study, std::vector<std::size_t> unknowns);

  /// [unknowns] in [0, 1].
  std::vector<double> of(std::uint32_t world) const;
  /// [unknowns] as they are used.
  std::vector<double> values(std::uint32_t world) const;

 private:
  const Study& study_;
  std::vector<std::size_t> unknowns_;
  std::vector<std::vector<double>> sorted_;  // [unknowns][other worlds]
};

}  // namespace liandong::analysis
