// Groups of neighbours: mutual aid along ties (P50), rules for the commons (P51).
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "models/governance/rules/rules.h"
#include "models/governance/week/phases.h"
#include "tests/models/governance/small_place.h"

namespace liandong::governance {
namespace {

using small::History;

Mechanisms of_groups(small::Values values = {}) { return small::with(small::setting().mechanisms, values); }
Levers group_levers(double aid, double commons) {
  return small::with(small::committee_levers(), {{"groups.aid_hours", aid},
                                                 {"groups.commons_hours", commons},
                                                 {"organisations.liaison_hours", 0},
                                                 {"organising.street_hours", 0},
                                                 {"enterprise.seed", 0},
                                                 {"organising.organisation_hours", 0}});
}

TEST(MutualAid, IsOneMoreIndependentChanceATie) {
  const Mechanisms m = of_groups({{"groups.aid_rate", 0.2}});
  EXPECT_EQ(aid_chance(m, 0.0), 0.0);
  EXPECT_NEAR(1.0 - aid_chance(m, 3.0), std::pow(1.0 - aid_chance(m, 1.0), 3.0), 1e-12);
}

TEST(Rules, MakeThoseGiveWhoAreSeenAndNobodyWithoutAGroup) {
  const Mechanisms m = of_groups({{"groups.rule_reach", 10}, {"groups.rule_observance", 0.5}});
  EXPECT_EQ(giving_under_rules(m, 0.3, 0, 100), 0.3);
  EXPECT_NEAR(giving_under_rules(m, 0.2, 5, 100), 0.2 + 0.5 * 0.5 * 0.8, 1e-12);
  EXPECT_NEAR(giving_under_rules(m, 0.2, 50, 100), 0.6, 1e-12) << "nobody is seen twice";
}

TEST(Groups, LeaveARunAsItWasWhereNobodyHasTimeForThem) {
  const History plain(of_groups(), group_levers(0, 0)),
      other(of_groups({{"groups.least", 1}, {"groups.aid_rate", 5}, {"groups.rule_observance", 1}}),
            group_levers(0, 0));
  EXPECT_EQ(plain.simulation.first_difference(other.simulation), "");
  EXPECT_EQ(total(plain.tally.aided), 0);
}

TEST(Groups, TakeOrganisingTimeThatIsLostToAskingAndSurveys) {
  const History without(of_groups(), group_levers(0, 0), 1), with(of_groups(), group_levers(5, 5), 2);
  const Community here{0};
  const World& w = with.world();
  EXPECT_EQ(w.community.organised_minutes[here] + 600,
            w.committee.spent[static_cast<std::size_t>(Activity::organising)][here]);
}

TEST(AGroup, HasMembersWhoTakePartAndEndsWithTheTimeForIt) {
  Simulation simulation(small::setting(), group_levers(10, 10), 5, 0);
  while (simulation.week() < 60) simulation.step();
  World& w = simulation.world();
  const Community here{0};
  ASSERT_GT(w.community.aid_groups[here], 0);
  ASSERT_GT(w.community.rule_groups[here], 0);
  std::uint32_t groups = 0;
  for (std::uint32_t i = 0; i < w.community.buildings[here]; ++i) {
    const std::uint16_t members = w.building.aid_members[Building{w.community.first_building[here] + i}];
    groups += members > 0;
    EXPECT_TRUE(members == 0 || members >= w.mechanisms().least_group);
  }
  EXPECT_EQ(groups, w.community.aid_groups[here]);
  w.community.aid_minutes[here] = 0;
  tend_groups(w, here);
  EXPECT_EQ(w.community.aid_groups[here], 0);
  EXPECT_GT(w.community.rule_groups[here], 0);
}

TEST(AGroup, NeedsEnoughWhoTakePart) {
  const History years(of_groups({{"groups.least", 100}}), group_levers(10, 10), 40);
  for (const std::uint16_t groups : years.world().community.aid_groups.values()) EXPECT_EQ(groups, 0);
}

TEST(MutualAid, MeetsNeedsOfCareOnlyAndNoMoreThanMembersHaveTimeFor) {
  const History years(of_groups({{"groups.aid_rate", 1}}), group_levers(10, 0));
  EXPECT_GT(years.tally.aided[static_cast<std::size_t>(CaseKind::care)], 0);
  EXPECT_EQ(total(years.tally.aided), years.tally.aided[static_cast<std::size_t>(CaseKind::care)]);
  EXPECT_GT(years.tally.aid_minutes, 0);
  EXPECT_EQ(years.world().minutes.total(years.world().minute_kind.neighbours), years.tally.aid_minutes);
  const History idle(of_groups({{"groups.aid_rate", 1}, {"groups.member_hours", 0}}), group_levers(10, 0));
  EXPECT_EQ(total(idle.tally.aided), 0);
}

TEST(MutualAid, BringsThoseWhoWereHelpedToBeAsked) {
  Setting place = small::setting();
  place.mechanisms = of_groups({{"participation.asked", 8}, {"participation.asks_per_leader", 0}});
  Simulation simulation(place, small::with(group_levers(0, 0), {{"organising.hours", 0}}), 5, 0);
  for (std::uint32_t week = 0; week < 20; ++week) simulation.step();
  Simulation twin = simulation;
  std::vector<Resident> helped;
  World& w = simulation.world();
  for (std::uint32_t row = 0; row < 100; ++row)
    if (w.resident.age[Resident{row}] >= adult_age && !w.is(Resident{row}, role::active))
      helped.push_back(Resident{row});
  w.helped[0] = helped;
  simulation.step();
  twin.step();
  const auto joined = [&](const Simulation& run) {
    return std::ranges::count_if(helped, [&](Resident r) { return run.world().is(r, role::active); });
  };
  EXPECT_GT(joined(simulation), 3 * joined(twin));
  EXPECT_TRUE(simulation.world().helped[0].empty());
}

TEST(CommonsGroups, KeepUpTheCommonsOfTheBuildingsThatHaveOne) {
  const Mechanisms m = of_groups({{"commons.decay", 0.03},
                                  {"groups.rule_observance", 0.8},
                                  {"groups.rule_reach", 50},
                                  {"groups.founding_minutes", 4000}});
  const History years(m, group_levers(0, 10), 40);
  const World& w = years.world();
  double with = 0.0, without = 0.0, groups = 0.0, others = 0.0;
  for (std::uint32_t b = 0; b < sim::rows(w.building); ++b) {
    const bool group = w.building.rule_members[Building{b}] > 0;
    (group ? with : without) += w.building.commons[Building{b}];
    ++(group ? groups : others);
  }
  ASSERT_GT(groups, 0.0);
  ASSERT_GT(others, 0.0);
  EXPECT_GT(with / groups, without / others);
}

}  // namespace
}  // namespace liandong::governance
