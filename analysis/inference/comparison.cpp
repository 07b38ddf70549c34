#include "analysis/inference/comparison.h"

#include <fmt/format.h>
#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <map>
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

/// The flows of a ledger over all replicates, taken in any order. As long as one number a flow and replicate.
class FlowSums {
 public:
  void add(const std::vector<models::Flow>& flows, std::size_t block, std::size_t blocks) {
    for (std::uint32_t place = 0; place < flows.size(); ++place) {
      auto found = flows_.find({flows[place].from, flows[place].to});
      if (found == flows_.end())
        found = flows_.emplace(Names{flows[place].from, flows[place].to}, Seen{{block, place}, {}}).first;
      auto& [first, amounts] = found->second;
      amounts.resize(blocks);
      amounts[block] += flows[place].amount;
      first = std::min(first, {block, place});
    }
  }
  /// In the order in which the replicates, one after the other, would have shown them.
  std::vector<Flow> finish(double share) {
    std::vector<std::pair<const Names, Seen>*> in_order;
    for (auto& flow : flows_) in_order.push_back(&flow);
    std::ranges::sort(in_order, {}, [](const auto* flow) { return flow->second.first; });
    std::vector<Flow> flows;
    for (auto* flow : in_order) {
      Flow& all = flows.emplace_back(Flow{flow->first.first, flow->first.second, 0.0, {}});
      for (const std::int64_t amount : flow->second.amounts) all.amount += share * static_cast<double>(amount);
      all.amounts = std::move(flow->second.amounts);
    }
    return flows;
  }

 private:
  using Names = std::pair<std::string, std::string>;
  struct Seen {
    std::pair<std::size_t, std::uint32_t> first;  // block, place in its list
    std::vector<std::int64_t> amounts;            // [blocks]
  };
  std::map<Names, Seen> flows_;
};

/// Puts the records of a comparison where they belong in its results.
class ResultsReducer final : public Reducer {
 public:
  ResultsReducer(const Study& study, std::size_t blocks, std::filesystem::path scratch, Results& results)
      : study_(study), blocks_(blocks), scratch_(std::move(scratch)), results_(results) {}

  void take(std::size_t block, ReplicateRecord&& record) override {
    if (results_.burn_in.shape().empty()) shape(record);
    if (block == 0) results_.residents = record.residents;
    results_.replicate_residents[block] = record.residents;
    results_.burn_in.put(block, record.burn_in);
    for (std::size_t i = 0; i < record.arms.size(); ++i) {
      ArmResult& arm = results_.arms[i];
      const ArmRecord& run = record.arms[i];
      arm.state_hash[block] = run.state_hash;
      arm.first_difference[block] = run.first_difference;
      arm.weekly.put(block, run.weekly);
      arm.communities.put(block, run.communities);
      arm.groups.put(block, run.groups);
      for (std::size_t ledger = 0; ledger < run.flows.size(); ++ledger)
        flows_[i][ledger].add(run.flows[ledger], block, blocks_);
      arm.cost[block] = run.public_cost;
    }
    if (!record.pictures.empty()) results_.pictures = std::move(record.pictures);
  }

  /// Sums over replicates, in their order whatever order they came in.
  void finish() {
    const double share = static_cast<double>(models::year_weeks) / study_.weeks / static_cast<double>(blocks_);
    for (std::size_t i = 0; i < results_.arms.size(); ++i) {
      ArmResult& arm = results_.arms[i];
      for (std::size_t block = 0; block < blocks_; ++block)
        arm.public_cost +=
            share * static_cast<double>(arm.cost[block]) / static_cast<double>(results_.replicate_residents[block]);
      for (auto& ledger : flows_[i]) arm.flows.push_back(ledger.finish(share));
    }
  }

 private:
  void shape(const ReplicateRecord& record) {
    const models::Catalogue& c = *study_.catalogue;
    const std::size_t quarters = study_.weeks / models::quarter_weeks;
    const auto series = [&](std::vector<std::size_t> row) {
      row.insert(row.begin(), blocks_);
      return Series::to_fill(row, scratch_);
    };
    results_.communities = record.communities;
    results_.replicate_residents.resize(blocks_);
    results_.burn_in = series({study_.burn_in_weeks, c.indicators.size()});
    for (ArmResult& arm : results_.arms) {
      arm.state_hash.resize(blocks_);
      arm.first_difference.resize(blocks_);
      arm.cost.resize(blocks_);
      arm.weekly = series({study_.weeks, c.indicators.size()});
      arm.communities = series({quarters, record.communities, c.indicators.size()});
      arm.groups = series({quarters, c.resident_groups.size(), c.group_indicators.size()});
    }
    flows_.assign(results_.arms.size(), std::vector<FlowSums>(c.ledgers.size()));
  }

  const Study& study_;
  std::size_t blocks_;
  std::filesystem::path scratch_;
  Results& results_;
  std::vector<std::vector<FlowSums>> flows_;  // [arms][ledgers]
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
  ResultsReducer reducer(study, range.count, options.partial, results);
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
