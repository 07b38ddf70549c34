#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "models/definition.h"
#include "sim/graph/graphml.h"
#include "sim/graph/layer.h"

namespace liandong::governance {

struct World;

/// Tables whose rows are nodes of the relationship graph. `owners` and `property` are the two sides of a row of
/// estates; `district` has one row.
enum class Table : std::uint8_t {
  resident,
  community,
  committee,
  station,
  street,
  district,
  department,
  organisation,
  worker,
  team,
  owners,
  property
};
/// "resident", "committee", …
std::string_view name_of(Table table) noexcept;

/// An agent as a node of the graph.
struct Node {
  Table table;
  std::uint32_t row;
  // NOLINTNEXTLINE(modernize-use-nullptr): of the code that the compiler makes
  friend auto operator<=>(const Node&, const Node&) = default;
};

/// One typed layer at one moment: arcs between the agents at positions of `nodes`, which are sorted and unique.
struct GraphLayer {
  std::vector<Node> nodes;
  sim::Layer arcs;  ///< [nodes] to [nodes]
};

/// A layer that can be drawn from the tables. `key` is what --graphml takes.
struct LayerDefinition {
  std::string_view key;
  models::Words name, meaning;
  GraphLayer (*draw)(const World&);
};

/// All layers, `ties` first. A layer holds only what the tables say; agents without a relation are left out, but for
/// residents without ties in `ties`.
std::span<const LayerDefinition> layer_definitions();
/// The definition of a key; nullptr if there is none.
const LayerDefinition* find_layer(std::string_view key) noexcept;

/// What is known of each node, for GraphML: `table`, `number` (row), `community` (-1: none), and for the tables that
/// occur residents' age, hukou, tenure and roles, organisations' field and status, members, staff and the like. A node
/// to which an attribute does not apply has -1 or an empty text.
std::vector<sim::NodeAttribute> node_attributes(const World& world, const std::vector<Node>& nodes);

}  // namespace liandong::governance
