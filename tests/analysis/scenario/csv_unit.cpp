#include "analysis/scenario/csv.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace liandong::analysis {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

std::vector<CsvRow> good(std::string_view text) {
  Problems problems;
  auto rows = parse_csv(text, "table.csv", problems);
  EXPECT_TRUE(problems.empty());
  return rows;
}
std::string refusal(std::string_view text) {
  Problems problems;
  parse_csv(text, "table.csv", problems);
  return problems.empty() ? "" : render(problems.list().front(), Language::en);
}

TEST(Csv, ReadsQuotedCellsAsRfc4180HasThem) {
  const auto rows = good("name,note\r\n\"a, b\",\"he said \"\"yes\"\"\"\r\n\"two\nlines\",C:\\data\r\n");
  ASSERT_EQ(rows.size(), 3u);
  EXPECT_THAT(rows[1].cells, ElementsAre("a, b", "he said \"yes\""));
  EXPECT_THAT(rows[2].cells, ElementsAre("two\nlines", "C:\\data"));
}

TEST(Csv, TrimsBlanksLeavesOutEmptyLinesAndTheByteOrderMark) {
  const auto rows = good(
      "\xEF\xBB\xBF"
      "a , b\n\n ,\n1,  2\n");
  ASSERT_EQ(rows.size(), 2u);
  EXPECT_THAT(rows[0].cells, ElementsAre("a", "b"));
  EXPECT_THAT(rows[1].cells, ElementsAre("1", "2"));
  EXPECT_EQ(rows[1].origin.line, 4u);
}

TEST(Csv, SaysWhereAQuoteIsNotClosedAndWhereARowHasAnotherLength) {
  EXPECT_THAT(refusal("a,b\n1,\"2\n"), HasSubstr("table.csv:2:2: a quote is opened here and never closed"));
  EXPECT_THAT(refusal("a,b\n1,\"2\" x\n"), HasSubstr("text stands behind a closing quote"));
  EXPECT_THAT(refusal("a,b\n1\n"), HasSubstr("table.csv:2:1: has 1 cells, but the first line names 2 columns"));
}

TEST(Csv, CountsLinesInsideQuotes) { EXPECT_THAT(refusal("a,b\n\"x\ny\",1\n2\n"), HasSubstr("table.csv:4:1")); }

}  // namespace
}  // namespace liandong::analysis
