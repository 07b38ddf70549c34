#include "sim/graph/network_measures.h"

#include <gtest/gtest.h>

#include "tests/sim/graph/small_graphs.h"

namespace liandong::sim {
namespace {

using namespace tests;

TEST(NetworkMeasures, OfAStarAreThoseOfTheMostCentralisedGraph) {
  const auto layer = star(11);
  EXPECT_DOUBLE_EQ(degree_centralisation(layer), 1.0);
  EXPECT_DOUBLE_EQ(density(layer), 2.0 / 11.0);
  EXPECT_DOUBLE_EQ(mean_clustering(layer), 0.0);
}

TEST(DegreeGini, IsThatOfTheStarInClosedFormAndZeroWhereAllAreAlike) {
  // n − 1 rows of one tie and one of n − 1: Σ|d_i − d_j| / (2 n Σd) = (n − 2) / 2n.
  for (const std::uint32_t n : {3u, 11u, 400u}) EXPECT_NEAR(degree_gini(star(n)), (n - 2.0) / (2.0 * n), 1e-12) << n;
  EXPECT_NEAR(degree_gini(ring(10)), 0.0, 1e-12);
  EXPECT_NEAR(degree_gini(complete(7)), 0.0, 1e-12);
  EXPECT_EQ(degree_gini(undirected(5, {})), 0.0);
}

TEST(DegreeGini, DoesNotDependOnHowManyRowsThereAre) {
  const std::vector<std::uint32_t> few = {2, 3, 0, 1}, many = {2000, 3000, 0, 1000};
  EXPECT_NEAR(degree_gini(few), degree_gini(many), 1e-12);
}

TEST(NetworkMeasures, OfARingAreFlat) {
  const auto layer = ring(10);
  EXPECT_DOUBLE_EQ(degree_centralisation(layer), 0.0);
  EXPECT_DOUBLE_EQ(density(layer), 2.0 / 9.0);
  EXPECT_DOUBLE_EQ(mean_clustering(layer), 0.0);
  EXPECT_EQ(components(layer).size, (std::vector<std::uint32_t>{10}));
}

TEST(NetworkMeasures, OfACompleteGraphAreFull) {
  const auto layer = complete(7);
  EXPECT_DOUBLE_EQ(density(layer), 1.0);
  EXPECT_DOUBLE_EQ(degree_centralisation(layer), 0.0);
  EXPECT_DOUBLE_EQ(mean_clustering(layer), 1.0);
  EXPECT_DOUBLE_EQ(isolates_share(layer), 0.0);
}

// Published to three digits for the network of 34 members and 78 friendships (Zachary 1977): half a unit of the last.
TEST(NetworkMeasures, OfTheKarateClubAreThePublishedOnes) {
  const auto layer = karate_club();
  ASSERT_EQ(layer.arcs(), 2u * 78u);
  EXPECT_NEAR(density(layer), 0.139, 0.0005);
  EXPECT_NEAR(degree_centralisation(layer), 0.400, 0.0005);
  EXPECT_NEAR(mean_clustering(layer), 0.571, 0.0005);
  EXPECT_EQ(components(layer).size.size(), 1u);
}

TEST(NetworkMeasures, ClusteringOfATriangleWithATailIsThatCountedByHand) {
  const auto layer = undirected(4, {{0, 1}, {1, 2}, {0, 2}, {2, 3}});
  // Row 2 has the neighbours 0, 1, 3: of three pairs one is tied.
  EXPECT_EQ(local_clustering(layer), (std::vector{1.0, 1.0, 1.0 / 3.0, 0.0}));
}

TEST(Components, OfADirectedLayerIgnoreDirection) {
  const auto layer = Layer::from_ties(5, 5, {{1, 0}, {1, 2}, {4, 3}}, false);
  const auto result = components(layer);
  EXPECT_EQ(result.of, (std::vector<std::uint32_t>{0, 0, 0, 1, 1}));
  EXPECT_EQ(result.size, (std::vector<std::uint32_t>{3, 2}));
}

TEST(IsolatesShare, CountsRowsWithoutAnyTie) {
  EXPECT_DOUBLE_EQ(isolates_share(undirected(5, {{1, 2}})), 0.6);
  EXPECT_DOUBLE_EQ(isolates_share(Layer::from_ties(5, 5, {{1, 2}, {3, 3}}, false)), 0.6);
}

// Couples in San Francisco by ethnic group, shares of the total (Catania and others 1992), for which Newman 2003 gives
// r = 0.621. The printed shares are rounded to a thousandth; r moves by at most about 1.4 thousandths for each
// thousandth in the trace, whose four entries are off by up to half a thousandth each: 0.003.
TEST(Assortativity, OfTheSanFranciscoCouplesIsThePublishedOne) {
  const std::vector<std::vector<int>> couples{{258, 16, 35, 13}, {12, 157, 58, 19}, {13, 23, 306, 35}, {5, 7, 24, 16}};
  std::vector<Tie> ties;
  std::vector<std::uint32_t> group;
  for (std::uint32_t man = 0; man < 4; ++man)
    for (std::uint32_t woman = 0; woman < 4; ++woman)
      for (int i = 0; i < couples[man][woman]; ++i) {
        ties.push_back({static_cast<std::uint32_t>(group.size()), static_cast<std::uint32_t>(group.size() + 1)});
        group.push_back(man);
        group.push_back(woman);
      }
  const auto rows = static_cast<std::uint32_t>(group.size());
  EXPECT_NEAR(assortativity(Layer::from_ties(rows, rows, ties, false), group), 0.621, 0.003);
}

TEST(Assortativity, IsOneWithinGroupsMinusOneAcrossTwoAndZeroWhereUndefined) {
  const auto layer = undirected(4, {{0, 1}, {2, 3}});
  EXPECT_DOUBLE_EQ(assortativity(layer, std::vector<std::uint32_t>{0, 0, 1, 1}), 1.0);
  EXPECT_DOUBLE_EQ(assortativity(layer, std::vector<std::uint32_t>{0, 1, 1, 0}), -1.0);
  EXPECT_DOUBLE_EQ(assortativity(layer, std::vector<std::uint32_t>{2, 2, 2, 2}), 0.0);
  EXPECT_DOUBLE_EQ(assortativity(undirected(2, {}), std::vector<std::uint32_t>{0, 1}), 0.0);
}

TEST(Induced, KeepsTheTiesAmongItsRowsWithTheirColumns) {
  const auto layer = undirected(6, {{0, 2, 1.0f, 1}, {2, 3, 2.0f, 7}, {3, 4, 3.0f, 8}, {4, 5, 4.0f, 9}});
  const auto part = induced(layer, 2, 5);
  EXPECT_EQ(part.rows(), 3u);
  EXPECT_EQ(part.arcs(), 4u);
  EXPECT_TRUE(part.undirected());
  EXPECT_EQ(part.arc_weights()[part.find(1, 2)], 3.0f);
  EXPECT_EQ(part.arc_last_used()[part.find(1, 0)], 7u);
}

TEST(NetworkMeasures, OfNearlyNothingAreZero) {
  for (const std::uint32_t rows : {0u, 1u}) {
    const auto layer = undirected(rows, {});
    EXPECT_EQ(density(layer), 0.0);
    EXPECT_EQ(degree_centralisation(layer), 0.0);
    EXPECT_EQ(mean_clustering(layer), 0.0);
    EXPECT_EQ(components(layer).size.size(), rows);
  }
  EXPECT_EQ(isolates_share(undirected(0, {})), 0.0);
}

TEST(Measures, OfCountsAreThoseOfTheLayerCounted) {
  const auto star = undirected(5, {{0, 1}, {0, 2}, {0, 3}, {0, 4}});
  EXPECT_EQ(density(5, 8), density(star));
  EXPECT_EQ(degree_centralisation(5, 8, 4), degree_centralisation(star));
  EXPECT_EQ(assortativity(1.0, 0.5), 1.0);
  EXPECT_EQ(assortativity(0.5, 0.5), 0.0);
  EXPECT_EQ(assortativity(1.0, 1.0), 0.0);
}

}  // namespace
}  // namespace liandong::sim
