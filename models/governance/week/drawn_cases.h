#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "models/governance/world/world.h"

namespace liandong::governance {

/// The cases of a list for which a draw is made, a column per attribute.
struct DrawnCases {
  std::vector<std::uint32_t> position;        ///< on the list
  std::vector<std::uint32_t> resident, born;  ///< what tells their draws apart
};

/// Those at `places` of which `which` says yes. Every one is written down and counts only if it belongs there, because
/// which does is hard to guess.
template <class Which>
DrawnCases drawn_cases(const std::vector<Case>& cases, std::span<const std::uint32_t> places, Which&& which) {
  DrawnCases drawn;
  for (auto* column : {&drawn.position, &drawn.resident, &drawn.born}) column->resize(places.size());
  std::size_t n = 0;
  for (std::uint32_t i = 0; i < places.size(); ++i) {
    const Case& item = cases[places[i]];
    drawn.position[n] = i;
    drawn.resident[n] = item.resident;
    drawn.born[n] = item.born;
    n += static_cast<bool>(which(item));
  }
  for (auto* column : {&drawn.position, &drawn.resident, &drawn.born}) column->resize(n);
  return drawn;
}

}  // namespace liandong::governance
