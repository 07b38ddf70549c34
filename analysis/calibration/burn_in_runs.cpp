#include "analysis/calibration/burn_in_runs.h"

#include <fmt/format.h>

#include <bit>
#include <cmath>
#include <memory>

#include "analysis/experiment/executor.h"
#include "analysis/experiment/study_world.h"
#include "analysis/inference/kept_records.h"
#include "analysis/inference/weekly_records.h"
#include "models/prior.h"
#include "sim/store/hash.h"

namespace liandong::analysis {
namespace {

constexpr Recording only_the_place{false, false};

/// Reads patterns at the end of each burn-in.
class PatternReducer final : public Reducer {
 public:
  PatternReducer(const Study& study, const std::vector<const models::Pattern*>& patterns,
                 const std::vector<WorldRun>& runs, std::map<std::uint32_t, std::string>& failures)
      : study_(study),
        patterns_(patterns),
        runs_(runs),
        failures_(failures),
        figures(runs.size(), std::vector<double>(patterns.size(), std::nan(""))) {}

  void take(std::size_t run, ReplicateRecord&& record) override {
    const double years = static_cast<double>(study_.burn_in_weeks) / models::year_weeks;
    const WeeklyRecords records(*study_.catalogue, record.burn_in,
                                static_cast<double>(record.residents) / record.communities, study_.start_year - years);
    for (std::size_t p = 0; p < patterns_.size(); ++p) figures[run][p] = patterns_[p]->figure(records);
  }
  void failed(std::size_t run, const std::exception& error) override { failures_[runs_[run].world] = error.what(); }

 private:
  const Study& study_;
  const std::vector<const models::Pattern*>& patterns_;
  const std::vector<WorldRun>& runs_;
  std::map<std::uint32_t, std::string>& failures_;

 public:
  std::vector<std::vector<double>> figures;
};

}  // namespace

Study burn_in_of(const Study& study) {
  Study result = study;
  result.weeks = 0;
  result.arms = {{study.burn_in_name, study.burn_in_title, {{0, study.burn_in(), {}, study.burn_in_ranges}}, ""}};
  return result;
}

BurnInRuns::BurnInRuns(const models::Model& model, const Study& study,
                       const std::vector<const models::Pattern*>& patterns, const CalibrationOptions& options,
                       unsigned threads)
    : model_(model), study_(burn_in_of(study)), patterns_(patterns), options_(options), threads_(threads) {
  sim::Hasher hasher;
  hasher.text("calibrate").text(identity_of(model, study_)).number(models::priors_hash(*study.catalogue));
  for (const Unknown& unknown : unknowns_of(study_))
    hasher.text(unknown.key)
        .number(std::bit_cast<std::uint64_t>(unknown.range.low))
        .number(std::bit_cast<std::uint64_t>(unknown.range.high))
        .number(static_cast<std::uint64_t>(unknown.range.distribution));
  identity_ = sim::hash_text(hasher.digest());
}

std::vector<std::vector<double>> BurnInRuns::figures(const std::vector<WorldRun>& runs) {
  RunPlan plan{&model_, study_.burn_in_weeks, 0, only_the_place, {}};
  for (const auto& [world, replicate] : runs) {
    const Study drawn = in_world(study_, world);
    plan.blocks.push_back(
        {std::make_shared<const models::Values>(drawn.values),
         study_.worlds.seed,
         replicate,
         {{study_.burn_in_name, std::make_shared<const Course>(course_of(drawn, drawn.arms.front()))}}});
  }
  const auto progress = options_.progress ? options_.progress() : std::make_unique<NoProgress>();
  const PartialRuns files(options_.partial, identity_, record_shape(study_, only_the_place),
                          [&](const Text& why) { progress->message(why); });
  KeptRecords kept(files);
  PatternReducer reducer(study_, patterns_, runs, failures_);
  execute(plan,
          {threads_, options_.order, options_.stop, options_.partial.empty() ? nullptr : &kept,
           [&](std::size_t run) { return runs[run].replicate; }},
          reducer, *progress);
  return std::move(reducer.figures);
}

std::vector<std::string> BurnInRuns::failures() const {
  std::vector<std::string> list;
  for (const auto& [world, why] : failures_) list.push_back(fmt::format("{}: {}", world, why));
  return list;
}

}  // namespace liandong::analysis
