#pragma once

#include <cstdint>
#include <vector>

#include "models/governance/week/casework.h"
#include "models/governance/world/world.h"

/// What phases of a week ask of a community's social workers.
namespace liandong::governance {

/// Those who are there.
struct SocialWorkers {
  std::uint32_t present = 0;
  double skill = 0;          ///< mean
  std::uint32_t grades = 0;  ///< sum
};
SocialWorkers social_workers(const World& w, Community c);

/// Effort: those diverted to stability work do the desks' undone tasks from above.
void divert_social_workers(World& w, Community c);
/// Casework: they work on care and disputes that wait at the desks and that these may settle.
void counsel(World& w, Community c, std::vector<Service>& services);
/// Delivery: who is left guides volunteers.
void guide_volunteers(World& w, Community c);
/// Settlement: those embedded will serve in the community's organisations next week.
void embed_social_workers(World& w, Community c);

}  // namespace liandong::governance
