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
  EXPECT_EQ(trust.bytes().size(), 20u);
  EXPECT_EQ(row(Resident{7}), 7u);
}

}  // namespace
}  // namespace liandong::sim
