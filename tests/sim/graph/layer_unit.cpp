#include "sim/graph/layer.h"

#include <gtest/gtest.h>

#include <stdexcept>

namespace liandong::sim {
namespace {

TEST(Layer, SortsNeighboursAndKeepsTheHeaviestOfRepeatedTies) {
  const auto layer =
      Layer::from_ties(3, 5, {{1, 4, 1.0f, 1}, {1, 0, 2.0f, 2}, {1, 4, 3.0f, 3}, {2, 2, 1.0f, 4}}, false);
  EXPECT_EQ(layer.offsets(), (std::vector<std::uint32_t>{0, 0, 2, 3}));
  EXPECT_EQ(layer.targets(), (std::vector<std::uint32_t>{0, 4, 2}));
  EXPECT_EQ(layer.arc_weights(), (std::vector<float>{2.0f, 3.0f, 1.0f}));
  EXPECT_EQ(layer.arc_last_used(), (std::vector<std::uint32_t>{2, 3, 4}));
  EXPECT_EQ(layer.target_rows(), 5u);
}

TEST(Layer, OfUndirectedTiesHasBothArcsAndNoneToItself) {
  const auto layer = Layer::from_ties(3, 3, {{2, 0, 0.5f, 8}, {1, 1}}, true);
  EXPECT_EQ(layer.arcs(), 2u);
  EXPECT_EQ(layer.degree(1), 0u);
  const auto there = layer.find(0, 2), back = layer.find(2, 0);
  ASSERT_NE(there, Layer::no_arc);
  ASSERT_NE(back, Layer::no_arc);
  EXPECT_EQ(layer.arc_last_used()[there], 8u);
  EXPECT_EQ(layer.arc_last_used()[back], 8u);
  EXPECT_EQ(layer.find(0, 1), Layer::no_arc);
}

TEST(Layer, RebuildDropsAndAddsAndNeverTiesARowToItself) {
  auto layer = Layer::from_ties(4, 4, {{0, 1, 1.0f, 1}, {1, 2, 1.0f, 9}, {2, 3, 1.0f, 3}}, true);
  layer.rebuild([](std::uint32_t, std::uint32_t, float, std::uint32_t last_used) { return last_used >= 3; },
                {{3, 0, 2.0f, 10}, {1, 1}, {2, 1, 5.0f, 4}});
  EXPECT_EQ(layer.find(0, 1), Layer::no_arc);
  EXPECT_EQ(layer.find(1, 1), Layer::no_arc);
  EXPECT_EQ(layer.arcs(), 6u);
  EXPECT_EQ(layer.weights(1)[0], 5.0f);
  EXPECT_EQ(layer.arc_last_used()[layer.find(0, 3)], 10u);
}

TEST(Layer, WithoutRowsIsEmpty) {
  EXPECT_EQ(Layer().rows(), 0u);
  EXPECT_EQ(Layer::from_ties(0, 0, {}, true).arcs(), 0u);
}

TEST(Layer, RefusesMoreArcsThanItCanNumber) {
  EXPECT_NO_THROW(Layer::require_countable(4'294'967'294u));
  EXPECT_THROW(Layer::require_countable(4'294'967'295u), std::length_error);
  EXPECT_THROW(Layer::require_countable(std::uint64_t{1} << 33), std::length_error);
}

}  // namespace
}  // namespace liandong::sim
