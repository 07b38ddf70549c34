#pragma once

#include <atomic>
#include <vector>

#include "analysis/experiment/block.h"

namespace liandong::analysis {

/// Replicates on which the factor of equal cost is found: numbers 0 and 1 of the study, whatever range is run.
inline constexpr std::uint32_t pilot_replicates = 2;
/// Costs are equal when they differ by less than this share.
inline constexpr double cost_tolerance = 0.001;
/// The same where every block finds its own factors.
inline constexpr double block_cost_tolerance = 0.01;

/// Whether any arm is to cost as much as another.
bool wants_equal_cost(const Study& study);

/// For every arm the factor on its cost levers (`scaled_to_cost`) at which its public cost per resident
/// over the studied weeks equals that of the arm named by `equal_cost_to`; 1 for arms at their own cost.
///
/// Cost is the mean over the pilot replicates, on common random numbers, of what the runs really spend. The factor is
/// found by false position (Illinois variant; proportional first step) in at most six runs; if the
/// tolerance is not reached - levers at the end of their range, staff that comes in whole persons - it is the factor
/// that came nearest. Nothing in it is random or depends on threads.
/// The first factor tried is 1 and the last the one that is kept, so these runs are arms of the study itself; `runs`,
/// if given, is filled with the pilot replicates, by number, for `execute` to take up.
/// Throws std::invalid_argument if `equal_cost_to` names no arm, the arm itself, or an arm that is itself scaled.
std::vector<double> equal_cost_scales(const models::Model& model, const Study& study, const sim::Execution& execution,
                                      Progress& progress, const std::atomic<bool>* stop,
                                      std::vector<KnownBlock>* runs = nullptr);

/// A block whose arms have been brought to equal cost, and what the search for it ran.
struct BalancedBlock {
  Block block;
  KnownBlock known;
  std::vector<double> scales;  ///< [arms]
};
/// Finds the factors of one block by itself, which must have a study; ticks beyond what the block itself takes extend
/// the ticker. Throws as equal_cost_scales does.
BalancedBlock at_equal_cost(const RunPlan& plan, const Block& block, const sim::Execution& execution, Ticker& ticker);

}  // namespace liandong::analysis
