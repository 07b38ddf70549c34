#include "analysis/inference/claim_verdict.h"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <limits>
#include <memory>
#include <stdexcept>
#include <vector>

#include "tests/analysis/inference/made_worlds.h"

namespace liandong::analysis {
namespace {

namespace made = made_worlds;

Study two_claimed_arms() {
  Study study;
  study.catalogue = std::make_shared<const models::Catalogue>(made::catalogue());
  study.arms.resize(2);
  study.arms[0].name = "before";
  study.arms[1].name = "after";
  return study;
}

Claim claim_of(ClaimDirection direction, double smallest_effect = 0.05) {
  Claim claim;
  claim.arms.treatment = "after";
  claim.arms.control = "before";
  claim.indicator = "wait";
  claim.direction = direction;
  claim.smallest_effect = smallest_effect;
  return claim;
}

/// Worlds of which so many raise the wait under "after" by 0.1, so many lower it as much, and so many by 0.01.
Worlds planted_worlds(std::size_t up, std::size_t down, std::size_t hardly) {
  Worlds worlds = made::worlds(up + down + hardly, 1, made::Luck(1));
  made::set_figures(worlds, 0, made::wait, [](std::size_t) { return 2.0; });
  made::set_figures(worlds, 1, made::wait, [=](std::size_t i) {
    return 2.0 + (i < up ? 0.1 : i < up + down ? -0.1 : 0.01);
  });
  return worlds;
}

ClaimVerdict verdict_on(const Worlds& worlds, ClaimDirection direction) {
  return claim_verdict(claim_of(direction), two_claimed_arms(), worlds);
}

TEST(ClaimVerdict, CountsWorldsForAndAgainstInTheDirectionClaimed) {
  const auto worlds = planted_worlds(50, 7, 3);
  const auto higher = verdict_on(worlds, ClaimDirection::higher), lower = verdict_on(worlds, ClaimDirection::lower);
  EXPECT_EQ(higher.worlds, 60u);
  EXPECT_EQ(higher.worlds_for, 50u);
  EXPECT_EQ(higher.worlds_against, 7u);
  EXPECT_EQ(lower.worlds_for, 7u);
  EXPECT_EQ(lower.worlds_against, 50u);
  for (const auto& verdict : {higher, lower}) EXPECT_NEAR(verdict.delta, 0.1, 1e-12) << "treatment minus control";
}

TEST(ClaimVerdict, HoldsIsOpenOrIsRefutedByTheWordsOfWorlds) {
  EXPECT_EQ(verdict_on(planted_worlds(58, 1, 1), ClaimDirection::higher).word, WorldWord::better_always);
  EXPECT_EQ(verdict_on(planted_worlds(45, 10, 5), ClaimDirection::higher).word, WorldWord::better_probably);
  EXPECT_EQ(verdict_on(planted_worlds(30, 25, 5), ClaimDirection::higher).word, WorldWord::depends);
  EXPECT_EQ(verdict_on(planted_worlds(45, 10, 5), ClaimDirection::lower).word, WorldWord::worse_probably);
  EXPECT_EQ(verdict_on(planted_worlds(58, 1, 1), ClaimDirection::lower).word, WorldWord::worse_always);
  EXPECT_EQ(verdict_on(planted_worlds(2, 1, 57), ClaimDirection::higher).word, WorldWord::same_always) << "no effect";
  EXPECT_EQ(verdict_on(planted_worlds(5, 0, 0), ClaimDirection::higher).word, WorldWord::depends) << "too few worlds";
}

TEST(ClaimVerdict, SameIsHeldByDifferencesBelowTheSmallestEffect) {
  const auto held = verdict_on(planted_worlds(1, 1, 58), ClaimDirection::same);
  EXPECT_EQ(held.worlds_for, 58u);
  EXPECT_EQ(held.worlds_against, 2u);
  EXPECT_EQ(held.word, WorldWord::better_always);
  const auto refuted = verdict_on(planted_worlds(30, 29, 1), ClaimDirection::same);
  EXPECT_EQ(refuted.worlds_against, 59u) << "whichever way they lie";
  EXPECT_EQ(refuted.word, WorldWord::worse_always);
}

TEST(ClaimVerdict, MeasuresByTheClaimsOwnSmallestEffect) {
  const auto worlds = planted_worlds(0, 0, 60);
  EXPECT_EQ(claim_verdict(claim_of(ClaimDirection::higher, 0.011), two_claimed_arms(), worlds).worlds_for, 0u);
  EXPECT_EQ(claim_verdict(claim_of(ClaimDirection::higher, 0.009), two_claimed_arms(), worlds).worlds_for, 60u);
}

TEST(ClaimVerdict, LeavesOutWorldsWithoutAFigure) {
  auto worlds = planted_worlds(60, 0, 0);
  worlds.figures.at(3, 0, made::wait) = std::numeric_limits<double>::quiet_NaN();
  EXPECT_EQ(verdict_on(worlds, ClaimDirection::higher).worlds, 59u);
  const auto none = verdict_on(planted_worlds(0, 0, 0), ClaimDirection::higher);
  EXPECT_EQ(none.word, WorldWord::depends);
  EXPECT_TRUE(std::isnan(none.delta));
  EXPECT_EQ(none.p, 1.0);
}

TEST(ClaimVerdict, TestsSignsTwoSidedAndWithoutTheWorldsThatDoNotMatter) {
  // R: binom.test(8, 10)$p.value = 0.109375, binom.test(5, 5)$p.value = 0.0625, binom.test(4, 8)$p.value = 1.
  EXPECT_NEAR(verdict_on(planted_worlds(8, 2, 20), ClaimDirection::higher).p, 0.109375, 1e-12);
  EXPECT_NEAR(verdict_on(planted_worlds(8, 2, 20), ClaimDirection::lower).p, 0.109375, 1e-12);
  EXPECT_NEAR(verdict_on(planted_worlds(5, 0, 1), ClaimDirection::higher).p, 0.0625, 1e-12);
  EXPECT_EQ(verdict_on(planted_worlds(4, 4, 0), ClaimDirection::higher).p, 1.0);
  EXPECT_EQ(verdict_on(planted_worlds(0, 0, 9), ClaimDirection::higher).p, 1.0);
}

/// Four arms along which the wait goes as each world's course says.
Worlds worlds_that_go(const std::vector<std::array<double, 4>>& courses) {
  Worlds worlds = made::worlds(courses.size(), 1, made::Luck(1), 0, 4);
  for (std::size_t arm = 0; arm < 4; ++arm)
    made::set_figures(worlds, arm, made::wait, [&](std::size_t world) { return courses[world][arm]; });
  return worlds;
}

ClaimVerdict verdict_on_trend(const Worlds& worlds, ClaimDirection direction) {
  Study study = two_claimed_arms();
  study.arms.resize(4);
  Claim claim = claim_of(direction);
  for (std::size_t arm = 0; arm < 4; ++arm) {
    study.arms[arm].name = std::to_string(arm);
    claim.trend.push_back(study.arms[arm].name);
  }
  claim.arms = {"3", "0"};
  return claim_verdict(claim, study, worlds);
}

TEST(ClaimTrend, NeedsEveryStepAsClaimedAndTheWholeToMatter) {
  const auto worlds = worlds_that_go({{1, 1.1, 1.2, 1.3},     // as claimed
                                      {1, 1.1, 1.1, 1.3},     // one step stands still
                                      {1, 1.3, 1.2, 1.4},     // one goes back
                                      {1, 1.01, 1.02, 1.03},  // too little
                                      {1.3, 1.2, 1.1, 1},     // the other way
                                      {1, 1.5, 1.5, 1}});     // up and down again
  const auto higher = verdict_on_trend(worlds, ClaimDirection::higher);
  EXPECT_EQ(higher.worlds, 6u);
  EXPECT_EQ(higher.worlds_for, 1u);
  EXPECT_EQ(higher.worlds_against, 1u);
  EXPECT_EQ(higher.worlds_same, 1u) << "a course that bends is no claim's, but not without effect";
  const auto lower = verdict_on_trend(worlds, ClaimDirection::lower);
  EXPECT_EQ(lower.worlds_for, 1u);
  EXPECT_EQ(lower.worlds_against, 1u);
}

TEST(ClaimTrend, HasTheWordOfItsWorldsAndTheDifferenceOfItsEnds) {
  const std::vector<std::array<double, 4>> up(60, {1, 1.1, 1.2, 1.3}), bent(60, {1, 1.3, 1.2, 1.4});
  EXPECT_EQ(verdict_on_trend(worlds_that_go(up), ClaimDirection::higher).word, WorldWord::better_always);
  EXPECT_EQ(verdict_on_trend(worlds_that_go(up), ClaimDirection::lower).word, WorldWord::worse_always);
  EXPECT_NEAR(verdict_on_trend(worlds_that_go(up), ClaimDirection::lower).delta, 0.3, 1e-12);
  EXPECT_EQ(verdict_on_trend(worlds_that_go(bent), ClaimDirection::higher).word, WorldWord::depends);
}

/// Worlds in which the wait rises by 0.1 where the first unknown is above one half, and elsewhere by `below`.
Worlds worlds_that_depend(double below) {
  Worlds worlds = made::worlds(80, 1, made::Luck(1));
  for (std::size_t i = 0; i < 80; ++i) worlds.values.at(i, 0) = (static_cast<double>(i) + 0.5) / 80;
  made::set_figures(worlds, 0, made::wait, [](std::size_t) { return 2.0; });
  made::set_figures(worlds, 1, made::wait, [=](std::size_t i) { return 2.0 + (i >= 40 ? 0.1 : below); });
  return worlds;
}

ClaimVerdict verdict_only_if(const Worlds& worlds, bool above, std::optional<double> at = {}) {
  Claim claim = claim_of(ClaimDirection::higher);
  claim.only_if = ClaimCondition{"minds.0", above, at};
  return claim_verdict(claim, two_claimed_arms(), worlds);
}

TEST(ClaimCondition, HoldsIfTheClaimHoldsOnOneSideOfTheMedianAndNotOnTheOther) {
  const auto verdict = verdict_only_if(worlds_that_depend(0.0), true);
  ASSERT_TRUE(verdict.elsewhere);
  EXPECT_NEAR(verdict.elsewhere->at, 0.5, 0.01);
  EXPECT_EQ(verdict.worlds, 40u);
  EXPECT_EQ(verdict.worlds_for, 40u);
  EXPECT_EQ(verdict.word, WorldWord::better_always);
  EXPECT_EQ(verdict.elsewhere->count.worlds, 40u);
  EXPECT_EQ(verdict.elsewhere->count.word, WorldWord::same_always);
  EXPECT_EQ(verdict_only_if(worlds_that_depend(0.0), false).word, WorldWord::worse_always)
      << "it holds where it should not";
}

TEST(ClaimCondition, IsRefutedWhereTheClaimHoldsAnyway) {
  const auto verdict = verdict_only_if(worlds_that_depend(0.1), true);
  EXPECT_EQ(verdict.word, WorldWord::worse_always);
  EXPECT_EQ(verdict.elsewhere->p, 1.0);
  EXPECT_EQ(verdict.p, 1.0) << "both tests must refuse";
}

TEST(ClaimCondition, IsNotRefutedByWorldsInWhichNothingCameOfTheTreatment) {
  Worlds worlds = worlds_that_depend(0.0);
  for (std::size_t i = 0; i < 80; ++i) {
    worlds.figures.at(i, 1, made::wait) = i < 40 ? 2.0 : 2.01;
    if (i < 40) worlds.state_hash.at(i, 1) = worlds.state_hash.at(i, 0);
  }
  Claim claim = claim_of(ClaimDirection::same);
  claim.only_if = ClaimCondition{"minds.0", true, 0.5};
  const auto verdict = claim_verdict(claim, two_claimed_arms(), worlds);
  EXPECT_TRUE(verdict.elsewhere->count.is_idle());
  EXPECT_EQ(verdict.elsewhere->count.word, WorldWord::better_always) << "no difference at all is no difference";
  EXPECT_EQ(verdict.word, WorldWord::better_always);
}

TEST(ClaimCondition, PartsAtAStatedValueAndTestsTheSharesExactly) {
  // 20 of 20 against 20 of 60: as likely as 0 of 20, and nothing is less so: 2 C(40, 20) / C(80, 20).
  const auto verdict = verdict_only_if(worlds_that_depend(0.0), true, 0.75);
  EXPECT_EQ(verdict.worlds, 20u);
  EXPECT_EQ(verdict.elsewhere->count.worlds, 60u);
  EXPECT_EQ(verdict.elsewhere->count.worlds_for, 20u);
  EXPECT_EQ(verdict.elsewhere->at, 0.75);
  EXPECT_NEAR(verdict.elsewhere->p, 7.79825754048e-08, 1e-18);
}

TEST(ClaimCondition, IsOfAnUnknownThatTheWorldsHave) {
  Claim claim = claim_of(ClaimDirection::higher);
  claim.only_if = ClaimCondition{"minds.7", true, {}};
  EXPECT_THROW(claim_verdict(claim, two_claimed_arms(), planted_worlds(3, 0, 0)), std::invalid_argument);
}

TEST(ClaimThrough, SaysWhatIsLeftAndLeavesTheWordAlone) {
  Worlds worlds = made::worlds(60, 1, made::Luck(1), 0, 4);
  const std::array<double, 4> waits{2.0, 2.1, 2.0, 2.03};
  for (std::size_t arm = 0; arm < 4; ++arm)
    made::set_figures(worlds, arm, made::wait, [&](std::size_t) { return waits[arm]; });
  Study study = two_claimed_arms();
  study.arms.resize(4);
  study.arms[2].name = "before, blocked";
  study.arms[3].name = "after, blocked";
  Claim claim = claim_of(ClaimDirection::higher);
  claim.through = ArmPair{"after, blocked", "before, blocked"};
  const auto verdict = claim_verdict(claim, study, worlds);
  EXPECT_EQ(verdict.word, WorldWord::better_always);
  ASSERT_TRUE(verdict.left);
  EXPECT_EQ(verdict.left->worlds, 60u);
  EXPECT_NEAR(verdict.left->delta, 0.03, 1e-12);
}

TEST(ClaimVerdict, CountsWorldsInWhichTheArmsEndInOneState) {
  Worlds worlds = planted_worlds(0, 0, 60);
  const auto idle = [&](std::size_t same) {
    for (std::size_t i = 0; i < same; ++i) {
      worlds.state_hash.at(i, 1) = worlds.state_hash.at(i, 0);
      worlds.figures.at(i, 1, made::wait) = worlds.figures.at(i, 0, made::wait);
    }
    return verdict_on(worlds, ClaimDirection::higher);
  };
  EXPECT_EQ(idle(0).worlds_idle, 0u);
  EXPECT_EQ(idle(39).worlds_idle, 39u);
  EXPECT_FALSE(idle(39).is_idle()) << "less than two in three";
  EXPECT_TRUE(idle(40).is_idle());
  EXPECT_EQ(idle(40).worlds_same, 60u) << "the counts stay as they are";
}

TEST(ClaimVerdict, RefusesWhatTheStudyHasNot) {
  auto claim = claim_of(ClaimDirection::higher);
  claim.arms.treatment = "later";
  EXPECT_THROW(claim_verdict(claim, two_claimed_arms(), planted_worlds(3, 0, 0)), std::invalid_argument);
  claim = claim_of(ClaimDirection::higher);
  claim.indicator = "joy";
  EXPECT_THROW(claim_verdict(claim, two_claimed_arms(), planted_worlds(3, 0, 0)), std::invalid_argument);
}

TEST(ClaimFamily, IsAdjustedAsInTheExampleOfBenjaminiAndHochberg) {
  // Their section 4: of fifteen p values Holm rejects the first three and their own procedure the first four.
  std::vector<ClaimVerdict> family;
  for (const double p : {0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719,
                         0.6528, 0.7590, 1.0000}) {
    family.emplace_back();
    family.back().p = p;
  }
  ClaimVerdict built_in;
  built_in.p = 1e-9;
  built_in.by_construction = true;
  family.insert(family.begin() + 2, built_in);
  adjust_family(family);
  EXPECT_TRUE(std::isnan(family[2].holm) && std::isnan(family[2].benjamini_hochberg)) << "it is no test";
  family.erase(family.begin() + 2);
  for (std::size_t i = 0; i < family.size(); ++i) {
    EXPECT_EQ(family[i].holm <= 0.05, i < 3) << i;
    EXPECT_EQ(family[i].benjamini_hochberg <= 0.05, i < 4) << i;
  }
  EXPECT_NEAR(family[3].benjamini_hochberg, 0.0095 * 15 / 4, 1e-12);
}

}  // namespace
}  // namespace liandong::analysis
