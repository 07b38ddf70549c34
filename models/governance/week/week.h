#pragma once

#include <span>

#include "models/definition.h"
#include "sim/phase.h"

namespace liandong::governance {

struct World;

/// A phase and what happens in it.
struct WeekPhase : sim::Phase<World> {
  models::Words about;
};

/// The phases of a week, in order.
std::span<const WeekPhase> phases();
/// The same as a plan that takes a community through several phases at once where it may.
sim::Plan<World> week();

}  // namespace liandong::governance
