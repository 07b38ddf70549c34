#include "analysis/inference/world_findings.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "tests/analysis/inference/made_worlds.h"

namespace liandong::analysis {
namespace {

namespace made = made_worlds;

constexpr double no_figure = std::numeric_limits<double>::quiet_NaN();

WorldFindings findings_of(const Worlds& w, std::size_t indicator) {
  return world_findings(w, made::catalogue(), std::array{indicator});
}

/// Arm 1 is a fixed 0.5; arm 0 is ahead where unknown 0, of the town, lies above 0.4.
Worlds hanging_on_one(std::size_t count = 200) {
  auto w = made::worlds(count, 30, made::Luck(1), 5);
  made::set_figures(w, 0, made::comfort, [&](std::size_t i) { return w.values.at(i, 0) > 0.4 ? 0.6 : 0.4; });
  made::set_figures(w, 1, made::comfort, [](std::size_t) { return 0.5; });
  return w;
}

TEST(Ranking, SharesAWorldAmongArmsThatDifferByLessThanMatters) {
  auto w = made::worlds(20, 1, made::Luck(1), 0, 3);
  made::set_figures(w, 0, made::comfort, [](std::size_t i) { return i < 10 ? 0.500 : 0.300; });
  made::set_figures(w, 1, made::comfort, [](std::size_t i) { return i < 10 ? 0.495 : 0.200; });
  made::set_figures(w, 2, made::comfort, [](std::size_t i) { return i < 5 ? 0.100 : 0.400; });
  const auto ranking = findings_of(w, made::comfort).rankings.at(0);
  EXPECT_EQ(ranking.worlds, 20u);
  EXPECT_NEAR(ranking.arms[0].best, 0.25, 1e-12);  // half of ten worlds
  EXPECT_NEAR(ranking.arms[1].best, 0.25, 1e-12);
  EXPECT_NEAR(ranking.arms[2].best, 0.50, 1e-12);
  EXPECT_NEAR(ranking.arms[0].alone, 0.0, 1e-12);
  EXPECT_NEAR(ranking.arms[2].alone, 0.5, 1e-12);
}

TEST(Ranking, RegretIsAgainstTheBestOfAllArms) {
  auto w = made::worlds(20, 1, made::Luck(1), 0, 3);
  made::set_figures(w, 0, made::wait, [](std::size_t i) { return i < 10 ? 1.0 : 4.0; });
  made::set_figures(w, 1, made::wait, [](std::size_t i) { return i < 10 ? 3.0 : 2.0; });
  made::set_figures(w, 2, made::wait, [](std::size_t i) { return i < 10 ? 2.5 : 2.5; });
  const auto ranking = findings_of(w, made::wait).rankings.at(0);
  EXPECT_NEAR(ranking.arms[0].mean_regret, 1.0, 1e-12);
  EXPECT_NEAR(ranking.arms[0].greatest_regret, 2.0, 1e-12);
  EXPECT_NEAR(ranking.arms[2].mean_regret, 1.0, 1e-12);
  EXPECT_NEAR(ranking.arms[2].greatest_regret, 1.5, 1e-12);
  EXPECT_EQ(ranking.least_regret, 2u);
  // Blindly every arm waits 2.5 on average; who knows the world waits 1 or 2.
  EXPECT_NEAR(ranking.worth_of_all, 1.0, 1e-12);
}

TEST(Ranking, OfANeutralFigureHasNoRegret) {
  auto w = hanging_on_one();
  for (const std::size_t arm : {0, 1})
    made::set_figures(w, arm, made::meetings, [&](std::size_t i) { return w.figures.at(i, arm, 0); });
  const auto findings = findings_of(w, made::meetings);
  EXPECT_FALSE(findings.rankings.at(0).least_regret);
  EXPECT_EQ(findings.rankings[0].arms[0].greatest_regret, 0.0);
  EXPECT_EQ(findings.rankings[0].worth_of_all, 0.0);
  EXPECT_EQ(findings.pairs.at(0).deciders.found.at(0).worth, 0.0);
}

TEST(WorldFindings, NameTheUnknownOnWhichTheOrderHangs) {
  const auto found = findings_of(hanging_on_one(), made::comfort).pairs.at(0);
  EXPECT_EQ(found.effect.word, WorldWord::depends);
  EXPECT_TRUE(found.of_a);
  ASSERT_EQ(found.rule.bounds.size(), 1u);
  EXPECT_EQ(found.rule.bounds[0].variable, 0u);
  EXPECT_NEAR(found.rule.bounds[0].low, 0.4, 0.02);
  ASSERT_EQ(found.deciders.found.size(), 1u);
  const Decider& decider = found.deciders.found[0];
  EXPECT_EQ(decider.unknown, 0u);
  EXPECT_EQ(decider.favours_a, End::high);
  EXPECT_LE(decider.p, decider_level);
  EXPECT_LE(decider.low, decider.share);
  EXPECT_GE(decider.high, decider.share);
  ASSERT_EQ(decider.parts.size(), 3u);
  EXPECT_NEAR(decider.parts[0].difference, -0.1, 1e-12);
  EXPECT_NEAR(decider.parts[2].difference, 0.1, 1e-12);
  EXPECT_NEAR(decider.parts[0].high, 1.0 / 3, 0.08);
  EXPECT_NEAR(found.deciders.unexplained, 1.0 - decider.share, 1e-9);
}

TEST(WorldFindings, MapTheContextFirstAndCountEveryWorldOnce) {
  auto w = made::worlds(200, 30, made::Luck(2), 5);
  made::set_figures(w, 0, made::comfort, [&](std::size_t i) {
    return w.values.at(i, 2) + 1.5 * w.values.at(i, 20) + 0.8 * w.values.at(i, 21) - 1.6;
  });
  const auto map = findings_of(w, made::comfort).pairs.at(0).map;
  ASSERT_EQ(map.axes.size(), 2u);
  EXPECT_EQ(map.axes[0].unknown, 2u);
  EXPECT_TRUE(map.axes[0].of_context);
  EXPECT_EQ(map.axes[1].unknown, 20u);
  EXPECT_FALSE(map.axes[1].of_context);
  ASSERT_EQ(map.cells.size(), map.axes[0].parts.size() * map.axes[1].parts.size());
  EXPECT_EQ(map.cells.size(), 16u);
  std::uint32_t counted = 0;
  for (const MapCell& cell : map.cells) counted += cell.worlds;
  EXPECT_EQ(counted, 200u);
  EXPECT_GT(map.cells.front().shares.behind, 0.9);
  EXPECT_GT(map.cells.back().shares.ahead, 0.9);
}

TEST(WorldFindings, HaveNoShareOfACellWithFewWorlds) {
  MapCell cell;
  cell.worlds = 4;
  EXPECT_FALSE(cell.enough());
  auto w = made::worlds(40, 4, made::Luck(2), 2);
  made::set_figures(w, 0, made::comfort, [&](std::size_t i) { return w.values.at(i, 0) + w.values.at(i, 1) - 1.0; });
  const auto map = findings_of(w, made::comfort).pairs.at(0).map;
  ASSERT_EQ(map.cells.size(), 9u);
  for (const MapCell& c : map.cells) {
    const double sum = c.shares.ahead + c.shares.behind + c.shares.neither;
    EXPECT_NEAR(sum, c.enough() ? 1.0 : 0.0, 1e-12);
  }
}

TEST(WorldFindings, SayWhichAlternativeReversesTheWord) {
  auto w = made::worlds(200, 3, made::Luck(3));
  w.unknowns[1].range = {0.0, 2.0, models::Distribution::alternatives};
  for (std::size_t i = 0; i < 200; ++i) w.values.at(i, 1) = i % 10 < 7 ? 0 : i % 10 < 9 ? 1 : 2;
  made::set_figures(w, 0, made::comfort, [&](std::size_t i) { return w.values.at(i, 1) == 1.0 ? -0.1 : 0.1; });
  const auto found = findings_of(w, made::comfort).pairs.at(0);
  ASSERT_EQ(found.structures.size(), 1u);
  EXPECT_EQ(found.structures[0].unknown, 1u);
  EXPECT_TRUE(found.structures[0].reverses);
  ASSERT_EQ(found.structures[0].alternatives.size(), 3u);
  EXPECT_EQ(found.structures[0].alternatives[1].value, 1.0);
  EXPECT_EQ(found.structures[0].alternatives[1].effect.worlds, 40u);
  EXPECT_EQ(found.structures[0].alternatives[1].effect.word, WorldWord::worse_always);
  EXPECT_EQ(found.structures[0].alternatives[0].effect.word, WorldWord::better_always);
  ASSERT_EQ(found.deciders.found.size(), 1u);
  EXPECT_NEAR(found.deciders.found[0].share, 1.0, 1e-9);
  EXPECT_EQ(found.deciders.found[0].favours_a, End::neither);
  EXPECT_EQ(found.deciders.found[0].parts.size(), 3u);
}

TEST(WorldFindings, ReverseNothingWhereEveryAlternativeSaysTheSame) {
  auto w = made::worlds(100, 2, made::Luck(3));
  w.unknowns[0].range = {0.0, 1.0, models::Distribution::alternatives};
  for (std::size_t i = 0; i < 100; ++i) w.values.at(i, 0) = static_cast<double>(i % 2);
  made::set_figures(w, 0, made::comfort, [](std::size_t i) { return i % 2 == 0 ? 0.05 : 0.2; });
  EXPECT_FALSE(findings_of(w, made::comfort).pairs.at(0).structures.at(0).reverses);
}

TEST(WorldFindings, AreNotTakenFromFewWorlds) {
  const auto few = findings_of(hanging_on_one(19), made::comfort);
  EXPECT_TRUE(few.pairs.empty());
  EXPECT_TRUE(few.rankings.empty());
  EXPECT_TRUE(findings_of(Worlds{}, made::comfort).pairs.empty());
}

TEST(WorldFindings, LeaveOutWorldsThatFailed) {
  auto w = hanging_on_one();
  for (const std::size_t arm : {0, 1}) w.figures.at(3, arm, made::comfort) = no_figure;
  w.figures.at(4, 1, made::comfort) = no_figure;
  const auto findings = findings_of(w, made::comfort);
  EXPECT_EQ(findings.pairs.at(0).effect.worlds, 198u);
  EXPECT_EQ(findings.rankings.at(0).worlds, 198u);
  EXPECT_EQ(findings.pairs[0].deciders.found.at(0).unknown, 0u);
}

TEST(WorldFindings, OfEqualArmsNameNoUnknown) {
  auto w = made::worlds(100, 20, made::Luck(4));
  for (const std::size_t arm : {0, 1})
    made::set_figures(w, arm, made::exact, [&](std::size_t i) { return w.values.at(i, 0); });
  const auto found = findings_of(w, made::exact).pairs.at(0);
  EXPECT_EQ(found.effect.word, WorldWord::same_always);
  EXPECT_TRUE(found.deciders.found.empty());
  EXPECT_EQ(found.deciders.unexplained, 1.0);
  EXPECT_TRUE(found.rule.bounds.empty());
  EXPECT_TRUE(found.map.axes.empty());
  EXPECT_TRUE(found.map.cells.empty());
}

TEST(WorldFindings, SayTheSameOfTheSameWorlds) {
  const auto w = hanging_on_one();
  const auto first = findings_of(w, made::comfort).pairs.at(0), second = findings_of(w, made::comfort).pairs.at(0);
  EXPECT_EQ(first.deciders.found.at(0).low, second.deciders.found.at(0).low);
  EXPECT_EQ(first.deciders.found[0].p, second.deciders.found[0].p);
}

TEST(WordsSettled, AsksForTwentyWorldsAndForEveryPair) {
  auto w = made::worlds(60, 2, made::Luck(5), 0, 3);
  made::set_figures(w, 0, made::comfort, [](std::size_t) { return 0.2; });
  const std::size_t indicators[] = {made::comfort};
  EXPECT_TRUE(words_settled(w, made::catalogue(), indicators));
  made::set_figures(w, 2, made::comfort, [](std::size_t i) { return i % 3 == 0 ? 0.1 : 0.3; });
  EXPECT_FALSE(words_settled(w, made::catalogue(), indicators));  // two of three: between two words
  auto few = made::worlds(19, 2, made::Luck(5));
  made::set_figures(few, 0, made::comfort, [](std::size_t) { return 0.2; });
  EXPECT_FALSE(words_settled(few, made::catalogue(), indicators));
  EXPECT_FALSE(words_settled(w, made::catalogue(), {}));
}

TEST(WordsSettled, PassesOverAnIndicatorThatNoWorldHas) {
  auto w = made::worlds(60, 2, made::Luck(5));
  made::set_figures(w, 0, made::comfort, [](std::size_t) { return 0.2; });
  for (const std::size_t arm : {0, 1}) made::set_figures(w, arm, made::wait, [](std::size_t) { return no_figure; });
  EXPECT_TRUE(words_settled(w, made::catalogue(), std::array{made::comfort, made::wait}));
  EXPECT_FALSE(words_settled(w, made::catalogue(), std::array{made::wait}));
}

TEST(IsAnswered, AsksForSureWordsOnEveryIndicatorThatSomeWorldHas) {
  auto w = made::worlds(60, 2, made::Luck(5));
  made::set_figures(w, 0, made::comfort, [](std::size_t) { return 0.2; });
  for (const std::size_t arm : {0, 1}) made::set_figures(w, arm, made::wait, [](std::size_t) { return no_figure; });
  EXPECT_TRUE(is_answered(w, made::catalogue(), std::array{made::comfort, made::wait})) << "no world has the second";
  EXPECT_FALSE(is_answered(w, made::catalogue(), std::array{made::wait}));
  made::set_figures(w, 0, made::exact, [](std::size_t i) { return i % 2 == 0 ? 1.0 : -1.0; });
  EXPECT_TRUE(words_settled(w, made::catalogue(), std::array{made::exact}));
  EXPECT_FALSE(is_answered(w, made::catalogue(), std::array{made::comfort, made::exact})) << "settled, but in doubt";
}

TEST(SeedNoise, IsTheDeviationOfPairedDifferencesAndGrowsInASmallerPlace) {
  Results r;
  r.catalogue = std::make_shared<models::Catalogue>(made::catalogue());
  r.communities = 16;
  for (const float shift : {0.0f, 1.0f}) {
    ArmResult arm;
    arm.weekly = Array<float>({3, 1, 4});
    for (std::size_t k = 0; k < 3; ++k) arm.weekly.in_memory().at(k, 0, made::comfort) = static_cast<float>(k) * shift;
    r.arms.push_back(std::move(arm));
  }
  r.worlds = made::worlds(20, 1, made::Luck(6));
  r.worlds.communities = 4;
  made::set_figures(r.worlds, 0, made::comfort, [](std::size_t i) { return i % 2 == 0 ? 1.0 : -1.0; });
  const auto noise = seed_noise(r, 0, 1, made::comfort);
  EXPECT_EQ(noise.replicates, 3u);
  EXPECT_EQ(noise.worlds, 20u);
  EXPECT_NEAR(noise.over_seeds, 1.0, 1e-12);  // of 0, -1, -2
  EXPECT_NEAR(noise.over_seeds_of_a_world, 2.0, 1e-12);
  EXPECT_NEAR(noise.over_worlds, std::sqrt(20.0 / 19.0), 1e-12);
}

}  // namespace
}  // namespace liandong::analysis
