#pragma once

#include "models/governance/world/world.h"

namespace liandong::governance {

/// Means over a community's residents and buildings, as they stand now.
void take_stock(World& world, Community community);
/// The same over its organisations.
void take_stock_of_organisations(World& world, Community community);

/// Measures of the ties among residents who follow one another; see sim/graph/network_measures.h.
struct TieFigures {
  std::uint64_t arcs = 0;  ///< two for each tie
  double density = 0, degree = 0, centralisation = 0;
  double gini = 0;           ///< of ties per resident
  double isolates = 0;       ///< share of residents with at most one tie beyond their household
  double assortativity = 0;  ///< by hukou
};
TieFigures tie_figures(const World& world, std::uint32_t first, std::uint32_t residents);
/// Of those of a community.
TieFigures tie_figures(const World& world, Community community);
/// The same into the community's stock, which keeps its last values where there are no ties.
void take_stock_of_ties(World& world, Community community);

/// The communities' stocks as one of the place, each value as `LIANDONG_STOCK` says.
Stock place_stock(const World& world);

}  // namespace liandong::governance
