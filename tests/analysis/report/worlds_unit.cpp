#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>
#include <string>

#include "analysis/inference/claim_verdict.h"
#include "analysis/report/claim_document.h"
#include "analysis/report/document.h"
#include "analysis/report/parts.h"
#include "analysis/report/summary_text.h"
#include "analysis/report/text_layout.h"
#include "analysis/report/world_sentences.h"
#include "analysis/store/worlds_table.h"
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

/// The study with a claim that its second arm has less joy than its first.
Study claiming(Study study) {
  study.claim = Claim{};
  study.claim->id = "T1";
  study.claim->text = {"The second is the poorer.", "后者更差。"};
  study.claim->arms = {study.arms[1].name, study.arms[0].name};
  study.claim->indicator = study.catalogue->indicators[0].key;
  study.claim->direction = ClaimDirection::lower;
  study.claim->smallest_effect = 0.01;
  study.claim->reason = {"a hundredth", "百分之一"};
  return study;
}

TEST_F(ReportOfWorlds, TellsTheVerdictOnAClaimAndAsksAboutItsArms) {
  EXPECT_TRUE(report_document(results, study, {})["claim"].is_null());
  study = claiming(study);
  const json document = report_document(results, study, {}), told = document["claim"];
  const auto verdict = claim_verdict(*study.claim, study, results.worlds);
  EXPECT_EQ(told["id"], "T1");
  EXPECT_THAT(told["counted"]["en"].get<std::string>(), StartsWith("In " + std::to_string(verdict.worlds_for) + " of " +
                                                                   std::to_string(verdict.worlds) + " worlds"));
  EXPECT_THAT(told["counted"]["zh"].get<std::string>(), StartsWith(std::to_string(verdict.worlds) + " 个世界中"));
  EXPECT_EQ(told["additions"]["en"], "");
  EXPECT_EQ(document["worlds"]["asked_arms"], (json::array({0, 1})));
  study.claim->arms = {study.arms.back().name, study.arms[0].name};
  EXPECT_EQ(report_document(results, study, {})["worlds"]["asked_arms"], (json::array({0, study.arms.size() - 1})));
}

TEST_F(ReportOfWorlds, SaysTheVerdictOnAClaimOnTheTerminal) {
  study = claiming(study);
  EXPECT_THAT(summary_text(results, study, Language::en), HasSubstr("\nClaim T1: "));
  EXPECT_THAT(summary_text(results, study, Language::zh), HasSubstr("\n论断 T1："));
}

