// Who leaves a post, and what becomes of it (M15, S1 6.5).
#include <gtest/gtest.h>

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

}  // namespace
}  // namespace liandong::governance
