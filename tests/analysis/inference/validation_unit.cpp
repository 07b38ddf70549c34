#include "analysis/inference/validation.h"

#include <gtest/gtest.h>

#include <cmath>
#include <set>
#include <string>

#include "models/governance/model.h"

namespace liandong::analysis {
namespace {

constexpr std::size_t flat_weeks = 260, flat_replicates = 4;

const models::Model& governed() { return governance::model(); }

/// Results of the pattern study in which every indicator of an arm has one value throughout, `step` apart by replicate.
Results flat(double value, double step = 0.0) {
  Results results;
  results.catalogue = governed().catalogue;
  results.replicates = flat_replicates;
  results.weeks = flat_weeks;
  results.communities = 10;
  results.residents = 10000;
  std::set<std::string> names;
  for (const models::Pattern& p : governed().patterns) names.insert(std::string(p.arm));
  for (const auto& name : names) {
    ArmResult arm;
    arm.name = name;
    arm.weekly = Array<float>({flat_replicates, flat_weeks, results.catalogue->indicators.size()});
    for (std::size_t r = 0; r < flat_replicates; ++r)
      for (std::size_t w = 0; w < flat_weeks; ++w)
        for (std::size_t i = 0; i < results.catalogue->indicators.size(); ++i)
          arm.weekly.at(r, w, i) = static_cast<float>(value + step * static_cast<double>(r));
    results.arms.push_back(std::move(arm));
  }
  return results;
}

PatternCheck check_of(const Results& results, std::string_view name) {
  for (const auto& check : check_patterns(results, governed().patterns, 0.95))
    if (check.pattern->name.en == name) return check;
  throw std::out_of_range("no pattern " + std::string(name));
}

TEST(Patterns, AFigureInsideItsRangeIsMetAndOneOutsideIsMissed) {
  EXPECT_EQ(check_of(flat(0.7), "administrative share of committee time").finding, Finding::met);
  EXPECT_EQ(check_of(flat(0.3), "administrative share of committee time").finding, Finding::missed);
}

TEST(Patterns, AnIntervalOverTheEndOfTheRangeIsUnclear) {
  // Values .75, .80, .85, .90: mean .825, t-interval ± .10, across .85.
  const auto check = check_of(flat(0.75, 0.05), "administrative share of committee time");
  EXPECT_EQ(check.finding, Finding::unclear);
  EXPECT_NEAR(check.value, 0.825, 1e-6);
}

TEST(Patterns, EqualArmsShowNoDirection) {
  EXPECT_EQ(check_of(flat(0.5), "the grid makes more needs known").finding, Finding::missed);
  EXPECT_EQ(check_of(flat(0.5), "the grid takes time from self-government").finding, Finding::missed);
}

TEST(Patterns, ADifferenceIsThatOfTheTwoArms) {
  Results results = flat(0.5);
  const std::size_t indicator = results.catalogue->indicator("autonomy").value();
  for (ArmResult& arm : results.arms)
    if (arm.name == "grid")
      for (std::size_t r = 0; r < flat_replicates; ++r)
        for (std::size_t w = 0; w < flat_weeks; ++w) arm.weekly.at(r, w, indicator) = 0.3f;
  const auto check = check_of(results, "the grid takes time from self-government");
  EXPECT_EQ(check.finding, Finding::met);
  EXPECT_NEAR(check.value, -0.2, 1e-6);
}

TEST(Patterns, AMissingArmIsNotMeasured) {
  Results results = flat(0.5);
  std::erase_if(results.arms, [](const ArmResult& arm) { return arm.name == "hotline"; });
  EXPECT_EQ(check_of(results, "more needs are reported with a hotline").finding, Finding::not_measured);
}

TEST(Patterns, TurnoutIsThatOfTheElectionsWeeks) {
  Results results = flat(0.5);
  const std::size_t indicator = results.catalogue->indicator("turnout").value();
  for (ArmResult& arm : results.arms)
    for (std::size_t r = 0; r < flat_replicates; ++r)
      for (std::size_t w = 0; w < flat_weeks; ++w) arm.weekly.at(r, w, indicator) = w == 190 ? 0.48f : std::nanf("");
  const auto check = check_of(results, "turnout of the committee election");
  EXPECT_NEAR(check.value, 0.48, 1e-6);
  EXPECT_EQ(check.finding, Finding::met);
}

TEST(Patterns, VolunteersAreCountedPerCommunity) {
  // A fifth of 1,000 residents per community.
  EXPECT_NEAR(check_of(flat(0.2), "volunteers per community, mid-2015").value, 200.0, 1e-3);
}

TEST(Patterns, EveryPatternNamesItsSourceInBothLanguages) {
  for (const models::Pattern& p : governed().patterns) {
    EXPECT_FALSE(p.source.empty()) << p.name.en;
    EXPECT_FALSE(p.name.en.empty() || p.name.zh.empty());
    EXPECT_LT(p.low, p.high) << p.name.en;
  }
}

TEST(Patterns, TheBurnInIsHeldAgainstTheLevelsOfItsOwnArrangementOnly) {
  Results results = flat(0.7);
  results.burn_in_weeks = flat_weeks;
  results.burn_in = results.arms.front().weekly;
  const auto checks = check_burn_in(results, "street-committee", governed().patterns, 0.95);
  ASSERT_FALSE(checks.empty());
  for (const auto& check : checks) {
    EXPECT_EQ(check.pattern->arm, "street-committee");
    EXPECT_TRUE(check.pattern->against.empty());
    if (check.pattern->name.en == "administrative share of committee time") {
      EXPECT_EQ(check.finding, Finding::met);
    }
  }
  EXPECT_TRUE(check_burn_in(results, "another", governed().patterns, 0.95).empty());
}

}  // namespace
}  // namespace liandong::analysis
