#include "analysis/scenario/edit_distance.h"

#include <gtest/gtest.h>

#include <vector>

namespace liandong::sim {
namespace {

TEST(EditDistance, CountsTheTextbookCases) {
  EXPECT_EQ(edit_distance("kitten", "sitting"), 3u);
  EXPECT_EQ(edit_distance("saturday", "sunday"), 3u);
  EXPECT_EQ(edit_distance("", "abc"), 3u);
  EXPECT_EQ(edit_distance("abc", "abc"), 0u);
}

TEST(EditDistance, CountsSwappedNeighboursOnce) { EXPECT_EQ(edit_distance("wieght", "weight"), 1u); }

TEST(NearestName, IsTheFirstOfTheClosest) {
  const std::vector<std::string> names{"trust", "truss", "strain"};
  EXPECT_EQ(nearest_name("trusst", names), "trust");
  EXPECT_EQ(nearest_name("strian", names), "strain");
  EXPECT_EQ(nearest_name("x", {}), "");
}

}  // namespace
}  // namespace liandong::sim
