// Once a year residents vote on projects that buildings propose.
#include <gtest/gtest.h>

#include <algorithm>

#include "models/governance/week/deliberation.h"
#include "models/governance/week/phases.h"
#include "tests/models/governance/small_place.h"

namespace liandong::governance {
namespace {

using small::History;

Levers voting(double share, double reserved = 0) {
  return small::with(small::committee_levers(), {{"budget.voted_share", share},
                                                 {"budget.reserved_share", reserved},
                                                 {"deliberation.gates", 0},
                                                 {"money.community_fund", 40}});
}

TEST(AVote, LeavesARunAsItWasWhereThereIsNone) {
  Mechanisms other = small::setting().mechanisms;
  other.vote_minutes = 0;
  const History plain(small::setting().mechanisms, voting(0)), changed(other, voting(0, 1));
  EXPECT_EQ(plain.simulation.first_difference(changed.simulation), "");
  EXPECT_EQ(plain.tally.voted, 0);
}

/// A community with a matter in each building, none of which has a project, and deliberation time and money for a vote.
struct Ballot {
  Simulation simulation = Simulation(small::setting(), voting(0.5), 5, 0);
  World& w = simulation.world();
  Community c{0};

  explicit Ballot(double reserved = 0) {
    simulation.set_levers(voting(0.5, reserved));
    while (simulation.week() < 30) simulation.step();
    for (std::uint32_t i = 0; i < w.community.buildings[c]; ++i) {
      const Building b = building(i);
      w.building.project_minutes[b] = 0;
      w.building.commons_cases[b] = 1;
      w.building.commons[b] = 0.5f;
    }
    w.community.meeting_minutes[c] = 1000;
  }
  Building building(std::uint32_t i) const { return Building{w.community.first_building[c] + i}; }
  std::uint32_t winners() const {
    std::uint32_t n = 0;
    for (std::uint32_t i = 0; i < w.community.buildings[c]; ++i) n += w.building.project_minutes[building(i)] > 0;
    return n;
  }
  std::ptrdiff_t voters(Building b) const {
    const auto roles =
        std::span(w.resident.roles.values()).subspan(w.building.first_resident[b], w.building.residents[b]);
    return std::ranges::count_if(roles, [](std::uint8_t bits) { return (bits & role::active) != 0; });
  }
};

TEST(AVote, ChoosesAsManyAsTheMoneyPaysForAndTakesTheHostsTime) {
  Ballot ballot;
  const double fund = static_cast<double>(ballot.w.money.balance(ballot.w.money_kind.fund[0], 0)) / 100.0;
  const auto affordable = static_cast<std::uint32_t>(0.5 * fund / ballot.w.mechanisms().project_cost);
  vote_on_budget(ballot.w, ballot.c);
  EXPECT_EQ(ballot.winners(), std::min(affordable, ballot.w.community.buildings[ballot.c]));
  EXPECT_GT(ballot.winners(), 0u);
  EXPECT_EQ(ballot.w.community.meeting_minutes[ballot.c], 900);
}

TEST(AVote, IsNotHeldWithoutTime) {
  Ballot ballot;
  ballot.w.community.meeting_minutes[ballot.c] = 99;
  vote_on_budget(ballot.w, ballot.c);
  EXPECT_EQ(ballot.winners(), 0u);
}

TEST(AVote, GoesToWhereMostTakePartUnlessMoneyIsReservedForTheWorstOff) {
  for (const double reserved : {0.0, 1.0}) {
    Ballot ballot(reserved);
    World& w = ballot.w;
    Building quiet = ballot.building(0);
    for (std::uint32_t i = 0; i < w.community.buildings[ballot.c]; ++i)
      if (ballot.voters(ballot.building(i)) < ballot.voters(quiet)) quiet = ballot.building(i);
    const std::uint32_t first = w.building.first_resident[quiet];
    for (std::uint32_t r = first; r < first + w.building.residents[quiet]; ++r)
      w.resident.roles[Resident{r}] = r == first ? role::active : std::uint8_t{0};
    w.resident.traits[Resident{first}] = 0;
    w.building.commons[quiet] = 0.0f;
    w.money.transfer(w.week, w.money_kind.fund[0], 0, w.money_kind.contractors, 0,
                     w.money.balance(w.money_kind.fund[0], 0) - 1000000);
    vote_on_budget(w, ballot.c);
    ASSERT_EQ(ballot.winners(), 1u) << "5,000 yuan pay for one project of 3,000";
    EXPECT_EQ(w.building.project_minutes[quiet] > 0, reserved > 0.0);
  }
}

}  // namespace
}  // namespace liandong::governance
