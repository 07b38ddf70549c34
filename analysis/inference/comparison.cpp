#include "analysis/inference/comparison.h"

#include <fmt/format.h>
#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <stdexcept>
#include <utility>

#include "analysis/experiment/arena.h"
#include "analysis/experiment/equal_cost.h"
#include "analysis/experiment/executor.h"
#include "analysis/inference/contrasts.h"
#include "analysis/inference/kept_records.h"
#include "analysis/inference/run_worlds.h"
#include "analysis/store/provenance.h"

namespace liandong::analysis {

namespace {

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

std::vector<double> cost_scales_of(const models::Model& model, const Study& study, const RunOptions& options,
                                   unsigned threads, const PartialRuns& partial, Progress& progress,
                                   std::vector<KnownBlock>& runs) {
  if (!options.cost_scales.empty()) return options.cost_scales;
  if (!options.finished.empty()) {
    std::vector<double> scales;
    for (const ArmResult& arm : options.finished.front()->arms) scales.push_back(arm.cost_scale);
    return scales;
  }
  if (auto known = partial.load_cost_scales(); known && known->size() == study.arms.size()) return *known;
  const sim::Execution execution{options.order, threads > std::min(pilot_replicates, study.replicates)};
  auto scales = equal_cost_scales(model, study, execution, progress, options.stop, &runs);
  partial.save_cost_scales(scales);
  return scales;
}

/// Adds the flows of one replicate to all, which keep the order in which flows were first seen.
void add_flows(std::vector<Flow>& all, const std::vector<models::Flow>& flows, std::size_t block, std::size_t blocks,
               double share) {
  for (const models::Flow& flow : flows) {
    auto found = std::ranges::find_if(all, [&](const Flow& f) { return f.from == flow.from && f.to == flow.to; });
    if (found == all.end())
      found = all.insert(all.end(), Flow{flow.from, flow.to, 0.0, std::vector<std::int64_t>(blocks)});
    found->amount += share * static_cast<double>(flow.amount);
    found->amounts[block] += flow.amount;
  }
}

/// Puts the records of a comparison where they belong in its results.
class ResultsReducer final : public Reducer {
 public:
  ResultsReducer(const Study& study, std::size_t blocks, Results& results)
      : study_(study), results_(results), flows_(blocks) {}

  void take(std::size_t block, ReplicateRecord&& record) override {
    if (results_.burn_in.shape.empty()) shape(record);
    if (block == 0) results_.residents = record.residents;
    results_.replicate_residents[block] = record.residents;
    put(results_.burn_in, block, record.burn_in);
    for (std::size_t i = 0; i < record.arms.size(); ++i) {
      ArmResult& arm = results_.arms[i];
      ArmRecord& run = record.arms[i];
      arm.state_hash[block] = run.state_hash;
      arm.first_difference[block] = run.first_difference;
      put(arm.weekly, block, run.weekly);
      put(arm.communities, block, run.communities);
      put(arm.groups, block, run.groups);
      flows_[block].push_back(std::move(run.flows));
      arm.cost[block] = run.public_cost;
    }
    if (!record.pictures.empty()) results_.pictures = std::move(record.pictures);
  }

  /// Sums over replicates, in their order whatever order they came in.
  void finish() {
    const double share = static_cast<double>(models::year_weeks) / study_.weeks / static_cast<double>(flows_.size());
    for (std::size_t block = 0; block < flows_.size(); ++block)
      for (std::size_t i = 0; i < results_.arms.size(); ++i) {
        ArmResult& arm = results_.arms[i];
        const auto residents = static_cast<double>(results_.replicate_residents[block]);
        arm.public_cost += share * static_cast<double>(arm.cost[block]) / residents;
        for (std::size_t ledger = 0; ledger < arm.flows.size(); ++ledger)
          add_flows(arm.flows[ledger], flows_[block][i][ledger], block, flows_.size(), share);
      }
  }

