#include "analysis/experiment/comparison.h"

#include <fmt/format.h>
#include <sys/resource.h>
#include <tbb/global_control.h>
#include <tbb/parallel_for.h>
#include <tbb/task_arena.h>

#include <algorithm>
#include <chrono>
#include <optional>
#include <thread>
#include <utility>

#include "analysis/experiment/equal_cost.h"
#include "analysis/experiment/replicate.h"
#include "analysis/inference/contrasts.h"
#include "analysis/store/partial_runs.h"
#include "analysis/store/provenance.h"

namespace liandong::analysis {

namespace {

constexpr double weeks_per_year = 52.0;

struct Range {
  std::uint32_t first, count;
};

/// The replicates to run; throws std::invalid_argument if there is nothing to run or the study cannot be.
Range checked_range(const Study& study, const RunOptions& options) {
  if (study.arms.empty()) throw std::invalid_argument("the study has no arm");
  if (study.weeks == 0) throw std::invalid_argument("the study has no week");
  for (const Arm& arm : study.arms)
    if (std::ranges::count(study.arms, arm.name, &Arm::name) > 1)
      throw std::invalid_argument(fmt::format("two arms are called '{}'", arm.name));
  if (options.first_replicate >= study.replicates)
    throw std::invalid_argument(
        fmt::format("no replicate {}: the study has {}, counted from 0", options.first_replicate, study.replicates));
  const std::uint32_t left = study.replicates - options.first_replicate;
  if (options.replicates > left)
    throw std::invalid_argument(fmt::format("replicates {} to {} go beyond the study's {}", options.first_replicate,
                                            options.first_replicate + options.replicates - 1, study.replicates));
  if (!options.cost_scales.empty() && options.cost_scales.size() != study.arms.size())
    throw std::invalid_argument("cost scales must be given for every arm or none");
  return {options.first_replicate, options.replicates == 0 ? left : options.replicates};
}

std::vector<double> cost_scales_of(const Model& model, const Study& study, const RunOptions& options, unsigned threads,
                                   const PartialRuns& partial, Progress& progress, std::vector<KnownReplicate>& runs) {
  if (!options.cost_scales.empty()) return options.cost_scales;
  if (auto known = partial.load_cost_scales(); known && known->size() == study.arms.size()) return *known;
  const sim::Execution execution{options.order, threads > std::min(pilot_replicates, study.replicates)};
  auto scales = equal_cost_scales(model, study, execution, progress, options.stop, &runs);
  partial.save_cost_scales(scales);
  return scales;
}

void report_resumed(std::size_t found, std::size_t all, Progress& progress) {
  if (found == 0) return;
  progress.message({fmt::format("{} of {} replicates taken up from an interrupted run", found, all),
                    fmt::format("沿用上次中断前完成的 {}/{} 次重复", found, all)});
}

/// Runs the replicates that the partial folder does not hold, across threads; in order of number.
std::vector<ReplicateRecord> run_replicates(const StudyPlan& plan, Range range, const PartialRuns& partial,
                                            std::vector<KnownReplicate> known, Progress& progress,
                                            const std::atomic<bool>* stop) {
  std::vector<std::optional<ReplicateRecord>> records(range.count);
  std::vector<std::uint32_t> missing;
  for (std::uint32_t i = 0; i < range.count; ++i) {
    records[i] = partial.load(range.first + i);
    if (!records[i] || records[i]->arms.size() != plan.courses.size()) missing.push_back(i);
  }
  std::vector<KnownReplicate> taken_up(missing.size());
  for (std::size_t m = 0; m < missing.size(); ++m)
    if (range.first + missing[m] < known.size()) taken_up[m] = std::move(known[range.first + missing[m]]);
  known.clear();
  const std::size_t found = range.count - missing.size();
  report_resumed(found, range.count, progress);
  Ticker ticker(progress, Task::replicates, range.count * plan.weeks_per_replicate(), stop);
  ticker.skip(found * plan.weeks_per_replicate());
  tbb::parallel_for(
      tbb::blocked_range<std::size_t>(0, missing.size(), 1),
      [&](const tbb::blocked_range<std::size_t>& block) {
        for (std::size_t m = block.begin(); m < block.end(); ++m) {
          auto& record = records[missing[m]];
          record = run_replicate(plan, range.first + missing[m], ticker, std::move(taken_up[m]));
          partial.save(*record);
        }
      },
      tbb::simple_partitioner{});
  std::vector<ReplicateRecord> result;
  for (auto& record : records) result.push_back(std::move(*record));
  return result;
}

/// Adds the flows of one replicate to totals, which keep the order in which flows were first seen.
void add_flows(std::vector<Flow>& totals, const std::vector<RunFlow>& flows, double share) {
  for (const RunFlow& flow : flows) {
    auto found = std::ranges::find_if(totals, [&](const Flow& t) { return t.from == flow.from && t.to == flow.to; });
    if (found == totals.end()) found = totals.insert(totals.end(), Flow{flow.from, flow.to, 0.0});
    found->amount += share * static_cast<double>(flow.amount);
  }
}

template <class Member>
Array<float> stacked(const std::vector<ReplicateRecord>& records, std::vector<std::size_t> shape, Member&& member) {
  shape.insert(shape.begin(), records.size());
  Array<float> result(std::move(shape));
  auto next = result.values.begin();
  for (const auto& record : records) {
    const std::vector<float>& values = member(record);
    if (values.size() * records.size() != result.values.size())
      throw std::logic_error("a replicate recorded another number of values than the first");
    next = std::ranges::copy(values, next).out;
  }
  return result;
}

ArmResult arm_result(const StudyPlan& plan, const std::vector<ReplicateRecord>& records, std::size_t index,
                     double cost_scale) {
  const Arm& arm = plan.study.arms[index];
  ArmResult result;
  result.name = arm.name;
  result.title_en = arm.title_en;
  result.title_zh = arm.title_zh;
  result.equal_cost_to = arm.equal_cost_to;
  result.cost_scale = cost_scale;
  result.cost_scale_clamped = scaling_clamps(arm, cost_scale);
  const double share = weeks_per_year / plan.study.weeks / static_cast<double>(records.size());
  for (const auto& record : records) {
    const ArmRecord& run = record.arms[index];
    result.state_hash.push_back(run.state_hash);
    result.first_difference.push_back(run.first_difference);
    result.public_cost += share * static_cast<double>(run.public_cost) / static_cast<double>(record.residents);
    add_flows(result.money, run.money, share);
    add_flows(result.minutes, run.minutes, share);
  }
  const Model& model = plan.model;
  const std::size_t quarters = plan.study.weeks / quarter_weeks, indicators = model.indicators.size();
  const auto of_arm = [&](auto member) {
    return [=](const ReplicateRecord& record) -> const std::vector<float>& { return record.arms[index].*member; };
  };
  result.weekly = stacked(records, {plan.study.weeks, indicators}, of_arm(&ArmRecord::weekly));
  result.communities =
      stacked(records, {quarters, records[0].communities, indicators}, of_arm(&ArmRecord::communities));
  result.groups =
      stacked(records, {quarters, model.groups.size(), model.group_indicators.size()}, of_arm(&ArmRecord::groups));
  return result;
}

Results assembled(const StudyPlan& plan, std::vector<ReplicateRecord> records, const std::vector<double>& scales) {
  const Study& study = plan.study;
  Results results;
  results.study_text = study.text;
  results.name = study.name;
  results.first_replicate = records[0].replicate;
  results.replicates = static_cast<std::uint32_t>(records.size());
  results.weeks = study.weeks;
  results.burn_in_weeks = study.burn_in_weeks;
  results.communities = records[0].communities;
  results.residents = records[0].residents;
  results.seed = study.seed;
  results.burn_in = stacked(records, {study.burn_in_weeks, plan.model.indicators.size()},
                            [](const ReplicateRecord& r) -> const std::vector<float>& { return r.burn_in; });
  for (std::size_t arm = 0; arm < study.arms.size(); ++arm)
    results.arms.push_back(arm_result(plan, records, arm, scales[arm]));
  results.contrasts = all_contrasts(results.arms, plan.model, study.confidence);
  for (auto& record : records)
    for (auto& picture : record.pictures) results.pictures.push_back(std::move(picture));
  return results;
}

std::uint64_t peak_bytes() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<std::uint64_t>(usage.ru_maxrss) * 1024;
}

Results run_in_arena(const Model& model, const Study& study, const RunOptions& options, Range range, unsigned threads,
                     Progress& progress) {
  const PartialRuns partial(options.partial, fingerprint(model, study));
  std::vector<KnownReplicate> known;
  const auto scales = cost_scales_of(model, study, options, threads, partial, progress, known);
  StudyPlan plan(model, study, scales);
  // With few runs for each thread some threads are idle at the end; then runs share their weeks among threads too.
  constexpr std::size_t plenty = 8;
  plan.shared_execution = {options.order, threads > 1 && range.count < plenty * threads};
  plan.arm_execution = {options.order, threads > 1 && range.count * study.arms.size() < plenty * threads};
  return assembled(plan, run_replicates(plan, range, partial, std::move(known), progress, options.stop), scales);
}

}  // namespace

Results run_study(const Model& model, const Study& study, const RunOptions& options, Progress& progress) {
  const auto start = std::chrono::steady_clock::now();
  const Range range = checked_range(study, options);
  const unsigned threads = options.threads > 0 ? options.threads : std::max(1u, std::thread::hardware_concurrency());
  const tbb::global_control allow(tbb::global_control::max_allowed_parallelism, threads);
  tbb::task_arena arena(static_cast<int>(threads));
  Results results = arena.execute([&] { return run_in_arena(model, study, options, range, threads, progress); });
  results.provenance = provenance_of(options.command);
  results.wall_seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  results.peak_bytes = peak_bytes();
  return results;
}

}  // namespace liandong::analysis
