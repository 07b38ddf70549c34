#include "sim/graph/arc_rows.h"

#include <gtest/gtest.h>

#include <utility>
#include <vector>

namespace liandong::sim {
namespace {

/// Rows with no arc, with a few, and with more than are written down at once; more rows than are taken together.
Layer uneven(std::uint32_t rows) {
  std::vector<Tie> ties;
  for (std::uint32_t r = 0; r < rows; ++r)
    for (std::uint32_t k = 0; k < (r * r) % 23; ++k)
      ties.push_back({r, (r + 3 * k) % rows, 0.25f * static_cast<float>(k % 4), k});
  return Layer::from_ties(rows, rows, std::move(ties), false);
}

TEST(ArcRows, VisitsEveryArcOnceWithItsRow) {
  const Layer layer = uneven(700);
  for (const auto& [first, last] :
       std::vector<std::pair<std::uint32_t, std::uint32_t>>{{0, 700}, {5, 5}, {23, 24}, {100, 612}}) {
    std::vector<std::pair<std::uint32_t, std::uint32_t>> visited, wanted;
    each_arc(layer, first, last, [&](std::uint32_t row, std::uint32_t arc) { visited.emplace_back(row, arc); });
    for (std::uint32_t row = first; row < last; ++row)
      for (std::uint32_t k = 0; k < layer.degree(row); ++k) wanted.emplace_back(row, layer.first_arc(row) + k);
    EXPECT_EQ(visited, wanted) << first << " to " << last;
  }
}

TEST(ArcRows, SumsOfRowsAreThoseOfEachRowAlone) {
  const Layer layer = uneven(700);
  const auto value = [&](std::uint32_t arc) { return std::uint64_t{0xffffffff00000000u} + layer.targets()[arc]; };
  std::uint32_t row = 11;
  sum_rows(layer, 11, 690, value, [&](std::uint32_t of, std::uint64_t sum) {
    std::uint64_t wanted = 0;
    for (std::uint32_t k = 0; k < layer.degree(row); ++k) wanted += value(layer.first_arc(row) + k);
    EXPECT_EQ(of, row++);
    EXPECT_EQ(sum, wanted) << "row " << of;
  });
  EXPECT_EQ(row, 690u);
}

using Keep = bool (*)(std::uint32_t, std::uint32_t, float, std::uint32_t);

/// Rebuilt in every order, alone and with threads, a layer is what its kept and new ties make together.
void expect_rebuilt(const Layer& before, Keep keep, const std::vector<Tie>& born) {
  std::vector<Tie> all = born;
  for (std::uint32_t r = 0; r < before.rows(); ++r)
    for (std::uint32_t arc = before.first_arc(r); arc < before.first_arc(r + 1); ++arc)
      if (const Tie tie{r, before.targets()[arc], before.arc_weights()[arc], before.arc_last_used()[arc]};
          keep(tie.from, tie.to, tie.weight, tie.last_used))
        all.push_back(tie);
  const Layer wanted = Layer::from_ties(before.rows(), before.rows(), all, false);
  for (const bool parallel : {false, true})
    for (const Order order : {Order::forward, Order::backward, Order::shuffled}) {
      Layer rebuilt = before;
      rebuilt.rebuild(keep, born, {order, parallel});
      EXPECT_EQ(rebuilt.offsets(), wanted.offsets());
      EXPECT_EQ(rebuilt.targets(), wanted.targets());
      EXPECT_EQ(rebuilt.arc_weights(), wanted.arc_weights());
      EXPECT_EQ(rebuilt.arc_last_used(), wanted.arc_last_used());
    }
}

/// New ties of rows [first, last), several of one row and some of them to the same.
std::vector<Tie> new_ties(std::uint32_t first, std::uint32_t last, std::uint32_t rows) {
  std::vector<Tie> ties;
  for (std::uint32_t r = first; r < last; ++r)
    for (std::uint32_t k = 0; k < r % 5; ++k)
      ties.push_back({r, (r * 7 + 1000 * k) % rows, 0.5f + 0.5f * static_cast<float>(k % 3), k});
  return ties;
}

constexpr std::uint32_t several_stretches = 17'000;

TEST(Layer, RebuiltWhereSomeStretchesLoseTiesAndOthersGainThemHoldsBoth) {
  const Layer before = uneven(several_stretches);
  std::vector<Tie> born = new_ties(8192, 12'000, several_stretches);
  for (const Tie& tie : std::vector<Tie>{{0, 7, 2.0f, 99},
                                         {4095, 1, 2.0f, 99},
                                         {4096, 1, 2.0f, 99},
                                         {several_stretches - 1, 0, 2.0f, 99},
                                         {several_stretches - 1, 0, 1.0f, 100},
                                         {5, before.neighbours(5)[0], 0.1f, 99}})
    born.push_back(tie);
  const Keep keep = [](std::uint32_t from, std::uint32_t to, float, std::uint32_t) {
    return from / 4096 % 2 == 0 || (from + to) % 2 == 0;
  };
  expect_rebuilt(before, keep, born);
}

TEST(Layer, RebuiltWithoutLosingATieGrowsBeyondItsMemory) {
  const Layer before = uneven(several_stretches);
  expect_rebuilt(
      before, [](std::uint32_t, std::uint32_t, float, std::uint32_t) { return true; },
      new_ties(0, several_stretches, several_stretches));
}

TEST(Layer, RebuiltWithoutKeepingATieHoldsTheNewOnesAlone) {
  expect_rebuilt(
      uneven(several_stretches), [](std::uint32_t, std::uint32_t, float, std::uint32_t) { return false; },
      new_ties(4000, 9000, several_stretches));
}

}  // namespace
}  // namespace liandong::sim
