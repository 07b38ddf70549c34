#pragma once

#include <atomic>
#include <cstdint>
#include <stdexcept>

#include "analysis/scenario/problem.h"

namespace liandong::analysis {

/// A message for people.
using Notice = Text;

/// What a running study is busy with.
enum class Task : std::uint8_t { equal_cost, replicates, worlds };

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

/// Two arms whose levers agree up to a week had different states before it: a defect of the model. `what()` names the
/// arms, the replicate, the week, and the first agent and column that differ.
struct Divergence : std::logic_error {
  using std::logic_error::logic_error;
};

/// The stop flag was set. What was finished so far has been kept, if anybody keeps.
struct Interrupted : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// Counts simulated weeks for Progress and watches the stop flag.
class Ticker {
 public:
  Ticker(Progress& progress, Task task, std::uint64_t total, const std::atomic<bool>* stop)
      : progress_(progress), task_(task), total_(total), stop_(stop) {}
  /// One more week was run. Throws Interrupted if the stop flag is set.
  void tick();
  /// These weeks need not be run.
  void skip(std::uint64_t weeks);
  /// The task turned out to be longer.
  void extend(std::uint64_t weeks) { total_ += weeks; }

 private:
  Progress& progress_;
  Task task_;
  std::atomic<std::uint64_t> done_{0}, total_;
  const std::atomic<bool>* stop_;
};

}  // namespace liandong::analysis
