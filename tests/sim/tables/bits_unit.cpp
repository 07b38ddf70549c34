#include "sim/tables/bits.h"

#include <gtest/gtest.h>

#include <vector>

namespace liandong::sim {
namespace {

enum class Voter : std::uint32_t {};

TEST(BitColumn, HoldsAYesOrNoForEveryRow) {
  BitColumn<Voter> column(130);
  EXPECT_EQ(column.size(), 130u);
  for (const std::uint32_t i : {0u, 63u, 64u, 129u}) {
    column.set(Voter{i}, true);
    EXPECT_TRUE(column[Voter{i}]);
    EXPECT_FALSE(column[Voter{i ^ 1u}]);
    column.set(Voter{i}, false);
    EXPECT_FALSE(column[Voter{i}]);
  }
}

TEST(BitColumn, TakesAStretchOfBytesAndTouchesNothingElse) {
  for (const std::size_t rows : {1u, 7u, 64u, 65u, 200u, 256u}) {
    BitColumn<Voter> column(rows + 192);
    const std::size_t first = 64, n = rows % 64 == 0 ? rows : rows + 128;
    std::vector<std::uint8_t> values(n);
    for (std::size_t i = 0; i < n; ++i) values[i] = i % 3 == 0 || i % 7 == 2;
    column.set(Voter{63}, true);
    column.assign(Voter{64}, values);
    EXPECT_TRUE(column[Voter{63}]);
    for (std::size_t i = 0; i < n; ++i)
      ASSERT_EQ(column[Voter{static_cast<std::uint32_t>(first + i)}], values[i] == 1) << i;
    for (std::size_t i = first + n; i < column.size(); ++i) ASSERT_FALSE(column[Voter{static_cast<std::uint32_t>(i)}]);
  }
}

TEST(BitColumn, KeepsRowsPastTheLastAtZeroSoThatEqualColumnsHaveEqualWords) {
  BitColumn<Voter> column(70);
  column.assign(Voter{0}, std::vector<std::uint8_t>(70, 1));
  EXPECT_EQ(column.values(), (std::vector<std::uint64_t>{~std::uint64_t{0}, 63u}));
}

}  // namespace
}  // namespace liandong::sim
