#pragma once

#include "models/governance/world/world.h"

namespace liandong::governance {

/// Makes one community of two, `from` the next in the table that has not been merged away: `into` has from now on the
/// residents, buildings, organisations, posts, cases and money of both and is governed as it was before. What its place
/// says adds up (households, staff of the street, rooms) or is the mean over households. `from` keeps its row, without
/// residents; see `World::exists`. To be called between weeks. Throws std::invalid_argument if another community lies
/// between them.
void merge(World& world, Community into, Community from);

}  // namespace liandong::governance
