#pragma once

#include <cstdint>

#include "sim/chance/draw.h"
#include "sim/graph/layer.h"
#include "sim/phase.h"
#include "sim/tables/column.h"

/// Voter model: now and then a person takes over the view of somebody they know.
/// Source: Holley, Liggett 1975; Clifford, Sudbury 1973. Differs from them in: synchronous rounds instead of a clock of
/// one's own, with a chance to look around in each.
namespace liandong::reference::voter {

enum class Person : std::uint32_t {};

struct Town {
  sim::Layer ties;
  sim::Column<Person, std::uint8_t> view, view_next;  ///< 0 or 1
  sim::Chance chance;
  std::uint32_t round = 0;
};

/// A ring in which everybody knows `reach` people on either side; the first `ones` people hold view 1.
Town ring(std::uint32_t people, std::uint32_t reach, std::uint32_t ones, const sim::Chance& chance);

/// One round: each looks around with chance `looks` and copies one neighbour drawn at random.
void step(Town& town, double looks, const sim::Execution& execution = {});

/// Share of people with view 1.
double share(const Town& town);

}  // namespace liandong::reference::voter
