#pragma once

#include <cstdint>

#include "sim/chance/draw.h"
#include "sim/phase.h"
#include "sim/tables/column.h"

/// SIR on a complete graph: everybody may infect everybody for one round, then is immune (Reed–Frost).
/// Source: Kermack, McKendrick 1927; Abbey 1952 for the chain of rounds. Differs from them in: nothing.
namespace liandong::reference::epidemic {

enum class Person : std::uint32_t {};
enum class State : std::uint8_t { susceptible, infectious, recovered };

struct Population {
  sim::Column<Person, State> state, state_next;
  sim::Chance chance;
  std::uint32_t round = 0;
};

/// `people`, the first `seeds` of them infectious.
Population population(std::uint32_t people, std::uint32_t seeds, const sim::Chance& chance);

/// One round; an infectious person infects each susceptible one with chance `reproduction` / people. Returns how many
/// are infectious after it.
std::uint32_t step(Population& population, double reproduction, const sim::Execution& execution = {});

/// Rounds until nobody is infectious; returns how many were ever infected.
std::uint32_t run_out(Population& population, double reproduction, const sim::Execution& execution = {});

}  // namespace liandong::reference::epidemic
