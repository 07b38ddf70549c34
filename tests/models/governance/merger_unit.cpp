// Communities that become one within a run.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "models/governance/measures/indicators.h"
#include "models/governance/measures/picture.h"
#include "tests/models/governance/small_place.h"

namespace liandong::governance {
namespace {

using testing::ElementsAre;

constexpr std::array<std::uint32_t, 2> first_two = {0, 1}, last_two = {1, 2}, outer = {0, 2};
constexpr std::array<std::uint32_t, 3> all_three = {0, 1, 2};

Simulation at_week(std::uint32_t weeks, const Setting& setting = small::setting()) {
  Simulation simulation(setting, small::station_levers(), 7, 0);
  while (simulation.week() < weeks) simulation.step();
  return simulation;
}

double figure_of(const std::vector<double>& values, std::string_view key) {
  return values.at(
      static_cast<std::size_t>(std::ranges::find(indicators(), key, &Indicator::key) - indicators().begin()));
}

std::uint32_t workers_present(const World& w) {
  return static_cast<std::uint32_t>(std::ranges::count(w.worker.present.values(), 1));
}

std::size_t open_cases_of(const World& w) {
  std::size_t n = 0;
  for (const auto& cases : w.cases) n += cases.size();
  return n;
}

/// Residents in a team that is there.
std::uint32_t in_teams(const World& w) {
  std::uint32_t n = 0;
  for (std::uint32_t r = 0; r < w.residents(); ++r) {
    const std::uint16_t own = w.resident.team[Resident{r}];
    n += own != none16 && w.team.members[Team{w.resident.community[Resident{r}] * teams_per_community + own}] > 0;
  }
  return n;
}

TEST(Merger, LosesNobodyAndNothing) {
  Simulation simulation = at_week(30);
  const World before = simulation.world();
  simulation.merge(first_two);
  const World& w = simulation.world();
  const Community one{0}, gone{1};
  EXPECT_FALSE(w.exists(gone));
  EXPECT_EQ(w.home_of(gone), one);
  EXPECT_THAT(w.existing_communities(), ElementsAre(one, Community{2}));
  EXPECT_EQ(w.community.residents[one], before.community.residents[one] + before.community.residents[gone]);
  EXPECT_EQ(w.community.buildings[one], before.community.buildings[one] + before.community.buildings[gone]);
  EXPECT_TRUE(std::ranges::none_of(w.resident.community.values(), [](std::uint32_t c) { return c == 1; }));
  EXPECT_TRUE(std::ranges::none_of(w.building.community.values(), [](std::uint32_t c) { return c == 1; }));
  EXPECT_TRUE(std::ranges::none_of(w.organisation.community.values(), [](std::uint32_t c) { return c == 1; }));
  EXPECT_EQ(w.organisations_of[0].size(), before.organisations_of[0].size() + before.organisations_of[1].size());
  EXPECT_EQ(workers_present(w), workers_present(before));
  EXPECT_EQ(w.station.staff[one], before.station.staff[one] + before.station.staff[gone]);
  EXPECT_EQ(open_cases_of(w), open_cases_of(before));
  EXPECT_TRUE(std::ranges::is_sorted(w.cases[0], {}, [](const Case& c) { return std::pair{c.born, c.resident}; }));
  for (sim::Ledger::Kind kind = 0; kind < w.money.kinds().size(); ++kind)
    EXPECT_EQ(w.money.total(kind), before.money.total(kind)) << w.money.kinds()[kind].name;
  for (const Side side : sides) EXPECT_EQ(w.money.balance(w.money_kind.fund[at(side)], 1), 0) << static_cast<int>(side);
  EXPECT_NO_THROW(w.money.check(w.week));
  EXPECT_NO_THROW(w.case_count.check(w.week));
}

TEST(Merger, TakesVolunteersTeamsAlongAsFarAsThereArePlaces) {
  Simulation simulation = at_week(104);
  const World before = simulation.world();
  simulation.merge(first_two);
  const World& w = simulation.world();
  std::uint32_t teams = 0, kept = 0;
  for (std::uint32_t t = 0; t < 2 * teams_per_community; ++t) teams += before.team.members[Team{t}] > 0;
  for (std::uint32_t t = 0; t < teams_per_community; ++t) kept += w.team.members[Team{t}] > 0;
  for (std::uint32_t t = teams_per_community; t < 2 * teams_per_community; ++t)
    EXPECT_EQ(w.team.members[Team{t}], 0) << "nothing may stay behind";
  ASSERT_GT(teams, 1u);
  EXPECT_EQ(kept, std::min(teams, teams_per_community));
  EXPECT_EQ(in_teams(w), in_teams(before));
}

TEST(Merger, GivesTheOthersTheFiguresOfTheCommunityTheyAreIn) {
  Simulation simulation = at_week(30);
  simulation.merge(first_two);
  for (int week = 0; week < 30; ++week) simulation.step();
  EXPECT_EQ(figure_of(simulation.community_indicators(1), "satisfaction"),
            figure_of(simulation.community_indicators(0), "satisfaction"));
  EXPECT_NE(figure_of(simulation.community_indicators(2), "satisfaction"),
            figure_of(simulation.community_indicators(0), "satisfaction"));
}

TEST(Merger, CountsOneCommunityWhereFiguresAreGivenForEach) {
  Simulation merged = at_week(30), apart = at_week(30);
  const double before = figure_of(apart.place_indicators(), "tasks.station");
  merged.merge(all_three);
  merged.step();
  apart.step();
  const double items = figure_of(merged.place_indicators(), "tasks.station");
  EXPECT_NEAR(items, before, 0.2 * before) << "one list of tasks, carried once";
  EXPECT_TRUE(std::isnan(figure_of(merged.place_indicators(), "satisfaction.spread")));
}

TEST(Merger, LeavesThePeopleOfTheStreetAsManyAsTheyWere) {
  const Levers levers = small::with(small::station_levers(), {{"organising.street_hours", 0}});
  Simulation merged(small::setting(), levers, 7, 0), apart = merged;
  merged.merge(first_two);
  merged.step();
  apart.step();
  EXPECT_EQ(merged.world().street.minutes[Street{0}], apart.world().street.minutes[Street{0}]);
  EXPECT_EQ(merged.world().station.moved[Community{0}],
            apart.world().station.moved[Community{0}] + apart.world().station.moved[Community{1}]);
}

TEST(Merger, AtTheStartIsLikeACommunityOfThatSize) {
  // The same people under one office: twice the staff and funds, one list of tasks. Chance differs, so by five
  // replicates each and within a few hundredths.
  const auto coverage = [](bool merge) {
    double sum = 0.0;
    for (std::uint32_t replicate = 0; replicate < 5; ++replicate) {
      Setting setting = small::setting();
      setting.place.communities = merge ? 2 : 1;
      setting.place.households = merge ? 250 : 500;
      setting.place.street_staff = merge ? 2 : 4;
      setting.place.venue_area = merge ? 300 : 600;
      setting.place.estates = merge ? 2 : 4;
      Simulation simulation(setting, small::station_levers(), 7, replicate);
      if (merge) simulation.merge(first_two);
      while (simulation.week() < 156) {
        simulation.step();
        if (simulation.week() > 104) sum += figure_of(simulation.place_indicators(), "coverage") / (52.0 * 5.0);
      }
    }
    return sum;
  };
  EXPECT_NEAR(coverage(true), coverage(false), 0.03);
}

TEST(Merger, AcrossStreetsTakesTheStreetsPeopleAndMoneyAlong) {
  Setting setting = small::setting();
  setting.place.communities_per_street = 1;
  const auto merged = [&](const Setting& place) {
    Simulation simulation = at_week(30, place);
    simulation.merge(all_three);
    return simulation;
  };
  Simulation one = merged(setting);
  const std::int64_t purchases = one.world().money.total(one.world().money_kind.purchase_pot);
  EXPECT_EQ(one.world().money.balance(one.world().money_kind.purchase_pot, 0), purchases);
  for (std::uint32_t s = 1; s < 3; ++s) EXPECT_EQ(one.world().street_queue[s].size(), 0u);
  setting.place.communities_per_street = 3;
  Simulation other = merged(setting);
  one.step();
  other.step();
  EXPECT_EQ(one.world().street.minutes[Street{0}], other.world().street.minutes[Street{0}]);
  EXPECT_EQ(one.world().street.minutes[Street{1}], 0);
}

TEST(Merger, CarriesOneListOfTasksWhereverTheOtherWasCarried) {
  Simulation simulation(small::setting(), small::with(small::committee_levers(), {{"hotline.dispatch", 0}}), 7, 0);
  for (int week = 0; week < 19; ++week) simulation.step();
  const World before = simulation.world();
  simulation.merge(first_two);
  const World& w = simulation.world();
  const Community one{0};
  EXPECT_EQ(w.committee.items[one] + w.station.items[one], before.committee.items[one] + before.station.items[one]);
  EXPECT_EQ(w.committee.items[Community{1}] + w.station.items[Community{1}], 0u);
}

TEST(Merger, IsReachedByAStageThatReachesOneOfItsParts) {
  const Levers pilot = small::with(small::station_levers(), {{"staff.committee", 6}});
  Simulation simulation = at_week(3);
  simulation.merge(first_two);
  simulation.set_levers(small::station_levers());
  simulation.set_levers(pilot, {1.0, {1}});
  EXPECT_EQ(simulation.world().levers(Community{0}).staff_committee, 6.0);
  EXPECT_NE(simulation.world().levers(Community{2}).staff_committee, 6.0);
}

TEST(Merger, MovesNoPilotOfAShareElsewhere) {
  const Levers pilot = small::with(small::station_levers(), {{"staff.committee", 6}});
  for (std::uint32_t replicate = 0; replicate < 8; ++replicate) {
    Simulation simulation(small::setting(), small::station_levers(), 7, replicate);
    const auto pilots = [&] {
      simulation.set_levers(small::station_levers());
      simulation.set_levers(pilot, {0.34});
      std::vector<bool> result;
      for (std::uint32_t c = 0; c < 3; ++c)
        result.push_back(simulation.world().levers(Community{c}).staff_committee == 6.0);
      return result;
    };
    const auto before = pilots();
    simulation.merge(first_two);
    const auto after = pilots();
    EXPECT_EQ(after[2], before[2]) << replicate;
    EXPECT_EQ(after[0], before[0] || before[1]) << replicate;
  }
}

TEST(Merger, LeavesThePictureOfWhoWasThereAtFirst) {
  Simulation simulation = at_week(30);
  const auto before = picture(simulation.world(), 0), second = picture(simulation.world(), 1);
  simulation.merge(first_two);
  const auto after = picture(simulation.world(), 0), gone = picture(simulation.world(), 1);
  EXPECT_EQ(after.x, before.x);
  EXPECT_EQ(after.from, before.from);
  EXPECT_EQ(after.density, before.density);
  EXPECT_EQ(gone.y, second.y);
  EXPECT_EQ(gone.to, second.to);
}

TEST(Merger, OfWhatDoesNotFollowOnIsRefused) {
  Simulation simulation = at_week(3);
  EXPECT_THROW(simulation.merge(outer), std::invalid_argument);
  EXPECT_THROW(simulation.merge(std::array<std::uint32_t, 2>{2, 3}), std::out_of_range);
  simulation.merge(first_two);
  EXPECT_NO_THROW(simulation.merge(outer)) << "what lay between belongs to the first";
}

/// Mergers, a pilot in what was merged, all in one; every ledger is balanced in every week, or a step throws.
Simulation merged_history(const sim::Execution& execution, std::uint32_t weeks = 160) {
  Simulation simulation(small::setting(), small::station_levers(), 7, 0);
  while (simulation.week() < weeks) {
    if (simulation.week() == 25) simulation.merge(last_two);
    if (simulation.week() == 55)
      simulation.set_levers(small::with(small::station_levers(), {{"staff.committee", 6}}), {1.0, {2}});
    if (simulation.week() == 90) simulation.merge(all_three);
    simulation.step(execution);
  }
  return simulation;
}

TEST(Merger, LeadsToOneStateWhateverTheThreadsAndTheOrder) {
  const std::uint64_t forward = merged_history({sim::Order::forward, false}).state_hash();
  EXPECT_EQ(merged_history({sim::Order::backward, false}).state_hash(), forward);
  EXPECT_EQ(merged_history({sim::Order::shuffled, false}).state_hash(), forward);
  EXPECT_EQ(merged_history({sim::Order::forward, true}).state_hash(), forward);
}

TEST(Merger, IsGovernedAsItsPilotIs) {
  const Simulation simulation = merged_history({}, 80);
  EXPECT_EQ(simulation.world().levers(Community{1}).staff_committee, 6.0);
  EXPECT_EQ(simulation.world().levers(Community{2}).staff_committee, 6.0);
  EXPECT_NE(simulation.world().levers(Community{0}).staff_committee, 6.0);
}

TEST(Merger, GoesOnInAFork) {
  Simulation trunk = merged_history({}, 100);
  Simulation branch = trunk;
  for (int week = 0; week < 40; ++week) {
    trunk.step();
    branch.step();
  }
  EXPECT_EQ(trunk.first_difference(branch), "");
}

}  // namespace
}  // namespace liandong::governance
