#include "analysis/experiment/executor.h"

#include <fmt/format.h>

#include <atomic>
#include <mutex>
#include <new>
#include <utility>

#include "analysis/experiment/arena.h"
#include "analysis/experiment/equal_cost.h"

namespace liandong::analysis {
namespace {

std::uint32_t number_of(std::size_t block, const ExecutorOptions& options) {
  return options.number ? options.number(block) : static_cast<std::uint32_t>(block);
}

/// Takes up kept blocks; positions of the others.
std::vector<std::size_t> take_up(const RunPlan& plan, const ExecutorOptions& options, Reducer& reducer) {
  std::vector<std::size_t> missing;
  for (std::size_t i = 0; i < plan.blocks.size(); ++i) {
    auto record = options.keeper ? options.keeper->find(number_of(i, options)) : std::nullopt;
    if (record && record->arms.size() == plan.blocks[i].branches.size())
      reducer.take(i, std::move(*record));
    else
      missing.push_back(i);
  }
  return missing;
}

void report_resumed(std::size_t found, std::size_t all, Task task, Progress& progress) {
  if (found == 0 || task != Task::replicates) return;
  progress.message({fmt::format("{} of {} replicates taken up from earlier runs", found, all),
                    fmt::format("沿用此前已完成的 {}/{} 次重复", found, all)});
}

BlockExecution execution_of(const RunPlan& plan, const ExecutorOptions& options) {
  // With few runs for each thread some threads are idle at the end; then runs share their weeks among threads too.
  constexpr std::size_t plenty = 8;
  std::size_t runs = 0;
  for (const Block& block : plan.blocks) runs += block.branches.size();
  const auto shares = [&](std::size_t n) { return options.threads > 1 && n < plenty * options.threads; };
  return {{options.order, shares(plan.blocks.size())}, {options.order, shares(runs)}};
}

}  // namespace

void execute(const RunPlan& plan, const ExecutorOptions& options, Reducer& reducer, Progress& progress,
             std::vector<KnownBlock> known) {
  const auto missing = take_up(plan, options, reducer);
  report_resumed(plan.blocks.size() - missing.size(), plan.blocks.size(), options.task, progress);
  std::uint64_t weeks = 0, found_weeks = 0;
  for (const Block& block : plan.blocks) weeks += plan.weeks_of(block);
  for (const std::size_t i : missing) found_weeks += plan.weeks_of(plan.blocks[i]);
  Ticker ticker(progress, options.task, weeks, options.stop);
  ticker.skip(weeks - found_weeks);
  const BlockExecution execution = execution_of(plan, options);
  known.resize(plan.blocks.size());
  std::mutex reducing;
  const auto run_or_fail = [&](const Block& block, std::size_t i,
                               KnownBlock&& so_far) -> std::optional<ReplicateRecord> {
    try {
      if (!block.study) return run_block(plan, block, execution, ticker, std::move(so_far));
      auto balanced = at_equal_cost(plan, block, execution.alone, ticker);
      auto record = run_block(plan, balanced.block, execution, ticker, std::move(balanced.known));
      record.cost_scales = std::move(balanced.scales);
      return record;
    } catch (const Interrupted&) {
      throw;
    } catch (const std::bad_alloc&) {
      throw;
    } catch (const std::exception& error) {
      const std::lock_guard lock(reducing);
      reducer.failed(i, error);
      return std::nullopt;
    }
  };
  const auto run_one = [&](std::size_t i) {
    auto record = run_or_fail(plan.blocks[i], i, std::exchange(known[i], {}));
    if (!record) return;
    if (options.keeper) options.keeper->keep(number_of(i, options), *record);
    const std::lock_guard lock(reducing);
    reducer.take(i, std::move(*record));
  };
  if (missing.empty()) return;
  std::atomic<std::size_t> next = 0;
  std::atomic<bool> failed = false;
  // Runs that share their weeks take the threads of all nodes.
  const auto nodes =
      execution.alone.parallel ? std::vector{NodeThreads{.threads = options.threads}} : divide_threads(options.threads);
  for_each_worker(nodes, [&](std::size_t) {
    for (std::size_t m = next++; m < missing.size() && !reducer.enough() && !failed; m = next++) try {
        run_one(missing[m]);
      } catch (...) {
        failed = true;
        throw;
      }
  });
}

}  // namespace liandong::analysis
