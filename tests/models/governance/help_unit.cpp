// The desks of a community help each other (S2 二(二)3).
#include <gtest/gtest.h>

#include "models/governance/measures/indicators.h"
#include "models/governance/rules/rules.h"
#include "tests/models/governance/small_place.h"

namespace liandong::governance {
namespace {

constexpr auto helping = static_cast<std::size_t>(Activity::help), idle = static_cast<std::size_t>(Activity::idle);

/// Little to do but tasks and cases, so that a desk with few of them has time; no loss.
Setting leisurely() {
  Setting setting = small::setting();
  setting.mechanisms = small::with(setting.mechanisms, {{"effort.most_share", 0.02}, {"mutual.loss", 0}});
  return setting;
}

/// All tasks, and reports of three kinds, are the station's: the committee has time.
Levers uneven(double help, small::Values more = {}) {
  return small::with(small::with(small::station_levers(), {{"staff.station", 12},
                                                           {"staff.moved_station", 0},
                                                           {"tasks.to_station", 1},
                                                           {"grid.visits_station", 0},
                                                           {"transition.task_migration", 0},
                                                           {"staff.mutual_help", help}}),
                     more);
}

/// All that happened in two years.
Tally years(const Levers& levers, const Setting& setting = leisurely()) {
  Tally sum;
  Simulation simulation(setting, levers, 4, 0);
  while (simulation.week() < 104) {
    simulation.step();
    for (const Tally& tally : simulation.world().tally) sum.add(tally);
  }
  return sum;
}

TEST(Help, FillsWhatIsLeftUndoneInProportionOrGivesWhatIsOffered) {
  Mechanisms m = leisurely().mechanisms;
  const auto lent = [&](double offered, double tasks, double cases) {
    const Help help = help_lent(m, offered, tasks, cases);
    return std::pair{help.tasks, help.cases};
  };
  EXPECT_EQ(lent(100, 300, 100), std::pair(75, 25));
  EXPECT_EQ(lent(1000, 300, 100), std::pair(300, 100));
  EXPECT_EQ(lent(1000, 0, 0), std::pair(0, 0));
  EXPECT_EQ(lent(0, 300, 100), std::pair(0, 0));
  m.help_loss = 0.2;  // of 500 minutes lent, 400 are work
  EXPECT_EQ(lent(1000, 300, 100), std::pair(375, 125));
}

TEST(ADeskWithTime, LendsTheShareThatTheArrangementSaysAndTheOtherUsesIt) {
  const Tally alone = years(uneven(0)), half = years(uneven(0.5)), all = years(uneven(1));
  EXPECT_EQ(alone.help_minutes, 0);
  EXPECT_GT(alone.idle_minutes, 0);
  EXPECT_GT(half.help_minutes, 0);
  EXPECT_GT(all.help_minutes, half.help_minutes);
  EXPECT_LT(all.idle_minutes, half.idle_minutes);
  EXPECT_GT(all.task_minutes, alone.task_minutes);
  EXPECT_GT(all.casework_minutes, alone.casework_minutes);
  EXPECT_GT(total(all.resolved), total(alone.resolved));
  EXPECT_GT(all.desk_admin[at(Side::committee)], alone.desk_admin[at(Side::committee)]);
}

TEST(ADeskWithTime, KeepsTheRestOfItAndItsMinutesBalance) {
  Simulation simulation(leisurely(), uneven(0.25), 4, 0);
  std::int64_t lent = 0;
  while (simulation.week() < 52) {
    simulation.step();
    const World& w = simulation.world();
    for (std::uint32_t row = 0; row < w.communities(); ++row) {
      const Community c{row};
      for (const Side side : sides) {
        const Desk& desk = w.desk(side);
        std::int32_t sum = 0;
        for (const auto& spent : desk.spent) sum += spent[c];
        EXPECT_EQ(sum, desk.minutes[c]);
        // A quarter of x is lent, three quarters stay: never more, whatever the other desk needs.
        EXPECT_LE(3 * desk.spent[helping][c], desk.spent[idle][c]);
        lent += desk.spent[helping][c];
      }
    }
  }
  EXPECT_GT(lent, 0);
}

TEST(ADeskWithTime, IsEitherOfTheTwo) {
  const small::Values other_way = {
      {"staff.station", 30}, {"staff.committee", 12}, {"tasks.to_station", 0},    {"route.administration", 0},
      {"route.care", 0},     {"route.community", 0},  {"grid.visits_station", 0}, {"staff.training_station", 0}};
  Simulation simulation(leisurely(), uneven(1, other_way), 4, 0);
  std::int64_t by_station = 0;
  while (simulation.week() < 52) {
    simulation.step();
    for (std::uint32_t c = 0; c < simulation.communities(); ++c)
      by_station += simulation.world().station.spent[helping][Community{c}];
  }
  EXPECT_GT(by_station, 0);
}

TEST(ADeskAlone, HasNobodyToHelp) {
  for (const char* missing : {"staff.station", "staff.committee"}) {
    const Tally tally = years(uneven(1, {{missing, 0}}));
    EXPECT_EQ(tally.help_minutes, 0);
  }
}

TEST(Loss, IsTakenOffWhatTheOtherDeskGets) {
  Setting wasteful = leisurely();
  wasteful.mechanisms.help_loss = 0.9;
  EXPECT_GT(total(years(uneven(1)).resolved), total(years(uneven(1), wasteful).resolved));
}

TEST(HelpedCases, AreServedWithTheSkillOfWhoHelps) {
  // The station has posts but nobody in them: all that is done for its cases is done by the committee's staff.
  const auto fit_with = [&](float skill) {
    Simulation simulation(leisurely(), uneven(1, {{"staff.committee", 60}}), 4, 0);
    Count fit = 0, resolved = 0;
    while (simulation.week() < 52) {
      World& w = simulation.world();
      for (std::uint32_t c = 0; c < w.communities(); ++c) {
        w.station.staff[Community{c}] = 0;
        w.station.skill[Community{c}] = 0.0f;
        w.committee.skill[Community{c}] = skill;
      }
      simulation.step();
      for (const Tally& tally : w.tally) {
        fit += total(tally.fit);
        resolved += total(tally.resolved);
      }
    }
    EXPECT_GT(resolved, 0);
    return static_cast<double>(fit) / static_cast<double>(resolved);
  };
  EXPECT_GT(fit_with(0.9f), fit_with(0.2f));
}

TEST(MutualHelp, NeverCompletesMoreThanAllTasksEvenOfADeskWithoutStaff) {
  Setting setting = leisurely();
  setting.place.households = 300;
  Simulation simulation(setting, uneven(1.0, {{"staff.committee", 1}, {"staff.station", 30}, {"tasks.to_station", 0}}),
                        4, 0);
  bool nobody_there = false;
  while (simulation.week() < 260) {
    simulation.step();
    const World& w = simulation.world();
    for (std::uint32_t row = 0; row < w.communities(); ++row) {
      const Community c{row};
      nobody_there = nobody_there || (w.committee.staff[c] == 0 && w.committee.items[c] > 0);
      EXPECT_LE(w.committee.task_completion[c], 1.0f) << "week " << w.week;
    }
  }
  EXPECT_TRUE(nobody_there);
}

TEST(CaseworkAtADesk, GoesOnWhateverSkillIsWorth) {
  Setting setting = small::setting();
  setting.mechanisms = small::with(setting.mechanisms, {{"effort.productivity_base", 0}});
  Simulation simulation(setting, small::committee_levers(), 4, 0);
  while (simulation.week() < 60) simulation.step();
  EXPECT_GT(simulation.residents(), 0u);
}

}  // namespace
}  // namespace liandong::governance
