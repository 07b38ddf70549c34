#include "sim/tables/ledger.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <tbb/parallel_for.h>

#include "tests/sim/temporary_folder.h"

namespace liandong::sim {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using tests::thrown_text;

struct Money {
  Ledger ledger{"money", "fen"};
  Ledger::Kind treasury = ledger.declare("treasury", 1, true);
  Ledger::Kind fund = ledger.declare("activity fund", 3);
  Ledger::Kind supplier = ledger.declare("supplier", 2);

  Money() {
    ledger.allow(treasury, fund);
    ledger.allow(fund, supplier);
  }
};

TEST(Ledger, MovesWhatItTakesAndRemembersTheFlow) {
  Money m;
  m.ledger.transfer(1, m.treasury, 0, m.fund, 2, 700);
  m.ledger.transfer(1, m.fund, 2, m.supplier, 1, 300);
  EXPECT_EQ(m.ledger.balance(m.treasury, 0), -700);
  EXPECT_EQ(m.ledger.balance(m.fund, 2), 400);
  EXPECT_EQ(m.ledger.total(m.supplier), 300);
  EXPECT_EQ(m.ledger.flow(m.treasury, m.fund), 700);
  EXPECT_EQ(m.ledger.flow(m.fund, m.treasury), 0);
  EXPECT_NO_THROW(m.ledger.check(1));
}

TEST(Ledger, HoldsEarmarks) {
  Money m;
  m.ledger.transfer(1, m.treasury, 0, m.fund, 0, 100);
  const auto text = thrown_text([&] { m.ledger.transfer(9, m.fund, 0, m.treasury, 0, 10); });
  EXPECT_THAT(text, AllOf(HasSubstr("ledger 'money'"), HasSubstr("week 9"), HasSubstr("account activity fund[0]"),
                          HasSubstr("may not pay into treasury[0]")));
  EXPECT_THROW(m.ledger.transfer(9, m.treasury, 0, m.supplier, 0, 1), Ledger::Breach);
  EXPECT_EQ(m.ledger.balance(m.fund, 0), 100);
}

TEST(Ledger, RefusesToOverdrawAndLeavesTheAccountAlone) {
  Money m;
  m.ledger.transfer(1, m.treasury, 0, m.fund, 1, 100);
  EXPECT_THAT(thrown_text([&] { m.ledger.transfer(4, m.fund, 1, m.supplier, 0, 101); }),
              AllOf(HasSubstr("week 4"), HasSubstr("activity fund[1] holds 100 and cannot pay 101")));
  EXPECT_EQ(m.ledger.balance(m.fund, 1), 100);
  EXPECT_NO_THROW(m.ledger.transfer(4, m.fund, 1, m.supplier, 0, 100));
}

TEST(Ledger, RefusesNegativeAmountsAndAccountsThatDoNotExist) {
  Money m;
  EXPECT_THROW(m.ledger.transfer(1, m.treasury, 0, m.fund, 0, -1), Ledger::Breach);
  EXPECT_THAT(thrown_text([&] { m.ledger.transfer(1, m.treasury, 0, m.fund, 3, 1); }),
              HasSubstr("activity fund[3] does not exist"));
  EXPECT_THROW(m.ledger.transfer(1, m.treasury, 1, m.fund, 0, 1), Ledger::Breach);
  EXPECT_NO_THROW(m.ledger.check(1));
}

TEST(Ledger, KeepsFlowsAndPermissionsWhenKindsAndOwnersAreAddedLater) {
  Money m;
  m.ledger.transfer(1, m.treasury, 0, m.fund, 0, 50);
  const auto reserve = m.ledger.declare("reserve", 1);
  m.ledger.add_owners(m.fund, 1);
  EXPECT_EQ(m.ledger.owners(m.fund), 4u);
  EXPECT_EQ(m.ledger.flow(m.treasury, m.fund), 50);
  EXPECT_NO_THROW(m.ledger.transfer(2, m.treasury, 0, m.fund, 3, 5));
  EXPECT_THROW(m.ledger.transfer(2, m.fund, 0, reserve, 0, 5), Ledger::Breach);
  m.ledger.allow(m.fund, reserve);
  EXPECT_NO_THROW(m.ledger.transfer(2, m.fund, 0, reserve, 0, 5));
  EXPECT_NO_THROW(m.ledger.check(2));
}

/// Adds an amount to one account behind the ledger's back.
struct Thief {
  std::string column;
  std::size_t row;
  std::int64_t amount;
  void operator()(std::string_view name, std::vector<std::int64_t>& values) {
    if (name == column) values[row] += amount;
  }
};

TEST(LedgerCheck, NamesLedgerWeekAndKindThatMoneyVanishedFrom) {
  Money m;
  m.ledger.transfer(1, m.treasury, 0, m.fund, 2, 700);
  Thief thief{"money.activity fund", 2, -1};
  Ledger::each_column(m.ledger, thief);
  EXPECT_THAT(thrown_text([&] { m.ledger.check(12); }),
              AllOf(HasSubstr("ledger 'money'"), HasSubstr("week 12"), HasSubstr("account activity fund holds 699"),
                    HasSubstr("its flows say 700")));
}

TEST(LedgerCheck, NamesTheAccountThatIsOverdrawnThoughItsKindIsRight) {
  Money m;
  m.ledger.transfer(1, m.treasury, 0, m.fund, 2, 700);
  Thief taker{"money.activity fund", 0, -5}, giver{"money.activity fund", 1, 5};
  Ledger::each_column(m.ledger, taker);
  Ledger::each_column(m.ledger, giver);
  EXPECT_THAT(thrown_text([&] { m.ledger.check(12); }), HasSubstr("activity fund[0] is overdrawn: -5"));
}

TEST(Ledger, AddsUpWhatThreadsPayOutOfAccountsOfTheirOwn) {
  constexpr std::uint32_t owners = 64, payments = 500;
  Ledger ledger("money");
  const auto treasury = ledger.declare("treasury", 1, true), fund = ledger.declare("fund", owners),
             contractors = ledger.declare("contractors", 1);
  ledger.allow(treasury, fund);
  ledger.allow(fund, contractors);
  tbb::parallel_for(std::uint32_t{0}, owners, [&](std::uint32_t owner) {
    for (std::uint32_t i = 0; i < payments; ++i) {
      ledger.transfer(1, treasury, 0, fund, owner, 3);
      ledger.transfer(1, fund, owner, contractors, 0, 2);
    }
  });
  EXPECT_EQ(ledger.balance(contractors, 0), std::int64_t{2} * owners * payments);
  EXPECT_EQ(ledger.flow(treasury, fund), std::int64_t{3} * owners * payments);
  EXPECT_NO_THROW(ledger.check(1));
}

}  // namespace
}  // namespace liandong::sim
