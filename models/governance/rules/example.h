#pragma once

#include "models/governance/world/world.h"

/// What residents see of neighbours who take part: the weight of their ties and how much of it goes to the active.
/// Whoever changes a tie or a role keeps these sums right, so that nobody has to look around every week. Weights are
/// summed as whole numbers of 2^-16, which add up alike in any order and from any thread.
namespace liandong::governance {

/// Sums the ties of a community's residents; after ties have changed.
void look_around(World& world, Community community);

/// Neighbours see that a resident now takes part, or no longer does: those of the same community, whose sums nobody
/// else touches, at once. What others see waits in `elsewhere`.
void show_example(World& world, Community community, Resident resident, bool active);
void show_example_elsewhere(World& world, Community community) noexcept;

/// Share of a resident's ties, by weight, that go to those who take part; 0 without ties.
inline float share_of_weight(std::uint32_t active, std::uint32_t all) noexcept {
  return static_cast<float>(static_cast<std::int32_t>(active)) /
         static_cast<float>(static_cast<std::int32_t>(all > 0 ? all : 1u));
}
inline float active_share(const World& world, Resident r) noexcept {
  return share_of_weight(world.resident.active_weight[r], world.resident.tie_weight[r]);
}

}  // namespace liandong::governance
