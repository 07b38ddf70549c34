#pragma once

#include <cstdint>
#include <span>

#include "models/model.h"

namespace liandong::governance {

struct World;

/// What a picture shows of each resident, in the order of GraphPicture::marks.
std::span<const models::Mark> marks();

/// Relationship graph of one community now: its residents and the ties between them. Arm is left empty, the week 0.
///
/// Residents stand around the middle of their building, in the order of their numbers; buildings fill a square grid in
/// the order of theirs, so neighbours in the world are neighbours in the picture and a resident keeps one place all the
/// time. `density` and `centralisation` (Freeman's degree centralisation) are those of the graph shown; `isolates` is
/// the share of residents with at most one tie beyond their household.
/// Throws std::out_of_range for an unknown community.
models::GraphPicture picture(const World& world, std::uint32_t community);

}  // namespace liandong::governance
