#include "sim/phase.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>

#include "tests/sim/temporary_folder.h"

namespace liandong::sim {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
using tests::thrown_text;

TEST(ForEachBlock, VisitsEveryRowOnceInEveryOrderSeriallyAndInParallel) {
  for (const auto order : {Order::forward, Order::backward, Order::shuffled})
    for (const bool parallel : {false, true})
      for (const std::uint32_t rows : {0u, 1u, 7u, 64u, 65u, 1000u, 4097u})
        for (const std::uint32_t grain : {1u, 3u, 64u, 5000u}) {
          std::vector<std::atomic<int>> visits(rows);
          for_each_block({order, parallel}, rows, grain, [&](const Rows& stretch) {
            EXPECT_LE(stretch.end_row() - stretch.begin_row(), grain);
            stretch.each([&](std::uint32_t r) { ++visits[r]; });
          });
          ASSERT_TRUE(std::ranges::all_of(visits, [](const auto& count) { return count == 1; }))
              << rows << " " << grain;
        }
}

std::vector<std::uint32_t> visited(Order order, std::uint32_t rows, std::uint32_t grain) {
  std::vector<std::uint32_t> result;
  for_each_block({order, false}, rows, grain,
                 [&](const Rows& stretch) { stretch.each([&](std::uint32_t r) { result.push_back(r); }); });
  return result;
}

TEST(ForEachBlock, GoesForwardsBackwardsAndNeither) {
  const auto forward = visited(Order::forward, 100, 8);
  auto backward = visited(Order::backward, 100, 8);
  const auto shuffled = visited(Order::shuffled, 100, 8);
  EXPECT_TRUE(std::ranges::is_sorted(forward));
  EXPECT_NE(shuffled, forward);
  EXPECT_NE(shuffled, backward);
  std::ranges::reverse(backward);
  EXPECT_EQ(backward, forward);
}

struct Scales {
  std::vector<int> left{1, 2}, right{3};
  template <class Self, class Visitor>
  static void each_column(Self& self, Visitor& visit) {
    visit("scale.left", self.left);
    visit("pan.right", self.right);
  }
};

Plan<Scales> plan_writing(std::vector<std::string> writes) {
  return Plan<Scales>({{"weigh", {}, std::move(writes), [](Scales& scales, const Execution&) {
                          ++scales.left[1];
                          ++scales.right[0];
                        }}});
}

TEST(PlanAudit, NamesThePhaseAndTheColumnItDidNotDeclare) {
  Scales scales;
  EXPECT_THROW(plan_writing({}).audit(scales, {}), UndeclaredWrite);
  EXPECT_THAT(thrown_text([&] { plan_writing({"scale.left"}).audit(scales, {}); }),
              AllOf(HasSubstr("phase 'weigh'"), HasSubstr("pan.right"), Not(HasSubstr("scale.left"))));
}

TEST(PlanAudit, AcceptsColumnsDeclaredByNameOrByTable) {
  Scales scales;
  EXPECT_NO_THROW(plan_writing({"scale.left", "pan.right"}).audit(scales, {}));
  EXPECT_NO_THROW(plan_writing({"scale.*", "pan.*"}).audit(scales, {}));
  EXPECT_THROW(plan_writing({"scal.*", "pan.*"}).audit(scales, {}), UndeclaredWrite);
}

TEST(PlanAudit, StepsTheModelAsAPlainStepDoes) {
  Scales audited, stepped, timed;
  auto plan = plan_writing({"scale.left", "pan.right"});
  plan.audit(audited, {});
  plan.step(stepped, {});
  std::vector<double> seconds(plan.phases().size());
  plan.step_timed(timed, {}, seconds);
  EXPECT_EQ(state_hash(audited), state_hash(stepped));
  EXPECT_EQ(state_hash(timed), state_hash(stepped));
}

TEST(Plan, TimesEachPhaseOnlyWhenAsked) {
  auto plan = plan_writing({});
  Scales scales;
  plan.step(scales, {});
  std::vector seconds{0.0};
  for (int i = 0; i < 1000; ++i) plan.step_timed(scales, {}, seconds);
  EXPECT_GT(seconds[0], 0.0);
}

TEST(Plan, RunsItsPhasesInOrder) {
  const Plan<Scales> plan({{"add", {}, {}, [](Scales& scales, const Execution&) { scales.left[0] += 1; }},
                           {"double", {}, {}, [](Scales& scales, const Execution&) { scales.left[0] *= 2; }}});
  Scales scales;
  plan.step(scales, {});
  EXPECT_EQ(scales.left[0], 4);
}

/// Two parts that count what happened to them, and where a third phase sees whether each went through both.
struct Halves {
  std::vector<int> seen = std::vector<int>(2), order;
  template <class Self, class Visitor>
  static void each_column(Self& self, Visitor& visit) {
    visit("half.seen", self.seen);
    visit("half.order", self.order);
  }
};

TEST(Plan, TakesAPartThroughAllPhasesThatRunByPartBeforeTheNext) {
  const auto visit = [](int phase) {
    return phase == 1 ? +[](Halves& h, const Execution& e) {
      for_each_part(e, 2, [&](std::uint32_t part) { h.order.push_back(10 + static_cast<int>(part)); });
    } : +[](Halves& h, const Execution& e) {
      for_each_part(e, 2, [&](std::uint32_t part) { h.order.push_back(20 + static_cast<int>(part)); });
    };
  };
  const std::vector<Phase<Halves>> phases{{"first", {}, {}, visit(1), true},
                                          {"second", {}, {}, visit(2), true},
                                          {"third", {}, {}, visit(1), false},
                                          {"fourth", {}, {}, visit(2), true}};
  Halves together, apart;
  Plan<Halves>(phases, [](const Halves&) { return 2u; }).step(together, {});
  Plan<Halves>(phases).step(apart, {});
  EXPECT_EQ(together.order, (std::vector<int>{10, 20, 11, 21, 10, 11, 20, 21}));
  EXPECT_EQ(apart.order, (std::vector<int>{10, 11, 20, 21, 10, 11, 20, 21}));
}

}  // namespace
}  // namespace liandong::sim
