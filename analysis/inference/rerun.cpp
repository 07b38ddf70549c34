#include "analysis/inference/rerun.h"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

#include "analysis/inference/run_worlds.h"

namespace liandong::analysis {

namespace {

void expect_match(const Study& study, const Results& recorded) {
  const bool same_arms = std::ranges::equal(study.arms, recorded.arms, {}, &Arm::name, &ArmResult::name);
  if (!same_arms || study.weeks != recorded.weeks || study.burn_in_weeks != recorded.burn_in_weeks ||
      study.seed != recorded.seed)
    throw std::invalid_argument("the study text in the results is not the study they come from");
}

}  // namespace

bool RerunReport::all_equal() const noexcept {
  return std::ranges::all_of(checks, [](const RerunCheck& check) { return check.recorded == check.found; });
}

namespace {

void rerun_replicates(const models::Model& model, Study study, const Results& recorded,
                      std::optional<std::uint32_t> only, const RunOptions& options, Progress& progress,
                      RerunReport& report) {
  const std::uint32_t first = recorded.first_replicate;
  if (only && (*only < first || *only - first >= recorded.replicates))
    throw std::invalid_argument(fmt::format("no replicate {} in the results: they hold {} to {}", *only, first,
                                            first + recorded.replicates - 1));
  RunOptions again = options;
  again.first_replicate = only.value_or(first);
  again.replicates = only ? 1 : recorded.replicates;
  again.cost_scales.clear();
  for (const ArmResult& arm : recorded.arms) again.cost_scales.push_back(arm.cost_scale);
  study.worlds.count = 0;
  const Results found = run_study(model, study, again, progress);
  for (std::size_t arm = 0; arm < recorded.arms.size(); ++arm)
    for (std::uint32_t r = 0; r < found.replicates; ++r) {
      const std::uint32_t replicate = again.first_replicate + r;
      report.checks.push_back({recorded.arms[arm].name, false, replicate,
                               recorded.arms[arm].state_hash.at(replicate - first), found.arms[arm].state_hash.at(r)});
    }
}

std::string worlds_held(const Worlds& worlds, std::uint32_t wanted) {
  if (worlds.empty()) return "they hold none";
  const auto distance = [&](std::uint32_t number) { return number > wanted ? number - wanted : wanted - number; };
  return fmt::format("the nearest of their {} is {}", worlds.numbers.size(),
                     *std::ranges::min_element(worlds.numbers, {}, distance));
}

void rerun_worlds(const models::Model& model, Study study, const Results& recorded, std::optional<std::uint32_t> only,
                  const RunOptions& options, Progress& progress, RerunReport& report) {
  const Worlds& worlds = recorded.worlds;
  const auto first = only ? std::ranges::find(worlds.numbers, *only) : worlds.numbers.begin();
  if (only && first == worlds.numbers.end())
    throw std::invalid_argument(fmt::format("no world {} in the results: {}", *only, worlds_held(worlds, *only)));
  const auto at = static_cast<std::size_t>(first - worlds.numbers.begin());
  study.worlds.numbers.assign(first, only ? first + 1 : worlds.numbers.end());
  study.worlds.count = static_cast<std::uint32_t>(study.worlds.numbers.size());
  RunOptions again = options;
  again.all_worlds = true;
  const Worlds found = run_worlds(model, study, again, progress);
  for (std::size_t arm = 0; arm < recorded.arms.size(); ++arm)
    for (std::size_t w = 0; w < found.numbers.size(); ++w)
      report.checks.push_back({recorded.arms[arm].name, true, found.numbers[w], worlds.state_hash.at(at + w, arm),
                               found.state_hash.at(w, arm)});
}

}  // namespace

RerunReport rerun(const models::Model& model, const Study& study, const Results& recorded, const RerunChoice& only,
                  const RunOptions& options, Progress& progress) {
  expect_match(study, recorded);
  RerunReport report;
  if (only.replicate || !only.world)
    rerun_replicates(model, study, recorded, only.replicate, options, progress, report);
  if (only.world || (!only.replicate && !recorded.worlds.empty()))
    rerun_worlds(model, study, recorded, only.world, options, progress, report);
  return report;
}

}  // namespace liandong::analysis
