#include "analysis/experiment/replicate.h"

#include <fmt/format.h>
#include <tbb/parallel_for.h>
#include <tbb/task_arena.h>
#include <tbb/task_group.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <utility>

namespace liandong::analysis {

void Ticker::tick() {
  const std::uint64_t done = ++done_;
  if (stop_ && stop_->load(std::memory_order_relaxed)) throw Interrupted("the study was stopped");
  progress_.weeks(task_, done, total_);
}

void Ticker::skip(std::uint64_t weeks) {
  done_ += weeks;
  progress_.weeks(task_, done_, total_);
}

namespace {

/// Weeks after the separation of two arms in which their hashes are taken to find the first that differs. Levers act
/// within a week or two; a difference that comes later is searched for with a second run.
constexpr std::uint32_t hash_window = 4;

void append(std::vector<float>& record, const std::vector<double>& values) {
  for (const double value : values) record.push_back(static_cast<float>(value));
}

std::vector<RunFlow> flows_since(std::vector<RunFlow> now, const std::vector<RunFlow>& then) {
  for (RunFlow& flow : now)
    for (const RunFlow& earlier : then)
      if (earlier.from == flow.from && earlier.to == flow.to) flow.amount -= earlier.amount;
  return now;
}

/// Relationships in the first community, of the first replicate only.
std::optional<GraphPicture> picture_of(const Run& run, std::uint32_t replicate, std::uint32_t week) {
  constexpr std::uint32_t pictured = 0;
  if (replicate != 0) return std::nullopt;
  auto picture = run.picture(pictured);
  if (picture) {
    picture->week = week;
    picture->community = pictured;
  }
  return picture;
}

/// One arm under way: a run, what was recorded of it, and hashes of its state at the start of some weeks.
struct ArmRun {
  const StudyPlan& plan;
  const Course& course;
  std::unique_ptr<Run> run;
  FinishedArm result;
  std::set<std::uint32_t> hash_weeks;

  /// Runs weeks [first, last).
  void advance(std::uint32_t first, std::uint32_t last, const sim::Execution& execution, Ticker& ticker) {
    for (std::uint32_t week = first; week < last; ++week) {
      if (hash_weeks.contains(week)) result.hashes[week] = run->state_hash();
      if (const auto* levers = course.change_in(week)) run->set_levers(*levers);
      step_isolated(*run, execution);
      append(result.record.weekly, run->place_indicators());
      if ((week + 1) % quarter_weeks == 0) record_quarter();
      ticker.tick();
    }
  }

  void record_quarter() {
    ArmRecord& record = result.record;
    for (std::uint32_t c = 0; c < run->communities(); ++c) append(record.communities, run->community_indicators(c));
    for (std::size_t g = 0; g < plan.model.groups.size(); ++g) append(record.groups, run->group_values(g));
  }

