// Party members hear of needs through their ties, and resident units bring rooms and money for the time they take
// (P37).
#include "models/governance/rules/linkage.h"

#include <gtest/gtest.h>

#include <cmath>

#include "models/governance/week/phases.h"
#include "tests/models/governance/small_place.h"

namespace liandong::governance {
namespace {

using small::History;

Mechanisms linkage_values(small::Values values = {}) { return small::with(small::setting().mechanisms, values); }
Levers party_levers(small::Values values = {}) {
  return small::with(
      small::with(small::committee_levers(),
                  {{"authority.hotline", 0}, {"party.households", 0}, {"party.units", 0}, {"party.broker_hours", 4}}),
      values);
}

TEST(PartyMembers, HearNothingFromStrangersAndMoreTheOftenerTheyCome) {
  const Mechanisms m = linkage_values({{"party.detection", 0.4}, {"party.visits", 2}});
  EXPECT_EQ(party_chance(m, 0.0), 0.0);
  EXPECT_NEAR(party_chance(m, 0.5), 1.0 - std::exp(-0.4), 1e-12);
  EXPECT_EQ(party_chance(linkage_values({{"party.visits", 0}}), 1.0), 0.0);
}

TEST(PartyMembers, FindNothingWhereNeighboursDoNotKnowEachOther) {
  const small::Values strangers = {
      {"network.ring", 0}, {"network.acquaintances", 0}, {"network.newcomer_weight", 0}, {"network.tie_birth", 0}};
  const History known(linkage_values(), party_levers({{"party.households", 10}})),
      unknown(linkage_values(strangers), party_levers({{"party.households", 10}}));
  EXPECT_GT(known.tally.found_party, 0);
  EXPECT_EQ(unknown.tally.found_party, 0);
}

TEST(PartyMembers, GiveHoursThatStandInTheLedger) {
  const History years(linkage_values(), party_levers({{"party.households", 10}}));
  const World& w = years.world();
  EXPECT_GT(years.tally.party_minutes, 0);
  EXPECT_EQ(w.minutes.total(w.minute_kind.party), years.tally.party_minutes);
  EXPECT_EQ(History(linkage_values(), party_levers()).tally.party_minutes, 0);
}

TEST(Units, AreJoinedAsFarAsCoordinationTimeGoes) {
  const Mechanisms m = linkage_values({{"party.unit_hours", 0.5}});
  EXPECT_EQ(units_joined(m, 4, 12), 4.0);
  EXPECT_EQ(units_joined(m, 4, 1), 2.0);
  EXPECT_EQ(units_joined(m, 4, 0), 0.0);
}

TEST(Units, LeaveARunAsItWasWhereNoneIsJoined) {
  const History plain(linkage_values(), party_levers()),
      other(linkage_values({{"party.unit_hours", 2}, {"party.unit_area", 500}, {"party.unit_money", 1e5}}),
            party_levers());
  EXPECT_EQ(plain.simulation.first_difference(other.simulation), "");
}

TEST(Units, LendRoomsAndPayForProjectsAtThePriceOfBrokerage) {
  const History with(linkage_values({{"party.unit_money", 20000}}), party_levers({{"party.units", 4}})),
      without(linkage_values(), party_levers());
  const World& w = with.world();
  const Community c{0};
  EXPECT_EQ(w.community.units[c], 4.0f);
  EXPECT_GT(seats_for_residents(w, c), seats_for_residents(without.world(), c));
  const auto given = w.money.flow(w.money_kind.donors, w.money_kind.units), held = w.money.total(w.money_kind.units);
  EXPECT_GT(with.tally.projects_units, 0);
  EXPECT_EQ(given - held, with.tally.projects_units);
  EXPECT_LT(w.community.broker_minutes[c], 4 * 60);
  EXPECT_EQ(without.tally.projects_units, 0);
}

}  // namespace
}  // namespace liandong::governance
