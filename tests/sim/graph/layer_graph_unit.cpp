#include "sim/graph/layer_graph.h"

#include <gtest/gtest.h>

#include <boost/graph/breadth_first_search.hpp>
#include <boost/graph/connected_components.hpp>
#include <boost/graph/dijkstra_shortest_paths.hpp>
#include <boost/graph/graph_concepts.hpp>
#include <set>

#include "tests/sim/graph/small_graphs.h"

namespace liandong::sim {
namespace {

using namespace tests;

template <class Graph>
struct Concepts {
  BOOST_CONCEPT_ASSERT((boost::VertexListGraphConcept<Graph>));
  BOOST_CONCEPT_ASSERT((boost::IncidenceGraphConcept<Graph>));
  BOOST_CONCEPT_ASSERT((boost::AdjacencyGraphConcept<Graph>));
  BOOST_CONCEPT_ASSERT((boost::EdgeListGraphConcept<Graph>));
  BOOST_CONCEPT_ASSERT((boost::AdjacencyMatrixConcept<Graph>));
  BOOST_CONCEPT_ASSERT((boost::ReadablePropertyGraphConcept<Graph, std::uint32_t, boost::vertex_index_t>));
  BOOST_CONCEPT_ASSERT((boost::ReadablePropertyGraphConcept<Graph, LayerEdge, boost::edge_weight_t>));
};
template struct Concepts<UndirectedLayerGraph>;
template struct Concepts<DirectedLayerGraph>;

std::set<std::pair<std::uint32_t, std::uint32_t>> edge_set(const auto& graph) {
  std::set<std::pair<std::uint32_t, std::uint32_t>> result;
  const auto [first, last] = edges(graph);
  for (auto it = first; it != last; ++it) EXPECT_TRUE(result.emplace(source(*it, graph), target(*it, graph)).second);
  return result;
}

TEST(LayerGraph, ListsEachUndirectedTieOnce) {
  const auto layer = undirected(6, {{4, 1}, {1, 2}, {2, 4}, {0, 5}});
  const UndirectedLayerGraph graph(layer);
  using Pairs = std::set<std::pair<std::uint32_t, std::uint32_t>>;
  EXPECT_EQ(edge_set(graph), (Pairs{{0, 5}, {1, 2}, {1, 4}, {2, 4}}));
  EXPECT_EQ(num_edges(graph), 4u);
  EXPECT_EQ(num_vertices(graph), 6u);
}

TEST(LayerGraph, ListsEveryArcOfADirectedLayer) {
  const auto layer = Layer::from_ties(4, 4, {{3, 0}, {0, 3}, {2, 2}}, false);
  const DirectedLayerGraph graph(layer);
  using Pairs = std::set<std::pair<std::uint32_t, std::uint32_t>>;
  EXPECT_EQ(edge_set(graph), (Pairs{{0, 3}, {2, 2}, {3, 0}}));
}

TEST(LayerGraph, OfAnEmptyLayerHasNoEdges) {
  const auto layer = undirected(3, {});
  EXPECT_TRUE(edge_set(UndirectedLayerGraph(layer)).empty());
  const auto nothing = undirected(0, {});
  EXPECT_TRUE(edge_set(UndirectedLayerGraph(nothing)).empty());
}

TEST(LayerGraph, SeesAnUndirectedTieAsOneEdgeFromBothEnds) {
  const auto layer = undirected(3, {{0, 1, 2.5f, 9}});
  const UndirectedLayerGraph graph(layer);
  const auto [there, found] = edge(0u, 1u, graph);
  const auto [back, found_back] = edge(1u, 0u, graph);
  ASSERT_TRUE(found && found_back);
  EXPECT_TRUE(there == back);
  EXPECT_FALSE(edge(0u, 2u, graph).second);
  EXPECT_EQ(get(boost::edge_weight, graph, there), 2.5f);
  EXPECT_EQ(get(last_used(graph), back), 9u);
}

TEST(LayerGraph, ServesBoostsBreadthFirstSearch) {
  const auto layer = ring(8);
  const UndirectedLayerGraph graph(layer);
  std::vector<std::uint32_t> distance(8, 0);
  auto depth = boost::make_iterator_property_map(distance.begin(), get(boost::vertex_index, graph));
  boost::breadth_first_search(
      graph, 0u, boost::visitor(boost::make_bfs_visitor(boost::record_distances(depth, boost::on_tree_edge()))));
  EXPECT_EQ(distance, (std::vector<std::uint32_t>{0, 1, 2, 3, 4, 3, 2, 1}));
}

TEST(LayerGraph, ServesBoostsShortestPathsWithTheLayersWeights) {
  const auto layer = undirected(4, {{0, 1, 1.0f}, {1, 2, 1.0f}, {0, 2, 5.0f}, {2, 3, 0.5f}});
  const UndirectedLayerGraph graph(layer);
  std::vector<float> distance(4);
  boost::dijkstra_shortest_paths(
      graph, 0u,
      boost::distance_map(boost::make_iterator_property_map(distance.begin(), get(boost::vertex_index, graph))));
  EXPECT_EQ(distance, (std::vector<float>{0.0f, 1.0f, 2.0f, 2.5f}));
}

TEST(LayerGraph, ServesBoostsConnectedComponents) {
  const auto layer = undirected(6, {{4, 1}, {1, 2}, {0, 5}});
  const UndirectedLayerGraph graph(layer);
  std::vector<std::uint32_t> of(6);
  EXPECT_EQ(boost::connected_components(graph,
                                        boost::make_iterator_property_map(of.begin(), get(boost::vertex_index, graph))),
            3);
  EXPECT_EQ(of, (std::vector<std::uint32_t>{0, 1, 1, 2, 1, 0}));
}

}  // namespace
}  // namespace liandong::sim
