// Misuse of public money and audits of it (P9, P59).
#include <gtest/gtest.h>

#include <cmath>

#include "models/governance/rules/misuse.h"
#include "tests/models/governance/small_place.h"

namespace liandong::governance {
namespace {

using small::History;

Mechanisms of_misuse(small::Values values = {}) { return small::with(small::setting().mechanisms, values); }
Levers audited(double hours, double published = 0) {
  return small::with(small::station_levers(), {{"audit.hours", hours}, {"audit.published", published}});
}

TEST(Misuse, IsFoundByTheHourAndTheLessTheMoreBooksThereAre) {
  const Mechanisms m = of_misuse({{"misuse.audit_hours", 13}});
  EXPECT_EQ(discovery_chance(m, 0, 3), 0.0);
  EXPECT_NEAR(discovery_chance(m, 3, 3), 1.0 - std::exp(-1.0), 1e-12);
  EXPECT_LT(discovery_chance(m, 3, 6), discovery_chance(m, 3, 3));
  EXPECT_EQ(discovery_chance(m, 3, 0), discovery_chance(m, 3, 1));
}

TEST(Misuse, EndsWhereItIsSureToBeFound) {
  const Mechanisms m = of_misuse({{"misuse.chance", 0.2}});
  EXPECT_EQ(misuse_chance(m, 0), 0.2);
  EXPECT_EQ(misuse_chance(m, 0.5), 0.1);
  EXPECT_EQ(misuse_chance(m, 1), 0.0);
}

TEST(Audits, HaveNothingToFindWhereNobodyMisuses) {
  const History a(of_misuse({{"misuse.chance", 0}}), audited(0)),
      b(of_misuse({{"misuse.chance", 0}, {"misuse.leak", 1}, {"misuse.rumour", 1}}), audited(0, 1));
  EXPECT_EQ(a.simulation.first_difference(b.simulation), "");
  EXPECT_EQ(a.tally.misused_fen + a.tally.exposed, 0);
}

TEST(Misuse, IsOfAllWhoSpendPublicMoneyAndFallsWithAudits) {
  const Mechanisms m = of_misuse({{"misuse.chance", 0.8}});
  const History none(m, audited(0)), some(m, audited(2)), many(m, audited(40));
  EXPECT_GT(none.tally.misused_fen, some.tally.misused_fen);
  EXPECT_GT(some.tally.misused_fen, many.tally.misused_fen);
  const MoneyKinds& k = none.world().money_kind;
  for (const auto purse : {k.fund[0], k.fund[1], k.services[0], k.services[1], k.organisation})
    EXPECT_GT(none.world().money.flow(purse, k.misused), 0) << none.world().money.kinds()[purse].name;
}

TEST(WhatIsMisused, BuysNothing) {
  const auto bought = [](double chance) {
    const History weeks(of_misuse({{"misuse.chance", chance}, {"misuse.size", 0.5}}), audited(0), 3);
    return weeks.world().committee.bought[Community{0}];
  };
  EXPECT_NEAR(bought(1), 0.5 * bought(0), 1.0);
}

TEST(WhatAuditsFind, GoesBackAndTheRestIsKept) {
  const History years(of_misuse({{"misuse.chance", 0.8}}), audited(2));
  const sim::Ledger& money = years.world().money;
  const MoneyKinds& k = years.world().money_kind;
  EXPECT_GT(money.flow(k.misused, k.treasury), 0);
  EXPECT_EQ(money.flow(k.misused, k.treasury) + money.flow(k.misused, k.households) + money.total(k.misused),
            years.tally.misused_fen);
  const History unaudited(of_misuse({{"misuse.chance", 0.8}}), audited(0));
  EXPECT_EQ(unaudited.world().money.flow(k.misused, k.treasury), 0);
}

TEST(Auditors, ArePaidByTheHour) {
  const World w = History(of_misuse(), audited(2), 52).world();
  const double yuan = static_cast<double>(w.money.flow(w.money_kind.treasury, w.money_kind.auditors)) / 100.0;
  EXPECT_NEAR(yuan, 52.0 * 2.0 * w.communities() * w.setting.place.auditor_hour, 1.0);
  EXPECT_EQ(w.minutes.flow(w.minute_kind.supply, w.minute_kind.audit), 52 * 120 * w.communities());
}

TEST(Trust, FallsByWhatIsPublishedOrLeaksOutAndByNothingElse) {
  const small::Values silent = {{"misuse.chance", 0.8}, {"misuse.leak", 0}};
  const auto trust = [](const Mechanisms& m, double published) {
    const History years(m, audited(2, published));
    double sum = 0.0;
    const auto& column = years.world().resident.trust[static_cast<std::size_t>(Trusted::organisations)].values();
    for (const float value : column) sum += value;
    return sum / static_cast<double>(column.size());
  };
  EXPECT_LT(trust(of_misuse(silent), 1.0), trust(of_misuse(silent), 0.0));
  EXPECT_LT(trust(of_misuse({{"misuse.chance", 0.8}, {"misuse.leak", 1}, {"misuse.rumour", 1}}), 0.0),
            trust(of_misuse(silent), 0.0));
}

}  // namespace
}  // namespace liandong::governance
