#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "analysis/experiment/block.h"

namespace liandong::analysis {

/// Keeps finished blocks where an interrupted plan can take them up again. Any thread may call it.
class Keeper {
 public:
  virtual ~Keeper() = default;
  /// The record kept under a number; nothing if there is none that may be used.
  virtual std::optional<ReplicateRecord> find(std::uint32_t number) = 0;
  virtual void keep(std::uint32_t number, const ReplicateRecord& record) = 0;
};

/// Reads records, one at a time, in the order in which they are finished.
class Reducer {
 public:
  virtual ~Reducer() = default;
  /// The record of a block, by its position in the plan. One thread at a time; the others go on running blocks.
  virtual void take(std::size_t block, ReplicateRecord&& record) = 0;
  /// Whether what was taken is enough: no further block is begun then.
  virtual bool enough() const noexcept { return false; }
  /// A block that could not be run, and why; by default the plan ends with the exception.
  virtual void failed(std::size_t block, const std::exception& error) {
    (void)block, (void)error;
    throw;
  }
};

struct ExecutorOptions {
  unsigned threads = 1;
  sim::Order order = sim::Order::forward;
  const std::atomic<bool>* stop = nullptr;                      ///< set it to end early
  Keeper* keeper = nullptr;                                     ///< none: nothing is kept
  std::function<std::uint32_t(std::size_t block)> number = {};  ///< under which a block is kept; its position if empty
  Task task = Task::replicates;                                 ///< what its progress is called
};

/// Runs the blocks of a plan across `threads` threads, which must be those of the current arena, and begins them in
/// their order; blocks that the keeper has are taken up. With few blocks for each thread, runs share their weeks among
/// threads too. `known`, if not empty, is [blocks]. Records depend on nothing but plan and program. Throws Interrupted,
/// Divergence and whatever the model throws, unless the reducer bears with it; never bears anybody with a lack of
/// memory. What was finished by then has been kept.
void execute(const RunPlan& plan, const ExecutorOptions& options, Reducer& reducer, Progress& progress,
             std::vector<KnownBlock> known = {});

}  // namespace liandong::analysis
