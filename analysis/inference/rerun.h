#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "analysis/inference/comparison.h"

namespace liandong::analysis {

/// State hash of one arm and replicate, as recorded and as found by running again.
struct RerunCheck {
  std::string arm;
  bool world = false;        ///< whether it is a world, else a replicate
  std::uint32_t number = 0;  ///< of replicate or world in the study
  std::uint64_t recorded = 0, found = 0;
};

struct RerunReport {
  std::vector<RerunCheck> checks;  ///< within an arm replicate by replicate, then world by world
  bool all_equal() const noexcept;
};

/// What is to be run again: everything, or one replicate, one world or both by their numbers in the study.
struct RerunChoice {
  std::optional<std::uint32_t> replicate, world;
};

/// Runs again what a results file holds and compares the state hashes at the end. `study` is that of the file's text.
/// Factors of equal cost are taken from the file. Of the options, threads, order and stop flag count. Throws
/// std::invalid_argument if study and file do not match or the file does not hold the replicate, and whatever run_study
/// throws.
RerunReport rerun(const models::Model& model, const Study& study, const Results& recorded, const RerunChoice& only,
                  const RunOptions& options, Progress& progress);

}  // namespace liandong::analysis
