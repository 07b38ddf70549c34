#pragma once

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <stdexcept>
#include <string>
#include <vector>

#include "analysis/experiment/run.h"
#include "analysis/scenario/problem.h"
#include "analysis/scenario/study.h"
#include "analysis/store/results.h"
#include "sim/phase.h"

namespace liandong::analysis {

/// A message for people.
using Notice = Text;

/// What a running study is busy with.
enum class Task : std::uint8_t { equal_cost, replicates };

/// Told how a study gets on. Called from worker threads, from several at once; implementations lock what they share.
class Progress {
 public:
  virtual ~Progress() = default;
  /// `done` of `total` simulated weeks of the task, all runs together; `total` may grow while the task runs.
  virtual void weeks(Task task, std::uint64_t done, std::uint64_t total) = 0;
  virtual void message(const Notice& notice) = 0;
};

/// Progress that nobody follows.
class NoProgress final : public Progress {
 public:
  void weeks(Task, std::uint64_t, std::uint64_t) override {}
  void message(const Notice&) override {}
};

struct RunOptions {
  unsigned threads = 0;  ///< 0: all cores
  sim::Order order = sim::Order::forward;
  std::uint32_t first_replicate = 0;        ///< number of the first replicate to run
  std::uint32_t replicates = 0;             ///< how many; 0: all of the study from the first on
  std::filesystem::path partial;            ///< folder of finished replicates, to resume from; empty: keep none
  std::vector<double> cost_scales;          ///< [arms] known factors of equal cost; empty: find them
  std::string command;                      ///< command line, for the provenance
  const std::atomic<bool>* stop = nullptr;  ///< set it to end the study early
};

/// Two arms whose levers agree up to a week had different states before it: a defect of the model. `what()` names the
/// arms, the replicate, the week, and the first agent and column that differ.
struct Divergence : std::logic_error {
  using std::logic_error::logic_error;
};

/// The stop flag was set. Replicates finished so far are in the partial folder, if there is one.
struct Interrupted : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// Runs all arms of a study on common random numbers and compares them.
///
/// Each replicate is built and burnt in once, then forked in the first week in which arms differ; arms are checked to
/// be bit-identical until the first week in which their levers differ. An arm with `equal_cost_to` has its staff and
/// purchase budget scaled first (analysis/equal_cost.h). The results, but for wall time, memory and date, depend on
/// nothing but study, program and replicate range: not on threads, visiting order, or interruptions.
///
/// Throws std::invalid_argument for a study that cannot run (no arm, no week, an unknown `equal_cost_to`, a replicate
/// range outside the study), Divergence, Interrupted, and whatever the model throws.
Results run_study(const Study& study, const RunOptions& options, Progress& progress);
/// The same of any model.
Results run_study(const Model& model, const Study& study, const RunOptions& options, Progress& progress);

}  // namespace liandong::analysis
