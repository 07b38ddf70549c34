#include "analysis/report/report.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>
#include <stdexcept>

#include "analysis/report/document.h"
#include "analysis/report/parts.h"
#include "analysis/scenario/arrangement.h"
#include "tests/analysis/report/sample_report.h"
#include "tests/sim/temporary_folder.h"

namespace liandong::analysis {
namespace {

using nlohmann::json;
using testing::HasSubstr;
using testing::Not;

namespace sample = report_sample;

/// The JSON between the script tags of the page.
std::string embedded(const std::string& html) {
  const std::string open = R"(<script type="application/json" id="report">)";
  const auto from = html.find(open) + open.size();
  return html.substr(from, html.find("</script>", from) - from);
}

struct Report : testing::Test {
  Study study = sample::study();
  Results results = sample::results(study);
  std::vector<models::Pattern> patterns = sample::patterns();

  json document() const { return report_document(results, study, patterns); }
  std::string html() const { return report_html(results, study, patterns); }

  /// The study with so many arms, each compared with every other, in the order in which text sorts their numbers.
  void multiply(std::size_t arms) {
    const Arm arm = study.arms[1];
    study.arms.clear();
    for (std::size_t i = 0; i < arms; ++i) {
      study.arms.push_back(arm);
      study.arms.back().name = "arm-" + std::to_string(i);
    }
    results = sample::results(study);
    const Contrast one = results.contrasts[0];
    results.contrasts.clear();
    for (std::size_t a = 0; a < arms; ++a)
      for (std::size_t b = a + 1; b < arms; ++b) {
        results.contrasts.push_back(one);
        results.contrasts.back().arm_a = study.arms[a].name, results.contrasts.back().arm_b = study.arms[b].name;
      }
    std::ranges::sort(results.contrasts, {}, &Contrast::arm_b);
  }
};

TEST_F(Report, IsTheDocumentWithWhichThePageIsTested) {
  const std::filesystem::path file = LIANDONG_SOURCE_DIR "/tests/analysis/report/sample_document.json";
  if (std::getenv("LIANDONG_REFRESH")) std::ofstream(file) << document().dump(1) << '\n';
  EXPECT_EQ(json::diff(json::parse(tests::content(file)), document()), json::array())
      << "If that is meant, run this test once with LIANDONG_REFRESH=1 and look at what git says has changed.";
}

TEST_F(Report, HoldsEveryIndicatorWithItsNameInBothLanguages) {
  const json indicators = document()["indicators"];
  ASSERT_EQ(indicators.size(), study.catalogue->indicators.size());
  EXPECT_EQ(indicators[0]["name"], (json{{"zh", "满意度"}, {"en", "joy"}}));
}

TEST_F(Report, NamesEveryUnitInBothLanguages) {
  const json units = document()["units"];
  EXPECT_EQ(units["yuan/resident/year"]["zh"]["name"], "元/人/年");
  EXPECT_EQ(units["yuan/resident/year"]["en"]["name"], "yuan per resident and year");
  EXPECT_EQ(units["hours/resident/year"]["zh"]["name"], "小时/人/年");
  EXPECT_EQ(units["10k yuan"]["en"]["times"], 10000);
  EXPECT_TRUE(units["1/year"]["share"]);
}

TEST_F(Report, TellsWhatEachStageChangesAndNothingElse) {
  const json stages = document()["arms"][0]["stages"];
  ASSERT_EQ(stages.size(), 2u);
  EXPECT_EQ(stages[0]["changes"], (json::array({{{"key", "gardeners"}, {"from", 2}, {"to", 3}}})));
  EXPECT_EQ(stages[1]["changes"], (json::array({{{"key", "gardeners"}, {"from", 3}, {"to", 6}}})));
  EXPECT_EQ(stages[1]["week"], 13);
}

TEST_F(Report, SaysInWhichCommunitiesAStageHoldsAndWhatItChangesThere) {
  Levers pilot = study.arms[1].stages[0].levers, all = pilot;
  pilot[0] = 8, all[0] = 9;
  study.arms[1].stages = {
      study.arms[1].stages[0], {5, pilot, {"Pilot", "试点"}, {}, {0.25}}, {13, all, {"All", "推开"}}};
  const json stages = document()["arms"][1]["stages"];
  EXPECT_EQ(stages[1]["label"], (json{{"en", "Pilot (in 25% of communities)"}, {"zh", "试点（25% 的社区）"}}));
  EXPECT_EQ(stages[2]["label"]["en"], "All");
  EXPECT_EQ(stages[2]["changes"][0]["from"], stages[1]["changes"][0]["from"]) << "of those that were no pilots";
}

TEST_F(Report, GivesForALeverOfPilotsWhatHoldsInGeneralAndWhatHoldsThere) {
  Levers pilot = study.burn_in(), all = study.burn_in();
  pilot[0] = 8, all[0] = 9;
  study.arms[1].stages = {study.arms[1].stages[0], {5, all, {}, {}, {}}, {13, pilot, {}, {}, {0.25}}};
  const json told = document();
  const auto lever = std::ranges::find_if(
      told["levers"], [&](const json& one) { return one["key"] == lever_parameters(*study.catalogue)[0].key; });
  ASSERT_NE(lever, told["levers"].end());
  EXPECT_EQ((*lever)["after"][1], 9);
  EXPECT_EQ((*lever)["parts"][1],
            json::array({{{"value", 8}, {"where", {{"en", "in 25% of communities"}, {"zh", "25% 的社区"}}}}}));
  EXPECT_EQ((*lever)["parts"][0], json::array());
}

TEST_F(Report, ShowsMergersAmongTheStagesOfAnArm) {
  study.arms[1].mergers = {{2, {0, 1}, {"East and South become one", "东、南合并"}}};
  const json stages = document()["arms"][1]["stages"];
  const auto merger = std::ranges::find_if(stages, [](const json& stage) { return stage["merger"] == true; });
  ASSERT_NE(merger, stages.end());
  EXPECT_EQ((*merger)["week"], 2);
  EXPECT_EQ((*merger)["label"]["zh"], "东、南合并");
  EXPECT_EQ((*merger)["changes"], json::array());
}

TEST_F(Report, TellsWhatAnArmHasAsItsOwnAmongItsSettings) {
  study.arms[1].own = {{0, 0.125}};
  const json told = document();
  const auto& parameter = study.catalogue->parameter(0);
  EXPECT_EQ(told["levers"][0]["key"], parameter.key);
  EXPECT_EQ(told["levers"][0]["after"], (json::array({study.values.whole[0], 0.125, study.values.whole[0]})));
  EXPECT_EQ(told["arms"][1]["stages"][0]["changes"][0],
            (json{{"key", parameter.key}, {"from", study.values.whole[0]}, {"to", 0.125}}));
}

TEST_F(Report, CountsWeeksOfHappeningsFromTheEndOfTheBurnIn) {
  results.happenings[0].week = 3;
  EXPECT_EQ(document()["study"]["happenings"][0]["week"], 3 - 13);
}

TEST_F(Report, SaysOfEachTargetWhatTheCheckFinds) {
  const json checks = document()["patterns"];
  ASSERT_EQ(checks.size(), 4u) << "those whose arms are in the study";
  EXPECT_EQ(checks[0]["finding"], "met");
  EXPECT_EQ(checks[1]["finding"], "missed");
  EXPECT_TRUE(checks[1]["high"].is_null());
  EXPECT_EQ(checks[2]["finding"], "not_measured");
  EXPECT_TRUE(checks[2]["value"].is_null());
}

TEST_F(Report, SaysOfEachTargetItsStatusItsKindAndItsArms) {
  const json checks = document()["patterns"];
  EXPECT_EQ(checks[0]["status"], "fitted");
  EXPECT_EQ(checks[1]["status"], "held_out");
  EXPECT_EQ(checks[0]["kind"], "level");
  EXPECT_EQ(checks[0]["arms"]["en"], "Closed gates");
  EXPECT_EQ(checks[3]["kind"], "relative");
  EXPECT_EQ(checks[3]["arms"]["zh"], "开放 − 看守");
  patterns[3].relative = false;
  EXPECT_EQ(document()["patterns"][3]["kind"], "difference");
}

TEST_F(Report, ListsAssumedParametersWithTheValueOfTheStudy) {
  const json parameters = document()["parameters"];
  EXPECT_EQ(parameters["of"], 5);
  ASSERT_EQ(parameters["assumed"].size(), 3u);
  EXPECT_EQ(parameters["assumed"][0]["value"], 0.4);
  EXPECT_TRUE(parameters["assumed"][1]["value"].is_null()) << "a lever has no value of its own";
}

TEST_F(Report, GivesTheEffectsOfTheContrastUnchangedToFourDigits) {
  const json effect = document()["contrasts"][0]["effects"][0];
  const Effect& source = results.contrasts[0].indicators[0];
  EXPECT_NEAR(effect["delta"].get<double>(), source.delta, 5e-4 * std::abs(source.delta));
  EXPECT_EQ(effect["verdict"], "better");
}

TEST_F(Report, AveragesThePathsOverBlocksOfFourWeeks) {
  const json path = document()["arms"][1]["path"]["mean"][0];
  ASSERT_EQ(path.size(), (study.weeks + 3) / 4);
  double sum = 0;
  for (std::size_t r = 0; r < study.replicates; ++r)
    for (std::size_t week = 8; week < 12; ++week) sum += results.arms[1].weekly.in_memory().at(r, week, std::size_t{0});
  const double mean = sum / (4.0 * study.replicates);
  EXPECT_NEAR(path[2].get<double>(), mean, 5e-4 * mean);
}

TEST_F(Report, LeavesWhatIsUndefinedOut) {
  for (auto& value : results.arms[0].weekly.in_memory().values) value = std::nanf("");
  results.contrasts[0].indicators[0].low = -std::numeric_limits<double>::infinity();
  const json read = document();
  EXPECT_TRUE(read["arms"][0]["path"]["mean"][0][0].is_null());
  EXPECT_TRUE(read["contrasts"][0]["effects"][0]["low"].is_null());
}

TEST_F(Report, PutsContrastsInTheOrderOfTheirArmsWhateverTheOrderOfTheResults) {
  multiply(12);
  const json first = document();
  std::ranges::reverse(results.contrasts);
  EXPECT_EQ(document(), first);
  EXPECT_EQ(first["contrasts"].size(), most_contrasts);
  EXPECT_EQ(first["study"]["contrasts"], 66);
  EXPECT_EQ(first["contrasts"][9]["b"], 10) << "arm-10 comes after arm-9";
}

TEST_F(Report, KeepsContrastsAtEqualCostWhenThereAreTooMany) {
  multiply(12);
  const auto last = std::ranges::find_if(results.contrasts,
                                         [](const Contrast& c) { return c.arm_a == "arm-10" && c.arm_b == "arm-11"; });
  ASSERT_NE(last, results.contrasts.end());
  last->equal_cost = true;
  const json shown = document()["contrasts"];
  EXPECT_TRUE(shown.back()["equal_cost"]);
  EXPECT_EQ(shown[0]["b"], 1);
}

TEST_F(Report, OfTwoHundredArmsIsStillAPage) {
  multiply(200);
  EXPECT_EQ(document()["arms"].size(), 200u);
  EXPECT_LT(html().size(), 20'000'000u);
}

TEST_F(Report, RefusesAContrastOfAnArmThatIsNotThere) {
  results.contrasts[0].arm_b = "nobody";
  EXPECT_THROW(document(), std::runtime_error);
}

TEST_F(Report, CannotBeBrokenByAHostileTitle) {
  study.title = {"</script><script>alert(1)</script><!-- {{report}}", "坏\xff字"};
  const json read = json::parse(embedded(html()));
  EXPECT_EQ(read["study"]["title"]["en"], study.title.en);
  EXPECT_EQ(read["study"]["title"]["zh"], "坏\xEF\xBF\xBD字");
  EXPECT_THAT(html(), Not(HasSubstr("<script>alert(1)")));
}

TEST_F(Report, NamesNoOtherPlaceToLoadAnythingFrom) {
  EXPECT_THAT(html(), HasSubstr("default-src 'none'"));
  EXPECT_THAT(html(), Not(testing::ContainsRegex("<(script|img|iframe)[^>]* src=")));
  EXPECT_THAT(html(), Not(HasSubstr("<link rel=\"stylesheet\"")));
}

TEST_F(Report, OfAStudyWithOneArmIsStillAPage) {
  study.arms.resize(1);
  results = sample::results(study);
  const json read = json::parse(embedded(html()));
  EXPECT_TRUE(read["contrasts"].empty());
  EXPECT_EQ(read["arms"].size(), 1u);
}

TEST_F(Report, OfAModelWithoutGroupsLedgersPicturesLeversAndTargetsIsStillAPage) {
  study.catalogue = sample::bare_catalogue();
  study.values = models::defaults(*study.catalogue);
  for (auto& arm : study.arms) arm.stages = {{0, {}, {}}}, arm.equal_cost_to.clear();
  results = sample::results(study);
  patterns.clear();
  const json read = json::parse(embedded(html()));
  for (const char* part :
       {"groups", "group_indicators", "ledgers", "accounts", "marks", "pictures", "levers", "patterns"})
    EXPECT_TRUE(read[part].empty()) << part;
  EXPECT_FALSE(read["model"]["costs"]);
}

TEST_F(Report, ThatCannotBeMadeLeavesTheOldFileWhole) {
  const auto folder = std::filesystem::path(testing::TempDir()) / "report_unit";
  std::filesystem::create_directories(folder);
  const auto file = folder / "report.html";
  std::ofstream(file) << "the old report";
  results.contrasts[0].arm_b = "nobody";
  EXPECT_ANY_THROW(write_report(results, study, patterns, file));
  EXPECT_EQ(tests::content(file), "the old report");
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder), {}), 1);
  std::filesystem::remove_all(folder);
}

