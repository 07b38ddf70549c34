// Disputes between two parties, and mediators from outside (P78).
#include <gtest/gtest.h>

#include <cmath>

#include "models/governance/rules/disputes.h"
#include "models/governance/week/disputes.h"
#include "tests/models/governance/small_place.h"

namespace liandong::governance {
namespace {

Mechanisms of_disputes(small::Values values = {}) { return small::with(small::setting().mechanisms, values); }

/// One desk that may settle half of the disputes, in a place where they are common.
Setting quarrelsome(small::Values mechanisms = {}) {
  Setting place = small::setting_with({{"need.rate_d", 0.004}, {"need.hours_d", 2}});
  place.mechanisms = small::with(place.mechanisms, mechanisms);
  return place;
}
Levers mediated(double hours, double early) {
  return small::with(small::committee_levers(), {{"authority.committee", 3},
                                                 {"social_work.counselling", 0},
                                                 {"mediation.hours", hours},
                                                 {"mediation.early", early}});
}
Tally quarrels(double hours, double early, small::Values mechanisms = {}) {
  return small::passed(mediated(hours, early), quarrelsome(mechanisms));
}
Count disputes_settled(const Tally& tally) { return tally.resolved[static_cast<std::size_t>(CaseKind::dispute)]; }

TEST(ADispute, HardensWhileItWaitsUntilNothingIsCommon) {
  const Mechanisms m = of_disputes({{"dispute.hardening", 0.1}});
  EXPECT_EQ(hardened_distance(m, 0.25, 0), 0.25);
  EXPECT_NEAR(hardened_distance(m, 0.25, 10), 1.0 - 0.75 * std::exp(-1.0), 1e-12);
  EXPECT_EQ(hardened_distance(m, 1.0, 7), 1.0);
  EXPECT_NEAR(hardened_distance(m, 0.25, 1000), 1.0, 1e-12);
}

TEST(TwoParties, ComeToTermsCloserThanTheyTolerateAndFurtherApartWithSkillThatBothTrust) {
  const Mechanisms m = of_disputes({{"dispute.reach", 0.5}});
  EXPECT_TRUE(come_to_terms(m, 0.19, 0.2, 0.0, 1.0));
  EXPECT_FALSE(come_to_terms(m, 0.2, 0.2, 0.0, 1.0));
  EXPECT_FALSE(come_to_terms(m, 0.5, 0.2, 1.0, 0.5));
  EXPECT_TRUE(come_to_terms(m, 0.5, 0.2, 1.0, 0.7));
  EXPECT_FALSE(come_to_terms(m, 0.5, 0.2, 1.0, 0.0));
}

TEST(Mediators, ArePlacebosWhereTheyHaveNoTime) {
  Simulation a(quarrelsome(), mediated(0, 0), 6, 0),
      b(quarrelsome({{"mediation.skill", 0.1}, {"mediation.confidence", 0.1}}), mediated(0, 1), 6, 0);
  while (a.week() < 60) {
    a.step();
    b.step();
  }
  EXPECT_EQ(a.first_difference(b), "");
}

TEST(Parties, WhoAlwaysComeToTermsSendNoDisputeUpFromADeskOfFullAuthority) {
  const Tally agreeable = quarrels(0, 0, {{"deliberation.tolerance_low", 1}, {"dispute.reach", 2}});
  ASSERT_GT(disputes_settled(agreeable), 0);
  EXPECT_EQ(agreeable.disputes_inside, disputes_settled(agreeable));
}

TEST(Parties, WhoTolerateNothingSendEveryDisputeUp) {
  const Tally stubborn =
      quarrels(0, 0, {{"deliberation.tolerance_low", 0}, {"deliberation.tolerance_high", 0}, {"dispute.reach", 0}});
  ASSERT_GT(disputes_settled(stubborn), 0);
  EXPECT_EQ(stubborn.disputes_inside, 0);
}

TEST(Disputes, StayInsideTheMoreTheLessTheyHarden) {
  const auto share = [](double hardening) {
    const Tally tally = quarrels(0, 0, {{"dispute.hardening", hardening}});
    return static_cast<double>(tally.disputes_inside) / static_cast<double>(disputes_settled(tally));
  };
  EXPECT_GT(share(0.0), share(0.3));
}

TEST(Mediators, SettleWhatTheDeskDidNotSoThatMoreStaysInside) {
  const small::Values skilled = {{"mediation.skill", 1}, {"mediation.confidence", 1}};
  const Tally alone = quarrels(0, 0, skilled), late = quarrels(10, 0, skilled), early = quarrels(10, 1, skilled);
  const auto inside = [](const Tally& tally) {
    return static_cast<double>(tally.disputes_inside) / static_cast<double>(disputes_settled(tally));
  };
  EXPECT_EQ(alone.mediated, 0);
  EXPECT_GT(late.mediated, 0);
  EXPECT_GT(early.mediation_minutes, late.mediation_minutes);
  EXPECT_GT(inside(late), inside(alone));
  EXPECT_GT(inside(early), inside(alone));
}

TEST(Mediators, ArePaidByTheHourThatTheyWorkAndWorkNoLongerThanTheyMay) {
  constexpr double hours = 1.0;
  Simulation simulation(quarrelsome(), mediated(hours, 1), 6, 0);
  Count minutes = 0;
  while (simulation.week() < 104) {
    simulation.step();
    for (const Tally& tally : simulation.world().tally) minutes += tally.mediation_minutes;
  }
  const World& w = simulation.world();
  const double worked = static_cast<double>(minutes) / 60.0;
  EXPECT_GT(worked, 0.0);
  EXPECT_LE(worked, 104.0 * hours * w.communities());
  const double yuan = static_cast<double>(w.money.flow(w.money_kind.treasury, w.money_kind.mediators)) / 100.0;
  EXPECT_NEAR(yuan, worked * w.setting.place.mediator_hour, 5.0);  // a fen a week and community is cut off
  EXPECT_EQ(w.minutes.flow(w.minute_kind.supply, w.minute_kind.mediation), minutes);
}

TEST(TheOtherParty, OfTheSameBuildingSeesHowADisputeWasHandledToo) {
  Simulation simulation(quarrelsome(), mediated(0, 0), 6, 0);
  while (simulation.week() < 20) simulation.step();
  World w = simulation.world();
  Count told = 0;
  for (const Case& item : w.cases[0]) {
    if (item.kind != CaseKind::dispute) continue;
    tell_other_party(w, Community{0}, item, Holder::committee, 0.5);
    const Experience& seen = w.experiences[0].back();
    ++told;
    EXPECT_EQ(w.resident.building[Resident{seen.resident}], w.resident.building[Resident{item.resident}]);
    EXPECT_EQ(seen.toward, Trusted::committee);
    EXPECT_EQ(seen.own, 0);
  }
  EXPECT_GT(told, 0);
}

}  // namespace
}  // namespace liandong::governance
