#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "analysis/scenario/course.h"
#include "models/model.h"

/// What is to be run. Planners make plans, the executor runs them (executor.h), reducers read the records.
namespace liandong::analysis {

/// One arm of a block.
struct Branch {
  std::string name;
  std::shared_ptr<const Course> course;                    ///< the same for thousands of blocks
  std::shared_ptr<const models::Values> values = nullptr;  ///< from which it starts alone; null: those of the block
};

/// Runs that share a start and part where their courses part: the arms of one replicate, on common random numbers. A
/// block in the sense of a randomised block design. Branches with values of their own have a start of their own, on the
/// same chance: the block then falls into parts.
struct Block {
  std::shared_ptr<const models::Values> values;
  std::uint64_t seed = 1;
  std::uint32_t replicate = 0;
  std::vector<Branch> branches;  ///< at least one, all with the same levers before the first week
  bool pictures = false;         ///< draw the first community's relationship graph at the start and the ends
  std::shared_ptr<const Study> study = nullptr;  ///< set: the block brings its own arms to equal cost before it runs
};

/// Branches of a block from one start, as a block.
struct Part {
  Block block;
  std::vector<std::size_t> branches;  ///< [branches of the part] their positions in the whole
};
/// In the order of their first branches; one, the block itself, if no branch has values of its own.
std::vector<Part> parts_of(const Block& block);

/// What is recorded of every run besides the whole place in every week.
struct Recording {
  bool communities = true, groups = true;  ///< every quarter
};

/// A list of blocks that are all as long as each other.
struct RunPlan {
  const models::Model* model = nullptr;
  std::uint32_t burn_in_weeks = 0, weeks = 0;
  Recording recording;
  std::vector<Block> blocks;

  /// First week in which not all arms of a block, which has one start, have the same levers; `weeks` if they always do.
  std::uint32_t fork_week(const Block& block) const;
  /// Simulated weeks of a block, all arms together.
  std::uint64_t weeks_of(const Block& block) const;
};

/// The arms of a study, scaled by `cost_scales` [arms]; those with the same values of their own share them.
std::vector<Branch> branches_of(const Study& study, const std::vector<double>& cost_scales);

/// The blocks of a study: one for each replicate in [first, first + count), arms scaled by `cost_scales` [arms].
RunPlan plan_of(const models::Model& model, const Study& study, const std::vector<double>& cost_scales,
                std::uint32_t first, std::uint32_t count);

}  // namespace liandong::analysis
