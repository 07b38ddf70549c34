#pragma once

#include "analysis/scenario/scenario_files.h"
#include "analysis/scenario/settable.h"
#include "analysis/scenario/study.h"
#include "analysis/scenario/values.h"

namespace liandong::analysis {

/// More points than this are refused.
inline constexpr std::size_t most_points = 100'000;

/// Reads [design]: what is varied and at which points. One of
///   grid   = { "context.civic_intercept" = [-4, -3, -2], "staff.committee" = { from = 6, to = 12, steps = 4 } }
///   list   = "points.csv", a table beside the study whose columns are keys
///   lhs    = { points = 50, ranges = { "staff.committee" = [6, 12] } }, a Latin hypercube drawn from the study's seed
///   points = [[6, -4], [12, -2]] with keys = ["staff.committee", "context.civic_intercept"]
///   morris, sobol: see sensitivity_design.h; written out as points with kind = "morris" or "sobol"
/// Keys are those of find_settable. Adds problems for unknown and repeated keys, values out of range, and a design
/// without points.
Design read_design(const Node& table, const Study& study, const ScenarioFiles& files, Problems& problems);

/// A study that is run at the points of its design.
class DesignedStudy {
 public:
  explicit DesignedStudy(const Study& study);
  /// The study with the values of one point; it has neither design nor text.
  Study at(std::size_t point) const;

 private:
  const Design& design_;  ///< of the study, which must outlive this
  Study rest_;
  std::vector<Settable> settables_;  ///< [keys]
};

}  // namespace liandong::analysis
