#pragma once

#include <boost/graph/graph_traits.hpp>
#include <boost/graph/properties.hpp>
#include <boost/iterator/counting_iterator.hpp>
#include <boost/iterator/iterator_facade.hpp>
#include <boost/property_map/property_map.hpp>
#include <cassert>
#include <concepts>
#include <cstdint>
#include <utility>

#include "sim/graph/layer.h"

/// Boost.Graph on a Layer without a copy. The functions that Boost asks for (vertices, out_edges, ...) are found by
/// argument; Boost's documentation says what they mean.
namespace liandong::sim {

/// One arc of a layer as Boost sees it; in an undirected layer an edge seen from one of its ends.
struct LayerEdge {
  std::uint32_t from = 0, to = 0;
  std::uint32_t arc = 0;  ///< position in the layer's arc columns
};

/// View of a layer that joins a table to itself; the layer must live and stay unchanged while it is used. `Directed` is
/// boost::directed_tag or boost::undirected_tag and agrees with the layer. Models VertexListGraph, IncidenceGraph,
/// AdjacencyGraph, EdgeListGraph and AdjacencyMatrix (edge(u, v) costs O(log degree)).
template <class Directed>
class LayerGraph {
 public:
  static constexpr bool is_undirected = std::same_as<Directed, boost::undirected_tag>;

  class EdgesOfRow;
  class AllEdges;
  struct traversal_category : boost::vertex_list_graph_tag,
                              boost::incidence_graph_tag,
                              boost::adjacency_graph_tag,
                              boost::edge_list_graph_tag,
                              boost::adjacency_matrix_tag {};
  using directed_category = Directed;
  using edge_parallel_category = boost::disallow_parallel_edge_tag;
  using vertex_descriptor = std::uint32_t;
  using edge_descriptor = LayerEdge;
  using vertex_iterator = boost::counting_iterator<std::uint32_t>;
  using adjacency_iterator = const std::uint32_t*;
  using out_edge_iterator = EdgesOfRow;
  using edge_iterator = AllEdges;
  using vertices_size_type = std::uint32_t;
  using edges_size_type = std::size_t;
  using degree_size_type = std::uint32_t;
  static constexpr vertex_descriptor null_vertex() noexcept { return 0xffffffffu; }

  explicit LayerGraph(const Layer& layer) : layer_(&layer) {
    assert(layer.rows() == layer.target_rows() && layer.undirected() == is_undirected);
  }
  const Layer& layer() const noexcept { return *layer_; }

