#pragma once

#include <cstdint>
#include <vector>

#include "sim/graph/layer.h"
#include "sim/phase.h"
#include "sim/tables/column.h"

/// DeGroot's learning: everybody takes the weighted mean of the views of those they listen to.
/// Source: DeGroot 1974, "Reaching a consensus". Differs from it in: nothing.
namespace liandong::reference::consensus {

enum class Person : std::uint32_t {};

struct Panel {
  sim::Layer listens;  ///< from a person to whom they listen, themselves included; weights are normalised in `step`
  sim::Column<Person, double> view, view_next;
};

/// A panel with these views, listening along these ties. Everybody must listen to somebody.
Panel panel(std::vector<sim::Tie> listens, const std::vector<double>& views);

/// One round; all read the views of the last.
void step(Panel& panel, const sim::Execution& execution = {});

}  // namespace liandong::reference::consensus
