// A community's fund at a foundation and its social enterprise (P69).
#include <gtest/gtest.h>

#include <cmath>

#include "models/governance/rules/rules.h"
#include "tests/models/governance/small_place.h"

namespace liandong::governance {
namespace {

using small::History;

Mechanisms of_funds(small::Values values = {}) { return small::with(small::setting().mechanisms, values); }
Levers fund_levers(double seed, double match, double enterprise = 0, double hours = 0) {
  return small::with(small::committee_levers(), {{"money.community_fund", 5},
                                                 {"deliberation.gates", 0},
                                                 {"foundation.seed", seed},
                                                 {"foundation.match", match},
                                                 {"enterprise.seed", enterprise},
                                                 {"enterprise.hours", hours}});
}

TEST(Gifts, GrowWithTrustAndThoseOfHouseholdsWithTheirNumber) {
  const Mechanisms m = of_funds({{"foundation.gift", 52}, {"foundation.unit_gift", 5200}});
  EXPECT_NEAR(weekly_gifts(m, 100, 1.0).households, 100.0, 1e-9);
  EXPECT_NEAR(weekly_gifts(m, 100, 0.5).households, 50.0, 1e-9);
  EXPECT_NEAR(weekly_gifts(m, 200, 1.0).units, 100.0, 1e-9);
  EXPECT_EQ(weekly_gifts(m, 100, 0.0).units, 0.0);
}

TEST(AnEnterprise, SellsWhatItsManagerReachesOfTheMarketAndTrustAllows) {
  const Mechanisms m = of_funds({{"enterprise.reach", 0.5}, {"enterprise.effort", 10}});
  EXPECT_EQ(enterprise_sales(m, 1000, 0, 1), 0.0);
  EXPECT_NEAR(enterprise_sales(m, 1000, 10, 1), 500.0 * (1.0 - std::exp(-1.0)), 1e-9);
  EXPECT_NEAR(enterprise_sales(m, 1000, 10, 0.5), 250.0 * (1.0 - std::exp(-1.0)), 1e-9);
}

TEST(AFoundation, LeavesARunAsItWasWhereThereIsNone) {
  const History plain(of_funds(), fund_levers(0, 0)),
      other(of_funds({{"foundation.gift", 500}, {"enterprise.market", 5000}}), fund_levers(0, 2, 20, 40));
  EXPECT_EQ(plain.simulation.first_difference(other.simulation), "");
}

TEST(AFoundation, HoldsItsSeedWhatWasGivenAndWhatWasMatchedLessWhatProjectsTook) {
  const History years(of_funds(), fund_levers(1, 0.5));
  const World& w = years.world();
  const MoneyKinds& k = w.money_kind;
  const Tally& t = years.tally;
  EXPECT_GT(t.donated, 0);
  EXPECT_GT(t.projects_foundation, 0);
  EXPECT_EQ(w.money.flow(k.treasury, k.foundation), t.foundation_public);
  EXPECT_EQ(w.money.flow(k.households, k.foundation) + w.money.flow(k.donors, k.foundation), t.donated);
  EXPECT_EQ(w.money.flow(k.foundation, k.contractors), t.projects_foundation);
  EXPECT_EQ(w.money.total(k.foundation), t.foundation_public + t.donated - t.projects_foundation);
  const double seeds = 3 * 1000000.0, matched = 0.5 * static_cast<double>(t.donated);
  EXPECT_NEAR(static_cast<double>(t.foundation_public), seeds + matched, 3.0 * 104) << "a fen is lost a week at most";
}

TEST(AFoundation, PaysForNothingOnWhichResidentsDidNotDecide) {
  const History years(of_funds(), small::with(fund_levers(1, 0), {{"deliberation.majority", 0}}));
  EXPECT_GT(years.tally.executed, 0);
  EXPECT_EQ(years.tally.projects_foundation, 0);
}

TEST(AFoundation, LowersTheShareOfPublicMoney) {
  const auto own_share = [](const History& years) {
    const Tally& t = years.tally;
    const auto own = static_cast<double>(t.projects_own + t.organisations_own + t.donated + t.profit);
    return own / (own + static_cast<double>(t.projects_public + t.organisations_public + t.foundation_public));
  };
  EXPECT_GT(own_share(History(of_funds(), fund_levers(0.1, 0))), own_share(History(of_funds(), fund_levers(0, 0))));
}

TEST(AnEnterprise, LosesTheSeedWhereNobodyBuys) {
  const History years(of_funds({{"enterprise.market", 0}, {"ways.market", 0}, {"enterprise.fixed", 200}}),
                      fund_levers(1, 0, 0.5, 4), 52);
  const World& w = years.world();
  for (const std::uint8_t alive : w.community.enterprise.values()) EXPECT_EQ(alive, 0);
  EXPECT_EQ(w.money.flow(w.money_kind.foundation, w.money_kind.enterprise), 3 * 500000);
  EXPECT_EQ(w.money.flow(w.money_kind.enterprise, w.money_kind.contractors), 3 * 500000);
  EXPECT_EQ(years.tally.profit, 0);
}

TEST(AnEnterprise, FeedsTheFundWhereItIsRunWell) {
  const Mechanisms m = of_funds({{"enterprise.market", 1000}, {"enterprise.fixed", 20}});
  const History run(m, fund_levers(1, 0, 0.5, 10)), neglected(m, fund_levers(1, 0, 0.5, 0));
  EXPECT_GT(run.tally.profit, 0);
  EXPECT_EQ(neglected.tally.profit, 0);
  EXPECT_EQ(run.world().money.flow(run.world().money_kind.enterprise, run.world().money_kind.foundation),
            run.tally.profit);
}

}  // namespace
}  // namespace liandong::governance
