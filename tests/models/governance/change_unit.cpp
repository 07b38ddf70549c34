#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <set>
#include <utility>

#include "models/governance/measures/indicators.h"
#include "models/governance/world/world.h"
#include "tests/models/governance/small_place.h"

namespace liandong::governance {
namespace {

Simulation run(const Levers& levers, std::uint32_t weeks) {
  Simulation simulation(small::setting(), levers, 1, 0);
  while (simulation.week() < weeks) simulation.step();
  return simulation;
}

TEST(TaskMigration, BeginsFromTheDivisionThatANewArrangementMakes) {
  Simulation simulation = run(default_levers(), 20);
  simulation.set_levers(small::with(small::station_levers(), {{"transition.task_migration", 1}}));
  for (int week = 0; week < 8; ++week) simulation.step();
  for (std::uint32_t c = 0; c < simulation.communities(); ++c)
    EXPECT_GT(simulation.world().station.items[Community{c}], 0u);
}

TEST(StreetStaff, ComeOnTopOfThoseWhomADeskRecruitsAndLeaveTheStreet) {
  for (const Side side : sides) {
    const bool committee = side == Side::committee;
    const std::string street = committee ? "staff.moved_committee" : "staff.moved_station",
                      staff = committee ? "staff.committee" : "staff.station";
    const auto posts = [&](double moved) {
      const Simulation simulation = run(small::with(default_levers(), {{street, moved}, {staff, 24}}), 4);
      return std::pair(simulation.world().desk(side).posts[Community{0}], simulation.world().street.minutes[Street{0}]);
    };
    const auto [recruited, all] = posts(0.0);
    const auto [with_moved, rest] = posts(1.0);
    EXPECT_EQ(recruited, 2);
    EXPECT_EQ(with_moved, 4);
    EXPECT_GT(all, 0);
    EXPECT_EQ(rest, 0);
  }
}

TEST(PublicCost, IsTheSumOfWhatTheWeeksSpent) {
  Simulation simulation(small::setting(), small::with(small::station_levers(), {{"authority.hotline", 1}}), 7, 0);
  std::int64_t spent = 0;
  for (int week = 0; week < 110; ++week) {
    simulation.step();
    for (const Tally& tally : simulation.world().tally) spent += tally.public_fen;
  }
  EXPECT_GT(spent, 0);
  EXPECT_EQ(simulation.public_cost(), spent);
}

double recorded(const Simulation& simulation, std::string_view key) {
  const auto place = std::ranges::find(indicators(), key, &Indicator::key) - indicators().begin();
  return simulation.place_indicators()[static_cast<std::size_t>(place)];
}

TEST(VolunteerTeams, AreThoseWithAtLeastOneVolunteer) {
  Simulation simulation = run(small::station_levers(), 52);  // stock was taken in the last week
  const World& w = simulation.world();
  std::set<std::pair<std::uint32_t, std::uint16_t>> teams;
  for (std::uint32_t row = 0; row < w.resident.team.size(); ++row)
    if (w.is(Resident{row}, role::volunteer) && w.resident.team[Resident{row}] != none16)
      teams.emplace(w.resident.community[Resident{row}], w.resident.team[Resident{row}]);
  EXPECT_FALSE(teams.empty());
  EXPECT_DOUBLE_EQ(recorded(simulation, "volunteers.teams"), static_cast<double>(teams.size()) / w.communities());
}

TEST(TimeForLedgers, IsItsShareOfTheTimeOfBothDesks) {
  Simulation simulation = run(small::station_levers(), 20);
  const World& w = simulation.world();
  double ledgers = 0, minutes = 0;
  for (std::uint32_t c = 0; c < w.communities(); ++c)
    for (const Side side : sides) {
      ledgers += w.desk(side).spent[static_cast<std::size_t>(Activity::traces)][Community{c}];
      minutes += w.desk(side).minutes[Community{c}];
    }
  EXPECT_GT(ledgers, 0);
  EXPECT_NEAR(recorded(simulation, "ledgers"), ledgers / minutes, 1e-12);
}

TEST(FiguresOfADesk, AreUndefinedWhereThereIsNone) {
  const Simulation with = run(small::station_levers(), 20), without = run(small::committee_levers(), 20);
  for (const char* key : {"trust.station", "known.station", "administration.station"}) {
    EXPECT_FALSE(std::isnan(recorded(with, key))) << key;
    EXPECT_TRUE(std::isnan(recorded(without, key))) << key;
  }
  constexpr std::size_t trust_in_station = 6;  // among the figures of a group
  EXPECT_FALSE(std::isnan(with.group_values(0).at(trust_in_station)));
  EXPECT_TRUE(std::isnan(without.group_values(0).at(trust_in_station)));
}

TEST(Handover, TakesCasesPeopleAndMoneyOfADeskThatIsNoMore) {
  Simulation simulation = run(small::station_levers(), 40);
  World& w = simulation.world();
  const auto present = [&w] { return w.committee.staff[Community{1}] + w.station.staff[Community{1}]; };
  const auto money = [&w](Side side) {
    return w.money.total(w.money_kind.fund[at(side)]) + w.money.total(w.money_kind.services[at(side)]);
  };
  const int before = present();
  ASSERT_GT(w.station.staff[Community{1}], 0);
  ASSERT_GT(money(Side::station), 0);
  simulation.set_levers(small::with(
      small::station_levers(),
      {{"staff.committee", 60}, {"staff.station", 0}, {"staff.moved_station", 0}, {"staff.moved_committee", 0.5}}));
  simulation.step();
  EXPECT_EQ(w.station.posts[Community{1}], 0);
  EXPECT_GE(present(), before - 1);
  EXPECT_EQ(money(Side::station), 0);
  for (const auto& cases : w.cases)
    for (const Case& item : cases) EXPECT_NE(item.holder, Holder::station);
}

TEST(Ageing, LeavesNoChildWithRolesOrPartyMembership) {
  const Simulation simulation = run(small::station_levers(), 160);
  const Residents& r = simulation.world().resident;
  std::uint32_t children = 0, active = 0;
  for (std::uint32_t row = 0; row < simulation.residents(); ++row) {
    const Resident id{row};
    active += (r.roles[id] & role::active) != 0;
    if (r.age[id] >= 3) continue;
    ++children;
    EXPECT_EQ(r.roles[id], 0);
    EXPECT_EQ(r.traits[id] & trait::party, 0);
  }
  EXPECT_GT(children, 0u);
  EXPECT_GT(active, 0u);
}

TEST(Ageing, KeepsTheSharesOfChildrenAndOldPeopleNearTheMargins) {
  // Ten years move the shares by a few points, not by the twelve they would move if nobody died or was born.
  const Simulation simulation = run(default_levers(), 520);
  const Residents& r = simulation.world().resident;
  double children = 0, old = 0;
  for (std::uint32_t row = 0; row < simulation.residents(); ++row) {
    children += r.age[Resident{row}] < 15;
    old += r.age[Resident{row}] >= 60;
  }
  const auto n = static_cast<double>(simulation.residents());
  EXPECT_NEAR(children / n, 0.18, 0.06);
  EXPECT_NEAR(old / n, 0.187, 0.08);
}

TEST(Moving, TakesOpenCasesAlong) {
  Simulation simulation = run(small::station_levers(), 60);
  const World& w = simulation.world();
  for (const auto& cases : w.cases)
    for (const Case& item : cases) EXPECT_GE(item.born, w.resident.moved_in[Resident{item.resident}]);
}

TEST(Whistle, AddsNoStreetDeskWhereTheArrangementHasNone) {
  const auto street_work = [](double levels) {
    const Simulation simulation =
        run(small::with(small::station_levers(), {{"authority.whistle", 1}, {"authority.levels", levels}}), 40);
    std::int64_t minutes = 0;
    for (const auto& flow : simulation.minute_flows())
      if (flow.to == "street cases") minutes += flow.amount;
    return minutes;
  };
  EXPECT_EQ(street_work(2), 0);
  EXPECT_GT(street_work(3), 0);
}

TEST(PaidService, FollowsTheMoneyOfTheWeekBefore) {
  Simulation simulation = run(small::station_levers(), 40);
  std::uint32_t serving = 0;
  for (int week = 0; week < 12; ++week) {
    const auto paid = simulation.world().organisation.paid_fen.values();
    simulation.step();
    const World& w = simulation.world();
    for (std::uint32_t row = 0; row < paid.size(); ++row) {
      const double hours = static_cast<double>(paid[row]) / 100.0 / w.mechanisms().service_hour_cost;
      EXPECT_EQ(w.organisation.service_minutes[Organisation{row}], static_cast<std::int32_t>(hours * 60.0));
      serving += paid[row] > 0;
    }
  }
  EXPECT_GT(serving, 0u);
}

}  // namespace
}  // namespace liandong::governance
