// Volunteers come together in teams (M14).
#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

#include "models/governance/week/phases.h"
#include "tests/models/governance/small_place.h"

namespace liandong::governance {
namespace {

constexpr Community here{0};
constexpr std::uint32_t enough = 10;

/// A community in which nobody volunteers, and the residents of its first estate.
struct Quiet {
  Simulation simulation = small::start();
  World& w = simulation.world();
  std::vector<Resident> estate;

  Quiet() {
    w.setting.mechanisms.least_team = enough;
    for (auto& roles : w.resident.roles.values()) roles = 0;
    for (auto& team : w.resident.team.values()) team = none16;
    const std::uint32_t home = w.community.first_estate[here];
    for (std::uint32_t row = 0; row < w.community.residents[here]; ++row)
      if (w.building.estate[Building{w.resident.building[Resident{row}]}] == home) estate.push_back(Resident{row});
  }
  void volunteer(std::size_t number) {
    for (std::size_t i = 0; i < number; ++i) w.resident.roles[estate[i]] |= role::active | role::volunteer;
  }
  std::size_t in_team(std::uint16_t place) const {
    return static_cast<std::size_t>(std::ranges::count(w.resident.team.values(), place));
  }
};

TEST(ATeam, IsFoundedByALeaderAndOthersWhoAreEnough) {
  Quiet quiet;
  quiet.volunteer(enough - 1);
  quiet.w.resident.roles[quiet.estate[3]] |= role::leader;
  gather_teams(quiet.w, here);
  EXPECT_EQ(quiet.in_team(0), 0u) << "one is missing";
  quiet.volunteer(enough);
  gather_teams(quiet.w, here);
  EXPECT_EQ(quiet.in_team(0), enough);
  EXPECT_EQ(quiet.w.team.members[Team{0}], enough);
  EXPECT_EQ(quiet.w.team.leader[Team{0}], sim::row(quiet.estate[3]));
}

TEST(ATeam, IsNotFoundedWhereNobodyLeads) {
  Quiet quiet;
  quiet.volunteer(3 * enough);
  gather_teams(quiet.w, here);
  EXPECT_EQ(quiet.in_team(0), 0u);
}

TEST(ATeam, IsJoinedThroughSomebodyInItAndByNobodyElse) {
  Quiet quiet;
  World& w = quiet.w;
  quiet.volunteer(enough);
  w.resident.roles[quiet.estate[0]] |= role::leader;
  gather_teams(w, here);
  const auto knows_a_member = [&](Resident r) {
    return std::ranges::any_of(w.ties.neighbours(sim::row(r)),
                               [&](std::uint32_t other) { return w.resident.team[Resident{other}] != none16; });
  };
  std::vector<Resident> friends, strangers;
  for (std::uint32_t row = 0; row < w.community.residents[here]; ++row) {
    const Resident r{row};
    if (w.is(r, role::volunteer)) continue;
    (knows_a_member(r) ? friends : strangers).push_back(r);
    w.resident.roles[r] |= role::volunteer;
  }
  ASSERT_FALSE(friends.empty());
  ASSERT_FALSE(strangers.empty());
  gather_teams(w, here);
  for (const Resident r : friends) EXPECT_EQ(w.resident.team[r], 0) << sim::row(r);
  for (const Resident r : strangers) EXPECT_EQ(w.resident.team[r], none16) << sim::row(r);
}

TEST(ATeam, DissolvesBelowItsLeastSizeAndItsMembersStayVolunteers) {
  Quiet quiet;
  World& w = quiet.w;
  quiet.volunteer(enough);
  w.resident.roles[quiet.estate[0]] |= role::leader;
  gather_teams(w, here);
  const Resident gone = quiet.estate[5];
  w.resident.roles[gone] = 0;
  w.resident.team[gone] = none16;
  gather_teams(w, here);
  EXPECT_EQ(quiet.in_team(0), 0u);
  EXPECT_EQ(w.team.members[Team{0}], 0u);
  EXPECT_EQ(w.team.leader[Team{0}], none32);
  EXPECT_TRUE(w.is(quiet.estate[0], role::volunteer));
}

TEST(Teams, AreFewerThanTheirPlacesAndCountTheirMembersInAnOrdinaryYear) {
  Simulation simulation = small::start();
  small::run_to(simulation, 53);  // teams gather in week 52
  const World& w = simulation.world();
  std::uint32_t teams = 0;
  for (std::uint32_t c = 0; c < w.communities(); ++c)
    for (std::uint32_t t = 0; t < teams_per_community; ++t) {
      const std::uint16_t members = w.team.members[Team{c * teams_per_community + t}];
      teams += members > 0;
      EXPECT_TRUE(members == 0 || members >= w.mechanisms().least_team) << members;
    }
  EXPECT_GT(teams, 0u);
  EXPECT_LT(teams, w.communities() * teams_per_community);
}

}  // namespace
}  // namespace liandong::governance
