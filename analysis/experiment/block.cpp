#include "analysis/experiment/block.h"

#include <fmt/format.h>
#include <tbb/parallel_for.h>
#include <tbb/task_arena.h>
#include <tbb/task_group.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <set>
#include <span>
#include <utility>

namespace liandong::analysis {
namespace {

using models::Flow;
using models::Run;

/// Weeks after the separation of two arms in which their hashes are taken to find the first that differs. Levers act
/// within a week or two; a difference that comes later is searched for with a second run.
constexpr std::uint32_t hash_window = 4;

std::vector<std::vector<Flow>> flows_of(const RunPlan& plan, const Run& run) {
  std::vector<std::vector<Flow>> flows;
  for (std::size_t ledger = 0; ledger < plan.model->catalogue->ledgers.size(); ++ledger)
    flows.push_back(run.flows(ledger));
  return flows;
}

std::vector<Flow> flows_since(std::vector<Flow> now, const std::vector<Flow>& then) {
  for (Flow& flow : now)
    for (const Flow& earlier : then)
      if (earlier.from == flow.from && earlier.to == flow.to) flow.amount -= earlier.amount;
  return now;
}

/// Relationships in the first community.
std::optional<models::GraphPicture> picture_of(const Run& run, const Block& block, std::uint32_t week) {
  constexpr std::uint32_t pictured = 0;
  if (!block.pictures) return std::nullopt;
  auto picture = run.picture(pictured);
  if (picture) {
    picture->week = week;
    picture->community = pictured;
  }
  return picture;
}

/// First week in which the levers of each pair of arms differ, [arms][arms].
using Separation = std::vector<std::vector<std::uint32_t>>;

Separation separation_of(const RunPlan& plan, const Block& block) {
  std::vector<Course> courses;
  for (const Branch& branch : block.branches) courses.push_back(*branch.course);
  return separation_weeks(courses, plan.weeks);
}

/// Weeks at whose start an arm's state must be hashed: where it separates from another arm, and shortly after it
/// separates from the first arm.
std::set<std::uint32_t> hash_weeks_of(const Separation& separation, std::size_t arm) {
  std::set<std::uint32_t> weeks;
  for (std::size_t other = 0; other < separation.size(); ++other) {
    if (other == arm) continue;
    weeks.insert(separation[arm][other]);
    if (arm == 0 || other == 0)
      for (std::uint32_t later = 1; later <= hash_window; ++later) weeks.insert(separation[arm][other] + later);
  }
  return weeks;
}

/// One arm under way.
struct ArmRun {
  const RunPlan& plan;
  const Block& block;
  const Course& course;
  std::unique_ptr<Run> run;
  FinishedArm result;

  void advance(Stretch weeks, std::set<std::uint32_t> hash_weeks, const sim::Execution& execution, Ticker& ticker) {
    SeriesRecorder series(result.record, plan.recording, plan.model->catalogue->resident_groups.size());
    HashObserver hashes(result.hashes, std::move(hash_weeks));
    const std::array<Observer*, 2> observers{&series, &hashes};
    drive(*run, course, weeks, execution, ticker, observers);
  }

