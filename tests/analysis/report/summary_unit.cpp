#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <limits>
#include <sstream>
#include <string>

#include "analysis/inference/contrasts.h"
#include "analysis/inference/statistics.h"
#include "analysis/report/summary_csv.h"
#include "analysis/report/summary_text.h"
#include "analysis/report/text_layout.h"
#include "models/governance/measures/indicators.h"

namespace liandong::analysis {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

/// Two arms whose first indicator is surely better in a, the second surely worse, the rest open.
Results made_up() {
  Results results;
  results.replicates = 30;
  results.weeks = 520;
  results.burn_in_weeks = 104;
  results.residents = 90000;
  results.communities = 12;
  results.seed = 7;
  results.wall_seconds = 125;
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
  study.question_en = "Which path serves whom better?";
  study.question_zh = "哪条路径更好？";
  return study;
}

TEST(SummaryText, BeginsWithTheVerdict) {
  EXPECT_THAT(
      summary_text(made_up(), study_with_headline(), Language::zh),
      StartsWith(fmt::format("强政府相对强社区：{}项指标中，1项更好，1项更差", governance::indicators().size())));
  EXPECT_THAT(summary_text(made_up(), study_with_headline(), Language::en),
              StartsWith(fmt::format("Strong government, \"sunk\" against strong-community: of {} "
                                     "indicators 1 are",
                                     governance::indicators().size())));
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
    std::string header, row;
    while (!header.starts_with(language == Language::zh ? "  指标 " : "  indicator "))
      ASSERT_TRUE(std::getline(lines, header));
    std::getline(lines, row);
    const std::string last_title = language == Language::zh ? "结论" : "verdict";
    const std::string last_cell = language == Language::zh ? "更好" : "better";
    EXPECT_EQ(display_width(header.substr(0, header.rfind(last_title))),
              display_width(row.substr(0, row.rfind(last_cell))));
  }
}

TEST(SummaryText, SaysWhichContrastIsAtEqualCost) {
  Results results = made_up();
  EXPECT_THAT(summary_text(results, study_with_headline(), Language::zh), HasSubstr("两者公共支出相等。"));
  EXPECT_THAT(summary_text(results, study_with_headline(), Language::en), HasSubstr("At equal public cost."));
  results.contrasts[0].equal_cost = false;
  EXPECT_THAT(summary_text(results, study_with_headline(), Language::en), Not(HasSubstr("equal public cost")));
}

TEST(SummaryText, AsksTheQuestionAndSaysWhatWasRun) {
  const std::string en = summary_text(made_up(), study_with_headline(), Language::en);
  EXPECT_THAT(en, HasSubstr("Question: Which path serves whom better?"));
  EXPECT_THAT(en, HasSubstr("2 arms × 30 paired replicates of 90000 residents in 12 communities"));
  EXPECT_THAT(en, HasSubstr("in 2 min 5 s."));
  const std::string zh = summary_text(made_up(), study_with_headline(), Language::zh);
  EXPECT_THAT(zh, HasSubstr("问题：哪条路径更好？"));
  EXPECT_THAT(zh, HasSubstr("预热104周后运行520周"));
}

TEST(SummaryText, WithoutHeadlinesShowsEveryIndicatorThatIsGoodOrBad) {
  const std::string text = summary_text(made_up(), Study{}, Language::zh);
  for (const auto& indicator : governance::indicators()) {
    const bool judged = indicator.direction != governance::Direction::neutral;
    EXPECT_EQ(judged, text.find("\n  " + std::string(indicator.name_zh)) != std::string::npos) << indicator.key;
  }
}

TEST(SummaryCsv, HasOneRowPerContrastAndIndicatorUnderAHeader) {
  const std::string csv = summary_csv(made_up());
  EXPECT_THAT(csv, StartsWith("\xEF\xBB\xBF"
                              "arm_a,arm_b,"));
  EXPECT_EQ(static_cast<std::size_t>(std::ranges::count(csv, '\n')), 1 + governance::indicators().size());
}

TEST(SummaryCsv, NamesGroupsAfterTheWholePlace) {
  Results results = made_up();
  results.contrasts[0].groups.resize(governance::groups().size() * governance::group_indicators().size());
  const std::string csv = summary_csv(results);
  const auto& group = governance::groups().back();
  const auto& indicator = governance::group_indicators().back();
  const std::string last = csv.substr(csv.rfind("\r\n", csv.size() - 3) + 2);
  EXPECT_THAT(last, HasSubstr(fmt::format(",1,{},", group.key)));
  EXPECT_THAT(last, HasSubstr(fmt::format(",{},{},", group.name_zh, indicator.key)));
}

TEST(SummaryCsv, QuotesWhatNeedsItAndLeavesInfinityEmpty) {
  const std::string csv = summary_csv(made_up());
  EXPECT_THAT(csv, HasSubstr("\"Strong government, \"\"sunk\"\"\""));
  EXPECT_THAT(csv, HasSubstr(",0,,0.25,30,"));  // delta 0, low unbounded, high 0.25, 30 pairs
  EXPECT_THAT(csv, HasSubstr(",better,更好"));
}

}  // namespace
}  // namespace liandong::analysis
