#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <limits>
#include <sstream>
#include <string>

#include "analysis/report/summary_csv.h"
#include "analysis/report/summary_text.h"
#include "analysis/report/text_layout.h"
#include "tests/analysis/report/sample_report.h"

namespace liandong::analysis {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

const auto sample_catalogue = report_sample::catalogue();

/// Two arms whose first indicator is surely better in a, the second surely worse, the rest open.
Results made_up() {
  Results results;
  results.catalogue = sample_catalogue;
  results.replicates = 30;
  results.weeks = 520;
  results.burn_in_weeks = 104;
  results.residents = 90000;
  results.communities = 12;
  results.seed = 7;
  results.wall_seconds = 125;
  results.arms.resize(2);
  results.arms[0].name = "guarded";
  results.arms[0].title = {"Guarded, \"sunk\"", "看守"};
  results.arms[0].public_cost = 20000;
  results.arms[1].name = "open";
  results.arms[1].title = {"", "开放"};
  results.arms[1].equal_cost_to = "guarded";
  results.arms[1].cost_scale = 0.8;
  results.arms[1].public_cost = 20100;
  Contrast contrast{"guarded", "open", true, {}, {}};
  for (const auto& indicator : sample_catalogue->indicators) {
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
  study.headline = {"joy"};
  study.question = {"Which garden serves whom better?", "哪种花园更好？"};
  return study;
}

std::string in_english(const Results& results) { return summary_text(results, study_with_headline(), Language::en); }
std::string in_chinese(const Results& results) { return summary_text(results, study_with_headline(), Language::zh); }

TEST(SummaryText, BeginsWithTheVerdict) {
  EXPECT_THAT(in_chinese(made_up()), StartsWith("看守相对开放：5项指标中，1项更好，1项更差"));
  EXPECT_THAT(in_english(made_up()), StartsWith("Guarded, \"sunk\" against open: of 5 indicators 1 are better"));
}

TEST(SummaryText, CountsWhatDiffersWithoutBeingBetterOrWorse) {
  Results results = made_up();
  results.contrasts[0].indicators[3].verdict = Verdict::different;
  EXPECT_THAT(in_chinese(results), HasSubstr("2项尚无定论，1项有差异，不作优劣判断"));
  EXPECT_THAT(in_english(results), HasSubstr("1 differ without being better or worse"));
}

TEST(SummaryText, NamesWhatIsWorseBesidesTheHeadline) {
  EXPECT_THAT(in_chinese(made_up()), HasSubstr("此外更差：争执"));
  EXPECT_THAT(in_chinese(made_up()), HasSubstr("\n  满意度"));
}

TEST(SummaryText, ShowsFiguresInTheScaleOfTheirUnitsName) {
  Results results = made_up();
  results.contrasts[0].indicators[4].mean_a = 1.5;
  Study study = study_with_headline();
  study.headline = {"fund"};
  EXPECT_THAT(summary_text(results, study, Language::en), testing::ContainsRegex("fund \\(yuan\\) +15000 "));
  EXPECT_THAT(summary_text(results, study, Language::zh), testing::ContainsRegex("基金（万元） +1.50 "));
}

TEST(SummaryText, LeavesOutHeadlinesThatTheResultsDoNotHave) {
  Study study = study_with_headline();
  study.headline = {"joy", "of another model"};
  EXPECT_THAT(summary_text(made_up(), study, Language::en), HasSubstr("\n  joy"));
}

TEST(SummaryText, LetsNoEscapeSequenceOfATitleThrough) {
  Results results = made_up();
  results.arms[0].title.en = "\x1b[2J\x1b]0;owned\x07red";
  results.arms[1].name = results.contrasts[0].arm_b = "o\npen";
  Study study = study_with_headline();
  study.question.en = "Why\x9b?";
  const std::string text = summary_text(results, study, Language::en);
  EXPECT_THAT(text, Not(HasSubstr("\x1b")));
  EXPECT_THAT(text, Not(HasSubstr("\x07")));
  EXPECT_THAT(text, Not(HasSubstr("\x9b")));
  EXPECT_THAT(text, HasSubstr("against o pen"));
}

TEST(SummaryText, StopsAfterAFewContrastsAndSaysSo) {
  Results results = made_up();
  results.contrasts.resize(2000, results.contrasts[0]);
  EXPECT_THAT(in_english(results), HasSubstr("Only the first 24 of 2000 comparisons are shown"));
  EXPECT_THAT(in_chinese(results), HasSubstr("共2000组比较，此处只列前24组"));
  EXPECT_LT(in_english(results).size(), 40'000u);
}

TEST(SummaryText, SaysNothingOfCostsWhereNothingHasAPrice) {
  Results results = made_up();
  results.catalogue = report_sample::bare_catalogue();
  for (ArmResult& arm : results.arms) arm.public_cost = 0, arm.equal_cost_to.clear();
  results.contrasts[0].equal_cost = false;
  EXPECT_THAT(in_english(results), Not(HasSubstr("cost")));
  EXPECT_THAT(in_chinese(results), Not(HasSubstr("公共支出")));
}

TEST(SummaryText, BreaksLongListsAtAHundredColumns) {
  Results results = made_up();
  for (Effect& effect : results.contrasts[0].indicators) effect.verdict = Verdict::worse;
  results.contrasts[0].arm_b = "guarded";
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
  EXPECT_THAT(en, HasSubstr("Question: Which garden serves whom better?"));
  EXPECT_THAT(en, HasSubstr("2 arms × 30 paired replicates of 90,000 residents in 12 communities"));
  Results of_one = made_up();
  of_one.replicates = 1;
  EXPECT_THAT(summary_text(of_one, study_with_headline(), Language::en), HasSubstr("2 arms × 1 paired replicate of"));
  EXPECT_THAT(en, HasSubstr("in 2 min 5 s."));
  const std::string zh = summary_text(made_up(), study_with_headline(), Language::zh);
  EXPECT_THAT(zh, HasSubstr("问题：哪种花园更好？"));
  EXPECT_THAT(zh, HasSubstr("12个社区的90,000名居民，预热104周后运行520周"));
}

TEST(SummaryText, WithoutHeadlinesShowsEveryIndicatorThatIsGoodOrBad) {
  const std::string text = summary_text(made_up(), Study{}, Language::zh);
  for (const auto& indicator : sample_catalogue->indicators) {
    const bool judged = indicator.direction != models::Direction::neutral;
    EXPECT_EQ(judged, text.find("\n  " + std::string(indicator.name.zh)) != std::string::npos) << indicator.key;
  }
}

TEST(SummaryCsv, HasOneRowPerContrastAndIndicatorUnderAHeader) {
  const std::string csv = summary_csv(made_up());
  EXPECT_THAT(csv, StartsWith("\xEF\xBB\xBF"
                              "arm_a,arm_b,"));
  EXPECT_EQ(static_cast<std::size_t>(std::ranges::count(csv, '\n')), 1 + sample_catalogue->indicators.size());
}

TEST(SummaryCsv, IsWrittenAsItIs) {
  const auto file = std::filesystem::path(testing::TempDir()) / "summary_unit.csv";
  write_summary_csv(made_up(), file);
  std::ostringstream written;
  written << std::ifstream(file, std::ios::binary).rdbuf();
  EXPECT_EQ(written.str(), summary_csv(made_up()));
  std::filesystem::remove(file);
}

TEST(SummaryCsv, NamesGroupsAfterTheWholePlace) {
  Results results = made_up();
  results.contrasts[0].groups.resize(sample_catalogue->resident_groups.size() *
                                     sample_catalogue->group_indicators.size());
  const std::string csv = summary_csv(results);
  const std::string last = csv.substr(csv.rfind("\r\n", csv.size() - 3) + 2);
  EXPECT_THAT(last, HasSubstr(",1,age.old,old residents,老年,joy,"));
}

TEST(SummaryCsv, QuotesWhatNeedsItAndLeavesInfinityEmpty) {
  const std::string csv = summary_csv(made_up());
  EXPECT_THAT(csv, HasSubstr("\"Guarded, \"\"sunk\"\"\""));
  EXPECT_THAT(csv, HasSubstr(",0,,0.25,30,"));  // delta 0, low unbounded, high 0.25, 30 pairs
  EXPECT_THAT(csv, HasSubstr(",better,更好"));
}

TEST(SummaryCsv, KeepsTextsFromActingAsFormulasButNumbersAsNumbers) {
  Results results = made_up();
  results.contrasts[0].indicators[0].delta = -0.5;
  for (const std::string formula : {"=HYPERLINK(1)", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1"}) {
    results.arms[0].title.en = formula;
    EXPECT_THAT(summary_csv(results), HasSubstr("'" + formula)) << formula;
  }
  EXPECT_THAT(summary_csv(results), HasSubstr(",-0.5,"));
}

}  // namespace
}  // namespace liandong::analysis
