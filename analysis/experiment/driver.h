#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <span>
#include <vector>

#include "analysis/experiment/progress.h"
#include "analysis/experiment/record.h"
#include "analysis/experiment/run_plan.h"
#include "models/model.h"
#include "sim/phase.h"

namespace liandong::analysis {

/// Watches a run from week to week without changing it.
class Observer {
 public:
  virtual ~Observer() = default;
  /// Week `week` is about to begin, its levers not yet in force.
  virtual void before(std::uint32_t week, const models::Run& run) { (void)week, (void)run; }
  virtual void after(std::uint32_t week, const models::Run& run) { (void)week, (void)run; }
};

/// Weeks [first, last).
struct Stretch {
  std::uint32_t first = 0, last = 0;
};

/// Runs weeks of a course; the one place where a study steps a run. With threads it steps in isolation: a thread that
/// waits for its part of a week must not pick up a whole other run meanwhile. `seconds`, if not empty, is [phases].
void drive(models::Run& run, const Course& course, Stretch weeks, const sim::Execution& execution, Ticker& ticker,
           std::span<Observer* const> observers, std::span<double> seconds = {});

/// Collects the whole place every week, and communities and groups every quarter if asked to.
class SeriesRecorder final : public Observer {
 public:
  /// `record` outlives it.
  SeriesRecorder(ArmRecord& record, const Recording& what, std::size_t groups)
      : record_(record), what_(what), groups_(groups) {}
  void after(std::uint32_t week, const models::Run& run) override;

 private:
  ArmRecord& record_;
  Recording what_;
  std::size_t groups_;
};

/// State hashes at the start of chosen weeks.
class HashObserver final : public Observer {
 public:
  HashObserver(std::map<std::uint32_t, std::uint64_t>& hashes, std::set<std::uint32_t> weeks)
      : hashes_(hashes), weeks_(std::move(weeks)) {}
  void before(std::uint32_t week, const models::Run& run) override {
    if (weeks_.contains(week)) hashes_[week] = run.state_hash();
  }

 private:
  std::map<std::uint32_t, std::uint64_t>& hashes_;
  std::set<std::uint32_t> weeks_;
};

}  // namespace liandong::analysis
