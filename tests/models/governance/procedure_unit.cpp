// How cases find their way to those whom they concern.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "models/governance/rules/procedure.h"
#include "models/governance/week/phases.h"
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

// --- Who is responsible ---

TEST(ARoleTable, IsDrawnUpEvenlyKeptAndEndsAtOnce) {
  const Mechanisms m = place_with({{"roles.draw_weeks", 10}}).mechanisms;
  EXPECT_DOUBLE_EQ(next_clarity(m, 0.0, 0.5), 0.1);
  EXPECT_DOUBLE_EQ(next_clarity(m, 0.45, 0.5), 0.5);
  EXPECT_DOUBLE_EQ(next_clarity(m, 0.5, 0.5), 0.5);
  EXPECT_DOUBLE_EQ(next_clarity(m, 0.5, 0.0), 0.0);
}

TEST(ARoleTable, CostsHoursToDrawUpAndToKeep) {
  const Mechanisms m = place_with({{"roles.draw_hours", 80}, {"roles.keep_hours", 2}}).mechanisms;
  EXPECT_DOUBLE_EQ(role_minutes(m, 0.0, 0.25), 60.0 * (20 + 0.5));
  EXPECT_DOUBLE_EQ(role_minutes(m, 0.5, 0.5), 60.0);
  EXPECT_DOUBLE_EQ(role_minutes(m, 0.5, 0.0), 0.0);
  EXPECT_DOUBLE_EQ(role_minutes(m, 0.0, 0.0), 0.0);
}

TEST(Misrouting, FallsWithClarityToNothing) {
  const Mechanisms m = place_with({{"roles.misrouting", 0.2}}).mechanisms;
  EXPECT_DOUBLE_EQ(misrouting_chance(m, 0.0), 0.2);
  EXPECT_DOUBLE_EQ(misrouting_chance(m, 0.75), 0.05);
  EXPECT_DOUBLE_EQ(misrouting_chance(m, 1.0), 0.0);
}

/// Both desks, no table.
Levers unclear(small::Values more = {}) {
  return small::with(small::with(small::station_levers(), {{"tasks.role_clarity", 0}}), more);
}

TEST(Misrouting, BouncesTheShareOfCasesThatTheRuleSays) {
  Setting one_department = place_with({{"roles.misrouting", 0.3}});
  one_department.place.departments = 1;
  const Tally tally = counts(unclear(), one_department, 208);
  const auto n = static_cast<double>(total(tally.reported));
  // Binomial: within four standard deviations.
  EXPECT_NEAR(static_cast<double>(tally.bounces), 0.3 * n, 4.0 * std::sqrt(0.21 * n));
}

TEST(Misrouting, HappensNeitherToADeskAloneNorToADepartmentAlone) {
  Setting one_department = place_with({{"roles.misrouting", 1}});
  one_department.place.departments = 1;
  EXPECT_EQ(counts(small::committee_levers(), one_department, 52).bounces, 0);
  EXPECT_GT(counts(small::committee_levers(), place_with({{"roles.misrouting", 1}}), 52).bounces, 0);
  EXPECT_GT(counts(unclear(), one_department, 52).bounces, 0);
}

TEST(AStrayCase, WaitsAtTheWrongDeskAndIsAtTheRightOneTheWeekAfterItWasWorkedOn) {
  Simulation simulation(place_with({{"roles.misrouting", 0.5}}), unclear(), 6, 0);
  std::uint32_t handed_on = 0;
  while (simulation.week() < 100) {
    const World& w = simulation.world();
    const auto before = w.cases;
    simulation.step();
    for (std::size_t c = 0; c < before.size(); ++c)
      for (const Case& old : before[c]) {
        if (old.state != CaseState::astray) continue;
        EXPECT_EQ(holder_of(other(desk_for(w, old))), old.holder);
        const auto now = std::ranges::find_if(
            w.cases[c], [&](const Case& item) { return item.born == old.born && item.resident == old.resident; });
        if (now == w.cases[c].end() || now->state != CaseState::waiting) continue;
        ++handed_on;
        EXPECT_EQ(now->holder, holder_of(desk_for(w, *now)));
        EXPECT_EQ(now->work, now->work_total);
      }
  }
  EXPECT_GT(handed_on, 20u);
}

TEST(Misrouting, MakesResidentsWaitAndTheTableSparesThem) {
  const Setting stray = place_with({{"roles.misrouting", 0.8}, {"roles.draw_weeks", 1}});
  const auto wait = [&](double clarity) {
    const Tally tally = counts(unclear({{"tasks.role_clarity", clarity}}), stray);
    return static_cast<double>(tally.closed_wait) / static_cast<double>(total(tally.resolved));
  };
  EXPECT_GT(wait(0.0), wait(1.0) + 0.5);
  // Only what is reported in the first week, before there is a table, goes astray.
  EXPECT_LT(counts(unclear({{"tasks.role_clarity", 1}}), stray).bounces, counts(unclear(), stray).bounces / 20);
}

TEST(WithoutATableOrErrors, NothingOfItTakesPlace) {
  EXPECT_TRUE(alike(unclear(), place_with({}),
                    place_with({{"roles.draw_hours", 2000}, {"roles.draw_weeks", 1}, {"roles.keep_hours", 40}})));
  EXPECT_TRUE(alike(unclear(), place_with({{"roles.misrouting", 0}}),
                    place_with({{"roles.misrouting", 0}, {"roles.bounce_minutes", 600}})));
}

}  // namespace
}  // namespace liandong::governance
