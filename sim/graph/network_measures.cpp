#include "sim/graph/network_measures.h"

#include <algorithm>
#include <boost/graph/clustering_coefficient.hpp>
#include <boost/graph/connected_components.hpp>
#include <cassert>
#include <numeric>

#include "sim/graph/layer_graph.h"

namespace liandong::sim {
namespace {

/// The layer with each tie going both ways.
Layer both_ways(const Layer& layer) {
  std::vector<Tie> ties;
  ties.reserve(layer.arcs());
  for (std::uint32_t r = 0; r < layer.rows(); ++r)
    for (const auto to : layer.neighbours(r)) ties.push_back({r, to});
  return Layer::from_ties(layer.rows(), layer.rows(), std::move(ties), true);
}

}  // namespace

Layer induced(const Layer& layer, std::uint32_t first, std::uint32_t last) {
  assert(first <= last && last <= layer.rows() && layer.rows() == layer.target_rows());
  std::vector<Tie> ties;
  for (std::uint32_t r = first; r < last; ++r)
    for (std::uint32_t arc = layer.offsets()[r]; arc < layer.offsets()[r + 1]; ++arc) {
      const std::uint32_t to = layer.targets()[arc];
      if (to < first || to >= last || (layer.undirected() && to < r)) continue;
      ties.push_back({r - first, to - first, layer.arc_weights()[arc], layer.arc_last_used()[arc]});
    }
  return Layer::from_ties(last - first, last - first, std::move(ties), layer.undirected());
}

double density(double rows, double arcs) { return rows < 2.0 ? 0.0 : arcs / (rows * (rows - 1.0)); }

double density(const Layer& layer) {
  // Arcs of a row to itself are no possible ties between rows.
  std::size_t arcs = layer.arcs();
  for (std::uint32_t r = 0; r < layer.rows(); ++r) arcs -= layer.find(r, r) != Layer::no_arc ? 1 : 0;
  return density(layer.rows(), static_cast<double>(arcs));
}

double degree_centralisation(double rows, double arcs, double most) {
  return rows < 3.0 ? 0.0 : (rows * most - arcs) / ((rows - 1.0) * (rows - 2.0));
}

double degree_centralisation(const Layer& layer) {
  assert(layer.undirected());
  std::uint32_t most = 0;
  for (std::uint32_t r = 0; r < layer.rows(); ++r) most = std::max(most, layer.degree(r));
  return degree_centralisation(layer.rows(), static_cast<double>(layer.arcs()), most);
}

double degree_gini(std::span<const std::uint32_t> rows_by_degree) {
  double rows = 0.0, arcs = 0.0, lorenz = 0.0;
  for (std::size_t degree = 0; degree < rows_by_degree.size(); ++degree) {
    const double count = rows_by_degree[degree], here = count * static_cast<double>(degree);
    lorenz += count * (2.0 * arcs + here);
    arcs += here;
    rows += count;
  }
  return arcs > 0.0 ? 1.0 - lorenz / (rows * arcs) : 0.0;
}

double degree_gini(const Layer& layer) {
  assert(layer.undirected());
  std::vector<std::uint32_t> rows_by_degree;
  for (std::uint32_t r = 0; r < layer.rows(); ++r) {
    if (layer.degree(r) >= rows_by_degree.size()) rows_by_degree.resize(layer.degree(r) + 1);
    ++rows_by_degree[layer.degree(r)];
  }
  return degree_gini(rows_by_degree);
}

double isolates_share(const Layer& layer) {
  if (layer.rows() == 0) return 0.0;
  std::vector<std::uint8_t> tied(layer.rows(), 0);
  for (std::uint32_t r = 0; r < layer.rows(); ++r)
    for (const auto to : layer.neighbours(r))
      if (to != r) tied[r] = tied[to] = 1;
  return static_cast<double>(std::ranges::count(tied, 0)) / layer.rows();
}

Components components(const Layer& layer) {
  if (!layer.undirected()) return components(both_ways(layer));
  Components result;
  result.of.resize(layer.rows());
  const UndirectedLayerGraph graph(layer);
  const auto count = boost::connected_components(
      graph, boost::make_iterator_property_map(result.of.begin(), get(boost::vertex_index, graph)));
  result.size.resize(count, 0);
  for (const auto component : result.of) ++result.size[component];
  return result;
}

double assortativity(double within, double by_chance) {
  return by_chance < 1.0 ? (within - by_chance) / (1.0 - by_chance) : 0.0;
}

double assortativity(const Layer& layer, std::span<const std::uint32_t> category) {
  assert(category.size() == layer.rows());
  if (layer.arcs() == 0) return 0.0;
  const std::size_t categories = *std::ranges::max_element(category) + std::size_t{1};
  std::vector<double> from(categories, 0.0), to(categories, 0.0);
  double within = 0.0;
  for (std::uint32_t r = 0; r < layer.rows(); ++r)
    for (const auto neighbour : layer.neighbours(r)) {
      from[category[r]] += 1.0;
      to[category[neighbour]] += 1.0;
      within += category[r] == category[neighbour] ? 1.0 : 0.0;
    }
  const auto arcs = static_cast<double>(layer.arcs());
  const double by_chance = std::inner_product(from.begin(), from.end(), to.begin(), 0.0) / (arcs * arcs);
  return assortativity(within / arcs, by_chance);
}

std::vector<double> local_clustering(const Layer& layer) {
  assert(layer.undirected());
  const UndirectedLayerGraph graph(layer);
  std::vector<double> result(layer.rows());
  for (std::uint32_t r = 0; r < layer.rows(); ++r) result[r] = boost::clustering_coefficient<double>(graph, r);
  return result;
}

double mean_clustering(const Layer& layer) {
  const auto local = local_clustering(layer);
  return local.empty() ? 0.0 : std::accumulate(local.begin(), local.end(), 0.0) / static_cast<double>(local.size());
}

}  // namespace liandong::sim