  /// Goes on to the end.
  void finish(std::uint32_t week, std::set<std::uint32_t> hash_weeks, const Start& start,
              const sim::Execution& execution, Ticker& ticker) {
    advance({week, plan.weeks}, std::move(hash_weeks), execution, ticker);
    ArmRecord& record = result.record;
    record.state_hash = run->state_hash();
    result.hashes[plan.weeks] = record.state_hash;
    record.public_cost = run->public_cost() - start.public_cost;
    record.flows = flows_of(plan, *run);
    for (std::size_t ledger = 0; ledger < record.flows.size(); ++ledger)
      record.flows[ledger] = flows_since(std::move(record.flows[ledger]), start.flows[ledger]);
    result.picture = picture_of(*run, block, plan.weeks);
    run.reset();
  }
};

struct Difference {
  std::uint32_t week = 0;  ///< the plan's weeks if the arms never differ
  std::string where;
};

/// Runs two arms side by side and looks for the first week at whose end they differ.
Difference find_difference(const RunPlan& plan, const Block& block, std::size_t a, std::size_t b,
                           const sim::Execution& execution, Ticker& ticker) {
  ticker.extend(plan.burn_in_weeks + 2ull * plan.weeks);
  const auto trunk = start_of(plan, block, execution, ticker).run, left = trunk->fork(), right = trunk->fork();
  for (std::uint32_t week = 0; week < plan.weeks; ++week) {
    drive(*left, *block.branches[a].course, {week, week + 1}, execution, ticker, {});
    drive(*right, *block.branches[b].course, {week, week + 1}, execution, ticker, {});
    if (left->state_hash() != right->state_hash()) return {week, left->first_difference(*right)};
  }
  return {plan.weeks, ""};
}

/// A block that is being run.
struct Running {
  const RunPlan& plan;
  const Block& block;
  const BlockExecution& execution;
  Separation separation;
  Ticker& ticker;
};

[[noreturn]] void report_divergence(const Running& r, std::size_t a, std::size_t b) {
  const std::uint32_t separation = r.separation[a][b];
  const std::string arms =
      fmt::format("arms '{}' and '{}' have the same levers before week {} but differ there in replicate {}",
                  r.block.branches[a].name, r.block.branches[b].name, separation, r.block.replicate);
  const Difference difference = find_difference(r.plan, r.block, a, b, r.execution.shared, r.ticker);
  if (difference.week >= separation)
    throw Divergence(arms + "; run again side by side they agree: the model is not reproducible");
  throw Divergence(
      fmt::format("{}; first difference at the end of week {}: {}", arms, difference.week, difference.where));
}

std::uint32_t first_difference(const Running& r, const std::vector<FinishedArm>& arms, std::size_t arm) {
  const std::uint32_t separation = r.separation[0][arm], end = r.plan.weeks;
  for (std::uint32_t week = separation; week < std::min(separation + hash_window, end); ++week)
    if (arms[0].hashes.at(week + 1) != arms[arm].hashes.at(week + 1)) return week;
  if (separation + hash_window >= end) return end;
  return find_difference(r.plan, r.block, 0, arm, r.execution.shared, r.ticker).week;
}

void verify_and_compare(const Running& r, std::vector<FinishedArm>& arms) {
  for (std::size_t a = 0; a < arms.size(); ++a)
    for (std::size_t b = a + 1; b < arms.size(); ++b) {
      const std::uint32_t separation = r.separation[a][b];
      if (arms[a].hashes.at(separation) != arms[b].hashes.at(separation)) report_divergence(r, a, b);
    }
  arms[0].record.first_difference = r.plan.weeks;
  for (std::size_t arm = 1; arm < arms.size(); ++arm)
    arms[arm].record.first_difference = first_difference(r, arms, arm);
}

/// Runs the arms that are not known: together up to the fork, then each by itself.
std::vector<FinishedArm> run_arms(const Running& r, KnownBlock& known) {
  const RunPlan& plan = r.plan;
  const std::uint32_t fork_week = plan.fork_week(r.block);
  std::vector<FinishedArm> arms(r.block.branches.size());
  std::vector<std::size_t> open;
  for (std::size_t arm = 0; arm < arms.size(); ++arm) {
    const FinishedArm* finished = known.find(*r.block.branches[arm].course, plan.weeks);
    if (finished) arms[arm] = *finished;
    if (finished) r.ticker.skip(plan.weeks - fork_week);
    if (!finished) open.push_back(arm);
  }
  if (open.empty()) {
    r.ticker.skip(fork_week);
    return arms;
  }
  ArmRun trunk{plan, r.block, *r.block.branches[open[0]].course, std::move(known.start.run), {}};
  trunk.advance({0, fork_week}, {}, r.execution.shared, r.ticker);
  const auto run_one = [&](std::size_t i) {
    const std::size_t arm = open[i];
    ArmRun task{plan, r.block, *r.block.branches[arm].course,
                open.size() == 1 ? std::move(trunk.run) : trunk.run->fork(), trunk.result};
    task.finish(fork_week, hash_weeks_of(r.separation, arm), known.start, r.execution.alone, r.ticker);
    arms[arm] = std::move(task.result);
  };
  tbb::this_task_arena::isolate([&] { tbb::parallel_for(std::size_t{0}, open.size(), run_one); });
  refuse_cancelled_work();
  return arms;
}

/// Runs every arm of a block that has one start; what is known of it is taken up instead.
ReplicateRecord run_from_one_start(const RunPlan& plan, const Block& block, const BlockExecution& execution,
                                   Ticker& ticker, KnownBlock known) {
  if (known.start.run)
    ticker.skip(plan.burn_in_weeks);
  else
    known.start = start_of(plan, block, execution.shared, ticker);
  ReplicateRecord record;
  record.replicate = block.replicate;
  record.residents = known.start.run->residents();
  record.communities = known.start.run->communities();
  const Running running{plan, block, execution, separation_of(plan, block), ticker};
  auto arms = run_arms(running, known);
  verify_and_compare(running, arms);
  record.burn_in = std::move(known.start.burn_in);
  if (known.start.picture) record.pictures.push_back(std::move(*known.start.picture));
  for (std::size_t arm = 0; arm < arms.size(); ++arm) {
    record.arms.push_back(std::move(arms[arm].record));
    if (!arms[arm].picture) continue;
    arms[arm].picture->arm = block.branches[arm].name;
    record.pictures.push_back(std::move(*arms[arm].picture));
  }
  refuse_cancelled_work();
  return record;
}

}  // namespace

void refuse_cancelled_work() {
  if (tbb::is_current_task_group_canceling()) throw Interrupted("another replicate ended the study");
}

const FinishedArm* KnownBlock::find(const Course& wanted, std::uint32_t weeks) const {
  for (const auto& [course, finished] : arms)
    if (same_course(course, wanted, weeks)) return &finished;
  return nullptr;
}

Start start_of(const RunPlan& plan, const Block& block, const sim::Execution& execution, Ticker& ticker) {
  ArmRecord record;
  SeriesRecorder series(record, {false, false}, 0);
  const std::array<Observer*, 1> observers{&series};
  Start start;
  start.run = plan.model->start(*block.values, block.seed, block.replicate);
  drive(*start.run, {}, {0, plan.burn_in_weeks}, execution, ticker, observers);
  start.burn_in = std::move(record.weekly);
  start.flows = flows_of(plan, *start.run);
  start.public_cost = start.run->public_cost();
  start.picture = picture_of(*start.run, block, 0);
  return start;
}

FinishedArm run_course(const RunPlan& plan, const Block& block, const Start& start, const Course& course,
                       const std::vector<std::uint32_t>& changes, const sim::Execution& execution, Ticker& ticker) {
  std::set<std::uint32_t> hash_weeks;
  for (const std::uint32_t week : changes)
    for (std::uint32_t later = 0; later <= hash_window; ++later) hash_weeks.insert(week + later);
  ArmRun task{plan, block, course, start.run->fork(), {}};
  task.finish(0, std::move(hash_weeks), start, execution, ticker);
  return std::move(task.result);
}

ReplicateRecord run_block(const RunPlan& plan, const Block& block, const BlockExecution& execution, Ticker& ticker,
                          KnownBlock known) {
  const auto parts = parts_of(block);
  auto whole = run_from_one_start(plan, parts.front().block, execution, ticker, std::move(known));
  if (parts.size() == 1) return whole;
  std::vector<ArmRecord> arms(block.branches.size());
  const auto put = [&](ReplicateRecord& record, const Part& part) {
    for (std::size_t i = 0; i < part.branches.size(); ++i) arms[part.branches[i]] = std::move(record.arms[i]);
  };
  put(whole, parts.front());
  for (const Part& part : std::span(parts).subspan(1)) {
    auto later = run_from_one_start(plan, part.block, execution, ticker, {});
    for (ArmRecord& arm : later.arms) arm.first_difference = 0;
    put(later, part);
    std::ranges::copy_if(later.pictures, std::back_inserter(whole.pictures),
                         [](const models::GraphPicture& picture) { return !picture.arm.empty(); });
  }
  whole.arms = std::move(arms);
  return whole;
}

}  // namespace liandong::analysis