  /// Goes on to the end of the study.
  void finish(std::uint32_t week, std::uint32_t replicate, const Start& start, Ticker& ticker) {
    advance(week, plan.study.weeks, plan.arm_execution, ticker);
    ArmRecord& record = result.record;
    record.state_hash = run->state_hash();
    result.hashes[plan.study.weeks] = record.state_hash;
    record.public_cost = run->public_cost() - start.public_cost;
    record.money = flows_since(run->money_flows(), start.money);
    record.minutes = flows_since(run->minute_flows(), start.minutes);
    result.picture = picture_of(*run, replicate, plan.study.weeks);
    run.reset();
  }
};

/// Weeks at whose start an arm's state must be hashed: where it separates from another arm, and shortly after it
/// separates from the first arm.
std::set<std::uint32_t> hash_weeks_of(const StudyPlan& plan, std::size_t arm) {
  std::set<std::uint32_t> weeks;
  for (std::size_t other = 0; other < plan.courses.size(); ++other) {
    if (other == arm) continue;
    const std::uint32_t separation = plan.separation.at(arm, other);
    weeks.insert(separation);
    if (arm == 0 || other == 0)
      for (std::uint32_t later = 1; later <= hash_window; ++later) weeks.insert(separation + later);
  }
  return weeks;
}

/// The same without knowing which arms there will be: arms separate in weeks in which one of them changes.
std::set<std::uint32_t> possible_hash_weeks(const Study& study) {
  std::set<std::uint32_t> weeks;
  for (const Arm& arm : study.arms)
    for (const Stage& stage : arm.stages)
      for (std::uint32_t later = 0; later <= hash_window; ++later) weeks.insert(stage.week + later);
  return weeks;
}

struct Difference {
  std::uint32_t week = 0;  ///< the study's weeks if the arms never differ
  std::string where;
};

/// Runs two arms side by side and looks for the first week at whose end they differ.
Difference find_difference(const StudyPlan& plan, std::uint32_t replicate, std::size_t a, std::size_t b,
                           Ticker& ticker) {
  ticker.extend(plan.study.burn_in_weeks + 2ull * plan.study.weeks);
  const auto trunk = burnt_in(plan, replicate, ticker), left = trunk->fork(), right = trunk->fork();
  for (std::uint32_t week = 0; week < plan.study.weeks; ++week) {
    for (const auto& [run, arm] : {std::pair{left.get(), a}, std::pair{right.get(), b}}) {
      if (const auto* levers = plan.courses[arm].change_in(week)) run->set_levers(*levers);
      step_isolated(*run, plan.shared_execution);
      ticker.tick();
    }
    if (left->state_hash() != right->state_hash()) return {week, left->first_difference(*right)};
  }
  return {plan.study.weeks, ""};
}

[[noreturn]] void report_divergence(const StudyPlan& plan, std::uint32_t replicate, std::size_t a, std::size_t b,
                                    Ticker& ticker) {
  const std::uint32_t separation = plan.separation.at(a, b);
  const std::string arms =
      fmt::format("arms '{}' and '{}' have the same levers before week {} but differ there in replicate {}",
                  plan.study.arms[a].name, plan.study.arms[b].name, separation, replicate);
  const Difference difference = find_difference(plan, replicate, a, b, ticker);
  if (difference.week >= separation)
    throw Divergence(arms + "; run again side by side they agree: the model is not reproducible");
  throw Divergence(
      fmt::format("{}; first difference at the end of week {}: {}", arms, difference.week, difference.where));
}

std::uint32_t first_difference(const StudyPlan& plan, std::uint32_t replicate, const std::vector<FinishedArm>& arms,
                               std::size_t arm, Ticker& ticker) {
  const std::uint32_t separation = plan.separation.at(0, arm), end = plan.study.weeks;
  for (std::uint32_t week = separation; week < std::min(separation + hash_window, end); ++week)
    if (arms[0].hashes.at(week + 1) != arms[arm].hashes.at(week + 1)) return week;
  if (separation + hash_window >= end) return end;
  return find_difference(plan, replicate, 0, arm, ticker).week;
}

void verify_and_compare(const StudyPlan& plan, std::uint32_t replicate, std::vector<FinishedArm>& arms,
                        Ticker& ticker) {
  for (std::size_t a = 0; a < arms.size(); ++a)
    for (std::size_t b = a + 1; b < arms.size(); ++b) {
      const std::uint32_t separation = plan.separation.at(a, b);
      if (arms[a].hashes.at(separation) != arms[b].hashes.at(separation))
        report_divergence(plan, replicate, a, b, ticker);
    }
  arms[0].record.first_difference = plan.study.weeks;
  for (std::size_t arm = 1; arm < arms.size(); ++arm)
    arms[arm].record.first_difference = first_difference(plan, replicate, arms, arm, ticker);
}

/// Burn-in, recorded if a record is given.
std::unique_ptr<Run> burn_in(const StudyPlan& plan, std::uint32_t replicate, Ticker& ticker,
                             std::vector<float>* record) {
  const Study& study = plan.study;
  auto run = plan.model.start(study.setting, study.burn_in, study.seed, replicate);
  for (std::uint32_t week = 0; week < study.burn_in_weeks; ++week) {
    step_isolated(*run, plan.shared_execution);
    if (record) append(*record, run->place_indicators());
    ticker.tick();
  }
  return run;
}

/// When one replicate throws, the loops of the others are cancelled and return as if they were done. Nothing of theirs
/// may be used.
void refuse_cancelled_work() {
  if (tbb::is_current_task_group_canceling()) throw Interrupted("another replicate ended the study");
}

/// Runs the arms that are not known: together up to the fork, then each by itself.
std::vector<FinishedArm> run_arms(const StudyPlan& plan, std::uint32_t replicate, KnownReplicate& known,
                                  Ticker& ticker) {
  std::vector<FinishedArm> arms(plan.courses.size());
  std::vector<std::size_t> open;
  for (std::size_t arm = 0; arm < arms.size(); ++arm) {
    const FinishedArm* finished = known.find(plan.courses[arm], plan.study.weeks);
    if (finished) arms[arm] = *finished;
    if (finished) ticker.skip(plan.study.weeks - plan.fork_week);
    if (!finished) open.push_back(arm);
  }
  if (open.empty()) {
    ticker.skip(plan.fork_week);
    return arms;
  }
  ArmRun trunk{plan, plan.courses[open[0]], std::move(known.start.run), {}, {}};
  trunk.advance(0, plan.fork_week, plan.shared_execution, ticker);
  const auto run_one = [&](std::size_t i) {
    const std::size_t arm = open[i];
    ArmRun task{plan, plan.courses[arm], open.size() == 1 ? std::move(trunk.run) : trunk.run->fork(), trunk.result,
                hash_weeks_of(plan, arm)};
    task.finish(plan.fork_week, replicate, known.start, ticker);
    arms[arm] = std::move(task.result);
  };
  tbb::this_task_arena::isolate([&] { tbb::parallel_for(std::size_t{0}, open.size(), run_one); });
  refuse_cancelled_work();
  return arms;
}

}  // namespace

StudyPlan::StudyPlan(const Model& m, const Study& s, const std::vector<double>& cost_scales) : model(m), study(s) {
  for (std::size_t arm = 0; arm < s.arms.size(); ++arm) courses.push_back(course_of(s, s.arms[arm], cost_scales[arm]));
  separation = separation_weeks(courses, s.weeks);
  fork_week = std::ranges::min(separation.values);
}

std::uint64_t StudyPlan::weeks_per_replicate() const {
  return study.burn_in_weeks + fork_week + courses.size() * std::uint64_t{study.weeks - fork_week};
}

void step_isolated(Run& run, const sim::Execution& execution) {
  if (!execution.parallel) return run.step(execution);
  tbb::this_task_arena::isolate([&] { run.step(execution); });
}

std::unique_ptr<Run> burnt_in(const StudyPlan& plan, std::uint32_t replicate, Ticker& ticker) {
  return burn_in(plan, replicate, ticker, nullptr);
}

const FinishedArm* KnownReplicate::find(const Course& wanted, std::uint32_t weeks) const {
  for (const auto& [course, finished] : arms)
    if (same_course(course, wanted, weeks)) return &finished;
  return nullptr;
}

Start start_of(const StudyPlan& plan, std::uint32_t replicate, Ticker& ticker) {
  Start start;
  start.run = burn_in(plan, replicate, ticker, &start.burn_in);
  start.money = start.run->money_flows();
  start.minutes = start.run->minute_flows();
  start.public_cost = start.run->public_cost();
  start.picture = picture_of(*start.run, replicate, 0);
  return start;
}

FinishedArm run_course(const StudyPlan& plan, std::uint32_t replicate, const Start& start, const Course& course,
                       Ticker& ticker) {
  ArmRun task{plan, course, start.run->fork(), {}, possible_hash_weeks(plan.study)};
  task.finish(0, replicate, start, ticker);
  return std::move(task.result);
}

ReplicateRecord run_replicate(const StudyPlan& plan, std::uint32_t replicate, Ticker& ticker, KnownReplicate known) {
  if (known.start.run)
    ticker.skip(plan.study.burn_in_weeks);
  else
    known.start = start_of(plan, replicate, ticker);
  ReplicateRecord record;
  record.replicate = replicate;
  record.residents = known.start.run->residents();
  record.communities = known.start.run->communities();
  auto arms = run_arms(plan, replicate, known, ticker);
  verify_and_compare(plan, replicate, arms, ticker);
  record.burn_in = std::move(known.start.burn_in);
  if (known.start.picture) record.pictures.push_back(std::move(*known.start.picture));
  for (std::size_t arm = 0; arm < arms.size(); ++arm) {
    record.arms.push_back(std::move(arms[arm].record));
    if (!arms[arm].picture) continue;
    arms[arm].picture->arm = plan.study.arms[arm].name;
    record.pictures.push_back(std::move(*arms[arm].picture));
  }
  refuse_cancelled_work();
  return record;
}

}  // namespace liandong::analysis
