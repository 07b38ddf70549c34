#pragma once

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "analysis/experiment/progress.h"
#include "analysis/scenario/study.h"
#include "analysis/store/results.h"
#include "models/model.h"
#include "sim/phase.h"

namespace liandong::analysis {

struct RunOptions {
  unsigned threads = 0;  ///< 0: all cores
  sim::Order order = sim::Order::forward;
  std::uint32_t first_replicate = 0;     ///< number of the first replicate to run
  std::uint32_t replicates = 0;          ///< how many; 0: all of the study from the first on
  std::filesystem::path partial;         ///< folder of finished replicates, to resume from; empty: keep none
  std::vector<const Results*> finished;  ///< whose replicates need not be run again; of the study's identity
  std::vector<double> cost_scales;       ///< [arms] known factors of equal cost; empty: find them
  bool all_worlds = false;  ///< run as many worlds as the study asks for, whether words have settled before or not
  std::function<void(const Results&)> on_worlds = {};  ///< told what there is while more worlds are run
  std::string command;                                 ///< command line, for the provenance
  const std::atomic<bool>* stop = nullptr;             ///< set it to end the study early
};

/// Runs all arms of a study on common random numbers and compares them.
///
/// Each replicate is built and burnt in once, then forked in the first week in which arms differ; arms are checked to
/// be bit-identical until the first week in which their levers differ. An arm with `equal_cost_to` has its cost levers
/// scaled first (analysis/experiment/equal_cost.h). The results, but for wall time, memory and date, depend on
/// nothing but study, program and replicate range: not on threads, visiting order, or interruptions.
///
/// Throws std::invalid_argument for a study that cannot run (no arm, no week, an unknown `equal_cost_to`, a replicate
/// range outside the study, finished results of another identity), Divergence, Interrupted, and whatever the model
/// throws.
Results run_study(const models::Model& model, const Study& study, const RunOptions& options, Progress& progress);

/// Peak memory of this process so far, bytes.
std::uint64_t peak_bytes();

}  // namespace liandong::analysis
