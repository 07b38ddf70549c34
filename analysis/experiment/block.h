#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "analysis/experiment/driver.h"
#include "analysis/experiment/progress.h"
#include "analysis/experiment/record.h"
#include "analysis/experiment/run_plan.h"

namespace liandong::analysis {

/// How the runs of a block use threads: together before they part, and each by itself afterwards.
struct BlockExecution {
  sim::Execution shared, alone;
};

/// A block at the end of its burn-in: the state from which its arms start, and what was recorded on the way.
struct Start {
  std::unique_ptr<models::Run> run;
  std::vector<float> burn_in;                    ///< as in ReplicateRecord
  std::vector<std::vector<models::Flow>> flows;  ///< up to here: an arm's flows and cost count from here
  std::int64_t public_cost = 0;
  std::optional<models::GraphPicture> picture;
};

/// What one arm left and what is needed to compare it with others.
struct FinishedArm {
  ArmRecord record;
  std::map<std::uint32_t, std::uint64_t> hashes;  ///< of states at the start of weeks
  std::optional<models::GraphPicture> picture;
};

/// Runs of a block that were made before it was its turn, from one start, each on its own course.
struct KnownBlock {
  Start start;
  std::vector<std::pair<Course, FinishedArm>> arms;

  /// What this course left; null if it was not run.
  const FinishedArm* find(const Course& course, std::uint32_t weeks) const;
};

/// When one block throws, the loops of the others are cancelled and return as if they were done. Nothing of theirs may
/// be used: call it after each such loop. Throws Interrupted.
void refuse_cancelled_work();

/// A run at the end of its burn-in, recorded.
Start start_of(const RunPlan& plan, const Block& block, const sim::Execution& execution, Ticker& ticker);

/// Runs one course from a start to the end. Its hashes serve any comparison with arms that change in `changes`.
FinishedArm run_course(const RunPlan& plan, const Block& block, const Start& start, const Course& course,
                       const std::vector<std::uint32_t>& changes, const sim::Execution& execution, Ticker& ticker);

/// Runs every arm of a block, arms in parallel if there are idle threads; what is known of it is taken up instead. Arms
/// are checked to be bit-identical until the first week in which their levers differ. The parts of a block run one
/// after the other; the record's burn-in is that of its first arm, and arms of another part differ from it from week 0
/// on. `known` is for blocks of one part. Throws Divergence and Interrupted.
ReplicateRecord run_block(const RunPlan& plan, const Block& block, const BlockExecution& execution, Ticker& ticker,
                          KnownBlock known = {});

}  // namespace liandong::analysis
