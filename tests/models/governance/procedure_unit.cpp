// How cases find their way to those whom they concern.
#include <gtest/gtest.h>

#include "models/governance/rules/procedure.h"
#include "tests/models/governance/small_place.h"

namespace liandong::governance {
namespace {

/// Everything that happened in so many weeks.
Tally counts(const Levers& levers, const Setting& setting = small::setting(), std::uint32_t weeks = 104) {
  Tally sum;
  Simulation simulation(setting, levers, 6, 0);
  while (simulation.week() < weeks) {
    simulation.step();
    for (const Tally& tally : simulation.world().tally) sum.add(tally);
  }
  return sum;
}

Setting place_with(small::Values mechanisms) {
  Setting setting = small::setting();
  setting.mechanisms = small::with(setting.mechanisms, mechanisms);
  return setting;
}

/// Whether a year goes on to the last bit as if a mechanism were something else.
bool alike(const Levers& levers, const Setting& one, const Setting& other) {
  Simulation a(one, levers, 6, 0), b(other, levers, 6, 0);
  while (a.week() < 60) {
    a.step();
    b.step();
  }
  return a.state_hash() == b.state_hash();
}

// --- One window ---

TEST(OneWindow, SparesItsShareOfTheTripsThatSharedDataLeave) {
  EXPECT_DOUBLE_EQ(trips_spared(0.2, 0.0), 0.2);
  EXPECT_DOUBLE_EQ(trips_spared(0.2, 0.5), 0.6);
  EXPECT_DOUBLE_EQ(trips_spared(0.2, 1.0), 1.0);
}

TEST(OneWindow, TakesBackOfficeTimeForEachOfficeAndSparesOfficesTakingIn) {
  Mechanisms m = default_setting().mechanisms;
  m.window_minutes = 15;
  m.window_merged = 0.2;
  EXPECT_EQ(back_office_minutes(m, 1.0, 3), 45);
  EXPECT_EQ(back_office_minutes(m, 0.5, 2), 15);
  EXPECT_EQ(back_office_minutes(m, 0.0, 3), 0);
  EXPECT_EQ(office_minutes(m, 0.0, 60), 60);
  EXPECT_EQ(office_minutes(m, 0.5, 60), 54);
}

TEST(OneWindow, LeavesOneTripACaseAtMostAndTheLevelsOfApprovalAsTheyAre) {
  const Levers several = small::with(small::station_levers(), {{"authority.hotline", 0}});
  const Tally without = counts(several), with = counts(small::with(several, {{"route.one_window", 1}}));
  EXPECT_LE(with.visits, total(with.resolved));
  EXPECT_GT(without.visits, total(without.resolved));
  const auto levels = [](const Tally& tally) {
    return static_cast<double>(tally.levels) / static_cast<double>(total(tally.resolved));
  };
  EXPECT_NEAR(levels(with), levels(without), 0.1);  // of about one
}

TEST(OneWindow, CostsTheDeskTheTimeThatItSparesResidents) {
  const Levers levers = small::with(small::station_levers(), {{"route.one_window", 1}});
  const Tally light = counts(levers, place_with({{"window.minutes", 0}})),
              heavy = counts(levers, place_with({{"window.minutes", 240}}));
  EXPECT_GT(heavy.casework_minutes, light.casework_minutes);
}

TEST(WithoutAWindow, NothingOfItTakesPlace) {
  EXPECT_TRUE(
      alike(small::station_levers(), place_with({}), place_with({{"window.minutes", 240}, {"window.merged", 1}})));
}

}  // namespace
}  // namespace liandong::governance
