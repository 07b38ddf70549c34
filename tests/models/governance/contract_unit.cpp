// The engine's promises, kept by the governance model: one state hash whatever the order, threads, forks and restarts.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <tbb/global_control.h>

#include <set>

#include "models/governance/rules/example.h"
#include "models/governance/week/week.h"
#include "sim/store/snapshot.h"
#include "tests/models/governance/small_place.h"
#include "tests/sim/temporary_folder.h"

namespace liandong::governance {
namespace {

using sim::Execution;
using sim::Order;
using ::testing::AllOf;
using ::testing::HasSubstr;

constexpr std::uint32_t last_week = 110;

std::uint64_t hash_after(std::uint32_t week, const Execution& execution) {
  Simulation simulation = small::start();
  small::run_to(simulation, week, execution);
  return simulation.state_hash();
}

class VisitingOrder : public ::testing::TestWithParam<Order> {};

TEST_P(VisitingOrder, DoesNotChangeTheStateWithOneThreadOrMany) {
  const std::uint64_t expected = hash_after(last_week, {});
  EXPECT_EQ(hash_after(last_week, {GetParam(), false}), expected) << "serial";
  for (const std::size_t threads : {1u, 2u, 3u, 7u}) {
    const tbb::global_control limit(tbb::global_control::max_allowed_parallelism, threads);
    EXPECT_EQ(hash_after(last_week, {GetParam(), true}), expected) << threads << " threads";
  }
}

std::string order_name(const ::testing::TestParamInfo<Order>& info) {
  static constexpr const char* names[] = {"forward", "backward", "shuffled"};
  return names[static_cast<std::size_t>(info.param)];
}

INSTANTIATE_TEST_SUITE_P(Contract, VisitingOrder, ::testing::Values(Order::forward, Order::backward, Order::shuffled),
                         order_name);

TEST(StateHash, TellsSeedsReplicatesWeeksAndLeversApart) {
  const auto hash = [](std::uint64_t seed, std::uint32_t replicate, std::uint32_t week, std::uint32_t turn) {
    Simulation simulation = small::start(seed, replicate);
    small::run_to(simulation, week, {}, turn);
    return simulation.state_hash();
  };
  const std::uint64_t base = hash(7, 0, 20, 55);
  EXPECT_NE(hash(8, 0, 20, 55), base);
  EXPECT_NE(hash(7, 1, 20, 55), base);
  EXPECT_NE(hash(7, 0, 21, 55), base);
  EXPECT_NE(hash(7, 0, 20, 10), base);
}

TEST(Simulation, GoesOnAlikeInACopy) {
  Simulation original = small::start();
  small::run_to(original, 40);
  Simulation copy = original;
  EXPECT_EQ(copy.first_difference(original), "");
  small::run_to(copy, last_week);
  EXPECT_EQ(original.week(), 40u) << "running the copy must leave the original alone";
  small::run_to(original, last_week);
  EXPECT_EQ(copy.first_difference(original), "");
  EXPECT_EQ(copy.state_hash(), original.state_hash());
}

TEST(Simulation, NamesTheFirstRowInWhichACopyDiffers) {
  Simulation original = small::start();
  small::run_to(original, 3);
  Simulation copy = original;
  copy.world().resident.trust[1][Resident{17}] += 0.25f;
  EXPECT_EQ(original.first_difference(copy), "resident.trust_committee[17]");
  EXPECT_NE(original.state_hash(), copy.state_hash());
}

class Restart : public ::testing::TestWithParam<std::uint32_t> {};

TEST_P(Restart, FromASnapshotEndsInTheSameState) {
  const std::uint32_t week = GetParam();
  const tests::TemporaryFolder folder;
  const auto file = folder / "week.h5";
  Simulation whole = small::start();
  small::run_to(whole, week);
  sim::write_snapshot(whole.world(), file);
  small::run_to(whole, last_week);

  // A run of the same setting that went another way until it was replaced: nothing may live outside the columns.
  Simulation restored(small::setting(), small::committee_levers(), 7, 0);
  small::run_to(restored, 30, {}, 0);
  sim::read_snapshot(restored.world(), file);
  EXPECT_EQ(restored.week(), week);
  small::run_to(restored, last_week);
  EXPECT_EQ(restored.first_difference(whole), "");
  EXPECT_EQ(restored.state_hash(), whole.state_hash());
}

INSTANTIATE_TEST_SUITE_P(Weeks, Restart, ::testing::Values(0u, 1u, 25u, 54u, 91u));

TEST(Phases, WriteOnlyWhatTheyDeclare) {
  Simulation simulation = small::start();
  const sim::Plan<World> plan({phases().begin(), phases().end()});
  while (simulation.week() < last_week) {
    simulation.set_levers(simulation.week() < 55 ? small::station_levers() : small::committee_levers());
    ASSERT_NO_THROW(plan.audit(simulation.world(), {})) << "week " << simulation.week();
  }
}

TEST(Phases, OneAfterAnotherOnTheWholePlaceGiveWhatCommunitiesTakenThroughSeveralGive) {
  Simulation together = small::start(), apart = small::start();
  const sim::Plan<World> one_by_one({phases().begin(), phases().end()});
  while (together.week() < 60) {
    together.step({});
    one_by_one.step(apart.world(), {});
  }
  EXPECT_EQ(apart.first_difference(together), "");
}

TEST(Instructions, OfAnySetGiveTheSameState) {
  Simulation best = small::start(), portable = small::start();
  sim::Execution plain;
  plain.instructions = sim::Instructions::portable;
  while (best.week() < 60) {
    best.step({});
    portable.step(plain);
  }
  EXPECT_EQ(portable.first_difference(best), "");
}

TEST(Examples, AreSummedAsIfEverybodyLookedAroundEveryWeek) {
  Simulation kept = small::start();
  for (const std::uint32_t week : {1u, 20u, 27u, 60u, last_week}) {
    small::run_to(kept, week);
    Simulation counted = kept;
    for (std::uint32_t c = 0; c < counted.communities(); ++c) look_around(counted.world(), Community{c});
    EXPECT_EQ(counted.first_difference(kept), "") << "week " << week;
  }
}

TEST(Phases, AllHaveWorkToDoInTheSmallPlace) {
  // Guards the tests of this folder: a phase that never acts would pass all of them.
  Simulation simulation = small::start();
  Tally sum;
  bool owners_committee = false, whistled = false;
  while (simulation.week() < last_week) {
    small::run_to(simulation, simulation.week() + 1);
    for (const Tally& tally : simulation.world().tally) sum.add(tally);
    for (const auto formed : simulation.world().estate.owners_committee.values()) owners_committee |= formed != 0;
    for (const auto& queue : simulation.world().department_queue)
      for (const Referral& item : queue.line()) whistled |= item.parallel != 0;
  }
  for (std::size_t kind = 0; kind < case_kinds; ++kind) EXPECT_GT(sum.resolved[kind], 0) << "kind " << kind;
  EXPECT_GT(sum.failed, 0);
  EXPECT_GT(sum.levels, 0);
  EXPECT_GT(sum.found, 0);
  EXPECT_GT(sum.found_party, 0);
  EXPECT_GT(total(sum.kin), 0);
  EXPECT_GT(total(sum.bought), 0);
  EXPECT_GT(sum.executed, 0);
  EXPECT_GT(sum.service_minutes, 0);
  EXPECT_GT(sum.volunteer_minutes, 0);
  EXPECT_GT(sum.volunteer_left, 0);
  EXPECT_GT(sum.quits, 0);
  EXPECT_GT(sum.votes, 0);
  EXPECT_GT(sum.founded, 0);
  EXPECT_GT(sum.organisations_public, 0);
  EXPECT_TRUE(owners_committee);
  EXPECT_TRUE(whistled);
}

TEST(Columns, SayWhatTheyHoldAndAreNamedOnce) {
  std::set<std::string> names;
  for (const sim::ColumnText& text : World::column_texts()) {
    EXPECT_TRUE(names.insert(text.name).second) << text.name;
    EXPECT_FALSE(text.meaning.empty()) << text.name;
  }
  const Simulation simulation = small::start();
  sim::for_each_column(simulation.world(), [&](std::string_view name, const auto&) { names.erase(std::string(name)); });
  EXPECT_EQ(names, std::set<std::string>{}) << "not among the columns of the state";
}

TEST(Phases, ReadAndWriteColumnsThatExist) {
  std::set<std::string> known;
  Simulation simulation = small::start();
  sim::for_each_column(std::as_const(simulation.world()), [&](std::string_view name, const auto&) {
    const std::string text(name.substr(0, name.find('[')));
    known.insert(text);
    known.insert(text.substr(0, text.find('.')) + ".*");
  });
  for (const auto& phase : phases())
    for (const auto* names : {&phase.reads, &phase.writes})
      for (const std::string& name : *names) EXPECT_TRUE(known.contains(name)) << phase.name << ": " << name;
}

/// What a step says when it finds the books wrong; empty if it finds nothing.
std::string breach_of_a_step(Simulation& simulation) {
  try {
    simulation.step();
  } catch (const sim::Ledger::Breach& breach) {
    return breach.what();
  }
  return {};
}

/// Changes one account behind the ledger's back.
void corrupt(World& world, std::string_view account, std::size_t owner, std::int64_t amount) {
  bool found = false;
  sim::for_each_column(world, [&](std::string_view name, auto& column) {
    if constexpr (std::is_same_v<std::decay_t<decltype(column)>, std::vector<std::int64_t>>)
      if (name == account) {
        column.at(owner) += amount;
        found = true;
      }
  });
  ASSERT_TRUE(found) << account;
}

TEST(Ledgers, BalanceInEveryWeekOfASoundRun) {
  Simulation simulation = small::start();
  EXPECT_NO_THROW(small::run_to(simulation, last_week));
  const World& w = simulation.world();
  EXPECT_EQ(-w.case_count.total(w.case_kind.born),
            w.case_count.total(w.case_kind.open) + w.case_count.total(w.case_kind.resolved) +
                w.case_count.total(w.case_kind.elsewhere) + w.case_count.total(w.case_kind.dropped));
}

TEST(Ledgers, StopTheRunNamingLedgerWeekAndAccountWhenMoneyAppears) {
  Simulation simulation = small::start();
  small::run_to(simulation, 12);
  corrupt(simulation.world(), "money.party fund", 1, 100);
  EXPECT_THAT(breach_of_a_step(simulation), AllOf(HasSubstr("'money'"), HasSubstr("week 12"), HasSubstr("party fund")));
}

TEST(Ledgers, StopTheRunNamingTheOverdrawnAccount) {
  Simulation simulation = small::start();
  small::run_to(simulation, 12);
  const std::int64_t held = simulation.world().money.balance(simulation.world().money_kind.party_fund, 2);
  corrupt(simulation.world(), "money.party fund", 2, -held - 5);
  corrupt(simulation.world(), "money.party fund", 0, held + 5);
  EXPECT_THAT(breach_of_a_step(simulation),
              AllOf(HasSubstr("'money'"), HasSubstr("week 12"), HasSubstr("party fund[2]")));
}

TEST(Ledgers, StopTheRunWhenWorkingTimeAppears) {
  Simulation simulation = small::start();
  small::run_to(simulation, 12);
  corrupt(simulation.world(), "minutes.committee visits", 0, 60);
  EXPECT_THAT(breach_of_a_step(simulation),
              AllOf(HasSubstr("'minutes'"), HasSubstr("week 12"), HasSubstr("committee visits")));
}

TEST(Ledgers, StopTheRunWhenACaseVanishes) {
  Simulation simulation = small::start();
  small::run_to(simulation, 12);
  auto& cases = simulation.world().cases[1];
  ASSERT_FALSE(cases.empty());
  cases.pop_back();
  EXPECT_THAT(breach_of_a_step(simulation), AllOf(HasSubstr("'cases'"), HasSubstr("week 12"), HasSubstr("open[1]")));
}

TEST(Ledgers, KeepEarmarkedMoneyWithinItsEarmark) {
  Simulation simulation = small::start();
  World& w = simulation.world();
  const MoneyKinds& k = w.money_kind;
  w.money.transfer(0, k.treasury, 0, k.party_fund, 0, 100);
  w.money.transfer(0, k.treasury, 0, k.services[at(Side::station)], 0, 100);
  EXPECT_THROW(w.money.transfer(0, k.party_fund, 0, k.payroll, 0, 1), sim::Ledger::Breach);
  EXPECT_THROW(w.money.transfer(0, k.services[at(Side::station)], 0, k.fund[at(Side::station)], 0, 1),
               sim::Ledger::Breach);
  EXPECT_THROW(w.money.transfer(0, k.party_fund, 0, k.organisation, 0, 1), sim::Ledger::Breach);
}

}  // namespace
}  // namespace liandong::governance
