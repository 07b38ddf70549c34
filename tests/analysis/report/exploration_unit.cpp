#include "analysis/report/exploration.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "analysis/report/exploration_keys.h"
#include "analysis/report/text_layout.h"
#include "tests/analysis/report/sample_exploration.h"
#include "tests/sim/temporary_folder.h"

namespace liandong::analysis {
namespace {

using nlohmann::json;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

namespace sample = report_sample;

struct ExplorationReport : testing::Test {
  Exploration exploration = sample::exploration();

  json document() const { return exploration_document(exploration); }
  std::string text(Language language = Language::en) const { return exploration_text(exploration, language); }

  report::VariedKey varied(const std::string& key) {
    exploration.keys = {key};
    return report::varied_keys(exploration).at(0);
  }
};

TEST_F(ExplorationReport, IsTheDocumentWithWhichThePageIsTested) {
  const std::filesystem::path file = LIANDONG_SOURCE_DIR "/tests/analysis/report/sample_exploration.json";
  if (std::getenv("LIANDONG_REFRESH")) std::ofstream(file) << document().dump(1) << '\n';
  EXPECT_EQ(json::diff(json::parse(tests::content(file)), document()), json::array())
      << "If that is meant, run this test once with LIANDONG_REFRESH=1 and look at what git says has changed.";
}

TEST_F(ExplorationReport, FindsTheParameterBehindEveryWayToWriteAKey) {
  EXPECT_EQ(varied("town.rain").parameter->key, "town.rain");
  EXPECT_THAT(varied("town.rain").arms, IsEmpty());
  EXPECT_EQ(varied("rain").parameter->key, "town.rain");
  EXPECT_EQ(varied("gardeners").parameter->key, "gardeners");
  EXPECT_THAT(varied("gardeners").arms, ElementsAre(0u, 1u));
  EXPECT_EQ(varied("open.gardeners").parameter->key, "gardeners");
  EXPECT_THAT(varied("open.gardeners").arms, ElementsAre(1u));
  EXPECT_EQ(varied("open.open").parameter->key, "open");
  EXPECT_THAT(varied("open.open").arms, ElementsAre(1u));
  EXPECT_THAT(varied("arm.g*d.gardeners").arms, ElementsAre(0u));
  EXPECT_TRUE(varied("burn_in.gardeners").burn_in);
  EXPECT_THAT(varied("burn_in.gardeners").arms, IsEmpty());
}

TEST_F(ExplorationReport, FindsArmsWhoseNamesHoldDots) {
  exploration.arms = {"v1.0", "v1.1"};
  EXPECT_EQ(varied("v1.1.gardeners").parameter->key, "gardeners");
  EXPECT_THAT(varied("v1.1.gardeners").arms, ElementsAre(1u));
  EXPECT_THAT(varied("arm.v1.*.gardeners").arms, ElementsAre(0u, 1u));
}

TEST_F(ExplorationReport, NamesAKeyThatIsInNoCatalogueByItself) {
  EXPECT_EQ(varied("nothing.known").parameter, nullptr);
  EXPECT_EQ(document()["keys"][0]["name"], (json{{"zh", "nothing.known"}, {"en", "nothing.known"}}));
  EXPECT_EQ(document()["units"][""]["en"]["name"], "");
}

TEST_F(ExplorationReport, GivesMeansAndTheMiddleEightTenthsOfTheReplicates) {
  exploration.replicates = 11;
  exploration.figures = Array<double>({exploration.points.size(), 2, 11, exploration.catalogue->indicators.size()});
  exploration.state_hash = Array<std::uint64_t>({exploration.points.size(), 2, 11});
  for (std::size_t r = 0; r < 11; ++r) exploration.figures.at(4, 1, r, 2) = static_cast<double>(r);
  const json figures = document()["figures"][1];
  EXPECT_EQ(figures["mean"][2][4], 5);
  EXPECT_EQ(figures["low"][2][4], 1);
  EXPECT_EQ(figures["high"][2][4], 9);
}

TEST_F(ExplorationReport, SaysInWhichShareOfReplicatesTheDifferenceHasItsSign) {
  for (std::size_t r = 0; r < exploration.replicates; ++r) {
    exploration.figures.at(0, 0, r, 0) = r == 0 ? 1 : 5;
    exploration.figures.at(0, 1, r, 0) = 2;
  }
  const json pair = document()["pairs"][0];
  EXPECT_EQ(pair["delta"][0][0], 2.2);
  EXPECT_EQ(pair["agree"][0][0], 0.8);
}

TEST_F(ExplorationReport, ShowsAFailedPointAsAGap) {
  const json read = document();
  for (const auto& arm : read["figures"])
    for (const char* part : {"mean", "low", "high"}) EXPECT_TRUE(arm[part][0][sample::failed_point].is_null()) << part;
  EXPECT_TRUE(read["pairs"][0]["delta"][0][sample::failed_point].is_null());
  EXPECT_TRUE(read["pairs"][0]["agree"][0][sample::failed_point].is_null());
  EXPECT_TRUE(read["hashes"][sample::failed_point][0][0].is_null());
  EXPECT_EQ(read["failed"][sample::failed_point], 5);
}

TEST_F(ExplorationReport, AveragesOverTheReplicatesThatDidNotFail) {
  const json read = document();
  EXPECT_EQ(read["failed"][sample::half_failed_point], 1);
  EXPECT_FALSE(read["figures"][0]["mean"][0][sample::half_failed_point].is_null());
}

TEST_F(ExplorationReport, ListsEachMessageOnceWithThePointsItBefell) {
  const json failures = document()["failures"];
  EXPECT_EQ(failures["runs"], 6);
  ASSERT_EQ(failures["list"].size(), 2u);
  EXPECT_EQ(failures["list"][0], (json{{"message", "no scale brings 'open' to the cost of 'guarded'"},
                                       {"runs", 5},
                                       {"points", 1},
                                       {"first", {sample::failed_point}}}));
}

TEST_F(ExplorationReport, OfAHundredThousandPointsStaysSmallAndSaysHowManyThereAre) {
  std::vector<std::vector<double>> points;
  for (std::size_t i = 0; i < 100'000; ++i) points.push_back({sample::noise(i, 1), static_cast<double>(i)});
  exploration = sample::exploration_at(std::move(points));
  const json read = document();
  EXPECT_EQ(read["points"]["of"], 100'000);
  const std::size_t shown = read["points"]["values"].size();
  EXPECT_LT(shown, 100'000u);
  EXPECT_EQ(read["pairs"][0]["delta"][0].size(), shown);
  EXPECT_EQ(read["points"]["values"][7][1], read["points"]["number"][7]);
  EXPECT_LT(read.dump().size(), 10'000'000u);
}

TEST_F(ExplorationReport, OfManyArmsComparesAFewPairs) {
  exploration.arms.assign(40, "arm"), exploration.arm_titles.assign(40, {"Arm", "方案"});
  exploration.figures =
      Array<double>({exploration.points.size(), 40, exploration.replicates, exploration.catalogue->indicators.size()});
  exploration.cost_scales = Array<double>({exploration.points.size(), 40});
  exploration.state_hash = Array<std::uint64_t>({exploration.points.size(), 40, exploration.replicates});
  const json read = document();
  EXPECT_EQ(read["figures"].size(), 40u);
  EXPECT_EQ(read["pairs"].size(), 15u);
}

TEST_F(ExplorationReport, IsWrittenAsOnePageThatHoldsTheDocument) {
  const auto file = std::filesystem::path(testing::TempDir()) / "exploration_unit.html";
  exploration.name = "</script><script>alert(1)</script>";
  write_exploration_page(exploration, file);
  const std::string html = tests::content(file);
  std::filesystem::remove(file);
  EXPECT_THAT(html, Not(HasSubstr("<script>alert(1)")));
  EXPECT_THAT(html, HasSubstr("default-src 'none'"));
  EXPECT_THAT(html, HasSubstr("open.gardeners"));
}

TEST_F(ExplorationReport, CannotBeWrittenWhereThereIsNoFolder) {
  EXPECT_THROW(write_exploration_page(exploration, "/nowhere/at/all/explore.html"), std::runtime_error);
}

TEST_F(ExplorationReport, TellsHowManyPointsAndRunsThereWere) {
  EXPECT_THAT(text(), HasSubstr("12 points × 2 arms × 5 replicates = 120 runs of 26 weeks"));
  EXPECT_THAT(text(Language::zh), HasSubstr("12个参数点 × 2个方案 × 5次重复 = 120次运行"));
}

TEST_F(ExplorationReport, TellsWhatWasVariedWithNamesAndValues) {
  EXPECT_THAT(text(), HasSubstr("rainy days: 0.2 to 0.6, 3 values [town.rain]"));
  EXPECT_THAT(text(Language::zh), HasSubstr("园丁（人/3000户）：0 至 9，共4个取值［open.gardeners］"));
}

TEST_F(ExplorationReport, TellsWhereLessIsBetterThatTheLeastIsBest) {
  for (std::size_t p = 0; p < exploration.points.size(); ++p)
    for (std::size_t r = 0; r < exploration.replicates; ++r)
      exploration.figures.at(p, 0, r, 1) = p == 3 ? 0.125 : p == 7 ? 0.875 : 0.5;
  EXPECT_THAT(text(), testing::ContainsRegex("quarrels.*Guarded +0.125 +#3 \\(0.2, 9\\) +0.875 +#7 \\(0.4, 9\\)"));
}

TEST_F(ExplorationReport, LeavesOutOfTheTextWhatIsNeitherGoodNorBad) {
  EXPECT_THAT(text(), Not(HasSubstr("visitors")));
}

TEST_F(ExplorationReport, TellsHowManyAssumedValuesWereHeldAndHowManyVaried) {
  EXPECT_EQ(document()["assumptions"], (json{{"of", 5}, {"assumed", 3}, {"varied", 2}}));
  EXPECT_THAT(text(), HasSubstr("Of the model's 5 parameters, 3 have no source"));
  EXPECT_THAT(text(), testing::ContainsRegex("2 of these[ \n]were varied here"));
  EXPECT_THAT(text(Language::zh), HasSubstr("其中2个在此改变取值"));
  exploration.keys = {"gardeners", "open.gardeners"};
  EXPECT_EQ(document()["assumptions"]["varied"], 1);
}

TEST_F(ExplorationReport, SaysOfManyPointsHowOftenEachArmIsAheadAndWhere) {
  EXPECT_THAT(text(), Not(HasSubstr("possible world")));
  std::vector<std::vector<double>> points;
  for (int i = 0; i < 200; ++i) points.push_back({(i + 0.5) / 200, static_cast<double>(i * 37 % 10)});
  exploration = sample::exploration_at(std::move(points));
  exploration.headline = {std::string(exploration.catalogue->indicators[0].key)};
  for (std::size_t p = 0; p < exploration.points.size(); ++p)
    for (std::size_t r = 0; r < exploration.replicates; ++r) {
      exploration.figures.at(p, 0, r, 0) = exploration.points[p][0] < 0.4 ? 0.9 : 0.1;
      exploration.figures.at(p, 1, r, 0) = 0.5;
    }
  EXPECT_THAT(text(), HasSubstr("it depends. Guarded ahead at 40%, Open at 60%, too little to matter at 0% of 200"));
  EXPECT_THAT(text(), HasSubstr("Open is ahead at 100% of"));
  EXPECT_THAT(text(Language::zh), HasSubstr("视情况而定。200个参数点中，看守领先的占40%，开放领先的占60%"));
  EXPECT_THAT(text(Language::zh), HasSubstr("不低于0.4"));
}

TEST_F(ExplorationReport, SaysNothingOfAssumptionsWhereEveryValueWasObserved) {
  auto observed = std::make_shared<models::Catalogue>(*exploration.catalogue);
  for (auto& group : observed->groups)
    for (auto& parameter : group.parameters) parameter.source = "census";
  exploration.catalogue = observed;
  EXPECT_EQ(document()["assumptions"], (json{{"of", 5}, {"assumed", 0}, {"varied", 0}}));
  EXPECT_THAT(text(), Not(HasSubstr("assumed")));
}

TEST_F(ExplorationReport, TellsWhatFailedAndWhy) {
  EXPECT_THAT(text(), HasSubstr("6 of 60 replicates failed"));
  EXPECT_THAT(text(), HasSubstr("point #5: no scale brings 'open'"));
  EXPECT_THAT(text(Language::zh), HasSubstr("60组重复中有6组失败"));
  exploration.failures.clear();
  EXPECT_THAT(text(), Not(HasSubstr("failed")));
}

TEST_F(ExplorationReport, SaysThatAFigureIsUndefinedEverywhere) {
  for (double& figure : exploration.figures.values) figure = sample::nan;
  EXPECT_THAT(text(), testing::ContainsRegex("Guarded +– +–"));
  EXPECT_THAT(text(), Not(HasSubstr("nan")));
}

TEST_F(ExplorationReport, PrintsNothingThatMovesTheCursor) {
  exploration.name = "a\x1b[2Jb", exploration.arm_titles[0] = {"c\x1b[1md", "e\ff"};
  exploration.failures[0].message = "broken\x1b]0;title\x07";
  for (const auto language : {Language::en, Language::zh})
    EXPECT_THAT(text(language), Not(testing::ContainsRegex("[\x01-\x09\x0b-\x1f]")));
}

TEST_F(ExplorationReport, KeepsSentencesWithinAHundredColumns) {
  exploration.failures[0].message = std::string(60, 'a') + " " + std::string(60, 'b') + " " + std::string(60, 'c');
  for (const auto language : {Language::en, Language::zh}) {
    std::istringstream lines(text(language));
    for (std::string line; std::getline(lines, line);) EXPECT_LE(display_width(line), 100u) << line;
    EXPECT_EQ(text(language).back(), '\n');
  }
}

}  // namespace
}  // namespace liandong::analysis