 private:
  const Layer* layer_;
};

/// A layer's arcs in one direction, and both ways.
using DirectedLayerGraph = LayerGraph<boost::directed_tag>;
using UndirectedLayerGraph = LayerGraph<boost::undirected_tag>;

inline bool operator==(const LayerEdge& a, const LayerEdge& b) noexcept {
  return (a.from == b.from && a.to == b.to && a.arc == b.arc) || (a.from == b.to && a.to == b.from && a.arc != b.arc);
}

template <class Directed>
class LayerGraph<Directed>::EdgesOfRow
    : public boost::iterator_facade<EdgesOfRow, LayerEdge, boost::random_access_traversal_tag, LayerEdge> {
 public:
  EdgesOfRow() = default;
  EdgesOfRow(const Layer& layer, std::uint32_t row, std::uint32_t arc) : layer_(&layer), row_(row), arc_(arc) {}

 private:
  friend class boost::iterator_core_access;
  LayerEdge dereference() const { return {row_, layer_->targets()[arc_], arc_}; }
  bool equal(const EdgesOfRow& other) const { return arc_ == other.arc_; }
  void increment() { ++arc_; }
  void decrement() { --arc_; }
  void advance(std::ptrdiff_t n) { arc_ = static_cast<std::uint32_t>(arc_ + n); }
  std::ptrdiff_t distance_to(const EdgesOfRow& other) const {
    return static_cast<std::ptrdiff_t>(other.arc_) - static_cast<std::ptrdiff_t>(arc_);
  }

  const Layer* layer_ = nullptr;
  std::uint32_t row_ = 0, arc_ = 0;
};

/// Every arc, or of an undirected layer the arc of each tie that goes to the higher row.
template <class Directed>
class LayerGraph<Directed>::AllEdges
    : public boost::iterator_facade<AllEdges, LayerEdge, boost::forward_traversal_tag, LayerEdge> {
 public:
  AllEdges() = default;
  AllEdges(const Layer& layer, std::uint32_t arc) : layer_(&layer), arc_(arc) { find_edge(); }

 private:
  friend class boost::iterator_core_access;
  LayerEdge dereference() const { return {row_, layer_->targets()[arc_], arc_}; }
  bool equal(const AllEdges& other) const { return arc_ == other.arc_; }
  void increment() {
    ++arc_;
    find_edge();
  }
  void find_edge() {
    for (; arc_ < layer_->arcs(); ++arc_) {
      while (layer_->offsets()[row_ + 1] <= arc_) ++row_;
      if (!is_undirected || layer_->targets()[arc_] > row_) return;
    }
  }

  const Layer* layer_ = nullptr;
  std::uint32_t row_ = 0, arc_ = 0;
};

template <class D>
auto vertices(const LayerGraph<D>& g) {
  using It = typename LayerGraph<D>::vertex_iterator;
  return std::pair(It(0u), It(g.layer().rows()));
}
template <class D>
std::uint32_t num_vertices(const LayerGraph<D>& g) {
  return g.layer().rows();
}
template <class D>
auto edges(const LayerGraph<D>& g) {
  using It = typename LayerGraph<D>::edge_iterator;
  return std::pair(It(g.layer(), 0u), It(g.layer(), static_cast<std::uint32_t>(g.layer().arcs())));
}
template <class D>
std::size_t num_edges(const LayerGraph<D>& g) {
  return LayerGraph<D>::is_undirected ? g.layer().arcs() / 2 : g.layer().arcs();
}
template <class D>
auto out_edges(std::uint32_t v, const LayerGraph<D>& g) {
  using It = typename LayerGraph<D>::out_edge_iterator;
  const auto& offsets = g.layer().offsets();
  return std::pair(It(g.layer(), v, offsets[v]), It(g.layer(), v, offsets[v + 1]));
}
template <class D>
std::uint32_t out_degree(std::uint32_t v, const LayerGraph<D>& g) {
  return g.layer().degree(v);
}
template <class D>
auto adjacent_vertices(std::uint32_t v, const LayerGraph<D>& g) {
  const auto around = g.layer().neighbours(v);
  return std::pair(around.data(), around.data() + around.size());
}
template <class D>
std::uint32_t source(const LayerEdge& edge, const LayerGraph<D>&) {
  return edge.from;
}
template <class D>
std::uint32_t target(const LayerEdge& edge, const LayerGraph<D>&) {
  return edge.to;
}
template <class D>
std::pair<LayerEdge, bool> edge(std::uint32_t u, std::uint32_t v, const LayerGraph<D>& g) {
  const std::uint32_t arc = g.layer().find(u, v);
  return {LayerEdge{u, v, arc}, arc != Layer::no_arc};
}

/// Read-only property map from an edge to a column of the layer's arcs.
template <class T>
struct ArcColumn {
  using key_type = LayerEdge;
  using value_type = T;
  using reference = const T&;
  using category = boost::readable_property_map_tag;

  const T* values = nullptr;
};
template <class T>
const T& get(const ArcColumn<T>& column, const LayerEdge& edge) {
  return column.values[edge.arc];
}

template <class D>
auto get(boost::vertex_index_t, const LayerGraph<D>&) {
  return boost::typed_identity_property_map<std::uint32_t>();
}
template <class D>
std::uint32_t get(boost::vertex_index_t, const LayerGraph<D>&, std::uint32_t v) {
  return v;
}
template <class D>
ArcColumn<float> get(boost::edge_weight_t, const LayerGraph<D>& g) {
  return {g.layer().arc_weights().data()};
}
template <class D>
float get(boost::edge_weight_t, const LayerGraph<D>& g, const LayerEdge& edge) {
  return g.layer().arc_weights()[edge.arc];
}
/// Week of last use.
template <class D>
ArcColumn<std::uint32_t> last_used(const LayerGraph<D>& g) {
  return {g.layer().arc_last_used().data()};
}

}  // namespace liandong::sim

template <class D>
struct boost::property_map<liandong::sim::LayerGraph<D>, boost::vertex_index_t> {
  using type = boost::typed_identity_property_map<std::uint32_t>;
  using const_type = type;
};
template <class D>
struct boost::property_map<liandong::sim::LayerGraph<D>, boost::edge_weight_t> {
  using type = liandong::sim::ArcColumn<float>;
  using const_type = type;
};
