#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <variant>
#include <vector>

#include "sim/graph/layer.h"

namespace liandong::sim {

/// One attribute of every node: `values` is [rows], or [rows + target_rows] for a layer between two tables.
struct NodeAttribute {
  std::string name;
  std::variant<std::vector<std::int64_t>, std::vector<double>, std::vector<std::string>> values;
};

/// Writes a layer as GraphML for Gephi, networkx and the like: nodes n0, n1, … with the attributes, edges with "weight"
/// and "last_used" (week). An undirected tie is written once. In a layer between two tables the targets follow the rows
/// as nodes, and a node attribute "table" (0 rows, 1 targets) tells them apart; tables of equal length count as one.
/// The file appears whole or not at all. Throws std::invalid_argument if an attribute has not one value per node or its
/// name is taken, std::runtime_error naming file and reason if it cannot be written.
void write_graphml(const Layer& layer, const std::vector<NodeAttribute>& attributes, const std::filesystem::path& file);

}  // namespace liandong::sim
