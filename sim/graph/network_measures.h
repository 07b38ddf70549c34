#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "sim/graph/layer.h"

/// Measures of a layer that joins a table to itself. Weights play no part. Empty and single-row layers measure 0. Those
/// of a whole layer follow from a few counts, and who has counted already may start from these.
namespace liandong::sim {

/// The rows [first, last) of a layer and the ties among them, renumbered from 0.
Layer induced(const Layer& layer, std::uint32_t first, std::uint32_t last);

/// Share of possible ties that exist, in [0, 1]. `arcs` joins different rows.
double density(double rows, double arcs);
double density(const Layer& layer);

/// How much one row stands out in degree: 0 when all degrees are equal, 1 for a star. Undirected layers; 0 below three
/// rows. `most` is the largest degree. Source: Freeman 1978.
double degree_centralisation(double rows, double arcs, double most);
double degree_centralisation(const Layer& layer);

/// How unequally ties are spread over rows: the Gini coefficient of degrees, in [0, 1). 0 when all degrees are equal,
/// whatever the number of rows; (n - 2) / 2n for a star of n. `rows_by_degree` counts the rows of each degree from 0
/// on.
double degree_gini(std::span<const std::uint32_t> rows_by_degree);
double degree_gini(const Layer& layer);

/// Share of rows without a tie, in or out, in [0, 1].
double isolates_share(const Layer& layer);

struct Components {
  std::vector<std::uint32_t> of;    ///< [rows] component of each row; numbered by their first row
  std::vector<std::uint32_t> size;  ///< [components] rows in each
};
/// Sets of rows that ties connect; of a directed layer whichever way they point.
Components components(const Layer& layer);

/// Tendency of ties to join rows of one category: 1 if all do, 0 if they ignore it, negative if they avoid it. 0 where
/// it is undefined (no ties, or one category only). `within` is the share of arcs that join rows of one category and
/// `by_chance` what it would be if ends met at random; `category` is [rows]. Source: Newman 2003, equation 2.
double assortativity(double within, double by_chance);
double assortativity(const Layer& layer, std::span<const std::uint32_t> category);

/// [rows] share of the pairs of a row's neighbours that are tied themselves; 0 below two neighbours. Undirected layers.
/// Source: Watts, Strogatz 1998.
std::vector<double> local_clustering(const Layer& layer);
/// Mean of `local_clustering` over all rows.
double mean_clustering(const Layer& layer);

}  // namespace liandong::sim
