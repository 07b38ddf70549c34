#include "sim/graph/graphml.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/graphml.hpp>
#include <fstream>

#include "tests/sim/graph/small_graphs.h"
#include "tests/sim/temporary_folder.h"

namespace liandong::sim {
namespace {

using namespace tests;
using testing::HasSubstr;

struct Node {
  std::string name;
  long age = 0, table = 0;
  double trust = 0;
};
struct Edge {
  float weight = 0;
  long last_used = 0;
};

template <class Direction>
auto read_back(const std::filesystem::path& file, const std::string& name_key) {
  boost::adjacency_list<boost::vecS, boost::vecS, Direction, Node, Edge> graph;
  boost::dynamic_properties properties(boost::ignore_other_properties);
  properties.property(name_key, get(&Node::name, graph));
  properties.property("age", get(&Node::age, graph));
  properties.property("table", get(&Node::table, graph));
  properties.property("trust", get(&Node::trust, graph));
  properties.property("weight", get(&Edge::weight, graph));
  properties.property("last_used", get(&Edge::last_used, graph));
  std::ifstream in(file);
  boost::read_graphml(in, graph, properties);
  return graph;
}

TEST(GraphMl, ComesBackThroughBoostWithNodesTiesAndColumns) {
  const TemporaryFolder folder;
  const auto layer = undirected(4, {{0, 1, 0.1f, 5}, {2, 1, 2.0f, 7}});
  const std::vector<std::string> names{"甲", "<&\">", "c", "d"};
  const std::vector<double> trust{0.1, 1.0 / 3.0, 1e-300, 1.0};
  write_graphml(layer, {{"name & title", names}, {"age", std::vector<std::int64_t>{30, 41, 52, 63}}, {"trust", trust}},
                folder / "g.graphml");
  const auto graph = read_back<boost::undirectedS>(folder / "g.graphml", "name & title");
  ASSERT_EQ(num_vertices(graph), 4u);
  ASSERT_EQ(num_edges(graph), 2u);
  for (std::size_t v = 0; v < 4; ++v) {
    EXPECT_EQ(graph[v].name, names[v]);
    EXPECT_EQ(graph[v].age, static_cast<long>(30 + 11 * v));
    EXPECT_EQ(graph[v].trust, trust[v]);
  }
  const auto [tie, found] = boost::edge(1, 2, graph);
  ASSERT_TRUE(found);
  EXPECT_EQ(graph[tie].weight, 2.0f);
  EXPECT_EQ(graph[tie].last_used, 7);
  EXPECT_EQ(graph[boost::edge(0, 1, graph).first].weight, 0.1f);
  EXPECT_EQ(folder.files(), 1u);
}

TEST(GraphMl, OfALayerBetweenTwoTablesPutsTheTargetsBehindTheRows) {
  const TemporaryFolder folder;
  write_graphml(Layer::from_ties(2, 3, {{0, 2}, {1, 0}}, false), {}, folder / "g.graphml");
  const auto graph = read_back<boost::directedS>(folder / "g.graphml", "name");
  ASSERT_EQ(num_vertices(graph), 5u);
  EXPECT_TRUE(boost::edge(0, 4, graph).second);
  EXPECT_TRUE(boost::edge(1, 2, graph).second);
  EXPECT_EQ(graph[1].table, 0);
  EXPECT_EQ(graph[2].table, 1);
}

TEST(GraphMl, RefusesColumnsOfAnotherLengthAndTakenNames) {
  const TemporaryFolder folder;
  const auto refusal = [&](std::vector<NodeAttribute> attributes) {
    return thrown_text([&] { write_graphml(ring(3), attributes, folder / "g.graphml"); });
  };
  EXPECT_THAT(refusal({{"age", std::vector<double>{1.0}}}), HasSubstr("'age' has 1 values for 3 nodes"));
  EXPECT_THAT(refusal({{"weight", std::vector<double>(3)}}), HasSubstr("'weight' is taken"));
  EXPECT_THAT(refusal({{"a", std::vector<double>(3)}, {"a", std::vector<double>(3)}}), HasSubstr("'a' is taken"));
  EXPECT_EQ(folder.files(), 0u);
}

TEST(GraphMl, NamesTheFileThatCannotBeWritten) {
  const TemporaryFolder folder;
  EXPECT_THAT(thrown_text([&] { write_graphml(ring(3), {}, folder / "absent/g.graphml"); }),
              HasSubstr("absent/g.graphml: cannot create"));
}

}  // namespace
}  // namespace liandong::sim
