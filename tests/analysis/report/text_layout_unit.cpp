#include "analysis/report/text_layout.h"

#include <gtest/gtest.h>

namespace liandong::analysis {
namespace {

TEST(DisplayWidth, CountsTwoColumnsForAChineseCharacter) {
  EXPECT_EQ(display_width("abc"), 3u);
  EXPECT_EQ(display_width("强政府"), 6u);
  EXPECT_EQ(display_width("R² 强"), 5u);
  EXPECT_EQ(display_width("Δ满意度，[−0.1]"), 1u + 6 + 2 + 6);
  EXPECT_EQ(display_width(""), 0u);
}

TEST(DisplayWidth, SurvivesBrokenUtf8) {
  EXPECT_EQ(display_width("\xE5\xBC"), 1u);
  EXPECT_EQ(display_width("\x80\x80"), 2u);
  EXPECT_EQ(display_width("\xFF\xFE"), 2u);
}

TEST(DisplayWidth, IsWhatPaddingFills) {
  EXPECT_EQ(padded_right("社区", 6), "社区  ");
  EXPECT_EQ(padded_left("社区", 6), "  社区");
  EXPECT_EQ(padded_left("社区", 2), "社区");
}

TEST(Table, AlignsColumnsOfBothScripts) {
  EXPECT_EQ(table({{"指标", "数"}, {"x", "10"}}, {false, true}), "指标  数\nx     10\n");
  EXPECT_EQ(table({{"a", "b"}, {"x", ""}}, {}, 2), "  a  b\n  x\n");
}

TEST(Counted, PutsTheWordInThePluralUnlessThereIsOne) {
  EXPECT_EQ(counted(1, "world"), "1 world");
  EXPECT_EQ(counted(0, "world"), "0 worlds");
  EXPECT_EQ(counted(1200, "paired replicate"), "1,200 paired replicates");
  EXPECT_EQ(counted(1, "community", "communities"), "1 community");
  EXPECT_EQ(counted(12, "community", "communities"), "12 communities");
}

TEST(Wrapped, BreaksAtSpacesAndBetweenChineseCharacters) {
  EXPECT_EQ(wrapped("one two three", 8), "one two\nthree");
  EXPECT_EQ(wrapped("one two three", 7, 2), "one two\n  three");
  EXPECT_EQ(wrapped("一二三四", 4), "一二\n三四");
  EXPECT_EQ(wrapped("社区abc居委会", 7), "社区abc\n居委会");
}

TEST(Wrapped, LeavesPunctuationWhereItBelongs) {
  EXPECT_EQ(wrapped("一二，三", 4), "一\n二，\n三");
  EXPECT_EQ(wrapped("一（二三）", 4), "一\n（二\n三）");
}

TEST(Wrapped, KeepsWordsThatAreTooLong) { EXPECT_EQ(wrapped("government of all", 4), "government\nof\nall"); }

TEST(Printable, KeepsTextOfBothScripts) {
  EXPECT_EQ(printable("Δ 强政府 – “m²” 🙂"), "Δ 强政府 – “m²” 🙂");
  EXPECT_EQ(printable(""), "");
}

TEST(Printable, MakesBlanksOfLineBreaksAndTabs) { EXPECT_EQ(printable("a\nb\tc\rd"), "a b c d"); }

TEST(Printable, ReplacesWhatATerminalWouldObey) {
  EXPECT_EQ(printable("\x1b[31mred"), "�[31mred");
  EXPECT_EQ(printable("\x7f"), "�");
  EXPECT_EQ(printable("\xC2\x9b"
                      "1m"),
            "�1m")
      << "the one-byte introducer of a sequence, as UTF-8";
  EXPECT_EQ(printable("\xE2\x80\xAE"
                      "abc"),
            "�abc")
      << "right-to-left override";
}

TEST(Printable, ReplacesBrokenUtf8) {
  EXPECT_EQ(printable("\x9b"
                      "1m"),
            "�1m");
  EXPECT_EQ(printable("\xE5\xBC"), "�");
  EXPECT_EQ(printable("\xC0\x9B"), "�") << "an overlong escape";
  EXPECT_EQ(printable("\xED\xA0\x80"), "�") << "half of a surrogate pair";
}

}  // namespace
}  // namespace liandong::analysis
