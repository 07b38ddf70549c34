#include "analysis/scenario/uncertain.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "analysis/scenario/arrangement.h"
#include "analysis/scenario/scenario.h"
#include "analysis/scenario/settable.h"
#include "models/governance/model.h"

namespace liandong::analysis {
namespace {

using models::Distribution;
using models::Plausible;
using testing::ElementsAre;

const std::filesystem::path shipped = std::filesystem::path(LIANDONG_SOURCE_DIR) / "scenarios";

const KnownModels& governance_alone() {
  static const KnownModels models{governance::model().catalogue};
  return models;
}

std::size_t position(std::string_view lever) {
  return position_of(lever, *governance_alone().front()->levers()).value();
}

/// A study whose only arm has these levers and stages.
Study study_that_says(const std::string& levers, const Overrides& overrides = {}) {
  return load_study_text(
      "[burn_in]\nlevers.staff.committee = { value = 9, low = 5, high = 12 }\n[run]\nweeks = 100\n"
      "[[arm]]\nname = \"a\"\n[arm.levers]\n" +
          levers,
      "study.toml", governance_alone(), overrides);
}

/// Everything that is wrong with a lever, as a person reads it.
std::vector<std::string> said_of(const std::string& levers, Language language = Language::en) {
  std::vector<std::string> said;
  try {
    study_that_says(levers);
  } catch (const InputError& error) {
    for (const auto& problem : error.problems()) said.push_back(render(problem, language));
  }
  return said;
}

std::optional<Plausible> range_in(const Stage& stage, std::string_view lever) {
  return range_of(position(lever), stage.ranges);
}

TEST(UncertainLever, HasAValueThatARunTakesAndARange) {
  const auto study = study_that_says(
      "staff.station = { value = 10, low = 8, high = 14 }\n"
      "money.community_fund = { value = 20, low = 10, high = 40, distribution = \"log-uniform\" }\n");
  const Stage& stage = study.arms[0].stages.at(0);
  EXPECT_EQ(stage.levers[position("staff.station")], 10);
  EXPECT_EQ(range_in(stage, "staff.station"), (Plausible{8, 14, Distribution::uniform}));
  EXPECT_EQ(range_in(stage, "money.community_fund"), (Plausible{10, 40, Distribution::log_uniform}));
  EXPECT_FALSE(range_in(stage, "tasks.money"));
}

TEST(UncertainLever, MayBeWrittenInDottedKeysToo) {
  const auto study = study_that_says("staff.station.value = 10\nstaff.station.low = 8\nstaff.station.high = 14\n");
  EXPECT_EQ(range_in(study.arms[0].stages.at(0), "staff.station"), (Plausible{8, 14, Distribution::uniform}));
}

TEST(UncertainLever, EveryThingWrongWithItIsSaidAtOnceWithPlaceAndRange) {
  EXPECT_THAT(
      said_of("staff.station = { value = 10, low = -8, high = 140 }\n"
              "staff.committee = { value = 10, hihg = 14 }\n"
              "tasks.money = { value = 1000, low = 0, high = 900 }\n"
              "authority.levels = { value = 2, low = 2, high = 2.5 }\n"
              "money.community_fund = { value = 2, low = 0, high = 4, distribution = \"log-uniform\" }\n"
              "purchase.budget = { value = 2, low = 2, high = 2 }\n"),
      ElementsAre(
          "study.toml:8:31: arm.levers.staff.station.low: must be a number between 0 and 30 persons/3000 "
          "households; it is -8",
          "study.toml:8:41: arm.levers.staff.station.high: must be a number between 0 and 30 persons/3000 "
          "households; it is 140",
          "study.toml:9:7: arm.levers.staff.committee.low: is missing",
          "study.toml:9:7: arm.levers.staff.committee.high: is missing",
          "study.toml:9:33: arm.levers.staff.committee.hihg: there is no such key; did you mean \"high\"?",
          "study.toml:10:17: arm.levers.tasks.money.value: must lie between low and high, 0 and 900; it is 1000",
          "study.toml:11:42: arm.levers.authority.levels.high: must be a whole number between 1 and 4 levels; it is "
          "2.5",
          "study.toml:12:37: arm.levers.money.community_fund.low: must be above 0 where the distribution is "
          "log-uniform; it is 0",
          "study.toml:13:41: arm.levers.purchase.budget.high: must be above low, 2; it is 2"));
}

TEST(UncertainLever, ADistributionIsOneOfFour) {
  EXPECT_THAT(said_of("staff.station = { value = 10, low = 8, high = 14, distribution = \"loguniform\" }\n"),
              ElementsAre("study.toml:8:51: arm.levers.staff.station.distribution: \"loguniform\" is none of uniform, "
                          "triangular, log-uniform, beta; did you mean \"log-uniform\"?"));
  EXPECT_THAT(said_of("staff.station = { value = 10, low = 8, high = 14, distribution = \"dirichlet\" }\n").size(), 1u);
  EXPECT_THAT(said_of("staff.station = { value = 10, low = 8, high = 14, distribution = 3 }\n").size(), 1u);
  EXPECT_THAT(
      said_of("tasks.money = { value = 1000, low = 0, high = 900 }\n", Language::zh),
      ElementsAre("study.toml:8:17: arm.levers.tasks.money.value：须在 low 与 high（0 至 900）之间，现为 1000"));
}

TEST(UncertainLever, IsForLeversOnly) {
  EXPECT_THROW(
      load_study_text("place.street_staff = { value = 8, low = 2, high = 16 }\n[burn_in]\n[[arm]]\nname = \"a\"\n",
                      "study.toml", governance_alone()),
      InputError);
}

TEST(UncertainLever, StandsInTheStudysTextSoThatARerunHasIt) {
  const auto study = study_that_says(
      "staff.station = { value = 10, low = 8.5, high = 14, distribution = \"beta\" }\n[[arm.stage]]\nweek = 50\n"
      "levers.tasks.money = { value = 300, low = 0, high = 900 }\n");
  const auto again = load_study_text(study.text, "text", governance_alone());
  EXPECT_EQ(again.text, study.text);
  EXPECT_EQ(again.burn_in_ranges, study.burn_in_ranges);
  ASSERT_EQ(again.arms[0].stages.size(), 2u);
  for (std::size_t stage = 0; stage < 2; ++stage)
    EXPECT_EQ(again.arms[0].stages[stage].ranges, study.arms[0].stages[stage].ranges);
  EXPECT_EQ(again.arms[0].stages[1].ranges.size(), 3u) << "the arm's, the stage's and that of the burn-in";
}

TEST(UncertainLever, IsCertainOnceAPlainValueOverridesIt) {
  const std::string levers = "staff.station = { value = 10, low = 8, high = 14 }\n";
  const auto later = study_that_says(levers + "[[arm.stage]]\nweek = 50\nlevers.staff.station = 12\n");
  EXPECT_TRUE(range_in(later.arms[0].stages[0], "staff.station"));
  EXPECT_FALSE(range_in(later.arms[0].stages[1], "staff.station"));
  const auto set_by_hand = study_that_says(levers, {{{"a.staff.station", "12"}, {"burn_in.staff.committee", "8"}}});
  EXPECT_EQ(set_by_hand.arms[0].stages[0].levers[position("staff.station")], 12);
  EXPECT_FALSE(range_in(set_by_hand.arms[0].stages[0], "staff.station"));
  EXPECT_TRUE(set_by_hand.burn_in_ranges.empty());
}

TEST(UncertainLever, InARampItsRangeGrowsWithItsValue) {
  const auto study = study_that_says(
      "staff.station = 0\nauthority.levels = 3\n[[arm.stage]]\nweek = 26\nramp = 26\n"
      "[arm.stage.levers]\nstaff.station = { value = 10, low = 8, high = 14, distribution = \"log-uniform\" }\n"
      "authority.levels = { value = 2, low = 2, high = 3 }\n");
  const auto& stages = study.arms[0].stages;
  ASSERT_EQ(stages.size(), 3u);
  EXPECT_EQ(stages[1].levers[position("staff.station")], 5);
  EXPECT_EQ(range_in(stages[1], "staff.station"), (Plausible{4, 7, Distribution::log_uniform}));
  EXPECT_FALSE(range_in(stages[1], "authority.levels")) << "it changes with the last step";
  EXPECT_EQ(range_in(stages[2], "staff.station"), (Plausible{8, 14, Distribution::log_uniform}));
  EXPECT_EQ(range_in(stages[2], "authority.levels"), (Plausible{2, 3, Distribution::uniform}));
}

TEST(UncertainLever, OfShippedReformsHasOneRangeWhereTheirSourcesNameTheSameThing) {
  const auto cells = [](const char* name) {
    return load_arrangement(shipped / "arrangements" / (std::string(name) + ".toml"), governance_alone());
  };
  const auto government = cells("strong-government"), community = cells("strong-community");
  const auto same = [&](std::string_view of_government, std::string_view of_community) {
    EXPECT_EQ(government.levers[position(of_government)], community.levers[position(of_community)]) << of_community;
    EXPECT_EQ(range_of(position(of_government), government.ranges), range_of(position(of_community), community.ranges))
        << of_community;
    EXPECT_TRUE(range_of(position(of_community), community.ranges)) << of_community;
  };
  for (const char* lever : {"tasks.money", "assessment.pay", "purchase.relation", "deliberation.disclosure",
                            "party.broker_hours", "staff.social_workers"})
    same(lever, lever);
  same("authority.levels", "authority.levels");
  same("staff.moved_station", "staff.moved_committee");
  same("authority.closed_station", "authority.closed_committee");
  same("money.service_station", "money.service_committee");
  same("staff.training_station", "staff.training_committee");
  EXPECT_FALSE(range_of(position("staff.station"), government.ranges)) << "S2 gives its size";
}

TEST(UncertainLever, IsListedByValidation) {
  std::vector<Text> notes;
  EXPECT_TRUE(problems_of_file(shipped / "overlays/pooled-funds.toml", governance_alone(), &notes).empty());
  ASSERT_EQ(notes.size(), 1u);
  EXPECT_THAT(notes[0].en, testing::HasSubstr("money.pooled = 0.8 (0.5 … 1)"));
}

}  // namespace
}  // namespace liandong::analysis
