// How cases find their way to those whom they concern.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "models/governance/rules/procedure.h"
#include "models/governance/week/phases.h"
#include "tests/models/governance/small_place.h"

namespace liandong::governance {
namespace {

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
  const Levers several =
      small::with(small::station_levers(), {{"authority.hotline", 0},  // nor by others without a trip
                                            {"volunteers.time_bank", 0},
                                            {"purchase.venture_share", 0},
                                            {"money.departments_spend", 0}});
  const Tally without = small::passed(several), with = small::passed(small::with(several, {{"route.one_window", 1}}));
  EXPECT_LE(with.visits, total(with.resolved));
  EXPECT_GT(without.visits * total(with.resolved), with.visits * total(without.resolved));
  const auto levels = [](const Tally& tally) {
    return static_cast<double>(tally.levels) / static_cast<double>(total(tally.resolved));
  };
  EXPECT_NEAR(levels(with), levels(without), 0.1);  // of about one
}

TEST(OneWindow, CostsTheDeskTheTimeThatItSparesResidents) {
  const Levers levers = small::with(small::station_levers(), {{"route.one_window", 1}});
  const Tally light = small::passed(levers, small::setting_with({{"window.minutes", 0}})),
              heavy = small::passed(levers, small::setting_with({{"window.minutes", 240}}));
  EXPECT_GT(heavy.casework_minutes, light.casework_minutes);
}

TEST(WithoutAWindow, NothingOfItTakesPlace) {
  EXPECT_TRUE(alike(small::station_levers(), small::setting_with({}),
                    small::setting_with({{"window.minutes", 240}, {"window.merged", 1}})));
}

// --- Lists ---

TEST(AList, LeaksLessTheMoreItIsEnforced) {
  const Mechanisms m = small::setting_with({{"tasks.list_evasion", 0.2}}).mechanisms;
  EXPECT_DOUBLE_EQ(leak_chance(m, 0.0), 0.2);
  EXPECT_DOUBLE_EQ(leak_chance(m, 0.75), 0.05);
  EXPECT_DOUBLE_EQ(leak_chance(m, 1.0), 0.0);
}

TEST(AssistItems, AreRefusedAsFarAsMoneyForThemIsMissing) {
  EXPECT_DOUBLE_EQ(refused_share(0.0, 1500, 0), 0.0);
  EXPECT_DOUBLE_EQ(refused_share(0.5, 1500, 0), 1.0);
  EXPECT_DOUBLE_EQ(refused_share(0.5, 1500, 300), 0.6);
  EXPECT_DOUBLE_EQ(refused_share(0.5, 1500, 3000), 0.0);
}

/// Items a month that a community carries, and those of them that a list keeps out; in years without slack or backlog.
std::pair<double, double> carried(small::Values levers, small::Values mechanisms = {}) {
  Setting setting = small::setting_with({{"tasks.push_slack", 0}, {"tasks.push_load", 0}});
  setting.mechanisms = small::with(setting.mechanisms, mechanisms);
  const Levers plain = small::with(default_levers(), {{"staff.committee", 30}});
  const Tally tally = small::passed(small::with(plain, levers), setting, 212);
  const auto weeks = static_cast<double>(tally.weeks);  // of all communities together
  return {static_cast<double>(tally.items[0] + tally.items[1]) / weeks, static_cast<double>(tally.violations) / weeks};
}

TEST(AList, KeepsItsShareOutAndLetsThroughWhatDepartmentsEvade) {
  const auto [all, none] = carried({});
  EXPECT_EQ(none, 0.0);
  const auto [half, leaked] = carried({{"tasks.list_filter", 0.5}}, {{"tasks.list_evasion", 0.2}});
  // A fifth of the half that is kept out comes all the same; five years of months, three communities.
  EXPECT_NEAR(leaked, 0.2 * 0.5 * all, 0.1 * 0.5 * 0.2 * all);
  EXPECT_NEAR(half - leaked, 0.5 * all, 0.05 * all);
  EXPECT_EQ(carried({{"tasks.list_filter", 0.5}, {"tasks.list_enforcement", 1}}).second, 0.0);
}

TEST(AList, AdmitsAssistItemsOnlyWithMoney) {
  const double all = carried({}).first;
  const auto admitted = [&](double money) {
    return carried({{"tasks.assist_paid", 1}, {"tasks.money", money}},
                   {{"tasks.assist_share", 0.75}, {"tasks.list_evasion", 0}})
        .first;
  };
  EXPECT_NEAR(admitted(0), 0.25 * all, 0.05 * all);
  EXPECT_NEAR(admitted(3000), all, 0.05 * all);
  EXPECT_GT(admitted(600), admitted(0));
  EXPECT_LT(admitted(600), admitted(3000));
}

TEST(Enforcement, IsPaidFor) {
  Simulation simulation(small::setting(), small::with(default_levers(), {{"tasks.list_enforcement", 0.5}}), 6, 0);
  while (simulation.week() < 52) simulation.step();
  const World& w = simulation.world();
  const double yuan = static_cast<double>(w.money.flow(w.money_kind.treasury, w.money_kind.audits)) / 100.0;
  EXPECT_NEAR(yuan, 3 * 0.5 * w.setting.place.list_audit, 5.0);
}

TEST(WithoutAList, NothingOfItTakesPlace) {
  EXPECT_TRUE(alike(default_levers(), small::setting_with({}),
                    small::setting_with({{"tasks.list_evasion", 1}, {"tasks.assist_share", 0}})));
}

// --- Who is responsible ---

TEST(ARoleTable, IsDrawnUpEvenlyKeptAndEndsAtOnce) {
  const Mechanisms m = small::setting_with({{"roles.draw_weeks", 10}}).mechanisms;
  EXPECT_DOUBLE_EQ(next_clarity(m, 0.0, 0.5), 0.1);
  EXPECT_DOUBLE_EQ(next_clarity(m, 0.45, 0.5), 0.5);
  EXPECT_DOUBLE_EQ(next_clarity(m, 0.5, 0.5), 0.5);
  EXPECT_DOUBLE_EQ(next_clarity(m, 0.5, 0.0), 0.0);
}

TEST(ARoleTable, CostsHoursToDrawUpAndToKeep) {
  const Mechanisms m = small::setting_with({{"roles.draw_hours", 80}, {"roles.keep_hours", 2}}).mechanisms;
  EXPECT_DOUBLE_EQ(role_minutes(m, 0.0, 0.25), 60.0 * (20 + 0.5));
  EXPECT_DOUBLE_EQ(role_minutes(m, 0.5, 0.5), 60.0);
  EXPECT_DOUBLE_EQ(role_minutes(m, 0.5, 0.0), 0.0);
  EXPECT_DOUBLE_EQ(role_minutes(m, 0.0, 0.0), 0.0);
}

TEST(Misrouting, FallsWithClarityToNothing) {
  const Mechanisms m = small::setting_with({{"roles.misrouting", 0.2}}).mechanisms;
  EXPECT_DOUBLE_EQ(misrouting_chance(m, 0.0), 0.2);
  EXPECT_DOUBLE_EQ(misrouting_chance(m, 0.75), 0.05);
  EXPECT_DOUBLE_EQ(misrouting_chance(m, 1.0), 0.0);
}

/// Both desks, no table.
Levers unclear(small::Values more = {}) {
  return small::with(small::with(small::station_levers(), {{"tasks.role_clarity", 0}}), more);
}

TEST(Misrouting, BouncesTheShareOfCasesThatTheRuleSays) {
  Setting one_department = small::setting_with({{"roles.misrouting", 0.3}});
  one_department.place.departments = 1;
  const Tally tally = small::passed(unclear(), one_department, 208);
  const auto n = static_cast<double>(total(tally.reported));
  // Binomial: within four standard deviations.
  EXPECT_NEAR(static_cast<double>(tally.bounces), 0.3 * n, 4.0 * std::sqrt(0.21 * n));
}

TEST(Misrouting, HappensNeitherToADeskAloneNorToADepartmentAlone) {
  Setting one_department = small::setting_with({{"roles.misrouting", 1}});
  one_department.place.departments = 1;
  EXPECT_EQ(small::passed(small::committee_levers(), one_department, 52).bounces, 0);
  EXPECT_GT(small::passed(small::committee_levers(), small::setting_with({{"roles.misrouting", 1}}), 52).bounces, 0);
  EXPECT_GT(small::passed(unclear(), one_department, 52).bounces, 0);
}

TEST(AStrayCase, WaitsAtTheWrongDeskAndIsAtTheRightOneTheWeekAfterItWasWorkedOn) {
  Simulation simulation(small::setting_with({{"roles.misrouting", 0.5}}), unclear(), 6, 0);
  std::uint32_t handed_on = 0;
  while (simulation.week() < 100) {
    const World& w = simulation.world();
    const auto before = w.cases;
    simulation.step();
    for (std::uint32_t c = 0; c < before.size(); ++c)
      for (const Case& old : before[c]) {
        if (old.state != CaseState::astray) continue;
        EXPECT_EQ(holder_of(other(Routes(w, Community{c}).desk_for(old))), old.holder);
        const auto now = std::ranges::find_if(
            w.cases[c], [&](const Case& item) { return item.born == old.born && item.resident == old.resident; });
        if (now == w.cases[c].end() || now->state != CaseState::waiting) continue;
        ++handed_on;
        EXPECT_EQ(now->holder, holder_of(Routes(w, Community{c}).desk_for(*now)));
        EXPECT_EQ(now->work, now->work_total);
      }
  }
  EXPECT_GT(handed_on, 20u);
}

TEST(Misrouting, MakesResidentsWaitAndTheTableSparesThem) {
  const Setting stray = small::setting_with({{"roles.misrouting", 0.8}, {"roles.draw_weeks", 1}});
  const auto wait = [&](double clarity) {
    const Tally tally = small::passed(unclear({{"tasks.role_clarity", clarity}}), stray);
    return static_cast<double>(tally.closed_wait) / static_cast<double>(total(tally.resolved));
  };
  EXPECT_GT(wait(0.0), wait(1.0) + 0.5);
  // Only what is reported in the first week, before there is a table, goes astray.
  EXPECT_LT(small::passed(unclear({{"tasks.role_clarity", 1}}), stray).bounces,
            small::passed(unclear(), stray).bounces / 20);
}

TEST(WithoutATableOrErrors, NothingOfItTakesPlace) {
  EXPECT_TRUE(
      alike(unclear(), small::setting_with({}),
            small::setting_with({{"roles.draw_hours", 2000}, {"roles.draw_weeks", 1}, {"roles.keep_hours", 40}})));
  EXPECT_TRUE(alike(unclear(), small::setting_with({{"roles.misrouting", 0}}),
                    small::setting_with({{"roles.misrouting", 0}, {"roles.bounce_minutes", 600}})));
}

// --- Summons ---

TEST(Summons, AreGrantedEvenlyAndKeptForAQuarter) {
  EXPECT_DOUBLE_EQ(next_summons(0.0, 13.0), 1.0);
  EXPECT_DOUBLE_EQ(next_summons(12.5, 13.0), 13.0);
  EXPECT_DOUBLE_EQ(next_summons(5.0, 0.0), 0.0);
}

/// A street with a whistle, and departments with little time.
Tally whistled(double summons, double weight = 0.0, double minutes = 60, double whistle = 1) {
  return small::passed(small::with(small::committee_levers(), {{"authority.whistle", whistle},
                                                               {"authority.hotline", 0},
                                                               {"whistle.summons", summons},
                                                               {"whistle.weight", weight}}),
                       small::setting_with({{"whistle.minutes", minutes}, {"level.department_capacity", 400}}), 156);
}

TEST(Summons, AreNoMoreThanTheStreetHas) {
  EXPECT_EQ(whistled(0).summons, 0);
  EXPECT_EQ(whistled(13, 0, 60, 0).summons, 0);
  const Tally few = whistled(2), many = whistled(260);
  EXPECT_GT(few.summons, 0);
  EXPECT_LE(few.summons, 3 * (2 * 12 + 2));  // communities, quarters, those kept at the start
  EXPECT_GT(many.summons, few.summons);
}

TEST(Summons, TakeDepartmentsTimeThatOtherCasesShare) {
  const auto spent = [](double minutes) {
    Simulation simulation(small::setting_with({{"whistle.minutes", minutes}}),
                          small::with(small::committee_levers(), {{"whistle.summons", 260}}), 6, 0);
    std::int64_t sum = 0;
    while (simulation.week() < 60) {
      simulation.step();
      for (const std::int32_t used : simulation.world().department.spent.values()) sum += used;
    }
    return sum;
  };
  EXPECT_GT(spent(240), spent(0));
}

TEST(Summons, GoFirstWhereDepartmentsAreRatedByThem) {
  // Departments cannot keep up: what is summoned is answered sooner, what is not waits longer.
  const auto departmental = [](const Tally& tally) {
    return tally.resolved[static_cast<std::size_t>(CaseKind::departmental)];
  };
  EXPECT_NE(departmental(whistled(260, 1.0)), departmental(whistled(260, 0.0)));
}

TEST(WithoutAWhistle, NothingOfItTakesPlace) {
  const small::Values silent = {{"authority.whistle", 0}};
  EXPECT_TRUE(alike(small::with(small::committee_levers(), silent), small::setting_with({}),
                    small::setting_with({{"whistle.minutes", 600}})));
  const auto state = [&](double summons, double weight) {
    Simulation simulation(small::setting(),
                          small::with(small::with(small::committee_levers(), silent),
                                      {{"whistle.summons", summons}, {"whistle.weight", weight}}),
                          6, 0);
    while (simulation.week() < 60) simulation.step();
    return simulation.state_hash();
  };
  EXPECT_EQ(state(13, 0), state(260, 1));
}

}  // namespace
}  // namespace liandong::governance
