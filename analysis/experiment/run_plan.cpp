#include "analysis/experiment/run_plan.h"

#include <algorithm>

namespace liandong::analysis {

std::uint32_t RunPlan::fork_week(const Block& block) const {
  std::uint32_t fork = weeks;
  for (const Branch& branch : block.branches)
    fork = std::min(fork, first_different_week(*block.branches.front().course, *branch.course, weeks));
  return fork;
}

std::uint64_t RunPlan::weeks_of(const Block& block) const {
  const std::uint32_t fork = fork_week(block);
  return burn_in_weeks + fork + block.branches.size() * std::uint64_t{weeks - fork};
}

RunPlan plan_of(const models::Model& model, const Study& study, const std::vector<double>& cost_scales,
                std::uint32_t first, std::uint32_t count) {
  RunPlan plan{&model, study.burn_in_weeks, study.weeks, {}, {}};
  const auto values = std::make_shared<const models::Values>(study.values);
  std::vector<Branch> branches;
  for (std::size_t arm = 0; arm < study.arms.size(); ++arm)
    branches.push_back(
        {study.arms[arm].name, std::make_shared<const Course>(course_of(study, study.arms[arm], cost_scales[arm]))});
  for (std::uint32_t replicate = first; replicate < first + count; ++replicate)
    plan.blocks.push_back({values, study.seed, replicate, branches, replicate == 0});
  return plan;
}

}  // namespace liandong::analysis
