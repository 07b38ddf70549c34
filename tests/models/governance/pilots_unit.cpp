// Arrangements that hold in some communities only: pilots.
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "tests/models/governance/small_place.h"

namespace liandong::governance {
namespace {

using models::Reach;

/// What a city does for all its communities together is alike in both.
Levers pilot_levers() {
  Levers levers = small::with(small::committee_levers(), {{"hotline.dispatch", 0}});
  const Levers base = small::station_levers();
  for (const auto& definition : lever_definitions())
    if (std::ranges::find(place_wide_levers(), definition.key) != place_wide_levers().end())
      levers.*definition.member = base.*definition.member;
  return levers;
}

Setting setting_of(double communities) {
  Setting setting = small::setting();
  setting.place.communities = communities;
  return setting;
}

Simulation start(double communities = 3, std::uint32_t replicate = 0) {
  return Simulation(setting_of(communities), small::station_levers(), 7, replicate);
}

std::set<std::uint32_t> pilots(Simulation simulation, const Reach& reach) {
  simulation.set_levers(pilot_levers(), reach);
  std::set<std::uint32_t> reached;
  for (std::uint32_t c = 0; c < simulation.communities(); ++c)
    if (!simulation.world().has(Community{c}, Side::station)) reached.insert(c);
  return reached;
}

TEST(Pilots, OfAShareAreTheNearestNumberOfCommunitiesAndOneAtLeast) {
  EXPECT_EQ(pilots(start(10), {0.01}).size(), 1u);
  EXPECT_EQ(pilots(start(10), {0.2}).size(), 2u);
  EXPECT_EQ(pilots(start(10), {0.26}).size(), 3u);
  EXPECT_EQ(pilots(start(10), {1.0}).size(), 10u);
}

TEST(Pilots, OfAShareAreAmongThoseOfAGreaterAndDrawnByReplicate) {
  const auto few = pilots(start(10), {0.2}), more = pilots(start(10), {0.5});
  EXPECT_TRUE(std::ranges::includes(more, few));
  std::set<std::set<std::uint32_t>> drawn;
  for (std::uint32_t replicate = 0; replicate < 5; ++replicate) drawn.insert(pilots(start(10, replicate), {0.2}));
  EXPECT_GT(drawn.size(), 1u);
}

TEST(Pilots, AreThoseThatAreNamed) {
  EXPECT_EQ(pilots(start(), {1.0, {0, 2}}), (std::set<std::uint32_t>{0, 2}));
  EXPECT_THROW(start().set_levers(pilot_levers(), {1.0, {3}}), std::out_of_range);
}

TEST(Pilots, NamingAllCommunitiesIsReachingAll) {
  Simulation all = start(), named = start();
  for (int week = 0; week < 60; ++week) {
    if (week == 10) {
      all.set_levers(pilot_levers());
      named.set_levers(pilot_levers(), {1.0, {0, 1, 2}});
    }
    all.step();
    named.step();
  }
  EXPECT_EQ(all.first_difference(named), "");
}

TEST(Pilots, LeaveOtherCommunitiesStaffAndFundsAsTheyWere) {
  Simulation simulation = start(), before = start();
  simulation.set_levers(pilot_levers(), {1.0, {1}});
  simulation.step();
  before.step();
  for (std::uint32_t row = 0; row < 3; ++row) {
    const Community c{row};
    const auto fund = [&](const Simulation& s) {
      return s.world().money.balance(s.world().money_kind.fund[at(Side::station)], row);
    };
    EXPECT_EQ(simulation.world().station.posts[c] == before.world().station.posts[c], row != 1) << row;
    EXPECT_EQ(fund(simulation) == fund(before), row != 1) << row;
  }
}

TEST(Pilots, TakeStaffFromTheirOwnStreetOnly) {
  // Two communities of the first street, two staff each; half of those of one go to its station.
  const Levers none = small::with(default_levers(), {{"staff.moved_station", 0}}),
               half = small::with(none, {{"staff.moved_station", 0.5}});
  const auto minutes = [&](const Reach& reach) {
    Simulation simulation(small::setting(), none, 7, 0);
    simulation.set_levers(half, reach);
    simulation.step();
    return simulation.world().street.minutes[Street{0}];
  };
  const double whole = minutes({1.0, {2}}), one = minutes({1.0, {0}}), both = minutes({1.0, {0, 1}});
  EXPECT_NEAR(one, 0.75 * whole, 1);
  EXPECT_NEAR(both, 0.5 * whole, 1);
}

/// Pilots, then all, and two pilots that go back; every ledger is balanced in every week, or a step throws.
std::uint64_t history(const sim::Execution& execution) {
  Simulation simulation = start();
  for (int week = 0; week < 120; ++week) {
    if (week == 20) simulation.set_levers(pilot_levers(), {0.34});
    if (week == 55) simulation.set_levers(pilot_levers());
    if (week == 90) simulation.set_levers(small::station_levers(), {0.67});
    simulation.step(execution);
  }
  return simulation.state_hash();
}

TEST(Pilots, LeadToOneStateWhateverTheThreadsAndTheOrder) {
  const std::uint64_t forward = history({sim::Order::forward, false});
  EXPECT_EQ(history({sim::Order::backward, false}), forward);
  EXPECT_EQ(history({sim::Order::forward, true}), forward);
}

TEST(Pilots, GoOnInAFork) {
  Simulation trunk = start();
  trunk.set_levers(pilot_levers(), {0.34});
  for (int week = 0; week < 30; ++week) trunk.step();
  Simulation branch = trunk;
  for (int week = 0; week < 30; ++week) {
    trunk.step();
    branch.step();
  }
  EXPECT_EQ(trunk.state_hash(), branch.state_hash());
}

}  // namespace
}  // namespace liandong::governance
