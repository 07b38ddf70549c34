#pragma once

#include <cstddef>
#include <cstdint>

#include "sim/chance/draw.h"
#include "sim/graph/block_graph.h"
#include "sim/phase.h"
#include "sim/tables/bits.h"
#include "sim/tables/column.h"

/// Participation spreading on a fixed graph: whoever sees neighbours take part, and trusts, takes part more readily. A
/// yardstick for speed with the memory behaviour of a large social model, written plainly on the engine's interface.
namespace liandong::reference::participation {

enum class Resident : std::uint32_t {};

inline constexpr std::uint32_t block_residents = 8000;  ///< residents who live together
inline constexpr std::uint32_t mean_degree = 10;
inline constexpr double inside_share = 0.8;  ///< chance that a tie's partner is chosen inside the block
inline constexpr float base = -2.5f, neighbours_effect = 3.0f, trust_effect = 1.0f, trust_pace = 0.01f;

struct Town {
  sim::BlockGraph ties;                ///< who knows whom; never changes
  sim::Column<Resident, float> trust;  ///< in [0, 1]
  sim::BitColumn<Resident> active, active_next;
  sim::Chance chance;
  std::uint32_t tick = 0;

  std::uint32_t residents() const noexcept { return static_cast<std::uint32_t>(trust.size()); }

  /// State of the residents.
  template <class Self, class Visitor>
  static void each_column(Self& self, Visitor& visit) {
    visit("resident.trust", self.trust);
    visit("resident.active", self.active.values());
  }
};

/// A town of `residents` >= 2: each asks for mean_degree / 2 ties, repeated ones count once. Trust is uniform in
/// [0, 1), one in ten is active.
Town town(std::uint32_t residents, const sim::Chance& chance, const sim::Execution& execution = {});

/// One tick; every resident reads how the neighbours were in the last.
void step(Town& town, const sim::Execution& execution = {});

/// What a town holds, graph included.
std::size_t bytes(const Town& town);
/// Two for each tie.
std::uint64_t arcs(const Town& town);

}  // namespace liandong::reference::participation
