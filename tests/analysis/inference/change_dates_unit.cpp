// When a change had best come, by arms that make it in different weeks.
#include "analysis/inference/change_dates.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/analysis/inference/made_worlds.h"

namespace liandong::analysis {
namespace {

namespace made = made_worlds;
using ::testing::ElementsAre;

/// Four years, ten worlds: an arm that never changes, one that is changed from the start, two that change in the second
/// and in the fourth year, and one that does so in two steps. The change makes waiting shorter by one, in worlds 0 to 7
/// only; in the others longer by one.
struct Dates : testing::Test {
  Study study;
  Worlds worlds = made::worlds(10, 1, made::Luck(1));

  void SetUp() override {
    study.catalogue = std::make_shared<models::Catalogue>(made::catalogue());
    const Levers before{0.0}, after{1.0}, between{0.5};
    study.arms = {{"late", {}, {{0, before, {}}, {156, after, {}}}, ""},
                  {"never", {}, {{0, before, {}}}, ""},
                  {"at once", {}, {{0, after, {}}}, ""},
                  {"early", {}, {{0, before, {}}, {52, after, {}}}, ""},
                  {"in steps", {}, {{0, before, {}}, {52, between, {}}, {104, after, {}}}, ""}};
    worlds.yearly_indicators = {made::wait};
    worlds.yearly = Array<float>({10, 5, 1, 4});
    const std::array<std::size_t, 5> year_of_change{3, 4, 0, 1, 1};
    for (std::size_t w = 0; w < 10; ++w)
      for (std::size_t arm = 0; arm < 5; ++arm)
        for (std::size_t year = 0; year < 4; ++year)
          worlds.yearly.at(w, arm, 0u, year) = year < year_of_change[arm] ? 4.0f : w < 8 ? 3.0f : 5.0f;
  }
};

TEST_F(Dates, AreThoseOfArmsThatMakeOneAndTheSameChange) {
  const auto all = change_dates(worlds, study);
  ASSERT_EQ(all.size(), 1u);
  EXPECT_EQ(study.arms[all[0].never].name, "never");
  std::vector<std::string> names;
  std::vector<std::uint32_t> weeks;
  for (const DatedArm& one : all[0].dated) names.push_back(study.arms[one.arm].name), weeks.push_back(one.week);
  EXPECT_THAT(names, ElementsAre("at once", "early", "late")) << "who goes in steps has no date";
  EXPECT_THAT(weeks, ElementsAre(0, 52, 156));
}

TEST_F(Dates, AreHeldAgainstNeverChangingInTheMeanOfAllYears) {
  const ChangeDates dates = change_dates(worlds, study).at(0);
  EXPECT_DOUBLE_EQ(dates.dated[0].difference.median, -1.0);
  EXPECT_DOUBLE_EQ(dates.dated[1].difference.median, -0.75);
  EXPECT_DOUBLE_EQ(dates.dated[2].difference.median, -0.25);
  EXPECT_DOUBLE_EQ(dates.dated[0].difference.shares.ahead, 0.8) << "shorter waits are better";
  EXPECT_DOUBLE_EQ(dates.dated[0].difference.shares.behind, 0.2);
  EXPECT_DOUBLE_EQ(dates.dated[0].best, 0.8);
  EXPECT_DOUBLE_EQ(dates.dated[1].best, 0.0);
  EXPECT_DOUBLE_EQ(dates.never_best, 0.2);
}

TEST_F(Dates, AreNoneWhereFewerThanTwoArmsChangeLater) {
  study.arms.erase(study.arms.begin());
  EXPECT_TRUE(change_dates(worlds, study).empty());
}

}  // namespace
}  // namespace liandong::analysis
