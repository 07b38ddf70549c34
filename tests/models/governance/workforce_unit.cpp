// Who leaves a post, and what becomes of it (M15, S1 6.5).
#include <gtest/gtest.h>

#include "models/governance/rules/careers.h"
#include "models/governance/week/phases.h"
#include "tests/models/governance/small_place.h"

namespace liandong::governance {
namespace {

/// Two years in which nobody quits, all desks together.
Tally two_years(double drawn_upward, double training, double wage_ratio = 0.85) {
  Setting setting = small::setting();
  setting.mechanisms =
      small::with(setting.mechanisms, {{"workers.quit_base", 0}, {"workers.drawn_upward", drawn_upward}});
  const Levers levers = small::with(
      small::station_levers(),
      {{"staff.training_committee", training}, {"staff.training_station", training}, {"staff.wage_ratio", wage_ratio}});
  Tally sum;
  Simulation simulation(setting, levers, 8, 0);
  while (simulation.week() < 104) {
    simulation.step();
    for (const Tally& tally : simulation.world().tally) sum.add(tally);
  }
  return sum;
}

TEST(PostsAbove, DrawNobodyWhereTheyAreClosed) {
  const Tally tally = two_years(0, 4);
  EXPECT_EQ(tally.drawn_upward, 0);
  EXPECT_EQ(tally.quits, 0);
}

TEST(PostsAbove, LeaveVacanciesThatAreNoQuits) {
  const Tally closed = two_years(0, 4), open = two_years(1, 4);
  EXPECT_GT(open.drawn_upward, 0);
  EXPECT_EQ(open.quits, 0);
  EXPECT_LT(open.worker_weeks, closed.worker_weeks);
}

TEST(PostsAbove, DrawMoreOfTheTrainedAndFewerOfTheWellPaid) {
  EXPECT_GT(two_years(1, 4).drawn_upward, two_years(1, 0).drawn_upward);
  EXPECT_LT(two_years(1, 4, 1.3).drawn_upward, two_years(1, 4, 0.6).drawn_upward);
}

TEST(PostsAbove, DrawNoNewcomerBeforeExperience) {
  Setting setting = small::setting();
  setting.mechanisms = small::with(setting.mechanisms, {{"workers.quit_base", 0}, {"workers.drawn_upward", 1}});
  Simulation simulation(setting, small::with(small::station_levers(), {{"staff.training_station", 4}}), 8, 0);
  std::uint32_t left = 0;
  while (simulation.week() < 104) {
    const auto present = simulation.world().worker.present.values();
    simulation.step();
    const World& w = simulation.world();
    for (std::uint32_t row = 0; row < present.size(); ++row) {
      const Worker post{row};
      if (!present[row] || w.worker.present[post] || w.worker.vacancy[post] == 0) continue;
      ++left;
      EXPECT_GT(w.worker.skill[post], setting.mechanisms.experienced_skill);
    }
  }
  EXPECT_GT(left, 0u);
}

TEST(Promotion, FollowsScoreAndYearsAndEndsAtTheHighestGrade) {
  Mechanisms m = default_setting().mechanisms;
  m.promotion_years = 2;
  m.grades_most = 3;
  EXPECT_DOUBLE_EQ(promotion_chance(m, 0.4, 1.0, 104, 0), 0.4);
  EXPECT_DOUBLE_EQ(promotion_chance(m, 0.4, 0.5, 104, 0), 0.2);
  EXPECT_DOUBLE_EQ(promotion_chance(m, 0.4, 0.5, 52, 2), 0.1);
  EXPECT_DOUBLE_EQ(promotion_chance(m, 0.4, 0.5, 1000, 0), 0.2);
  EXPECT_DOUBLE_EQ(promotion_chance(m, 0.4, 1.0, 104, 3), 0.0);
  EXPECT_DOUBLE_EQ(graded_wage(0.8, 0.1, 2), 0.96);
}

/// Four years with so much chance to rise, and what they cost.
struct CareerYears {
  Tally tally;
  std::int64_t cost = 0;
};
CareerYears years(double promotion, double step, small::Values mechanisms = {}) {
  Setting setting = small::setting();
  setting.mechanisms = small::with(setting.mechanisms, mechanisms);
  Simulation simulation(
      setting, small::with(small::station_levers(), {{"career.promotion", promotion}, {"career.step", step}}), 8, 0);
  CareerYears sum;
  while (simulation.week() < 208) {
    simulation.step();
    for (const Tally& tally : simulation.world().tally) sum.tally.add(tally);
  }
  sum.cost = simulation.public_cost();
  return sum;
}

TEST(Promotion, KeepsWorkersByItsProspectAndCostsWages) {
  const small::Values nobody_leaves = {{"workers.quit_base", 0}, {"workers.drawn_upward", 0}};
  EXPECT_EQ(years(0, 0.1).tally.promoted, 0);
  EXPECT_GT(years(1, 0.1).tally.promoted, 0);
  EXPECT_LT(years(1, 0, {{"workers.quit_career", 10}, {"workers.quit_base", 0.02}}).tally.quits,
            years(0, 0, {{"workers.quit_career", 10}, {"workers.quit_base", 0.02}}).tally.quits);
  EXPECT_GT(years(1, 0.3, nobody_leaves).cost, years(1, 0.0, nobody_leaves).cost);
}

TEST(Grades, AreThoseOfWorkersAndGoWithThem) {
  Simulation simulation(small::setting(), small::with(small::station_levers(), {{"career.promotion", 1}}), 8, 0);
  std::uint32_t highest = 0;
  while (simulation.week() < 260) {
    simulation.step();
    const World& w = simulation.world();
    for (std::uint32_t row = 0; row < w.communities(); ++row) {
      const Community c{row};
      for (const Side side : sides) {
        std::uint32_t sum = 0;
        for (std::uint32_t n = 0; n < w.desk(side).posts[c]; ++n) {
          const Worker post = World::post(c, employer_of(side), n);
          if (!w.worker.present[post]) continue;
          sum += w.worker.grade[post];
          highest = std::max<std::uint32_t>(highest, w.worker.grade[post]);
          EXPECT_GE(w.worker.tenure[post], w.worker.grade[post]);
        }
        EXPECT_EQ(w.desk(side).grades[c], sum);
      }
    }
  }
  EXPECT_GT(highest, 0u);
  EXPECT_LE(highest, static_cast<std::uint32_t>(simulation.world().mechanisms().grades_most));
}

TEST(WithoutPromotion, NothingOfItTakesPlace) {
  const auto state = [](double step, small::Values mechanisms) {
    Setting setting = small::setting();
    setting.mechanisms = small::with(setting.mechanisms, mechanisms);
    Simulation simulation(setting,
                          small::with(small::station_levers(), {{"career.promotion", 0}, {"career.step", step}}), 8, 0);
    while (simulation.week() < 110) simulation.step();
    return simulation.state_hash();
  };
  EXPECT_EQ(state(0, {}),
            state(0.3, {{"workers.quit_career", 10}, {"workers.promotion_years", 1}, {"workers.grades_most", 30}}));
}

}  // namespace
}  // namespace liandong::governance