TEST_F(ReportOfWorlds, TellsBesideAClaimWhereItIsToHoldAndWhatIsLeftOfIt) {
  study = claiming(study);
  study.claim->only_if = ClaimCondition{"town.rain", true, 0.4};
  study.claim->through = study.claim->arms;
  const json told = report::claim_part(study, results.worlds);
  EXPECT_THAT(told["additions"]["en"].get<std::string>(),
              AllOf(StartsWith("Only if \""), HasSubstr("is above 0.400"), HasSubstr("100% is left")));
  EXPECT_THAT(told["additions"]["zh"].get<std::string>(), AllOf(StartsWith("须在“"), HasSubstr("余下 100%")));
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

TEST_F(ReportOfWorlds, NamesAlternativesUnderWhichTheOrderTurnsOnlyByTheirWordAndWithTheirShares) {
  const auto shares = [](double ahead, std::uint32_t of) {
    WorldEffect effect;
    effect.worlds = of;
    effect.shares = {ahead, 1 - ahead, 0};
    effect.word = word_for(effect.shares, of);
    return effect;
  };
  auto findings = world_findings(results.worlds, *results.catalogue, std::vector<std::size_t>{2});
  PairFinding& pair = findings.pairs.at(0);
  pair.effect = shares(0.2, 120);  // the other arm leads over all worlds
  pair.structures = {{1, {{0, shares(0.8, 40)}, {1, shares(0.0, 3)}}, true}};
  const auto en = report::world_sentences(report::WorldWords(results, study, Language::en), findings);
  ASSERT_EQ(en.reversals.size(), 1u);
  EXPECT_THAT(en.reversals[0],
              AllOf(HasSubstr("if “birds sing”, guarded is ahead in 80 worlds of 100"),
                    HasSubstr("over all worlds, open is ahead in 80 worlds of 100"), Not(HasSubstr("eat seeds"))));
  const auto zh = report::world_sentences(report::WorldWords(results, study, Language::zh), findings);
  EXPECT_THAT(zh.reversals[0],
              AllOf(HasSubstr("若“鸟儿歌唱”，看守领先的占80%"), HasSubstr("就所有世界而言，开放领先的占80%")));
}

TEST_F(ReportOfWorlds, NamesManyArmsThatFareAlikeAgainstTheOldWayTogether) {
  Study many = study;
  many.arms.pop_back();
  for (const auto& [name, en, zh] : {std::tuple{"third", "Third", "丙"}, {"fourth", "Fourth", "丁"}}) {
    many.arms.push_back(many.arms[1]);
    many.arms.back().name = name, many.arms.back().title = {en, zh};
  }
  Arm before{"as-before", {"As before", "照旧"}, {{0, many.burn_in(), {}}}, ""};
  many.arms.push_back(before);
  const Results of_many = sample::results_with_worlds(many);
  const auto findings = world_findings(of_many.worlds, *of_many.catalogue, std::vector<std::size_t>{0, 2});
  const auto verdict = [&](Language language) {
    return report::world_sentences(report::WorldWords(of_many, many, language), findings).verdict;
  };
  ASSERT_EQ(verdict(Language::en).size(), 3u) << "of the best arm, and of either indicator";
  EXPECT_EQ(verdict(Language::en)[1],
            "On joy, against as before: for guarded it depends; open, third and fourth do not differ by what matters, "
            "whatever we assumed (100 worlds of 100).");
  EXPECT_EQ(verdict(Language::zh)[1],
            "在满意度上，与照旧相比：看守视情况而定；无论怎样假定，开放、丙和丁都没有实际差别（100个世界中100个）。");
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

TEST_F(ReportOfWorlds, TellsOnTheTerminalWhatThePageTellsInTenLines) {
  const std::string en = summary_text(results, study, Language::en), zh = summary_text(results, study, Language::zh);
  EXPECT_THAT(en, AllOf(HasSubstr("120 worlds, each a draw of all 4 unmeasured numbers"), HasSubstr("guarded : open"),
                        HasSubstr("if “birds sing”"), HasSubstr("rainy days"), HasSubstr("on the page")));
  EXPECT_THAT(
      zh, AllOf(HasSubstr("120个世界"), HasSubstr("看守 : 开放"), HasSubstr("若“鸟儿歌唱”"), HasSubstr("报告页面")));
  const json worlds = part(), &joy = pair(worlds, 0, 1, "joy");
  EXPECT_THAT(en, HasSubstr(std::to_string(std::llround(100 * joy["ahead"].get<double>())) + ":" +
                            std::to_string(std::llround(100 * joy["behind"].get<double>())) + " depends"));
}

TEST_F(ReportOfWorlds, NeverTakesMoreThanTenLinesOfAHundredColumns) {
  const std::string longest = "An arm with a title that nobody would want to read twice, nor once, on any terminal";
  for (const bool is_early : {false, true})
    for (const bool is_ranking : {false, true})
      for (const std::string& more :
           {std::string(), longest, std::string("很长很长的标题，谁也不想在终端上读第二遍，一遍也不想读，真的")}) {
        Study asked = study;
        Results told = results;
        if (is_ranking) asked.arms[2].equal_cost_to.clear(), told.arms[2].equal_cost_to.clear();
        if (is_early) told.worlds.asked = 10'000;
        asked.title.en += more, asked.title.zh += more;
        for (ArmResult& arm : told.arms) arm.title.en += more, arm.title.zh += more;
        for (Unknown& unknown : told.worlds.unknowns) unknown.name.en += more, unknown.name.zh += more;
        for (const auto language : {Language::en, Language::zh}) {
          const auto lines = lines_of(summary_text(told, asked, language));
          EXPECT_LE(lines.size(), 10u) << summary_text(told, asked, language);
          EXPECT_GE(lines.size(), 4u);
          for (const auto& line : lines) EXPECT_LE(display_width(line), 100u) << line;
          EXPECT_EQ(lines[0].find(language == Language::en ? "first answer" : "初步") != std::string::npos, is_early);
        }
      }
}

TEST_F(ReportOfWorlds, SaysInHowManyWorldsAnArmLiesBehindYearByYear) {
  const json worlds = part(), &course = worlds["courses"][0];
  EXPECT_EQ(worlds["courses"].size(), 3 * 2u);
  EXPECT_EQ(course["indicator"], "joy");
  ASSERT_EQ(course["years"].size(), 3u);
  EXPECT_GT(course["years"][0]["behind"].get<double>(), 0.9) << "after the dip";
  EXPECT_EQ(course["years"][2]["behind"], pair(worlds, 0, 1, "joy")["behind"]);
  const json& year = course["years"][1];
  for (const auto& [low, high] :
       {std::pair{"low", "lower"}, {"lower", "median"}, {"median", "upper"}, {"upper", "high"}})
    EXPECT_LE(year[low].get<double>(), year[high].get<double>());
  const auto behind = std::to_string(std::llround(100 * course["years"][0]["behind"].get<double>()));
  EXPECT_THAT(
      course["said"]["en"].get<std::string>(),
      AllOf(HasSubstr("guarded lies behind open in " + behind + " worlds of 100 in "), HasSubstr("at least one year")));
  EXPECT_THAT(course["said"]["zh"].get<std::string>(),
              AllOf(HasSubstr("看守落后于开放的"), HasSubstr("有" + behind + "个")));
  results.worlds.yearly_indicators.clear();
  EXPECT_TRUE(part()["courses"].empty()) << "results of an older program hold no years";
}

/// Cells of a row of worlds.csv, of which the sample needs no quotes.
std::vector<std::string> cells_of(const std::string& line) {
  std::vector<std::string> cells;
  std::istringstream stream(line);
  for (std::string cell; std::getline(stream, cell, ',');) cells.push_back(cell.substr(0, cell.find('\r')));
  return cells;
}

TEST_F(ReportOfWorlds, CanBeRedoneFromTheTableOfWorldsAlone) {
  const auto lines = lines_of(worlds_csv(results, std::vector<std::size_t>{0, 2}));
  const auto headings = cells_of(lines[0]);
  const auto column = [&](const std::string& heading) {
    return static_cast<std::size_t>(std::ranges::find(headings, heading) - headings.begin());
  };
  EXPECT_EQ(std::set<std::string>(headings.begin(), headings.end()).size(), headings.size()) << "each heading once";
  const json worlds = part();
  for (const auto& one : worlds["pairs"]) {
    const std::string a = results.arms[one["a"].get<std::size_t>()].name,
                      b = results.arms[one["b"].get<std::size_t>()].name, key = one["indicator"];
    double ahead = 0, behind = 0, count = 0;
    for (std::size_t row = 1; row < lines.size(); ++row) {
      const auto cells = cells_of(lines[row]);
      const auto number = [&](const std::string& heading) { return std::stod(cells.at(column(heading))); };
      const double difference = number("difference: " + a + " - " + b + ": " + key);
      EXPECT_EQ(difference, number(a + "." + key) - number(b + "." + key));
      const double gain = difference * number("direction: " + key), matters = number("smallest_effect: " + key);
      ahead += gain >= matters, behind += gain <= -matters, ++count;
    }
    EXPECT_NEAR(one["ahead"].get<double>(), ahead / count, 1e-6) << a << b << key;
    EXPECT_NEAR(one["behind"].get<double>(), behind / count, 1e-6) << a << b << key;
  }
}

}  // namespace
}  // namespace liandong::analysis
