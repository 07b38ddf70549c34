// Deliberation, owners and learning: each channel held to an answer that is known beforehand.
#include <gtest/gtest.h>

#include <cmath>
#include <functional>
#include <numeric>

#include "models/governance/rules/rules.h"
#include "models/governance/week/phases.h"
#include "tests/models/governance/small_place.h"

namespace liandong::governance {
namespace {

using Change = std::function<void(World&)>;

Setting place_with(small::Values values) {
  Setting s = small::setting();
  s.mechanisms = small::with(s.mechanisms, values);
  return s;
}

/// Runs to `last_week`, with a change of the state before the first.
Simulation run(
    const Setting& setting, const Levers& levers, std::uint32_t last_week, const Change& change = [](World&) {}) {
  Simulation simulation(setting, levers, 5, 0);
  change(simulation.world());
  while (simulation.week() < last_week) simulation.step();
  return simulation;
}

/// What happened in all those weeks.
Tally count(const Setting& setting, const Levers& levers, std::uint32_t last_week = 130) {
  Simulation simulation(setting, levers, 5, 0);
  Tally sum;
  while (simulation.week() < last_week) {
    simulation.step();
    for (const Tally& tally : simulation.world().tally) sum.add(tally);
  }
  return sum;
}

// --- Owners (M18) ---

TEST(Signing, IsEvenWhereAllIsMiddlingAndFollowsServiceTrustAndNeighbours) {
  Mechanisms m = default_setting().mechanisms;
  m.sign_base = 0.0;
  EXPECT_DOUBLE_EQ(signing_chance(m, 0.5, 0.5, 0.5), 0.5);
  EXPECT_GT(signing_chance(m, 0.3, 0.5, 0.5), 0.5);
  EXPECT_GT(signing_chance(m, 0.5, 0.7, 0.5), 0.5);
  EXPECT_GT(signing_chance(m, 0.5, 0.5, 0.7), 0.5);
}

TEST(Owners, WhomNobodyAsksDoNotSign) {
  Setting setting = place_with({{"property.neighbours_ask", 0}, {"property.sign_base", 10}});
  setting.context.civic_intercept = -30.0;  // nobody takes part
  const auto signed_up = [&](double backed) {
    const Simulation simulation =
        run(setting, small::with(small::station_levers(), {{"owners.cross_appointment", backed}}), 53,
            [](World& w) { w.resident.roles.values().assign(w.residents(), 0); });
    const auto& signs = simulation.world().household.signs.values();
    return std::accumulate(signs.begin(), signs.end(), 0u);
  };
  EXPECT_EQ(signed_up(0), 0u);
  EXPECT_GT(signed_up(1), 0u);
}

TEST(Owners, WhoNeverLapseAndAlwaysSignWhenAskedAreAllWonAndTheirCommitteeStays) {
  const Setting setting = place_with({{"property.sign_base", 10},
                                      {"property.signature_loss", 0},
                                      {"participation.ask_minutes", 1},
                                      {"network.mobility_owner", 0}});
  const Simulation simulation = run(setting, small::with(small::station_levers(), {{"organising.hours", 40}}), 13 * 10);
  for (std::uint32_t e = 0; e < simulation.world().estate.signatures.size(); ++e) {
    EXPECT_GT(simulation.world().estate.signatures[Estate{e}], 0.95f);
    EXPECT_EQ(simulation.world().estate.owners_committee[Estate{e}], 1);
  }
}

TEST(Signatures, LapseByThemselvesAtTheirRate) {
  // Everybody has signed, nobody signs anew: after q quarters (1 - loss)^q are left. There are some 250 owners; the
  // tolerance is four standard deviations of a share of half of them.
  const Setting setting = place_with({{"property.sign_base", -10}, {"network.mobility_owner", 0}});
  const Simulation simulation = run(setting, small::station_levers(), 53, [](World& w) {
    for (std::uint32_t h = 0; h < w.household.signs.size(); ++h)
      w.household.signs[Household{h}] = !w.household.renter[Household{h}];
  });
  double owners = 0.0, left = 0.0;
  const Households& households = simulation.world().household;
  for (std::uint32_t h = 0; h < households.signs.size(); ++h) {
    owners += !households.renter[Household{h}];
    left += households.signs[Household{h}];
  }
  const double kept = 1.0 - setting.mechanisms.signature_loss;
  EXPECT_NEAR(left / owners, kept * kept * kept * kept, 4.0 * 0.5 / std::sqrt(owners));
}

// --- Deliberation (M11) ---

TEST(Positions, SpreadEvenlyAroundAnOpinionWithinTheRange) {
  Mechanisms m = default_setting().mechanisms;
  m.matter_spread = 0.4;
  EXPECT_FLOAT_EQ(position_on_matter(m, 0.5f, 0.5), 0.5f);
  EXPECT_FLOAT_EQ(position_on_matter(m, 0.5f, 1.0) - position_on_matter(m, 0.5f, 0.0), 0.4f);
  EXPECT_EQ(position_on_matter(m, 0.9f, 1.0), 1.0f);
  EXPECT_EQ(position_on_matter(m, 0.1f, 0.0), 0.0f);
}

TEST(Opinions, StayWhatTheyAreWhereDiscussionLeavesNothingBehind) {
  const Setting setting =
      place_with({{"deliberation.opinion_kept", 0}, {"network.mobility_owner", 0}, {"network.mobility_renter", 0}});
  const Simulation before(setting, small::station_levers(), 5, 0);
  const Simulation after = run(setting, small::station_levers(), 100);
  EXPECT_EQ(before.world().resident.opinion.values(), after.world().resident.opinion.values());
}

TEST(Acceptance, FallsWithTheSpreadOfPositionsAndIsFullWhereEverybodyStandsTogether) {
  const auto acceptance = [](double spread) {
    const Tally t = count(place_with({{"deliberation.matter_spread", spread}, {"deliberation.rounds", 1}}),
                          small::with(small::station_levers(), {{"deliberation.rate", 13}}));
    EXPECT_GT(t.meetings, 0);
    return static_cast<double>(t.acceptability) * 1e-6 / static_cast<double>(t.meetings);
  };
  EXPECT_LT(acceptance(1.0), acceptance(0.2));

  Setting alike = place_with({{"deliberation.matter_spread", 0}});
  alike.context.heterogeneity = 0.0;  // opinions then lie within 0.2 of their middle, and talk brings them nearer
  alike.mechanisms.tolerance_low = alike.mechanisms.tolerance_high = 0.4;
  const Tally t = count(alike, small::station_levers());
  EXPECT_EQ(t.acceptability, t.meetings * 1000000);
  EXPECT_EQ(t.agreed, t.meetings);
}

// --- Projects ---

/// Agreement is easy and passes no gates, and the host's own fund pays for every project.
const Levers rich = small::with(small::station_levers(), {{"money.community_fund", 50},
                                                          {"money.station_share", 0},
                                                          {"money.service_committee", 0},
                                                          {"tasks.money", 0},
                                                          {"foundation.seed", 0},
                                                          {"budget.voted_share", 0},
                                                          {"deliberation.gates", 0},
                                                          {"deliberation.majority", 0.1}});

/// Projects are cheap, the party gives nothing and no seed money is spent.
Setting cheap(small::Values values) {
  Setting s = place_with(values);
  s.mechanisms = small::with(
      s.mechanisms,
      {{"deliberation.project_cost", 300}, {"deliberation.party_part", 0}, {"organisations.seed_grant", 0}});
  return s;
}

TEST(Projects, AreAllCarriedOutWithMoneyAndTimeEnough) {
  const Tally t = count(cheap({{"deliberation.project_minutes", 10}}), rich);
  EXPECT_GT(t.executed, 5);
  EXPECT_EQ(t.lapsed, 0);
}

TEST(Projects, AllLapseWithoutTimeToFollowThemUp) {
  const Tally t = count(cheap({{"deliberation.project_minutes", 20000}, {"deliberation.project_weeks", 1}}), rich);
  EXPECT_EQ(t.executed, 0);
  EXPECT_GT(t.lapsed, 5);
}

TEST(Projects, NeedAnApplicationForMoneyThatTheOtherDeskHolds) {
  const Levers poor_host = small::with(rich, {{"money.station_share", 1}, {"party.units", 0}});
  const auto executed = [&](double rejection) {
    return count(cheap({{"deliberation.rejection", rejection}, {"deliberation.project_minutes", 10}}), poor_host)
        .executed;
  };
  EXPECT_EQ(executed(1.0), 0);
  EXPECT_GT(executed(0.0), 5);
}

// --- Talk (M9) ---

TEST(AReport, MovesWhoMakesItAndEveryTieByItsWeight) {
  // Nothing else happens in the first week, so the answer is the rule itself.
  Simulation simulation(small::setting(), small::with(small::station_levers(), {{"deliberation.rate", 0}}), 5, 0);
  World& w = simulation.world();
  const Resident teller{3};
  ASSERT_GT(w.ties.degree(3), 0u);
  const Residents before = w.resident;
  record_voice(w, Community{0}, teller, 1.0);
  record_experience(w, Community{0}, teller, Trusted::neighbours, 1.0);
  simulation.step();
  const Mechanisms& m = w.mechanisms();
  const auto moved = [](float from, double step) { return from + static_cast<float>(step) * (1.0f - from); };
  EXPECT_NEAR(w.resident.efficacy[teller], moved(before.efficacy[teller], m.efficacy_pace), 1e-6);
  constexpr auto neighbours = static_cast<std::size_t>(Trusted::neighbours);
  const auto around = w.ties.neighbours(3);
  for (std::size_t i = 0; i < around.size(); ++i) {
    const Resident hearer{around[i]};
    if (w.resident.community[hearer] != 0) continue;
    const double weight = w.ties.weights(3)[i];
    EXPECT_NEAR(w.resident.efficacy[hearer], moved(before.efficacy[hearer], m.efficacy_hearsay * weight), 1e-6);
    EXPECT_NEAR(w.resident.trust[neighbours][hearer], moved(before.trust[neighbours][hearer], m.trust_gossip * weight),
                1e-6);
  }
}

/// Residents whose trust in `who` an otherwise unforgetful year without meetings has moved.
std::size_t moved_trust(Trusted who, const Mechanisms& mechanisms, small::Values levers) {
  Setting setting = small::setting();
  setting.mechanisms =
      small::with(mechanisms, {{"trust.forgetting", 0}, {"network.mobility_owner", 0}, {"network.mobility_renter", 0}});
  const Levers all =
      small::with(small::with(small::station_levers(), {{"deliberation.rate", 0}, {"budget.voted_share", 0}}), levers);
  const auto trust = [who](const Simulation& s) {
    return s.world().resident.trust[static_cast<std::size_t>(who)].values();
  };
  const auto before = trust(Simulation(setting, all, 5, 0)), after = trust(run(setting, all, 52));
  std::size_t moved = 0;
  for (std::size_t r = 0; r < before.size(); ++r) moved += before[r] != after[r];
  return moved;
}

TEST(TrustInNeighbours, IsMovedByVolunteersWhoHelpAndByNobodyElseWithoutMeetings) {
  const Mechanisms usual = small::setting().mechanisms;
  const small::Values nobody_in_groups = {{"groups.aid_hours", 0}};
  EXPECT_EQ(moved_trust(Trusted::neighbours, small::with(usual, {{"volunteers.hours", 0}}), nobody_in_groups), 0u);
  EXPECT_GT(moved_trust(Trusted::neighbours, usual, nobody_in_groups), 0u);
}

TEST(TrustInOrganisations, IsMovedByTheirServiceAndByTalkAboutIt) {
  const Mechanisms usual = small::setting().mechanisms;
  EXPECT_EQ(moved_trust(Trusted::organisations, usual, {{"purchase.budget", 0}}), 0u);
  const std::size_t served = moved_trust(Trusted::organisations, small::with(usual, {{"trust.gossip", 0}}), {});
  EXPECT_GT(served, 0u);
  EXPECT_GT(moved_trust(Trusted::organisations, usual, {}), served);
}

// --- Votes (P48) and the agenda ---

TEST(Turnout, RisesWithEfficacyAndIgnoresItWhereItIsMiddling) {
  const auto votes = [](double effect, float efficacy) {
    Setting s = place_with({{"vote.efficacy", effect}});
    s.place.election_first_week = 0;
    s.place.election_weeks = 0;
    const Simulation simulation = run(s, small::station_levers(), 1, [efficacy](World& w) {
      for (float& e : w.resident.efficacy.values()) e = efficacy;
    });
    Count sum = 0;
    for (const Tally& tally : simulation.world().tally) sum += tally.votes;
    return sum;
  };
  EXPECT_EQ(votes(0.0, 0.5f), votes(4.0, 0.5f));
  EXPECT_GT(votes(4.0, 0.9f), votes(4.0, 0.5f));
  EXPECT_LT(votes(4.0, 0.1f), votes(4.0, 0.5f));
  EXPECT_EQ(votes(0.0, 0.1f), votes(0.0, 0.9f));
}

TEST(TheAgenda, HoldsOnlyWhatResidentsRaiseWhereNoItemAsksForTheirSay) {
  const Levers no_tasks = small::with(small::station_levers(), {{"tasks.list_filter", 0.9}});
  const Tally t = count(place_with({{"deliberation.tasks_per_item", 400}, {"tasks.push_base", 0}}), no_tasks);
  EXPECT_GT(t.agenda, 0);
  EXPECT_LE(t.agenda - t.agenda_own, 1);
}

TEST(TheAgenda, HoldsOnlyWhatComesFromAboveWhereResidentsHaveNoMattersToRaise) {
  const Tally t = count(place_with({{"need.rate_c", 0}, {"deliberation.tasks_per_item", 1}}),
                        small::with(small::station_levers(), {{"voice.hours", 0}}));
  EXPECT_GT(t.agenda, 0);
  EXPECT_EQ(t.agenda_own, 0);
}

}  // namespace
}  // namespace liandong::governance
