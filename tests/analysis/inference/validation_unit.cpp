#include "analysis/inference/validation.h"

#include <gtest/gtest.h>

#include <cmath>
#include <memory>
#include <set>
#include <string>
#include <utility>

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
          arm.weekly.in_memory().at(r, w, i) = static_cast<float>(value + step * static_cast<double>(r));
    results.arms.push_back(std::move(arm));
  }
  return results;
}

PatternCheck check_of(const Results& results, std::string_view name, const Study& study = {}) {
  for (const auto& check : check_patterns(results, study, governed().patterns))
    if (check.pattern->name.en == name) return check;
  throw std::out_of_range("no pattern " + std::string(name));
}

/// One indicator of one arm, throughout.
void set(Results& results, std::string_view arm, std::string_view indicator, float value) {
  const std::size_t position = results.catalogue->indicator(indicator).value();
  for (ArmResult& each : results.arms)
    if (each.name == arm)
      for (std::size_t r = 0; r < flat_replicates; ++r)
        for (std::size_t w = 0; w < flat_weeks; ++w) each.weekly.in_memory().at(r, w, position) = value;
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
  set(results, "grid", "autonomy", 0.3f);
  const auto check = check_of(results, "the grid takes time from self-government");
  EXPECT_EQ(check.finding, Finding::met);
  EXPECT_NEAR(check.value, -0.2, 1e-6);
  EXPECT_EQ(check.arms.en, "grid − street-committee");
}

TEST(Patterns, ARelativeDifferenceIsAShareOfTheOtherArmsLevel) {
  Results results = flat(0.5);
  set(results, "strong-community", "ledgers", 0.27f);
  const auto check = check_of(results, "strong community cuts the working time for ledgers");
  EXPECT_NEAR(check.value, -0.46, 1e-6);
  EXPECT_EQ(check.finding, Finding::missed);
  set(results, "strong-community", "ledgers", 0.1f);
  EXPECT_EQ(check_of(results, "strong community cuts the working time for ledgers").finding, Finding::met);
}

TEST(Patterns, ARelativeDifferenceToNothingIsNotMeasured) {
  Results results = flat(0.5);
  set(results, "street-committee", "ledgers", 0.0f);
  EXPECT_EQ(check_of(results, "strong community cuts the working time for ledgers").finding, Finding::not_measured);
}

TEST(Patterns, ARelativeDifferenceIsPairedByReplicate) {
  // Levels .4, .5, .6, .7, of which a tenth is left each time: the difference is -90% without any width.
  Results results = flat(0.4, 0.1);
  const std::size_t ledgers = results.catalogue->indicator("ledgers").value();
  for (ArmResult& arm : results.arms)
    if (arm.name == "lists")
      for (std::size_t r = 0; r < flat_replicates; ++r)
        for (std::size_t w = 0; w < flat_weeks; ++w) arm.weekly.in_memory().at(r, w, ledgers) *= 0.1f;
  const auto check = check_of(results, "a list cuts the working time for ledgers");
  EXPECT_NEAR(check.low, -0.9, 1e-6);
  EXPECT_NEAR(check.high, -0.9, 1e-6);
}

TEST(Patterns, AMissingArmIsNotMeasured) {
  Results results = flat(0.5);
  std::erase_if(results.arms, [](const ArmResult& arm) { return arm.name == "hotline"; });
  EXPECT_EQ(check_of(results, "more needs are reported with a hotline").finding, Finding::not_measured);
}

TEST(Patterns, EachIsMeasuredInAStudyOfAllItsArms) {
  for (const auto& check : check_patterns(flat(0.5), Study{}, governed().patterns))
    EXPECT_NE(check.finding, Finding::not_measured) << check.pattern->name.en << ": is its indicator spelt right?";
}

TEST(Patterns, AnIndicatorThatOlderResultsLackIsNotMeasured) {
  Results results = flat(0.5);
  auto older = std::make_shared<models::Catalogue>(*results.catalogue);
  older->indicators[results.catalogue->indicator("ledgers").value()].key = "another";
  results.catalogue = older;
  EXPECT_EQ(check_of(results, "share of working time for ledgers").finding, Finding::not_measured);
  EXPECT_EQ(check_of(results, "near-isolates").finding, Finding::missed);
}

TEST(Patterns, TurnoutIsThatOfTheElectionsWeeks) {
  Results results = flat(0.5);
  const std::size_t indicator = results.catalogue->indicator("turnout").value();
  for (ArmResult& arm : results.arms)
    for (std::size_t r = 0; r < flat_replicates; ++r)
      for (std::size_t w = 0; w < flat_weeks; ++w)
        arm.weekly.in_memory().at(r, w, indicator) = w == 190 ? 0.48f : std::nanf("");
  const auto check = check_of(results, "turnout of the committee election");
  EXPECT_NEAR(check.value, 0.48, 1e-6);
  EXPECT_EQ(check.finding, Finding::met);
}

