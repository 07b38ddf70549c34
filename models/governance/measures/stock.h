#pragma once

#include "models/governance/world/world.h"

namespace liandong::governance {

/// Means over a community's residents, buildings and organisations, as they stand now.
void take_stock(World& world, Community community);
/// Degree, centralisation, near-isolates and assortativity by hukou of the ties inside a community.
void take_stock_of_ties(World& world, Community community);
/// Resident-weighted mean over communities.
Stock place_stock(const World& world);

}  // namespace liandong::governance
