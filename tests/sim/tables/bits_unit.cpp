#include "sim/tables/bits.h"

#include <gtest/gtest.h>

#include <vector>

namespace liandong::sim {
namespace {

enum class Person : std::uint32_t {};

TEST(BitColumn, HoldsAYesOrNoForEveryRow) {
  BitColumn<Person> column(130);
  EXPECT_EQ(column.size(), 130u);
  for (const std::uint32_t i : {0u, 63u, 64u, 129u}) {
    column.set(Person{i}, true);
    EXPECT_TRUE(column[Person{i}]);
    EXPECT_FALSE(column[Person{i ^ 1u}]);
    column.set(Person{i}, false);
    EXPECT_FALSE(column[Person{i}]);
  }
}

TEST(BitColumn, TakesAStretchOfBytesAndTouchesNothingElse) {
  for (const std::size_t rows : {1u, 7u, 64u, 65u, 200u, 256u}) {
    BitColumn<Person> column(rows + 192);
    const std::size_t first = 64, n = rows % 64 == 0 ? rows : rows + 128;
    std::vector<std::uint8_t> values(n);
    for (std::size_t i = 0; i < n; ++i) values[i] = i % 3 == 0 || i % 7 == 2;
    column.set(Person{63}, true);
    column.assign(Person{64}, values);
    EXPECT_TRUE(column[Person{63}]);
    for (std::size_t i = 0; i < n; ++i)
      ASSERT_EQ(column[Person{static_cast<std::uint32_t>(first + i)}], values[i] == 1) << i;
    for (std::size_t i = first + n; i < column.size(); ++i) ASSERT_FALSE(column[Person{static_cast<std::uint32_t>(i)}]);
  }
}

TEST(BitColumn, KeepsRowsPastTheLastAtZeroSoThatEqualColumnsHaveEqualWords) {
  BitColumn<Person> column(70);
  column.assign(Person{0}, std::vector<std::uint8_t>(70, 1));
  EXPECT_EQ(column.values(), (std::vector<std::uint64_t>{~std::uint64_t{0}, 63u}));
}

}  // namespace
}  // namespace liandong::sim
