#include "sim/tables/table.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sim/store/hash.h"

namespace liandong::sim {
namespace {

enum class Citizen : std::uint32_t {};
constexpr std::array trusted = {"trust_kin", "trust_strangers"};

#define TEST_CITIZENS(COLUMN, COLUMNS)            \
  COLUMN(std::uint8_t, age, 18, "years")          \
  COLUMNS(float, trust, trusted, 0.5f, "in each") \
  COLUMN(std::uint32_t, home, 7, "row of the house")
struct Citizens {
  LIANDONG_TABLE(Citizen, TEST_CITIZENS)
};
#undef TEST_CITIZENS

struct Commune {
  Citizens people;
  template <class Self, class Visitor>
  static void each_column(Self& self, Visitor& visit) {
    sim::each_column(self.people, "person", visit);
  }
};

TEST(Table, GrowsByRowsThatHoldWhatTheListSays) {
  Citizens people;
  resize(people, 2);
  const Citizen third = append(people);
  EXPECT_EQ(row(third), 2u);
  EXPECT_EQ(rows(people), 3u);
  EXPECT_EQ(people.age[third], 18);
  EXPECT_EQ(people.trust[1][Citizen{0}], 0.5f);
  EXPECT_EQ(people.home.values(), (std::vector<std::uint32_t>{7, 7, 7}));
}

TEST(Table, KeepsTheRowsItHasWhenItGrows) {
  Citizens people;
  people.age[append(people)] = 80;
  resize(people, 3);
  EXPECT_EQ(people.age.values(), (std::vector<std::uint8_t>{80, 18, 18}));
}

TEST(Table, IsPartOfAStateUnderItsNameInTheOrderOfItsList) {
  const Commune town;
  std::vector<std::string> names;
  for (const ColumnView& view : column_views(town)) names.push_back(view.name);
  EXPECT_THAT(names, testing::ElementsAre("person.age", "person.trust_kin", "person.trust_strangers", "person.home"));
}

TEST(Table, GivesAConstStateToWhoOnlyReads) {
  Commune town;
  resize(town.people, 2);
  bool all_const = true;
  for_each_column(std::as_const(town), [&](std::string_view, auto& column) {
    all_const = all_const && std::is_const_v<std::remove_reference_t<decltype(column)>>;
  });
  EXPECT_TRUE(all_const);
  EXPECT_EQ(state_bytes(town), 2u * (1 + 2 * 4 + 4));
}

TEST(Table, TellsWhatEachColumnMeans) {
  std::vector<ColumnText> texts;
  describe_columns(Citizens{}, "person", texts);
  ASSERT_EQ(texts.size(), 4u);
  EXPECT_EQ(texts[0].meaning, "years");
  EXPECT_EQ(texts[2].name, "person.trust_strangers");
}

}  // namespace
}  // namespace liandong::sim
