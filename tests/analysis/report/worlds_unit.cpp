#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>

#include "analysis/report/document.h"
#include "analysis/report/parts.h"
#include "analysis/report/summary_text.h"
#include "analysis/report/world_sentences.h"
#include "tests/analysis/report/sample_worlds.h"
#include "tests/sim/temporary_folder.h"

namespace liandong::analysis {
namespace {

using nlohmann::json;
using testing::AllOf;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

namespace sample = report_sample;

struct ReportOfWorlds : testing::Test {
  Study study = sample::study_of_worlds();
  Results results = sample::results_with_worlds(study);

  json part() const { return report::worlds_part(results, study); }
  report::WorldSentences said(Language language) const {
    const auto findings = world_findings(results.worlds, *results.catalogue, std::vector<std::size_t>{0, 2});
    return report::world_sentences(report::WorldWords(results, study, language), findings);
  }
  const json& pair(const json& part, std::size_t a, std::size_t b, const std::string& indicator) const {
    for (const auto& one : part["pairs"])
      if (one["a"] == a && one["b"] == b && one["indicator"] == indicator) return one;
    throw std::out_of_range(indicator);
  }
};

TEST_F(ReportOfWorlds, IsTheDocumentWithWhichThePageOfWorldsIsTested) {
  const std::filesystem::path file = LIANDONG_SOURCE_DIR "/tests/analysis/report/sample_worlds.json";
  const json document = report_document(results, study, sample::patterns());
  if (std::getenv("LIANDONG_REFRESH")) std::ofstream(file) << document.dump(1) << '\n';
  EXPECT_EQ(json::diff(json::parse(tests::content(file)), document), json::array())
      << "If that is meant, run this test once with LIANDONG_REFRESH=1 and look at what git says has changed.";
}

TEST_F(ReportOfWorlds, IsLeftOutWhereThereAreNone) {
  results.worlds = {};
  EXPECT_EQ(part(), json(nullptr));
  EXPECT_EQ(report_document(results, study, sample::patterns())["worlds"], json(nullptr));
}

TEST_F(ReportOfWorlds, HoldsEveryPairOnEveryHeadlineIndicatorWithSharesThatSumToOne) {
  const json worlds = part();
  EXPECT_EQ(worlds["pairs"].size(), 3 * 2u);
  for (const auto& one : worlds["pairs"])
    EXPECT_NEAR(one["ahead"].get<double>() + one["neither"].get<double>() + one["behind"].get<double>(), 1, 1e-3);
  EXPECT_EQ(worlds["run"], 120);
  EXPECT_EQ(worlds["drawn"], 4);
}

TEST_F(ReportOfWorlds, NamesTheUnknownOnWhichAnAnswerHangsWithItsSource) {
  const json worlds = part(), &joy = pair(worlds, 0, 1, "joy");
  ASSERT_FALSE(joy["deciders"].empty());
  const json& rain = worlds["unknowns"][joy["deciders"][0]["unknown"].get<std::size_t>()];
  EXPECT_EQ(rain["key"], "town.rain");
  EXPECT_EQ(rain["reason"], "almanac");
  EXPECT_EQ(rain["low"]["zh"], "20%");
  EXPECT_EQ(rain["high"]["en"], "60%");
}

TEST_F(ReportOfWorlds, SaysFirstWhichDisputedMechanismTurnsTheOrder) {
  EXPECT_THAT(said(Language::en).reversals,
              ElementsAre(AllOf(HasSubstr("harvest"), HasSubstr("if “birds sing”, guarded is ahead"),
                                HasSubstr("if “birds eat seeds”, open is"))));
  EXPECT_THAT(said(Language::zh).reversals, ElementsAre(AllOf(HasSubstr("收成"), HasSubstr("若“鸟儿歌唱”，看守领先"),
                                                              HasSubstr("若“鸟儿吃种子”，开放领先"))));
}

TEST_F(ReportOfWorlds, SaysOnWhatItDependsWithANumberToCheck) {
  EXPECT_THAT(said(Language::en).depends, Contains(AllOf(HasSubstr("joy"), HasSubstr("rainy days"), HasSubstr("%"))));
  EXPECT_THAT(said(Language::zh).depends, Contains(AllOf(HasSubstr("满意度"), HasSubstr("雨天占比"), HasSubstr("%"))));
}

TEST_F(ReportOfWorlds, CallsALeadInEveryWorldBetterWhateverWasAssumed) {
  for (std::size_t i = 0; i < results.worlds.numbers.size(); ++i)
    results.worlds.figures.at(i, std::size_t{0}, std::size_t{0}) = 0.9;
  EXPECT_THAT(said(Language::en).verdict[0],
              StartsWith("Whatever we assumed, guarded is better than open on joy (100 worlds of 100)"));
  EXPECT_THAT(said(Language::zh).verdict[0], StartsWith("无论怎样假定，看守在满意度上都优于开放（100个世界中100个）"));
}

TEST_F(ReportOfWorlds, RanksMoreThanTwoArms) {
  study.arms[2].equal_cost_to.clear(), results.arms[2].equal_cost_to.clear();
  EXPECT_EQ(report::arms_asked_about(results, study).size(), 3u);
  EXPECT_THAT(said(Language::en).verdict[0], HasSubstr("n joy no arm is best by itself"));
  EXPECT_THAT(said(Language::zh).verdict[0], HasSubstr("最好"));
}

TEST_F(ReportOfWorlds, UsesNoWordThatOnlyStatisticiansKnow) {
  for (const auto language : {Language::zh, Language::en}) {
    const auto sentences = said(language);
    std::string all = sentences.data + sentences.worlds;
    for (const auto* list : {&sentences.reversals, &sentences.verdict, &sentences.depends})
      for (const auto& one : *list) all += one;
    for (const char* word : {"Sobol", "PRIM", "index", "EVPPI", "quantile", "方差", "指数", "分位"})
      EXPECT_THAT(all, Not(HasSubstr(word)));
  }
}

TEST_F(ReportOfWorlds, StandsFirstOnTheTerminal) {
  const std::string en = summary_text(results, study, Language::en), zh = summary_text(results, study, Language::zh);
  EXPECT_THAT(en, StartsWith("Question: Who enjoys"));
  EXPECT_THAT(zh, StartsWith("问题："));
  const std::string answer = en.substr(0, en.find("\n\n"));
  EXPECT_LE(std::ranges::count(answer, '\n'), 20);
  EXPECT_THAT(answer, HasSubstr("120 worlds"));
  EXPECT_THAT(en, HasSubstr("noise of the seed alone"));
  EXPECT_THAT(zh, HasSubstr("只含随机种子的起伏"));
}

}  // namespace
}  // namespace liandong::analysis
