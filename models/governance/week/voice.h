#pragma once

#include <cstdint>
#include <vector>

#include "models/governance/world/world.h"

/// The voice channel (社区民意直通车): similar needs of a community make one matter, which a department is to answer by
/// a deadline.
namespace liandong::governance {

/// Reporting: places of the cases that make up this month's matters, as far as the channel's time goes.
std::vector<std::uint32_t> needs_to_raise(World& w, Community c);

/// Casework: takes a need that was raised this week to its departments, past the desk where it waits. `asked` has a bit
/// for each department that has got a first one.
bool take_up(World& w, Community c, const WaitingCase& waiting, std::uint8_t& asked);

/// The resident sees whether the answer came by the deadline.
void hear_answer(World& w, Community c, const Case& item);

}  // namespace liandong::governance
