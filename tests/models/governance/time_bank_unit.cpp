// Hours of volunteers are credited and redeemed for hours of others (M14, P70).
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "models/governance/rules/rules.h"
#include "tests/models/governance/small_place.h"

namespace liandong::governance {
namespace {

using small::History;

std::ptrdiff_t volunteers_of(const History& years) {
  return std::ranges::count_if(years.world().resident.roles.values(),
                               [](std::uint8_t roles) { return (roles & role::volunteer) != 0; });
}

Mechanisms with_bank_values(small::Values values = {}) { return small::with(small::setting().mechanisms, values); }
Levers with_bank(double redemption) {
  return small::with(small::committee_levers(), {{"volunteers.time_bank", 1}, {"volunteers.redemption", redemption}});
}
Levers without_bank() { return small::with(small::committee_levers(), {{"volunteers.time_bank", 0}}); }

TEST(AChance, AtRaisedOddsIsTheLogisticOfBoth) {
  EXPECT_EQ(at_odds(0.37, 0.0), 0.37);
  EXPECT_NEAR(at_odds(0.5, 1.0), 1.0 / (1.0 + std::exp(-1.0)), 1e-12);
  EXPECT_NEAR(at_odds(at_odds(0.2, 1.5), -1.5), 0.2, 1e-12);
  EXPECT_EQ(at_odds(0.0, 3.0), 0.0);
  EXPECT_EQ(at_odds(1.0, -3.0), 1.0);
}

TEST(TheChanceOfRedemption, FollowsRequestsAndFadesWithoutThem) {
  const Mechanisms m = with_bank_values({{"timebank.sight", 0.1}, {"timebank.forgetting", 0.5}});
  EXPECT_EQ(updated_redemption(m, 0.8, 0, 0), 0.4);
  EXPECT_EQ(updated_redemption(m, 0.0, 4, 0), 0.0);
  EXPECT_NEAR(updated_redemption(m, 0.0, 10, 10), 1.0 - std::exp(-1.0), 1e-12);
  EXPECT_NEAR(updated_redemption(m, 0.8, 1000, 250), 0.25, 1e-12) << "many requests show how it is";
}

TEST(ATimeBank, LeavesARunAsItWasWhereThereIsNone) {
  const History plain(with_bank_values(), without_bank()),
      other(with_bank_values({{"timebank.value", 8}, {"timebank.sight", 1}, {"timebank.minutes", 60}}),
            small::with(without_bank(), {{"volunteers.redemption", 1}}));
  EXPECT_EQ(plain.simulation.first_difference(other.simulation), "");
  EXPECT_EQ(plain.tally.credit_earned, 0);
}

TEST(ATimeBank, HoldsWhatWasEarnedLessWhatWasRedeemedAndWhatLeft) {
  const History course(with_bank_values(), with_bank(0.5));
  const World& w = course.world();
  std::int64_t held = 0;
  for (std::uint32_t c = 0; c < w.communities(); ++c) {
    const Community id{c};
    std::int64_t of_residents = 0;
    const std::uint32_t first = w.community.first_resident[id];
    for (std::uint32_t r = first; r < first + w.community.residents[id]; ++r) {
      EXPECT_GE(w.resident.credit[Resident{r}], 0);
      of_residents += w.resident.credit[Resident{r}];
    }
    EXPECT_EQ(of_residents, w.community.credit[id]);
    held += of_residents;
  }
  const Tally& t = course.tally;
  EXPECT_EQ(held, t.credit_earned - t.credit_used - t.credit_lost);
  EXPECT_GT(t.credit_used, 0);
  EXPECT_GT(t.credit_lost, 0);
  EXPECT_LE(t.credit_met, t.credit_asked);
}

TEST(Credit, IsHoardedAndWorthNothingWhereNobodyIsSeenToRedeem) {
  const History hoarding(with_bank_values({{"timebank.minutes", 0}}), with_bank(0.0)),
      without(with_bank_values(), without_bank());
  EXPECT_GT(hoarding.tally.credit_asked, 0);
  EXPECT_EQ(hoarding.tally.credit_used, 0);
  EXPECT_GT(hoarding.world().community.credit[Community{0}], 0);
  EXPECT_EQ(hoarding.world().resident.roles.values(), without.world().resident.roles.values());
}

TEST(Credit, BringsAndKeepsVolunteersOnceItIsSeenToBeRedeemed) {
  const Mechanisms m = with_bank_values({{"timebank.value", 3}, {"timebank.minutes", 0}});
  const History redeeming(m, with_bank(1.0)), hoarding(m, with_bank(0.0)),
      worthless(with_bank_values({{"timebank.value", 0}}), with_bank(1.0));
  EXPECT_GT(redeeming.world().community.redemption[Community{0}], 0.2f);
  EXPECT_GT(static_cast<double>(volunteers_of(redeeming)), 1.1 * static_cast<double>(volunteers_of(hoarding)));
  EXPECT_GT(static_cast<double>(volunteers_of(redeeming)), 1.1 * static_cast<double>(volunteers_of(worthless)));
}

TEST(Redemption, TakesTheTimeOfOtherVolunteers) {
  const Mechanisms m = with_bank_values({{"timebank.minutes", 0}, {"volunteers.hours", 0.2}});
  const History half(m, with_bank(0.2)), all(m, with_bank(1.0));
  EXPECT_GT(all.tally.credit_used, half.tally.credit_used);
  EXPECT_LE(all.tally.credit_used, all.tally.volunteer_minutes);
}

TEST(Accounts, TakeWorkingTimeAndStandStillWithoutIt) {
  const Mechanisms free = with_bank_values({{"timebank.minutes", 0}}),
                   dear = with_bank_values({{"timebank.minutes", 60}});
  const Community first{0};
  const auto demand = [&](const Mechanisms& m) {
    return History(m, with_bank(0.3), 2).world().committee.task_demand[first];
  };
  const float volunteers = History(free, with_bank(0.3), 1).world().community.volunteers[first];
  EXPECT_GT(volunteers, 0.0f);
  EXPECT_NEAR(demand(dear) - demand(free), 60.0f * volunteers, 0.1f);
  const History kept(free, with_bank(0.3)), costly(dear, with_bank(0.3));
  const auto credited = [](const History& years) {
    return static_cast<double>(years.tally.credit_earned) / static_cast<double>(years.tally.volunteer_minutes);
  };
  EXPECT_LT(credited(costly), credited(kept));
}

}  // namespace
}  // namespace liandong::governance
