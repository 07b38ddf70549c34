#include "app/terminal.h"

#include <gtest/gtest.h>

namespace liandong::app {
namespace {

TEST(DisplayWidth, CountsChineseCharactersTwice) {
  EXPECT_EQ(display_width("abc"), 3u);
  EXPECT_EQ(display_width("居委会"), 6u);
  EXPECT_EQ(display_width("R² 强"), 5u);
  EXPECT_EQ(display_width("\xFF\xFE"), 2u);  // Broken bytes take a column each and do no harm.
}

TEST(Padded, CutsBetweenCharactersAndFillsTheRest) {
  EXPECT_EQ(padded("居委会", 5), "居委 ");
  EXPECT_EQ(padded("居委会", 8), "居委会  ");
  EXPECT_EQ(padded("7", 3, true), "  7");
}

TEST(Table, AlignsColumnsOfBothScripts) {
  EXPECT_EQ(table({{"指标", "数"}, {"x", "10"}}, {false, true}), "指标  数\nx     10\n");
}

TEST(Wrapped, BreaksAtSpacesAndBetweenChineseCharacters) {
  EXPECT_EQ(wrapped("one two three", 8), "one two\nthree");
  EXPECT_EQ(wrapped("一二三四", 4), "一二\n三四");
}

}  // namespace
}  // namespace liandong::app