TEST(Patterns, VolunteersAreCountedPerCommunity) {
  // A fifth of 1,000 residents per community.
  EXPECT_NEAR(check_of(flat(0.2), "volunteers per community, mid-2015").value, 200.0, 1e-3);
}

TEST(Patterns, TheMiddleOf2015IsCountedFromTheFirstYearOfTheStudy) {
  Results results = flat(1.0);
  const std::size_t organisations = results.catalogue->indicator("organisations").value();
  for (ArmResult& arm : results.arms)
    for (std::size_t r = 0; r < flat_replicates; ++r)
      for (std::size_t w = 0; w < flat_weeks; ++w)
        arm.weekly.in_memory().at(r, w, organisations) = static_cast<float>(w);
  const std::string_view name = "organisations per community, mid-2015";
  Study study;
  for (const auto& [start, week] : {std::pair{2012, 182.0}, {2014, 78.0}}) {
    study.start_year = start;
    EXPECT_NEAR(check_of(results, name, study).value, week - 0.5, 1e-6) << start;
  }
  for (const int start : {2000, 2020}) {
    study.start_year = start;
    EXPECT_EQ(check_of(results, name, study).finding, Finding::not_measured) << start;
  }
}

TEST(Patterns, EveryPatternNamesItsSourceInBothLanguages) {
  for (const models::Pattern& p : governed().patterns) {
    EXPECT_FALSE(p.source.empty()) << p.name.en;
    EXPECT_FALSE(p.name.en.empty() || p.name.zh.empty());
    EXPECT_LT(p.low, p.high) << p.name.en;
    EXPECT_FALSE(p.relative && p.against.empty()) << p.name.en << " is relative to nothing";
  }
}

TEST(Patterns, OnlyLevelsOfTheArrangementBeforeTheReformsWereFitted) {
  std::size_t fitted = 0;
  for (const models::Pattern& p : governed().patterns) {
    if (p.status != models::Pattern::Status::fitted) continue;
    ++fitted;
    EXPECT_EQ(p.arm, "street-committee") << p.name.en;
    EXPECT_TRUE(p.against.empty()) << p.name.en;
  }
  EXPECT_EQ(fitted, 7u);
}

TEST(Patterns, TheConfidenceIsThatOfTheStudy) {
  const std::string_view name = "administrative share of committee time";
  Study study;
  study.confidence = 0.5;
  EXPECT_EQ(check_of(flat(0.75, 0.05), name).finding, Finding::unclear);
  EXPECT_EQ(check_of(flat(0.75, 0.05), name, study).finding, Finding::met) << "mean .825, interval ± .025";
}

/// Results whose burn-in is held against the arrangement of the old arm, and whose arms are those named.
struct BurnIn : testing::Test {
  Results results = flat(0.7);
  Study study;
  void SetUp() override {
    results.burn_in_weeks = flat_weeks;
    results.burn_in = results.arms.front().weekly;
    study.burn_in_name = "street-committee";
    study.burn_in_title = {"Before", "改革前"};
  }
  void keep_only(std::string_view arm) {
    std::erase_if(results.arms, [&](const ArmResult& each) { return each.name != arm; });
  }
};

TEST_F(BurnIn, StandsInForTheArmThatBearsItsNameInLevelsOnly) {
  keep_only("grid");
  for (const auto& check : check_patterns(results, study, governed().patterns)) {
    const models::Pattern& p = *check.pattern;
    const bool there = p.against.empty() && (p.arm == "street-committee" || p.arm == "grid");
    EXPECT_EQ(check.arms.empty(), !there) << p.name.en << " of " << p.arm;
    if (!there) {
      EXPECT_EQ(check.finding, Finding::not_measured) << p.name.en << " of " << p.arm;
    }
  }
  const auto check = check_of(results, "administrative share of committee time", study);
  EXPECT_EQ(check.finding, Finding::met);
  EXPECT_EQ(check.arms.zh, "改革前");
}

TEST_F(BurnIn, GivesWayToAnArmOfItsName) {
  set(results, "street-committee", "administration", 0.3f);
  const auto check = check_of(results, "administrative share of committee time", study);
  EXPECT_EQ(check.finding, Finding::missed);
  EXPECT_NEAR(check.value, 0.3, 1e-6);
}

TEST_F(BurnIn, IsHeldAgainstNothingUnderAnotherName) {
  keep_only("nothing");
  study.burn_in_name = "another";
  for (const auto& check : check_patterns(results, study, governed().patterns))
    EXPECT_EQ(check.finding, Finding::not_measured) << check.pattern->name.en;
}

}  // namespace
}  // namespace liandong::analysis
