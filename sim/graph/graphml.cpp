#include "sim/graph/graphml.h"

#include <algorithm>
#include <boost/graph/graphml.hpp>
#include <boost/make_shared.hpp>
#include <boost/property_map/dynamic_property_map.hpp>
#include <charconv>
#include <set>
#include <sstream>
#include <stdexcept>

#include "sim/graph/layer_graph.h"
#include "sim/store/atomic_file.h"

namespace liandong::sim {
namespace {

/// A layer between two tables as one among the rows of both.
Layer joined(const Layer& layer) {
  std::vector<Tie> ties;
  ties.reserve(layer.arcs());
  for (std::uint32_t r = 0; r < layer.rows(); ++r)
    for (std::uint32_t arc = layer.offsets()[r]; arc < layer.offsets()[r + 1]; ++arc)
      ties.push_back({r, layer.rows() + layer.targets()[arc], layer.arc_weights()[arc], layer.arc_last_used()[arc]});
  const std::uint32_t nodes = layer.rows() + layer.target_rows();
  return Layer::from_ties(nodes, nodes, std::move(ties), false);
}

void check(const std::vector<NodeAttribute>& attributes, std::size_t nodes) {
  std::set<std::string> taken;
  for (const auto& attribute : attributes) {
    const auto count = std::visit([](const auto& values) { return values.size(); }, attribute.values);
    if (count != nodes)
      throw std::invalid_argument("graphml: attribute '" + attribute.name + "' has " + std::to_string(count) +
                                  " values for " + std::to_string(nodes) + " nodes");
    if (!taken.insert(attribute.name).second || attribute.name == "weight" || attribute.name == "last_used")
      throw std::invalid_argument("graphml: attribute name '" + attribute.name + "' is taken");
  }
}

std::string text_of(const std::string& value) { return value; }
template <class Number>
std::string text_of(Number value) {
  char digits[32];
  return {digits, std::to_chars(digits, digits + sizeof(digits), value).ptr};
}

/// A column of nodes or edges. Boost's own adaptor would cut numbers to six digits.
template <class Key, class Value, class Get>
class ExactColumn : public boost::dynamic_property_map {
 public:
  explicit ExactColumn(Get get) : get_(std::move(get)) {}
  boost::any get(const boost::any& key) override { return Value(get_(boost::any_cast<const Key&>(key))); }
  std::string get_string(const boost::any& key) override { return text_of(get_(boost::any_cast<const Key&>(key))); }
  void put(const boost::any&, const boost::any&) override { throw boost::dynamic_const_put_error(); }
  const std::type_info& key() const override { return typeid(Key); }
  const std::type_info& value() const override { return typeid(Value); }

 private:
  Get get_;
};

template <class Key, class Value, class Get>
void add_column(boost::dynamic_properties& properties, const std::string& name, Get get) {
  // Boost escapes values but not the names of properties.
  properties.insert(boost::property_tree::xml_parser::encode_char_entities(name),
                    boost::make_shared<ExactColumn<Key, Value, Get>>(std::move(get)));
}

template <class Graph>
std::string graphml_text(const Graph& graph, const std::vector<NodeAttribute>& attributes) {
  const Layer& layer = graph.layer();
  boost::dynamic_properties properties;
  for (const auto& attribute : attributes)
    std::visit(
        [&]<class T>(const std::vector<T>& values) {
          add_column<std::uint32_t, T>(properties, attribute.name, [&values](std::uint32_t v) { return values[v]; });
        },
        attribute.values);
  add_column<LayerEdge, float>(properties, "weight", [&](const LayerEdge& e) { return layer.arc_weights()[e.arc]; });
  add_column<LayerEdge, std::int64_t>(properties, "last_used",
                                      [&](const LayerEdge& e) { return std::int64_t{layer.arc_last_used()[e.arc]}; });
  std::ostringstream text;
  boost::write_graphml(text, graph, properties, true);
  return std::move(text).str();
}

}  // namespace

void write_graphml(const Layer& layer, const std::vector<NodeAttribute>& attributes,
                   const std::filesystem::path& file) {
  if (layer.rows() != layer.target_rows()) {
    auto with_table = attributes;
    std::vector<std::int64_t> table(std::size_t{layer.rows()} + layer.target_rows(), 1);
    std::fill_n(table.begin(), layer.rows(), 0);
    with_table.push_back({"table", std::move(table)});
    return write_graphml(joined(layer), with_table, file);
  }
  check(attributes, layer.rows());
  AtomicFile target(file);
  target.write(layer.undirected() ? graphml_text(UndirectedLayerGraph(layer), attributes)
                                  : graphml_text(DirectedLayerGraph(layer), attributes));
  target.commit();
}

}  // namespace liandong::sim
