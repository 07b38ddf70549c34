#pragma once

#include <cstdint>
#include <vector>

#include "analysis/scenario/study.h"

namespace liandong::analysis {

/// What is unknown of a world as inputs of a surrogate: each value by the share of other worlds in which it is smaller,
/// those in which it is equal counting half. So every distribution is spread over the unit interval, whatever it is.
class RankInputs {
 public:
  explicit RankInputs(const Study& study);

  /// [unknowns] in [0, 1], in the order of unknowns_of.
  std::vector<double> of(std::uint32_t world) const;
  /// [unknowns] as they are used.
  std::vector<double> values(std::uint32_t world) const;

 private:
  const Study& study_;
  std::vector<std::vector<double>> sorted_;  // [unknowns][other worlds]
};

}  // namespace liandong::analysis
