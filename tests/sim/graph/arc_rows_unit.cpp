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

TEST(Layer, RebuiltWithFewArrivalsIsWhatAllTiesTogetherMake) {
  const auto few = [](std::uint32_t last_used) { return last_used % 3 != 1; };
  Layer rebuilt = uneven(5000);  // more rows than a block
  const std::vector<Tie> born = {{0, 7, 2.0f, 99}, {4095, 1, 2.0f, 99}, {4096, 1, 2.0f, 99}, {4999, 4998, 2.0f, 99}};
  std::vector<Tie> all = born;
  for (std::uint32_t r = 0; r < rebuilt.rows(); ++r)
    for (std::uint32_t arc = rebuilt.first_arc(r); arc < rebuilt.first_arc(r + 1); ++arc)
      if (few(rebuilt.arc_last_used()[arc]))
        all.push_back({r, rebuilt.targets()[arc], rebuilt.arc_weights()[arc], rebuilt.arc_last_used()[arc]});
  rebuilt.rebuild([&](std::uint32_t, std::uint32_t, float, std::uint32_t used) { return few(used); }, born);
  const Layer wanted = Layer::from_ties(5000, 5000, all, false);
  EXPECT_EQ(rebuilt.offsets(), wanted.offsets());
  EXPECT_EQ(rebuilt.targets(), wanted.targets());
  EXPECT_EQ(rebuilt.arc_weights(), wanted.arc_weights());
  EXPECT_EQ(rebuilt.arc_last_used(), wanted.arc_last_used());
}

}  // namespace
}  // namespace liandong::sim
