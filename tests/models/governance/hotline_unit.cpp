// What follows when residents call (接诉即办).
#include <gtest/gtest.h>

#include "models/governance/rules/procedure.h"
#include "tests/models/governance/small_place.h"

namespace liandong::governance {
namespace {

TEST(ClosingOnPaper, GrowsWithTheRankingAndEndsWhereEveryCallerIsCalledBack) {
  const Mechanisms m = small::setting_with({{"hotline.gaming", 0.5}}).mechanisms;
  EXPECT_DOUBLE_EQ(paper_chance(m, 0.0, 0.0), 0.0);
  EXPECT_DOUBLE_EQ(paper_chance(m, 0.4, 0.5), 0.1);
  EXPECT_DOUBLE_EQ(paper_chance(m, 1.0, 1.0), 0.0);
}

TEST(ARankAmongCommunities, IsHalfForAllWhoAreAlikeAndSpreadsEvenlyElse) {
  EXPECT_DOUBLE_EQ(rank_among(0, 3, 3), 0.5);
  EXPECT_DOUBLE_EQ(rank_among(0, 1, 2), 0.25);
  EXPECT_DOUBLE_EQ(rank_among(1, 2, 2), 0.75);
}

/// A hotline and a desk with more to do than time.
Levers called(small::Values more = {}) {
  return small::with(small::with(small::committee_levers(), {{"staff.committee", 6},
                                                             {"staff.moved_committee", 0},
                                                             {"hotline.dispatch", 0},
                                                             {"hotline.deadline", 3},
                                                             {"hotline.callback", 0},
                                                             {"hotline.ranking", 0}}),
                     more);
}

TEST(Desks, CloseCallsOnPaperOnlyWhereTheirRankCountsAndNobodyCallsBack) {
  EXPECT_EQ(small::passed(called()).paper_closures, 0);
  const Tally ranked = small::passed(called({{"hotline.ranking", 0.8}}));
  EXPECT_GT(ranked.paper_closures, 0);
  EXPECT_LE(ranked.paper_closures, ranked.called_in_time);
  EXPECT_LE(ranked.called_in_time, ranked.called_ended);
  EXPECT_LT(small::passed(called({{"hotline.ranking", 0.8}, {"hotline.callback", 0.9}})).paper_closures,
            ranked.paper_closures / 2);
  EXPECT_EQ(small::passed(called({{"hotline.ranking", 0.8}, {"hotline.callback", 1}})).paper_closures, 0);
  EXPECT_EQ(small::passed(called({{"hotline.ranking", 0.8}, {"hotline.deadline", 0}})).paper_closures, 0);
}

TEST(ACallClosedOnPaper, IsNoNeedMet) {
  const Tally honest = small::passed(called({{"hotline.ranking", 0.8}}), small::setting_with({{"hotline.gaming", 0}})),
              gaming = small::passed(called({{"hotline.ranking", 0.8}}), small::setting_with({{"hotline.gaming", 1}}));
  // Paper leaves desks time for others, so that shares are compared.
  const auto met = [](const Tally& t) {
    return static_cast<double>(total(t.resolved)) / static_cast<double>(total(t.resolved) + total(t.dropped));
  };
  EXPECT_LT(met(gaming), met(honest));
  EXPECT_GT(total(gaming.dropped), total(honest.dropped));
}

TEST(ARanking, MovesDesksToCaseworkAndTheirPayWithTheRank) {
  const auto weight_of_cases = [](double ranking) {
    Simulation simulation(small::setting(), called({{"hotline.ranking", ranking}}), 6, 0);
    while (simulation.week() < 104) simulation.step();
    return simulation.world().committee.weights[Community{0}][1];
  };
  EXPECT_GT(weight_of_cases(0.5), weight_of_cases(0.0));
  Simulation simulation(small::setting(), called({{"hotline.ranking", 1}, {"assessment.pay", 0.5}}), 6, 0);
  while (simulation.week() < 52) simulation.step();
  const World& w = simulation.world();
  float ranks = 0.0f;
  for (std::uint32_t row = 0; row < w.communities(); ++row) {
    const Community c{row};
    ranks += w.community.hotline_rank[c];
    EXPECT_GE(w.committee.pay_factor[c], 0.5f);
    EXPECT_LE(w.committee.pay_factor[c], 1.5f);
  }
  EXPECT_NEAR(ranks, 1.5f, 1e-5f);  // of three
}

TEST(Dispatch, SparesCallsTheDeskAndTheStreetsDesks) {
  struct Outcome {
    std::int64_t street_minutes = 0, departmental = 0;
  };
  const auto outcome = [](double dispatched) {
    Simulation simulation(small::setting(),
                          called({{"authority.levels", 4}, {"authority.whistle", 0}, {"hotline.dispatch", dispatched}}),
                          6, 0);
    Outcome sum;
    while (simulation.week() < 104) {
      simulation.step();
      for (const Tally& tally : simulation.world().tally)
        sum.departmental += tally.resolved[static_cast<std::size_t>(CaseKind::departmental)];
      for (const std::int32_t minutes : simulation.world().street.spent.values()) sum.street_minutes += minutes;
    }
    return sum;
  };
  const Outcome by_desk = outcome(0), sent = outcome(1);
  EXPECT_LT(sent.street_minutes, by_desk.street_minutes);
  EXPECT_GT(sent.departmental, by_desk.departmental);
}

TEST(CallsBack, ArePaidLikeCalls) {
  const auto paid = [](double callback) {
    Simulation simulation(small::setting(), called({{"hotline.callback", callback}}), 6, 0);
    std::int64_t calls = 0, ended = 0;
    while (simulation.week() < 52) {
      simulation.step();
      for (const Tally& tally : simulation.world().tally) {
        calls += tally.calls;
        ended += tally.called_ended;
      }
    }
    const World& w = simulation.world();
    const double yuan = static_cast<double>(w.money.flow(w.money_kind.treasury, w.money_kind.hotline)) / 100.0 /
                        w.setting.place.hotline_call;
    EXPECT_NEAR(yuan, static_cast<double>(calls) + callback * static_cast<double>(ended), 1.0);
  };
  paid(0.0);
  paid(0.5);
}

TEST(WithoutAHotline, NothingOfItTakesPlace) {
  const small::Values none = {{"authority.hotline", 0},
                              {"hotline.deadline", 0},
                              {"hotline.callback", 0},
                              {"hotline.ranking", 0},
                              {"hotline.dispatch", 0}};
  Simulation a(small::setting(), small::with(small::committee_levers(), none), 6, 0),
      b(small::setting_with({{"hotline.gaming", 1}}),
        small::with(small::committee_levers(), {{"authority.hotline", 0}}), 6, 0);
  while (a.week() < 60) {
    a.step();
    b.step();
  }
  EXPECT_EQ(a.first_difference(b), "");
}

}  // namespace
}  // namespace liandong::governance
