#include "sim/tables/column.h"

#include <gtest/gtest.h>

namespace liandong::sim {
namespace {

enum class Resident : std::uint32_t {};
enum class Household : std::uint32_t {};

template <class Table, class Id>
concept IndexedBy = requires(Table table, Id id) {
  table[id];
};

TEST(Column, IsIndexedByItsOwnIdsOnly) {
  EXPECT_TRUE((IndexedBy<Column<Resident, float>, Resident>));
  EXPECT_FALSE((IndexedBy<Column<Resident, float>, Household>));
  EXPECT_FALSE((IndexedBy<Column<Resident, float>, std::uint32_t>));
}

TEST(Column, KeepsValuesWhileItGrows) {
  Column<Resident, float> trust(2, 0.5f);
  trust[Resident{1}] = 0.75f;
  trust.push_back(0.25f);
  trust.resize(5, 1.0f);
  EXPECT_EQ(trust.values(), (std::vector<float>{0.5f, 0.75f, 0.25f, 1.0f, 1.0f}));
  EXPECT_EQ(column_bytes(trust).size(), 20u);
  EXPECT_EQ(row(Resident{7}), 7u);
}

TEST(RestoredColumn, HoldsTheBytesItWasGivenWhateverItHeld) {
  const std::vector<float> source{1.5f, 2.5f};
  Column<Resident, float> column(7, 0.0f);
  restore_column(column, column_bytes(source));
  EXPECT_EQ(column.values(), source);
  std::uint32_t week = 3;
  const std::uint32_t stored = 104;
  restore_column(week, column_bytes(stored));
  EXPECT_EQ(week, 104u);
  EXPECT_THROW(restore_column(week, column_bytes(source)), std::length_error);
}

}  // namespace
}  // namespace liandong::sim
