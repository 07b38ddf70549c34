#include "analysis/experiment/run_plan.h"

#include <algorithm>
#include <map>

namespace liandong::analysis {

std::uint32_t RunPlan::fork_week(const Block& block) const {
  std::uint32_t fork = weeks;
  for (const Branch& branch : block.branches)
    fork = std::min(fork, first_different_week(*block.branches.front().course, *branch.course, weeks));
  return fork;
}

std::uint64_t RunPlan::weeks_of(const Block& block) const {
  std::uint64_t sum = 0;
  for (const Part& part : parts_of(block)) {
    const std::uint32_t fork = fork_week(part.block);
    sum += burn_in_weeks + fork + part.branches.size() * std::uint64_t{weeks - fork};
  }
  return sum;
}

std::vector<Part> parts_of(const Block& block) {
  std::vector<Part> parts;
  for (std::size_t i = 0; i < block.branches.size(); ++i) {
    const auto& values = block.branches[i].values ? block.branches[i].values : block.values;
    auto part = std::ranges::find_if(parts, [&](const Part& known) { return known.block.values == values; });
    if (part == parts.end()) {
      part = parts.insert(parts.end(), {block, {}});
      part->block.values = values;
      part->block.branches.clear();
    }
    part->block.branches.push_back({block.branches[i].name, block.branches[i].course});
    part->branches.push_back(i);
  }
  return parts;
}

std::vector<Branch> branches_of(const Study& study, const std::vector<double>& cost_scales) {
  std::map<OwnValues, std::shared_ptr<const models::Values>> starts{{{}, nullptr}};
  std::vector<Branch> branches;
  for (std::size_t i = 0; i < study.arms.size(); ++i) {
    const Arm& arm = study.arms[i];
    auto& start = starts[arm.own];
    if (!arm.own.empty() && !start) start = std::make_shared<const models::Values>(study.values_of(arm));
    branches.push_back({arm.name, std::make_shared<const Course>(course_of(study, arm, cost_scales[i])), start});
  }
  return branches;
}

RunPlan plan_of(const models::Model& model, const Study& study, const std::vector<double>& cost_scales,
                std::uint32_t first, std::uint32_t count) {
  RunPlan plan{&model, study.burn_in_weeks, study.weeks, {}, {}};
  const auto values = std::make_shared<const models::Values>(study.values);
  const auto branches = branches_of(study, cost_scales);
  for (std::uint32_t replicate = first; replicate < first + count; ++replicate)
    plan.blocks.push_back({values, study.seed, replicate, branches, replicate == 0});
  return plan;
}

}  // namespace liandong::analysis
