#include "analysis/inference/world_course.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "analysis/inference/contrasts.h"
#include "tests/analysis/inference/made_worlds.h"

namespace liandong::analysis {
namespace {

namespace made = made_worlds;

/// Two arms over four years, the second of which changes course in the second year; ten worlds. In six of them it dips
/// in that year only, and in one in the last year.
struct Courses : testing::Test {
  Study study;
  Worlds worlds = made::worlds(10, 1, made::Luck(1));

  void SetUp() override {
    study.catalogue = std::make_shared<models::Catalogue>(made::catalogue());
    study.arms = {{"stays", {}, {{0, {}, {}}}, ""}, {"turns", {}, {{0, {}, {}}, {60, {}, {}}}, ""}};
    worlds.yearly_indicators = {made::wait};
    worlds.yearly = Array<float>({10, 2, 1, 4});
    for (std::size_t w = 0; w < 6; ++w) worlds.yearly.at(w, 1u, 0u, 1u) = 0.5f;  // longer waits are worse
    worlds.yearly.at(7u, 1u, 0u, 3u) = 0.5f;
    worlds.yearly.at(8u, 1u, 0u, 0u) = 0.5f;  // before the change
  }
};

TEST_F(Courses, TellsByYearInWhichShareOfWorldsAnArmIsBehind) {
  const auto courses = world_courses(worlds, study);
  ASSERT_EQ(courses.size(), 1u);
  const WorldCourse& course = courses[0];
  EXPECT_EQ(course.indicator, made::wait);
  EXPECT_EQ(course.first, 1u);
  EXPECT_TRUE(course.b_changes);
  EXPECT_FALSE(course.a_changes);
  ASSERT_EQ(course.years.size(), 4u);
  EXPECT_DOUBLE_EQ(course.years[1].shares.ahead, 0.6);  // of the first arm
  EXPECT_DOUBLE_EQ(course.years[2].shares.neither, 1.0);
  EXPECT_DOUBLE_EQ(course.years[1].median, -0.5);
  EXPECT_DOUBLE_EQ(course.years[1].upper, 0.0);
  EXPECT_DOUBLE_EQ(course.once_behind_b, 0.7) << "a dip before the change does not count";
  EXPECT_DOUBLE_EQ(course.once_behind_a, 0.0);
}

TEST_F(Courses, LeavesOutWorldsWithoutAFigure) {
  for (std::size_t year = 0; year < 4; ++year)
    worlds.yearly.at(0u, 0u, 0u, year) = std::numeric_limits<float>::quiet_NaN();
  const auto course = world_courses(worlds, study).at(0);
  EXPECT_EQ(course.years[1].worlds, 9u);
  EXPECT_DOUBLE_EQ(course.years[1].shares.ahead, 5.0 / 9.0);
  EXPECT_DOUBLE_EQ(course.once_behind_b, 6.0 / 9.0);
}

TEST_F(Courses, AreNoneWhereNothingWasKeptByYear) {
  worlds.yearly_indicators.clear();
  EXPECT_TRUE(world_courses(worlds, study).empty());
}

TEST(YearlyMeans, AreOfFiftyTwoWeeksTheLastOfWhatIsLeftWithoutUndefinedWeeks) {
  std::vector<float> weekly(2 * 60, 1.0f);
  for (std::size_t week = 52; week < 60; ++week) weekly[2 * week + 1] = 3.0f;
  weekly[1] = std::numeric_limits<float>::quiet_NaN();
  EXPECT_EQ(yearly_means(weekly, 1, 2), (std::vector<float>{1.0f, 3.0f}));
  for (std::size_t week = 52; week < 60; ++week) weekly[2 * week] = std::numeric_limits<float>::quiet_NaN();
  EXPECT_TRUE(std::isnan(yearly_means(weekly, 0, 2)[1]));
  EXPECT_EQ(years_of(60), 2u);
  EXPECT_EQ(years_of(520), 10u);
}

}  // namespace
}  // namespace liandong::analysis