TEST(Packed, TakesTheNarrowestTypeAndStandardBase64) {
  EXPECT_EQ(report::packed(std::vector<std::uint32_t>{'M', 'a', 'n'}), (json{{"t", "u8"}, {"b", "TWFu"}}));
  EXPECT_EQ(report::packed(std::vector<std::uint32_t>{'M'}), (json{{"t", "u8"}, {"b", "TQ"}}));
  EXPECT_EQ(report::packed(std::vector<std::uint32_t>{256}), (json{{"t", "u16"}, {"b", "AAE"}}));
  EXPECT_EQ(report::packed(std::vector<std::uint32_t>{70000})["t"], "u32");
  EXPECT_EQ(report::packed(std::vector<std::uint32_t>{}), (json{{"t", "u8"}, {"b", ""}}));
}

TEST(Rounded, KeepsFourDigitsAndGivesNullForWhatIsNotANumber) {
  EXPECT_EQ(report::rounded(0.123456).dump(), "0.1235");
  EXPECT_EQ(report::rounded(123456.0).dump(), "123500");
  EXPECT_EQ(report::rounded(3.0).dump(), "3");
  EXPECT_TRUE(report::rounded(std::nan("")).is_null());
}

TEST(Blocks, AreFourWeeksOrLongerWhereThereAreManyWeeksOrPaths) {
  EXPECT_EQ(report::blocks_of(520, 5).per_block, 4u);
  EXPECT_EQ(report::blocks_of(5200, 5).count(), 149u);
  EXPECT_LE(report::blocks_of(520, 224).count(), 20u);
}

}  // namespace
}  // namespace liandong::analysis
