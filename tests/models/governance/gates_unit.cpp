// Gates and disclosures (P47), departments' own money (P24).
#include <gtest/gtest.h>

#include <algorithm>

#include "models/governance/rules/rules.h"
#include "tests/models/governance/small_place.h"

namespace liandong::governance {
namespace {

using small::History;

Mechanisms of_gates(small::Values values = {}) { return small::with(small::setting().mechanisms, values); }
Levers gated(double gates, double disclosed = 0) {
  return small::with(
      small::committee_levers(),
      {{"deliberation.gates", gates}, {"deliberation.decision_disclosed", disclosed}, {"money.departments_spend", 0}});
}
Levers departmental(double spend, double list, double pooled) {
  return small::with(gated(0),
                     {{"money.departments_spend", spend}, {"money.need_list", list}, {"money.pooled", pooled}});
}

TEST(Gates, PassWhatAllAcceptAndRefuseTheMoreTheFewerAccept) {
  const Mechanisms m = of_gates({{"deliberation.gate_veto", 0.5}});
  EXPECT_EQ(passing_chance(m, 0, 0.2), 1.0);
  EXPECT_EQ(passing_chance(m, 4, 1.0), 1.0);
  EXPECT_NEAR(passing_chance(m, 2, 0.6), 0.8 * 0.8, 1e-12);
}

TEST(Applications, AreOneWhereMoneyIsPooledAndAreRefusedLessBehindGates) {
  const Mechanisms m = of_gates({{"deliberation.rejection", 0.5}, {"deliberation.gate_check", 0.2}});
  EXPECT_EQ(applications(6, 1), 1.0);
  EXPECT_EQ(applications(6, 0), 6.0);
  EXPECT_EQ(applications(6, 0.6), 3.0);
  EXPECT_EQ(refusal_chance(m, 0, 0), 0.5);
  EXPECT_EQ(refusal_chance(m, 1, 0), 0.0);
  EXPECT_NEAR(refusal_chance(m, 0.5, 2), 0.25 * 0.64, 1e-12);
}

TEST(ADepartment, IsConcernedByOneMatterAtLeastTheMoreThereAre) {
  EXPECT_EQ(chance_of_concern(6, 0), 0.0);
  EXPECT_NEAR(chance_of_concern(4, 2), 1.0 - 0.75 * 0.75, 1e-12);
  EXPECT_EQ(chance_of_concern(1, 1), 1.0);
}

TEST(Gates, LeaveARunAsItWasWhereThereAreNone) {
  const History plain(of_gates(), gated(0)), other(of_gates({{"deliberation.gate_weeks", 26},
                                                             {"deliberation.gate_minutes", 6000},
                                                             {"deliberation.gate_veto", 1},
                                                             {"deliberation.gate_check", 1},
                                                             {"deliberation.notice_minutes", 60}}),
                                                   small::with(gated(0), {{"money.need_list", 1}}));
  EXPECT_EQ(plain.simulation.first_difference(other.simulation), "");
  EXPECT_EQ(plain.tally.vetoed + plain.tally.departments_fen, 0);
}

TEST(AnAgreement, WaitsForEveryGate) {
  Setting place = small::setting();
  place.mechanisms = of_gates({{"deliberation.gate_weeks", 3}});
  Simulation simulation(place, gated(4), 5, 0);
  std::uint32_t agreed = 0;
  for (int week = 0; week < 60; ++week) {
    const auto before = simulation.world().building.project_minutes.values();
    simulation.step();
    const World& w = simulation.world();
    for (std::uint32_t b = 0; b < before.size(); ++b) {
      if (before[b] > 0 || w.building.project_minutes[Building{b}] == 0) continue;
      ++agreed;
      EXPECT_EQ(w.building.project_from[Building{b}], w.week - 1 + 12);
      EXPECT_GE(w.building.project_minutes[Building{b}], 4 * 120);
    }
  }
  EXPECT_GT(agreed, 0u);
}

TEST(Gates, RefuseWhatNotAllAcceptedSoThatWhatIsCarriedOutIsMoreAccepted) {
  const Mechanisms m = of_gates({{"deliberation.gate_veto", 1}, {"deliberation.gate_minutes", 0}});
  const History with(m, gated(4)), without(m, gated(0));
  EXPECT_GT(with.tally.vetoed, 0);
  EXPECT_LE(with.tally.vetoed, with.tally.lapsed);
  EXPECT_LT(with.tally.executed, without.tally.executed);
}

TEST(ADecision, MadeKnownIsHopedForByMoreThanThoseWhoMet) {
  const auto hoping = [](double disclosed) {
    std::ptrdiff_t most = 0;
    Simulation simulation(small::setting(), gated(0, disclosed), 5, 0);
    while (simulation.week() < 60) {
      simulation.step();
      const auto& projects = simulation.world().resident.project.values();
      most = std::max(most, std::ranges::count_if(projects, [](std::uint32_t b) { return b != none32; }));
    }
    return most;
  };
  EXPECT_GT(hoping(1.0), hoping(0.0));
}

TEST(Departments, SpendWhatTheyDidNotPoolAndLessIsWastedByAListOfNeeds) {
  const History idle(of_gates(), departmental(0, 0, 0)), blind(of_gates(), departmental(1, 0, 0)),
      listed(of_gates(), departmental(1, 1, 0)), pooled(of_gates(), departmental(1, 0, 1));
  EXPECT_EQ(idle.tally.departments_fen, 0);
  EXPECT_EQ(pooled.tally.departments_fen, 0);
  ASSERT_GT(blind.tally.departments_fen, 0);
  ASSERT_GT(listed.tally.departments_fen, 0);
  const auto wasted = [](const History& years) {
    return static_cast<double>(years.tally.wasted_fen) / static_cast<double>(years.tally.departments_fen);
  };
  EXPECT_LE(wasted(listed), wasted(blind));
  EXPECT_GT(blind.tally.wasted_fen, 0);
}

TEST(Applications, TakeDeliberationTime) {
  const Levers poor = small::with(gated(0), {{"money.community_fund", 1}, {"money.pooled", 0}, {"foundation.seed", 0}});
  EXPECT_GT(History(of_gates(), poor).tally.application_minutes, 0);
  EXPECT_EQ(History(of_gates({{"deliberation.application_minutes", 0}}), poor).tally.application_minutes, 0);
}

}  // namespace
}  // namespace liandong::governance
