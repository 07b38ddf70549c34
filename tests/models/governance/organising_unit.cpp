// Who organises residents, from whose payroll, and what is known of what they can do (P53).
#include <gtest/gtest.h>

#include <cmath>

#include "models/governance/rules/rules.h"
#include "models/governance/week/phases.h"
#include "tests/models/governance/small_place.h"

namespace liandong::governance {
namespace {

using small::History;

Mechanisms of_assets(small::Values values = {}) { return small::with(small::setting().mechanisms, values); }
Levers organisers(double street, double organisations, double assets) {
  return small::with(small::committee_levers(), {{"organising.street_hours", street},
                                                 {"organising.organisation_hours", organisations},
                                                 {"organising.asset_share", assets}});
}

TEST(TheAssetMap, FillsByShareOfWhatIsNotKnownAndFadesByTheYear) {
  const Mechanisms m = of_assets({{"assets.survey", 0.01}, {"assets.fading", 0}});
  EXPECT_NEAR(updated_asset_map(m, 0.0, 10), 0.1, 1e-12);
  EXPECT_NEAR(updated_asset_map(m, 0.5, 10), 0.55, 1e-12);
  EXPECT_EQ(updated_asset_map(m, 0.5, 1000), 1.0);
  const Mechanisms fading = of_assets({{"assets.fading", 0.52}});
  EXPECT_NEAR(updated_asset_map(fading, 0.5, 0), 0.5 * 0.99, 1e-12);
}

TEST(ALeader, IsFoundSoonerWhereMoreIsKnown) {
  const Mechanisms m = of_assets({{"organising.hours_per_leader", 40}, {"assets.saving", 0.5}});
  EXPECT_EQ(hours_per_leader(m, 0.0), 40.0);
  EXPECT_EQ(hours_per_leader(m, 0.5), 30.0);
  EXPECT_EQ(hours_per_leader(m, 1.0), 20.0);
}

TEST(Organising, LeavesARunAsItWasWhereNobodyElseOrganisesAndNoAssetsAreSurveyed) {
  const History plain(of_assets(), organisers(0, 0, 0)),
      other(of_assets({{"assets.survey", 0.1}, {"assets.fading", 1}, {"assets.saving", 0.9}}), organisers(0, 0, 0));
  EXPECT_EQ(plain.simulation.first_difference(other.simulation), "");
}

TEST(TheStreet, OrganisesWithTimeThatItsCasesLose) {
  const History with(of_assets(), organisers(10, 0, 0), 3), without(of_assets(), organisers(0, 0, 0), 3);
  const Community here{0};
  EXPECT_EQ(with.world().community.street_minutes[here], 600);
  EXPECT_EQ(with.world().community.organised_minutes[here], without.world().community.organised_minutes[here] + 600);
  const Street s{with.world().community.street[here]};
  const double lost = 600.0 * with.world().street.communities[s] * of_assets().street_case_share;
  EXPECT_NEAR(without.world().street.minutes[s] - with.world().street.minutes[s], lost, 1.0);
  EXPECT_EQ(with.world().minutes.total(with.world().minute_kind.street_organising), 3 * 3 * 600);
}

TEST(TheStreet, OrganisesNoMoreThanItHasPeople) {
  const Levers gone = small::with(organisers(40, 0, 0), {{"staff.moved_committee", 1}});
  EXPECT_EQ(History(of_assets(), gone, 3).world().community.street_minutes[Community{0}], 0);
}

TEST(AnOrganisation, IsPaidForOrganisingFromThePurchaseMoney) {
  const Levers levers = small::with(organisers(0, 3, 0), {{"purchase.budget", 20}});
  const History years(of_assets({{"misuse.chance", 0}}), levers, 2);
  const World& w = years.world();
  std::uint32_t hired = 0;
  for (std::uint32_t c = 0; c < w.communities(); ++c) {
    const bool any = !w.organisations_of[c].empty();
    EXPECT_EQ(w.community.hired_minutes[Community{c}], any ? 180 : 0);
    hired += any;
  }
  ASSERT_GT(hired, 0u);
  const auto weekly = static_cast<std::int64_t>(3 * of_assets().service_hour_cost * 100.0);
  EXPECT_EQ(w.money.flow(w.money_kind.purchase_pot, w.money_kind.organisation), 2 * hired * weekly);
}

TEST(AnOrganisation, OrganisesNobodyWithoutPurchaseMoney) {
  const History years(of_assets(), small::with(organisers(0, 10, 0), {{"purchase.budget", 0}}), 4);
  for (const std::int32_t minutes : years.world().community.hired_minutes.values()) EXPECT_EQ(minutes, 0);
}

TEST(TimeWithOrganisations, IsLostToOtherOrganisingAndMakesTiesWhereThereAreAny) {
  const auto meeting = [](double hours) {
    return small::with(small::committee_levers(), {{"organisations.liaison_hours", hours}, {"purchase.budget", 0}});
  };
  const History with(of_assets(), meeting(2), 4), without(of_assets(), meeting(0), 4);
  const World& w = with.world();
  std::uint32_t met = 0;
  for (std::uint32_t row = 0; row < w.communities(); ++row) {
    const Community c{row};
    const std::int32_t minutes = w.community.liaison_minutes[c];
    EXPECT_EQ(without.world().community.liaison_minutes[c], 0);
    EXPECT_LE(minutes, 120);
    if (w.organisations_of[row].empty() || minutes == 0) continue;
    EXPECT_GT(w.community.partnership[c], without.world().community.partnership[c]);
    ++met;
  }
  EXPECT_GT(met, 0u);
}

TEST(TimeWithOrganisations, LeavesARunAsItWasWithoutHours) {
  const Levers apart = small::with(organisers(0, 0, 0), {{"organisations.liaison_hours", 0}});
  const History plain(of_assets(), apart), other(of_assets({{"collaboration.liaison", 0.5}}), apart);
  EXPECT_EQ(plain.simulation.first_difference(other.simulation), "");
}

TEST(SurveysOfAssets, FindFewerNeedsAndMoreCapableResidents) {
  const Mechanisms m = of_assets({{"assets.survey", 0.05}, {"assets.saving", 0.9}});
  const History needs(m, organisers(10, 0, 0)), assets(m, organisers(10, 0, 1));
  EXPECT_LT(assets.tally.found, needs.tally.found);
  EXPECT_EQ(needs.world().community.asset_map[Community{0}], 0.0f);
  EXPECT_GT(assets.world().community.asset_map[Community{0}], 0.5f);
  double more = 0.0, fewer = 0.0;
  for (const Stock& stock : assets.world().stock) more += stock.leaders;
  for (const Stock& stock : needs.world().stock) fewer += stock.leaders;
  EXPECT_GT(more, fewer);
}

}  // namespace
}  // namespace liandong::governance
