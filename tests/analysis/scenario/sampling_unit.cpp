#include "analysis/scenario/sampling.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <set>

namespace liandong::analysis {
namespace {

TEST(Trajectories, MoveEveryFactorOnceByHalfOfTheLevels) {
  const auto sample = trajectories(5, 10, 6, 3);
  ASSERT_EQ(sample.levels.size(), 60u);
  ASSERT_EQ(sample.moves.size(), 60u);
  for (std::size_t first = 0; first < 60; first += 6) {
    EXPECT_EQ(sample.moves[first], 0);
    std::set<int> moved;
    for (std::size_t p = first + 1; p < first + 6; ++p) {
      const auto factor = static_cast<std::size_t>(std::abs(sample.moves[p])) - 1;
      moved.insert(std::abs(sample.moves[p]));
      for (std::size_t f = 0; f < 5; ++f) {
        const int step = static_cast<int>(sample.levels[p][f]) - static_cast<int>(sample.levels[p - 1][f]);
        EXPECT_EQ(step, f != factor ? 0 : sample.moves[p] > 0 ? 3 : -3);
        EXPECT_LT(sample.levels[p][f], 6u);
      }
    }
    EXPECT_EQ(moved, (std::set{1, 2, 3, 4, 5}));
  }
}

TEST(Trajectories, UseAllLevelsAndOrdersAndDependOnTheSeedOnly) {
  const auto sample = trajectories(3, 400, 4, 1);
  std::array<int, 4> levels{};
  std::array<int, 4> first_moved{};
  for (std::size_t p = 0; p < sample.levels.size(); p += 4) {
    ++levels[sample.levels[p][1]];
    ++first_moved[static_cast<std::size_t>(std::abs(sample.moves[p + 1]))];
  }
  for (const int count : levels) EXPECT_NEAR(count, 100, 35);  // 4 standard deviations of 8.7
  for (const int f : {1, 2, 3}) EXPECT_NEAR(first_moved[static_cast<std::size_t>(f)], 133, 38);
  EXPECT_EQ(trajectories(3, 400, 4, 1).levels, sample.levels);
  EXPECT_NE(trajectories(3, 400, 4, 2).levels, sample.levels);
  auto longer = trajectories(3, 401, 4, 1).levels;
  longer.resize(sample.levels.size());
  EXPECT_EQ(longer, sample.levels);
}

TEST(SobolPoints, AreTwoSamplesAndThenTheFirstWithOneColumnOfTheSecond) {
  const auto points = sobol_points(3, 8, 1);
  ASSERT_EQ(points.size(), 40u);
  for (std::size_t f = 0; f < 3; ++f)
    for (std::size_t j = 0; j < 8; ++j)
      for (std::size_t k = 0; k < 3; ++k)
        EXPECT_EQ(points[(2 + f) * 8 + j][k], k == f ? points[8 + j][k] : points[j][k]);
}

TEST(SobolPoints, FillEveryColumnEvenlyWithinTheBordersAndOtherwiseForAnotherSeed) {
  for (const std::uint64_t seed : {1u, 2u}) {
    const auto points = sobol_points(40, 64, seed);
    for (std::size_t k = 0; k < 40; ++k)
      for (const std::size_t first : {0u, 64u}) {
        std::vector<int> cells;
        for (std::size_t j = 0; j < 64; ++j) cells.push_back(static_cast<int>(64 * points[first + j][k]));
        std::ranges::sort(cells);
        for (int c = 0; c < 64; ++c) ASSERT_EQ(cells[static_cast<std::size_t>(c)], c);
      }
    for (const auto& point : points)
      for (const double u : point) ASSERT_TRUE(u > 0 && u < 1);
  }
  EXPECT_NE(sobol_points(2, 8, 1), sobol_points(2, 8, 2));
}

}  // namespace
}  // namespace liandong::analysis
