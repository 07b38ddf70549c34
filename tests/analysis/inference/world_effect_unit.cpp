#include "analysis/inference/world_effect.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <vector>

namespace liandong::analysis {
namespace {

using models::Direction;

std::vector<double> worlds(std::size_t ahead, std::size_t behind, std::size_t equal) {
  std::vector<double> differences(ahead, 0.1);
  differences.insert(differences.end(), behind, -0.1);
  differences.insert(differences.end(), equal, 0.001);
  return differences;
}

WorldEffect effect_of(const std::vector<double>& differences, Direction direction = Direction::better) {
  return world_effect(differences, std::vector<double>(differences.size(), 0.0), direction, 0.01);
}

TEST(WorldEffect, CountsWorldsByWhetherTheDifferenceMatters) {
  const auto effect = effect_of(worlds(5, 3, 2));
  EXPECT_EQ(effect.worlds, 10u);
  EXPECT_NEAR(effect.shares.ahead, 0.5, 1e-12);
  EXPECT_NEAR(effect.shares.behind, 0.3, 1e-12);
  EXPECT_NEAR(effect.shares.neither, 0.2, 1e-12);
  EXPECT_EQ(effect.word, WorldWord::depends);
}

TEST(WorldEffect, SaysBetterWhateverWeAssumedFromNineInTenAndProbablyFromTwoInThree) {
  EXPECT_EQ(effect_of(worlds(90, 10, 0)).word, WorldWord::better_always);
  EXPECT_EQ(effect_of(worlds(89, 11, 0)).word, WorldWord::better_probably);
  EXPECT_EQ(effect_of(worlds(66, 20, 14)).word, WorldWord::better_probably);
  EXPECT_EQ(effect_of(worlds(65, 20, 15)).word, WorldWord::depends);
  EXPECT_EQ(effect_of(worlds(5, 92, 3)).word, WorldWord::worse_always);
  EXPECT_EQ(effect_of(worlds(5, 5, 90)).word, WorldWord::same_always);
  EXPECT_EQ(effect_of(worlds(15, 15, 70)).word, WorldWord::same_probably);
}

TEST(WorldEffect, SaysNothingThatFewWorldsCannotBear) {
  // Wilson, 99%, by hand: 15 of 20 give a lower end of 0.46, 16 of 20 of 0.51; 18 of 20 one of 0.62, 19 of 20 of 0.68.
  EXPECT_EQ(effect_of(worlds(15, 5, 0)).word, WorldWord::depends);
  EXPECT_EQ(effect_of(worlds(16, 4, 0)).word, WorldWord::better_probably);
  EXPECT_EQ(effect_of(worlds(2, 18, 0)).word, WorldWord::worse_probably);
  EXPECT_EQ(effect_of(worlds(1, 19, 0)).word, WorldWord::worse_always);
  EXPECT_EQ(effect_of(worlds(6, 0, 0)).word, WorldWord::depends);
}

TEST(WorldEffect, OfWhatIsBetterLowTurnsAhead) {
  EXPECT_EQ(effect_of(worlds(95, 5, 0), Direction::worse).word, WorldWord::worse_always);
  EXPECT_EQ(effect_of(worlds(95, 5, 0), Direction::neutral).word, WorldWord::better_always);
}

TEST(WorldEffect, RegretIsWhatTheOtherArmWouldHaveGiven) {
  const auto effect = effect_of({0.3, -0.1, 0.0, 0.2});
  EXPECT_NEAR(effect.regret_a, 0.1 / 4, 1e-12);
  EXPECT_NEAR(effect.regret_b, 0.5 / 4, 1e-12);
  EXPECT_NEAR(effect.greatest_regret_a, 0.1, 1e-12);
  EXPECT_NEAR(effect.greatest_regret_b, 0.3, 1e-12);
  const auto neutral = effect_of({0.3, -0.1}, Direction::neutral);
  EXPECT_EQ(neutral.regret_a, 0.0);
  EXPECT_EQ(neutral.greatest_regret_b, 0.0);
}

TEST(WorldEffect, EqualArmsAreNeverBetter) {
  std::vector<double> figures;
  for (int world = 0; world < 21; ++world) figures.push_back(0.1 * world);
  const auto effect = world_effect(figures, figures, Direction::better, 0.0);
  EXPECT_EQ(effect.shares.neither, 1.0);
  EXPECT_EQ(effect.word, WorldWord::same_always);
  EXPECT_EQ(effect.regret_a, 0.0);
}

TEST(WorldEffect, SettlesWhenMoreWorldsWouldHardlyChangeTheWord) {
  // Wilson, 90%, by hand: 20 of 20 gives [0.881, 1], which still reaches below nine in ten; 30 of 30 gives [0.917, 1].
  EXPECT_FALSE(effect_of(worlds(20, 0, 0)).settled);
  EXPECT_TRUE(effect_of(worlds(30, 0, 0)).settled);
  EXPECT_FALSE(effect_of(worlds(66, 34, 0)).settled);
  EXPECT_TRUE(effect_of(worlds(50, 50, 0)).settled);
}

TEST(WorldEffect, LeavesOutWorldsInWhichAFigureIsUndefined) {
  const double missing = std::numeric_limits<double>::quiet_NaN();
  const auto effect = effect_of({0.1, missing, 0.2});
  EXPECT_EQ(effect.worlds, 2u);
  EXPECT_NEAR(effect.median, 0.15, 1e-12);
  const auto none = effect_of({missing});
  EXPECT_EQ(none.worlds, 0u);
  EXPECT_EQ(none.word, WorldWord::depends);
  EXPECT_TRUE(std::isnan(none.median));
  EXPECT_FALSE(none.settled);
}

TEST(WorldEffect, AsksForEquallyManyFiguresAndAnEffectOfAtLeastZero) {
  const std::vector<double> one = {0.1}, two = {0.1, 0.2};
  EXPECT_THROW(world_effect(one, two, Direction::better, 0.01), std::invalid_argument);
  EXPECT_THROW(world_effect(one, one, Direction::better, -0.01), std::invalid_argument);
}

}  // namespace
}  // namespace liandong::analysis
