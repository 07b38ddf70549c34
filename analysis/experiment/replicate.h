#pragma once

#include <atomic>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "analysis/experiment/comparison.h"
#include "analysis/experiment/run.h"
#include "analysis/scenario/arms.h"

namespace liandong::analysis {

/// Weeks between two records of communities and groups.
inline constexpr std::uint32_t quarter_weeks = 13;

/// Counts simulated weeks for Progress and watches the stop flag.
class Ticker {
 public:
  Ticker(Progress& progress, Task task, std::uint64_t total, const std::atomic<bool>* stop)
      : progress_(progress), task_(task), total_(total), stop_(stop) {}
  /// One more week was run. Throws Interrupted if the stop flag is set.
  void tick();
  /// These weeks need not be run, they were found in the partial folder.
  void skip(std::uint64_t weeks);
  /// The task turned out to be longer.
  void extend(std::uint64_t weeks) { total_ += weeks; }

 private:
  Progress& progress_;
  Task task_;
  std::atomic<std::uint64_t> done_{0}, total_;
  const std::atomic<bool>* stop_;
};

/// Everything the runs of a study share.
struct StudyPlan {
  const Model& model;
  const Study& study;
  std::vector<Course> courses;      ///< [arms]
  Array<std::uint32_t> separation;  ///< [arms, arms] first week in which levers differ
  std::uint32_t fork_week = 0;      ///< first week in which not all arms have the same levers
  sim::Execution shared_execution;  ///< how weeks before the fork run
  sim::Execution arm_execution;     ///< how weeks after it run

  StudyPlan(const Model& model, const Study& study, const std::vector<double>& cost_scales);
  /// Simulated weeks of one replicate, all arms together.
  std::uint64_t weeks_per_replicate() const;
};

using RunFlow = governance::Simulation::Flow;

/// What one arm of one replicate left. Flows and cost are those of the studied weeks.
struct ArmRecord {
  std::uint64_t state_hash = 0;
  std::uint32_t first_difference = 0;  ///< see ArmResult
  std::int64_t public_cost = 0;        ///< fen
  std::vector<float> weekly;           ///< [weeks, indicators]
  std::vector<float> communities;      ///< [quarters, communities, indicators]
  std::vector<float> groups;           ///< [quarters, groups, group indicators]
  std::vector<RunFlow> money, minutes;
};

/// What one replicate left.
struct ReplicateRecord {
  std::uint32_t replicate = 0;
  std::uint64_t residents = 0;
  std::uint32_t communities = 0;
  std::vector<float> burn_in;  ///< [burn-in weeks, indicators]
  std::vector<ArmRecord> arms;
  std::vector<GraphPicture> pictures;  ///< of replicate 0 only: the end of the burn-in, then the end of each arm
};

/// A replicate at the end of its burn-in: the state from which its arms start, and what was recorded on the way.
struct Start {
  std::unique_ptr<Run> run;
  std::vector<float> burn_in;           ///< as in ReplicateRecord
  std::vector<RunFlow> money, minutes;  ///< up to here: an arm's flows and cost count from here
  std::int64_t public_cost = 0;
  std::optional<GraphPicture> picture;
};

/// What one arm left and what is needed to compare it with others.
struct FinishedArm {
  ArmRecord record;
  std::map<std::uint32_t, std::uint64_t> hashes;  ///< of states at the start of weeks
  std::optional<GraphPicture> picture;
};

/// Runs of a replicate that were made before it was its turn, from one start, each on its own course.
struct KnownReplicate {
  Start start;
  std::vector<std::pair<Course, FinishedArm>> arms;

  /// What this course left; null if it was not run.
  const FinishedArm* find(const Course& course, std::uint32_t weeks) const;
};

/// Steps in isolation: a thread that waits for its part of a week must not pick up a whole other run meanwhile.
void step_isolated(Run& run, const sim::Execution& execution);

/// A run at the end of its burn-in, nothing recorded.
std::unique_ptr<Run> burnt_in(const StudyPlan& plan, std::uint32_t replicate, Ticker& ticker);

/// The same, recorded.
Start start_of(const StudyPlan& plan, std::uint32_t replicate, Ticker& ticker);

/// Runs one course from a start to the end of the study, with the hashes that any comparison of arms may need.
FinishedArm run_course(const StudyPlan& plan, std::uint32_t replicate, const Start& start, const Course& course,
                       Ticker& ticker);

/// Runs one replicate of every arm, arms in parallel if there are idle threads; what is known of it is taken up
/// instead. Throws Divergence and Interrupted.
ReplicateRecord run_replicate(const StudyPlan& plan, std::uint32_t replicate, Ticker& ticker,
                              KnownReplicate known = {});

}  // namespace liandong::analysis
