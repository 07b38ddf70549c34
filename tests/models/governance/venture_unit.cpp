// Venture grants: organisations look for needs that nobody reported (P55).
#include <gtest/gtest.h>

#include "models/governance/rules/rules.h"
#include "models/governance/week/phases.h"
#include "tests/models/governance/small_place.h"

namespace liandong::governance {
namespace {

using small::History;

Mechanisms of_ventures(small::Values values = {}) { return small::with(small::setting().mechanisms, values); }
Levers ventures(double share, double jury = 0.5) {
  return small::with(small::committee_levers(), {{"purchase.budget", 25},
                                                 {"purchase.venture_share", share},
                                                 {"purchase.jury_needs", jury},
                                                 {"organising.organisation_hours", 0}});
}

TEST(AJury, WeighsNeedAgainstTiesToTheStreet) {
  const Mechanisms m = of_ventures({{"purchase.quality", 0}});
  EXPECT_EQ(proposal_score(m, 1.0, 0.3, 0.5, 0.9), 0.3);
  EXPECT_EQ(proposal_score(m, 0.0, 0.3, 0.5, 0.9), 0.9);
  EXPECT_NEAR(proposal_score(m, 0.5, 0.3, 0.5, 0.9), 0.6, 1e-12);
  EXPECT_GT(proposal_score(of_ventures(), 0.5, 0.3, 0.8, 0.9), proposal_score(of_ventures(), 0.5, 0.3, 0.2, 0.9));
}

TEST(Ventures, LeaveARunAsItWasWhereNoMoneyIsForThem) {
  const History plain(of_ventures(), ventures(0)),
      other(of_ventures({{"purchase.venture_size", 1000}, {"purchase.search_minutes", 0}}), ventures(0, 1));
  EXPECT_EQ(plain.simulation.first_difference(other.simulation), "");
  EXPECT_EQ(plain.tally.discovered, 0);
}

TEST(Ventures, MeetNeedsThatNobodyReportedInPaidTime) {
  const History years(of_ventures({{"purchase.venture_size", 15000}}), ventures(1));
  EXPECT_GT(years.tally.discovered, 0);
  EXPECT_LE(years.tally.discovered, total(years.tally.served));
  EXPECT_EQ(years.world().minutes.total(years.world().minute_kind.organisations), years.tally.service_minutes);
  for (const std::int32_t left : years.world().organisation.service_left.values()) EXPECT_GE(left, 0);
}

TEST(Ventures, FindFewerWhereSearchTakesLonger) {
  const History quick(of_ventures({{"purchase.venture_size", 15000}, {"purchase.search_minutes", 0}}), ventures(1)),
      slow(of_ventures({{"purchase.venture_size", 15000}, {"purchase.search_minutes", 200}}), ventures(1));
  EXPECT_GT(quick.tally.discovered, slow.tally.discovered);
}

TEST(Ventures, AreOfMoreKindsThanWhatDesksHandOver) {
  const History without(of_ventures(), ventures(0)), with(of_ventures({{"purchase.venture_size", 8000}}), ventures(1));
  const auto beyond_care = [](const History& years) {
    return total(years.tally.served) - years.tally.served[static_cast<std::size_t>(CaseKind::care)];
  };
  EXPECT_EQ(beyond_care(without), 0);
  EXPECT_GT(beyond_care(with), 0);
}

}  // namespace
}  // namespace liandong::governance
