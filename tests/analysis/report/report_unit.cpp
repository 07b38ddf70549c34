#include <filesystem>
#include <fstream>
#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "analysis/report/document.h"
#include "analysis/report/parts.h"
#include "analysis/report/report.h"
#include "tests/analysis/store/sample_results.h"

namespace {

using namespace liandong::analysis;
using nlohmann::json;
using testing::HasSubstr;
using testing::Not;

std::string contents(const std::filesystem::path& file) {
  std::ostringstream text;
  text << std::ifstream(file, std::ios::binary).rdbuf();
  return text.str();
}

/// The JSON between the script tags of the page.
std::string embedded(const std::string& html) {
  const std::string open = R"(<script type="application/json" id="report">)";
  const auto from = html.find(open) + open.size();
  return html.substr(from, html.find("</script>", from) - from);
}

struct Report : testing::Test {
  Study study = sample::study();
  Results results = sample::results(study);
};

TEST_F(Report, HoldsEveryIndicatorWithItsNameInBothLanguages) {
  const json document = report_document(results, study);
  const auto definitions = liandong::governance::indicators();
  ASSERT_EQ(document["indicators"].size(), definitions.size());
  for (std::size_t i = 0; i < definitions.size(); ++i) {
    EXPECT_EQ(document["indicators"][i]["name"]["zh"], definitions[i].name_zh);
    EXPECT_EQ(document["indicators"][i]["name"]["en"], definitions[i].name_en);
  }
}

TEST_F(Report, TellsWhatEachStageChangesAndNothingElse) {
  const json stages = report_document(results, study)["arms"][0]["stages"];
  ASSERT_EQ(stages.size(), 2u);
  std::vector<std::string> keys;
  for (const auto& change : stages[1]["changes"]) keys.push_back(change["key"]);
  EXPECT_THAT(keys, testing::UnorderedElementsAre("staff.station", "grid.households_per_cell", "grid.visit_share"));
  EXPECT_EQ(stages[1]["week"], 52);
}

TEST_F(Report, GivesTheEffectsOfTheContrastUnchangedToFourDigits) {
  const json effect = report_document(results, study)["contrasts"][0]["effects"][0];
  const Effect& source = results.contrasts[0].indicators[0];
  EXPECT_NEAR(effect["delta"].get<double>(), source.delta, 5e-4 * std::abs(source.delta));
  EXPECT_EQ(effect["verdict"], static_cast<int>(source.verdict));
}

TEST_F(Report, AveragesThePathsOverBlocksOfFourWeeks) {
  const json path = report_document(results, study)["arms"][1]["path"]["mean"][0];
  ASSERT_EQ(path.size(), study.weeks / 4);
  double sum = 0;
  for (std::size_t r = 0; r < study.replicates; ++r)
    for (std::size_t week = 8; week < 12; ++week) sum += results.arms[1].weekly.at(r, week, std::size_t{0});
  const double mean = sum / (4.0 * study.replicates);
  EXPECT_NEAR(path[2].get<double>(), mean, 5e-4 * mean);
}

TEST_F(Report, LeavesWhatIsUndefinedOut) {
  for (auto& value : results.arms[0].weekly.values) value = std::nanf("");
  results.contrasts[0].indicators[0].low = -std::numeric_limits<double>::infinity();
  const json document = report_document(results, study);
  EXPECT_TRUE(document["arms"][0]["path"]["mean"][0][0].is_null());
  EXPECT_TRUE(document["contrasts"][0]["effects"][0]["low"].is_null());
}

TEST_F(Report, CannotBeBrokenByAHostileTitle) {
  study.title_en = "</script><script>alert(1)</script><!-- {{report}}";
  study.title_zh = "坏\xff字";
  const std::string html = report_html(results, study);
  const json read = json::parse(embedded(html));
  EXPECT_EQ(read["study"]["title"]["en"], study.title_en);
  EXPECT_EQ(read["study"]["title"]["zh"], "坏\xEF\xBF\xBD字");
  EXPECT_THAT(html, Not(HasSubstr("<script>alert(1)")));
}

TEST_F(Report, NamesNoOtherPlaceToLoadAnythingFrom) {
  const std::string html = report_html(results, study);
  EXPECT_THAT(html, HasSubstr("default-src 'none'"));
  EXPECT_THAT(html, Not(testing::ContainsRegex("<(script|img|iframe)[^>]* src=")));
  EXPECT_THAT(html, Not(HasSubstr("<link rel=\"stylesheet\"")));
}

TEST_F(Report, IsSmallerThanThreeMegabytes) { EXPECT_LT(report_html(results, study).size(), 3'000'000u); }

TEST_F(Report, OfAStudyWithOneArmAndNoPicturesIsStillAPage) {
  study.arms.resize(1);
  results = sample::results(study);
  results.pictures.clear();
  const json read = json::parse(embedded(report_html(results, study)));
  EXPECT_TRUE(read["contrasts"].empty());
  EXPECT_EQ(read["arms"].size(), 1u);
}

TEST_F(Report, OfAStudyThatCannotBeReadLeavesTheOldFileWhole) {
  const auto folder = std::filesystem::path(testing::TempDir()) / "report_unit";
  std::filesystem::create_directories(folder);
  const auto file = folder / "report.html";
  std::ofstream(file) << "the old report";
  results.study_text = "no study [";
  EXPECT_ANY_THROW(write_report(results, file));
  EXPECT_EQ(contents(file), "the old report");
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

}  // namespace
