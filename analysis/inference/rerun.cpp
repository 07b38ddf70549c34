#include "analysis/inference/rerun.h"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

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

RerunReport rerun(const models::Model& model, const Study& study, const Results& recorded,
                  std::optional<std::uint32_t> only, const RunOptions& options, Progress& progress) {
  expect_match(study, recorded);
  const std::uint32_t first = recorded.first_replicate;
  if (only && (*only < first || *only - first >= recorded.replicates))
    throw std::invalid_argument(fmt::format("no replicate {} in the results: they hold {} to {}", *only, first,
                                            first + recorded.replicates - 1));
  RunOptions again = options;
  again.first_replicate = only.value_or(first);
  again.replicates = only ? 1 : recorded.replicates;
  again.cost_scales.clear();
  for (const ArmResult& arm : recorded.arms) again.cost_scales.push_back(arm.cost_scale);
  const Results found = run_study(model, study, again, progress);

  RerunReport report;
  for (std::size_t arm = 0; arm < recorded.arms.size(); ++arm)
    for (std::uint32_t r = 0; r < found.replicates; ++r) {
      const std::uint32_t replicate = again.first_replicate + r;
      report.checks.push_back({recorded.arms[arm].name, replicate, recorded.arms[arm].state_hash.at(replicate - first),
                               found.arms[arm].state_hash.at(r)});
    }
  return report;
}

}  // namespace liandong::analysis
