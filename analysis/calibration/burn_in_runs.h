#pragma once

#include <map>
#include <string>
#include <vector>

#include "analysis/calibration/calibration.h"
#include "analysis/store/partial_runs.h"

namespace liandong::analysis {

/// One run of a world: with the chance of a replicate, which is the world's own number but where noise is measured.
struct WorldRun {
  std::uint32_t world = 0, replicate = 0;
};
/// Another replicate of one of the first worlds, run 1 to 15: no world has its number.
constexpr std::uint32_t other_replicate(std::uint32_t world, std::uint32_t run) {
  return 0x80000000 + world * 16 + run;
}

/// The study without its studied weeks, and without arms but the burn-in's arrangement.
Study burn_in_of(const Study& study);

/// Runs burn-ins of worlds in a study's arrangement of the burn-in, keeps them, and reads patterns.
class BurnInRuns {
 public:
  /// What is given must outlive it. `threads` are those of the current arena.
  BurnInRuns(const models::Model& model, const Study& study, const std::vector<const models::Pattern*>& patterns,
             const CalibrationOptions& options, unsigned threads);

  /// [runs][patterns]; NaN where a run failed. Throws Interrupted.
  std::vector<std::vector<double>> figures(const std::vector<WorldRun>& runs);
  /// Why runs failed, by world.
  std::vector<std::string> failures() const;

 private:
  const models::Model& model_;
  Study study_;  // without studied weeks
  const std::vector<const models::Pattern*>& patterns_;
  const CalibrationOptions& options_;
  unsigned threads_;
  std::string identity_;
  std::map<std::uint32_t, std::string> failures_;
};

}  // namespace liandong::analysis
