#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <limits>
#include <sstream>
#include <string>

#include "analysis/contrasts.h"
#include "analysis/statistics.h"
#include "analysis/summary_csv.h"
#include "analysis/summary_text.h"
#include "models/governance/indicators.h"

namespace liandong::analysis {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;

/// Two arms whose first indicator is surely better in a, the second surely worse, the rest open.
Results made_up() {
  Results results;
  results.replicates = 30;
  results.weeks = 520;
  results.arms.resize(2);
  results.arms[0].name = "strong-government";
  results.arms[0].title_en = "Strong government, \"sunk\"";
  results.arms[0].title_zh = "强政府";
  results.arms[0].public_cost = 20000;
  results.arms[1].name = "strong-community";
  results.arms[1].title_zh = "强社区";
  results.arms[1].equal_cost_to = "strong-government";
  results.arms[1].cost_scale = 0.8;
  results.arms[1].public_cost = 20100;
  Contrast contrast{"strong-government", "strong-community", true, {}, {}};
  for (const auto& indicator : governance::indicators()) {
    Effect effect;
    effect.figure = indicator.key;
    effect.pairs = 30;
    effect.low = -std::numeric_limits<double>::infinity();
    effect.high = 0.25;
    contrast.indicators.push_back(effect);
  }
  contrast.indicators[0].verdict = Verdict::better;
  contrast.indicators[1].verdict = Verdict::worse;
  results.contrasts = {contrast};
  return results;
}

Study study_with_headline() {
  Study study;
  study.headline = {std::string(governance::indicators()[0].key)};
  return study;
}

TEST(DisplayWidth, CountsTwoColumnsForAChineseCharacter) {
  EXPECT_EQ(display_width("abc"), 3u);
  EXPECT_EQ(display_width("强政府"), 6u);
  EXPECT_EQ(display_width("Δ满意度，[−0.1]"), 1u + 6 + 2 + 6);
  EXPECT_EQ(display_width(""), 0u);
}

TEST(DisplayWidth, SurvivesBrokenUtf8) {
  EXPECT_EQ(display_width("\xE5\xBC"), 1u);
  EXPECT_EQ(display_width("\x80\x80"), 2u);
}

TEST(DisplayWidth, IsWhatPaddingFills) {
  EXPECT_EQ(padded_right("社区", 6), "社区  ");
  EXPECT_EQ(padded_left("社区", 6), "  社区");
  EXPECT_EQ(padded_left("社区", 2), "社区");
}

TEST(SummaryText, BeginsWithTheVerdict) {
  EXPECT_THAT(summary_text(made_up(), study_with_headline(), Language::zh),
              StartsWith("强政府相对强社区：1项更好，1项更差"));
  EXPECT_THAT(summary_text(made_up(), study_with_headline(), Language::en),
              StartsWith("Strong government, \"sunk\" against strong-community: better in 1, worse in 1"));
}

TEST(SummaryText, NamesWhatIsWorseBesidesTheHeadline) {
  const std::string text = summary_text(made_up(), study_with_headline(), Language::zh);
  EXPECT_THAT(text, HasSubstr("此外更差：" + std::string(governance::indicators()[1].name_zh)));
  EXPECT_THAT(text, HasSubstr(std::string(governance::indicators()[0].name_zh)));
}

TEST(SummaryText, BreaksLongListsAtAHundredColumns) {
  Results results = made_up();
  for (Effect& effect : results.contrasts[0].indicators) effect.verdict = Verdict::worse;
  results.contrasts[0].arm_b = "strong-government";
  for (const Language language : {Language::en, Language::zh}) {
    const std::string text = summary_text(results, study_with_headline(), language);
    std::istringstream lines(text.substr(text.find(language == Language::zh ? "此外" : "Also")));
    for (std::string line; std::getline(lines, line) && !line.empty();) EXPECT_LE(display_width(line), 100u) << line;
  }
}

TEST(SummaryText, SaysHowEqualTheCostsCameOut) {
  EXPECT_THAT(summary_text(made_up(), study_with_headline(), Language::en), HasSubstr("× 0.80"));
  EXPECT_THAT(summary_text(made_up(), study_with_headline(), Language::en), HasSubstr("+0.5% off"));
}

TEST(SummaryText, AlignsColumnsInBothLanguages) {
  for (const Language language : {Language::en, Language::zh}) {
    std::istringstream lines(summary_text(made_up(), study_with_headline(), language));
    std::string sentence, header, row;
    std::getline(lines, sentence);
    std::getline(lines, header);
    std::getline(lines, row);
    const std::string last_title = language == Language::zh ? "结论" : "verdict";
    const std::string last_cell = language == Language::zh ? "更好" : "better";
    EXPECT_EQ(display_width(header.substr(0, header.rfind(last_title))),
              display_width(row.substr(0, row.rfind(last_cell))));
  }
}

TEST(SummaryCsv, HasOneRowPerContrastAndIndicatorUnderAHeader) {
  const std::string csv = summary_csv(made_up());
  EXPECT_THAT(csv, StartsWith("\xEF\xBB\xBF"
                              "arm_a,arm_b,"));
  EXPECT_EQ(static_cast<std::size_t>(std::ranges::count(csv, '\n')), 1 + governance::indicators().size());
}

TEST(SummaryCsv, QuotesWhatNeedsItAndLeavesInfinityEmpty) {
  const std::string csv = summary_csv(made_up());
  EXPECT_THAT(csv, HasSubstr("\"Strong government, \"\"sunk\"\"\""));
  EXPECT_THAT(csv, HasSubstr(",0,,0.25,30,"));  // delta 0, low unbounded, high 0.25, 30 pairs
  EXPECT_THAT(csv, HasSubstr(",better,更好"));
}

}  // namespace
}  // namespace liandong::analysis