 private:
  void shape(const ReplicateRecord& record) {
    const models::Catalogue& c = *study_.catalogue;
    const std::size_t replicates = flows_.size(), quarters = study_.weeks / models::quarter_weeks;
    results_.communities = record.communities;
    results_.replicate_residents.resize(replicates);
    results_.burn_in = Array<float>({replicates, study_.burn_in_weeks, c.indicators.size()});
    for (ArmResult& arm : results_.arms) {
      arm.state_hash.resize(replicates);
      arm.first_difference.resize(replicates);
      arm.cost.resize(replicates);
      arm.weekly = Array<float>({replicates, study_.weeks, c.indicators.size()});
      arm.communities = Array<float>({replicates, quarters, record.communities, c.indicators.size()});
      arm.groups = Array<float>({replicates, quarters, c.resident_groups.size(), c.group_indicators.size()});
      arm.flows.resize(c.ledgers.size());
    }
  }
  static void put(Array<float>& array, std::size_t block, const std::vector<float>& values) {
    if (values.size() * array.shape[0] != array.values.size())
      throw std::logic_error("a replicate recorded another number of values than the first");
    std::ranges::copy(values, array.values.begin() + static_cast<std::ptrdiff_t>(block * values.size()));
  }

  const Study& study_;
  Results& results_;
  std::vector<std::vector<std::vector<std::vector<models::Flow>>>> flows_;  // [blocks][arms][ledgers][flows]
};

Results begun(const models::Model& model, const Study& study, Range range, const std::vector<double>& scales) {
  Results results;
  results.study_text = study.text;
  results.catalogue = study.catalogue;
  if (model.happenings) results.happenings = model.happenings(study.values);
  results.name = study.name;
  results.community_names = study.community_names;
  results.first_replicate = range.first;
  results.replicates = range.count;
  results.weeks = study.weeks;
  results.burn_in_weeks = study.burn_in_weeks;
  results.seed = study.seed;
  for (std::size_t i = 0; i < study.arms.size(); ++i) {
    ArmResult& arm = results.arms.emplace_back();
    arm.name = study.arms[i].name;
    arm.title = study.arms[i].title;
    arm.equal_cost_to = study.arms[i].equal_cost_to;
    arm.cost_scale = scales[i];
    arm.cost_scale_clamped = scaling_clamps(study, study.arms[i], scales[i]);
  }
  return results;
}

}  // namespace

std::uint64_t peak_bytes() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<std::uint64_t>(usage.ru_maxrss) * 1024;
}

namespace {

Results run_in_arena(const models::Model& model, const Study& study, const RunOptions& options, Range range,
                     unsigned threads, Progress& progress) {
  const std::string identity = identity_of(model, study);
  for (const Results* finished : options.finished)
    if (finished->identity != identity) throw std::invalid_argument("finished results are of another study or program");
  const PartialRuns partial(options.partial, identity, record_shape(study),
                            [&](const Text& why) { progress.message(why); });
  KeptRecords kept(partial, options.finished);
  std::vector<KnownBlock> pilots, known;
  const auto scales = cost_scales_of(model, study, options, threads, partial, progress, pilots);
  for (std::uint32_t i = 0; i < range.count && range.first + i < pilots.size(); ++i)
    known.push_back(std::move(pilots[range.first + i]));
  const RunPlan plan = plan_of(model, study, scales, range.first, range.count);
  Results results = begun(model, study, range, scales);
  results.identity = identity;
  ResultsReducer reducer(study, range.count, results);
  const ExecutorOptions execution{threads, options.order, options.stop, &kept,
                                  [&](std::size_t block) { return plan.blocks[block].replicate; }};
  execute(plan, execution, reducer, progress, std::move(known));
  reducer.finish();
  results.contrasts = all_contrasts(results.arms, *study.catalogue, study.confidence);
  return results;
}

}  // namespace

Results run_study(const models::Model& model, const Study& study, const RunOptions& options, Progress& progress) {
  const auto start = std::chrono::steady_clock::now();
  const Range range = checked_range(study, options);
  const unsigned threads = threads_for(options.threads);
  const auto sign = [&](Results& results) {
    results.provenance = provenance_of(options.command);
    results.wall_seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    results.peak_bytes = peak_bytes();
  };
  Results results = in_arena(threads, [&] { return run_in_arena(model, study, options, range, threads, progress); });
  if (study.worlds.count > 0)
    results.worlds = run_worlds(model, study, options, progress, [&](const Worlds& worlds) {
      if (!options.on_worlds || worlds.numbers.size() == worlds.asked || worlds.settled) return;
      results.worlds = worlds;
      sign(results);
      options.on_worlds(results);
    });
  sign(results);
  return results;
}

}  // namespace liandong::analysis
