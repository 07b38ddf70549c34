#include "analysis/scenario/scenario.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <fstream>

#include "analysis/scenario/course.h"
#include "analysis/scenario/document.h"
#include "analysis/scenario/values.h"
#include "models/governance/model.h"
#include "models/reference/cascade_model.h"

namespace liandong::analysis {
namespace {

namespace fs = std::filesystem;
using testing::AllOf;
using testing::Contains;
using testing::Field;
using testing::HasSubstr;

/// A folder of scenario files that goes away with the test.
class Scenarios : public testing::Test {
 protected:
  void SetUp() override {
    root_ = fs::temp_directory_path() / ("liandong-scenarios-" + std::to_string(::getpid()));
    for (const char* folder : {"studies", "arrangements", "overlays", "places"}) fs::create_directories(root_ / folder);
  }
  void TearDown() override { fs::remove_all(root_); }

  fs::path write(const std::string& name, const std::string& text) const {
    std::ofstream(root_ / name, std::ios::binary) << text;
    return root_ / name;
  }

  fs::path root_;
};

const std::string smallest = R"(
burn_in = "street-committee"
[run]
weeks = 20
[[arm]]
name = "a"
arrangement = "strong-government"
)";

const KnownModels& known() {
  static const KnownModels models{governance::model().catalogue, reference::cascade::model().catalogue};
  return models;
}

std::vector<Problem> problems_of(const fs::path& file, const Overrides& overrides = {}) {
  try {
    load_study(file, known(), overrides);
  } catch (const InputError& error) {
    return error.problems();
  }
  return {};
}

auto key_is(const std::string& key) { return Field("key", &Problem::key, key); }
auto at(std::uint32_t line, std::uint32_t column) {
  return AllOf(Field("line", &Problem::line, line), Field("column", &Problem::column, column));
}
auto says(const std::string& en) { return Field("message", &Problem::message, Field("en", &Text::en, HasSubstr(en))); }
auto says_in_chinese(const std::string& zh) {
  return Field("message", &Problem::message, Field("zh", &Text::zh, HasSubstr(zh)));
}

/// A lever of the governance model.
double lever(const Levers& levers, std::string_view key) {
  return levers[position_of(key, *known().front()->levers()).value()];
}
/// A value of the governance model, "place.households".
double value(const std::vector<double>& values, std::string_view key) {
  const auto& catalogue = *known().front();
  for (const auto& group : catalogue.groups)
    if (key.starts_with(std::string(group.key) + "."))
      return values[catalogue.first_of(group) + position_of(key, group).value()];
  throw std::out_of_range(std::string(key));
}

void expect_equal(const Arm& a, const Arm& b) {
  EXPECT_EQ(std::tie(a.name, a.title.en, a.title.zh, a.equal_cost_to),
            std::tie(b.name, b.title.en, b.title.zh, b.equal_cost_to));
  ASSERT_EQ(a.stages.size(), b.stages.size());
  for (std::size_t i = 0; i < a.stages.size(); ++i) {
    EXPECT_EQ(std::tie(a.stages[i].week, a.stages[i].label.en, a.stages[i].label.zh),
              std::tie(b.stages[i].week, b.stages[i].label.en, b.stages[i].label.zh));
    EXPECT_EQ(a.stages[i].levers, b.stages[i].levers);
    EXPECT_EQ(a.stages[i].reach, b.stages[i].reach);
  }
}

void expect_equal(const Study& a, const Study& b) {
  EXPECT_EQ(a.catalogue, b.catalogue);
  EXPECT_EQ(std::tie(a.name, a.title.en, a.title.zh, a.question.en, a.question.zh, a.headline, a.text),
            std::tie(b.name, b.title.en, b.title.zh, b.question.en, b.question.zh, b.headline, b.text));
  EXPECT_EQ(std::tie(a.weeks, a.burn_in_weeks, a.replicates, a.seed, a.start_year, a.confidence),
            std::tie(b.weeks, b.burn_in_weeks, b.replicates, b.seed, b.start_year, b.confidence));
  EXPECT_EQ(std::tie(a.burn_in_name, a.burn_in_title.en, a.burn_in_title.zh),
            std::tie(b.burn_in_name, b.burn_in_title.en, b.burn_in_title.zh));
  EXPECT_EQ(a.values.whole, b.values.whole);
  EXPECT_EQ(a.values.communities, b.values.communities);
  EXPECT_EQ(std::tie(a.design.keys, a.design.points), std::tie(b.design.keys, b.design.points));
  ASSERT_EQ(a.arms.size(), b.arms.size());
  for (std::size_t i = 0; i < a.arms.size(); ++i) expect_equal(a.arms[i], b.arms[i]);
}

TEST(BuiltInScenarios, HaveNoProblems) {
  std::size_t files = 0;
  for (const auto& entry : fs::recursive_directory_iterator(fs::path(LIANDONG_SOURCE_DIR) / "scenarios")) {
    if (entry.path().extension() != ".toml") continue;
    ++files;
    for (const auto& problem : problems_of_file(entry.path(), known())) ADD_FAILURE() << render(problem, Language::en);
  }
  EXPECT_GE(files, 14u);
}

TEST(BuiltInScenarios, StateEveryLeverOfTheThreeMainArrangements) {
  for (const char* name : {"street-committee", "strong-government", "strong-community"}) {
    Node root;
    Problems problems;
    ASSERT_TRUE(read_document(find_arrangement(name), root, problems));
    const auto* levers = root.find("levers");
    ASSERT_NE(levers, nullptr);
    for (const auto& definition : known().front()->levers()->parameters) {
      const Node* node = levers;
      std::string key(definition.key);
      for (std::size_t dot; node && (dot = key.find('.')) != std::string::npos; key = key.substr(dot + 1))
        node = node->find(key.substr(0, dot));
      EXPECT_TRUE(node && node->find(key)) << name << " leaves out " << definition.key;
    }
  }
}

TEST(BuiltInScenarios, DefaultStudyHasTheAgreedArmsAndSize) {
  const auto study = load_study(find_study("two-paths"), known());
  ASSERT_EQ(study.arms.size(), 4u);
  EXPECT_EQ(study.arms[0].name, "strong-government");
  EXPECT_EQ(study.arms[1].name, "strong-community");
  EXPECT_EQ(study.arms[2].equal_cost_to, "strong-government");
  EXPECT_EQ(study.arms[3].stages.at(0).levers, study.burn_in()) << "the old arrangement goes on";
  EXPECT_EQ(value(study.values.whole, "place.communities"), 12);
  EXPECT_EQ(value(study.values.whole, "place.households"), 3000);
  EXPECT_EQ(std::tie(study.weeks, study.burn_in_weeks, study.replicates), std::make_tuple(520u, 260u, 10u));
  EXPECT_EQ(study.worlds.count, 200u);
  EXPECT_EQ(lever(study.burn_in(), "staff.committee"), 9);
  EXPECT_EQ(lever(study.arms[0].stages.at(0).levers, "staff.station"), 10);
}

TEST(BuiltInScenarios, BaotousReformBeginsInQingshanAndBuysServicesInTwoDistrictsFrom2014) {
  const auto study = load_study(find_study("baotou-2012-2015"), known());
  EXPECT_EQ(lever(study.burn_in(), "purchase.budget"), 0);
  const auto in_force = course_of(study, study.arms[1]);
  const std::vector<std::uint32_t> qingshan{11, 12, 13, 14}, two_districts{4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14};
  const auto pilot = in_force.at(26), all = in_force.at(103), bought = in_force.at(207);
  ASSERT_EQ(pilot.size(), 2u);
  EXPECT_EQ(pilot[0].levers, study.burn_in());
  EXPECT_EQ(pilot[1].reach.communities, qingshan);
  EXPECT_EQ(lever(pilot[1].levers, "staff.station"), 10);
  ASSERT_EQ(all.size(), 1u);
  EXPECT_EQ(lever(all[0].levers, "staff.station"), 10);
  ASSERT_EQ(bought.size(), 2u);
  EXPECT_EQ(bought[1].reach.communities, two_districts);
  EXPECT_EQ(lever(bought[0].levers, "purchase.budget"), 0);
  EXPECT_EQ(lever(bought[1].levers, "purchase.budget"), 1.39);
  for (const auto& measures : bought) EXPECT_EQ(lever(measures.levers, "organisations.incubator_hours"), 2.5);
}

TEST(BuiltInScenarios, BaotousSixteenCommunitiesBecomeTwelveButInTheArmThatLeavesItOut) {
  const auto study = load_study(find_study("baotou-2012-2015"), known());
  const auto left = [&](const char* name) {
    const auto arm = std::ranges::find(study.arms, name, &Arm::name);
    std::size_t communities = study.community_names.size();
    for (const auto& merger : arm->mergers) communities -= merger.communities.size() - 1;
    return communities;
  };
  EXPECT_EQ(study.community_names.size(), 16u);
  for (const char* name : {"as-it-was", "at-once", "strong-community"}) EXPECT_EQ(left(name), 12u) << name;
  for (const char* name : {"no-reform", "not-merged"}) EXPECT_EQ(left(name), 16u) << name;
}

TEST(StudyText, GivesTheSameStudyAgainForEveryBuiltInStudy) {
  for (const char* name : {"two-paths", "staged-handover", "small", "baotou-2012-2015"}) {
    const auto study = load_study(find_study(name), known());
    expect_equal(study, load_study_text(study.text, "text", known()));
  }
}

TEST_F(Scenarios, TextKeepsCommunitiesAwkwardNumbersAndAwkwardNamesExactly) {
  write("places/town.csv", "name,households,floating_share\r\n\"东,河\",300,0.1\n昆区,450,0.30000000000000004\n");
  write("places/town.toml", "communities_csv = \"town.csv\"\n[context]\nheterogeneity = 0.1\n");
  const auto file =
      write("studies/odd.toml",
            "title = \"引号 \\\" 反斜杠 \\\\ 制表 \\t 换行 \\n\"\nplace = \"town\"\nburn_in = \"street-committee\"\n"
            "[run]\nseed = 9007199254740991\nconfidence = 0.9000000000000001\n"
            "[mechanisms]\nneed.rate_a = 1e-2\n[[arm]]\nname = \"甲\"\narrangement = \"grid\"\n"
            "overlays = [\"hotline\"]\n[arm.levers]\nstaff.committee = 7.1\n");
  const auto study = load_study(file, known());
  EXPECT_EQ(study.values.communities.size(), 2u);
  EXPECT_EQ(value(study.values.whole, "place.communities"), 2);
  EXPECT_EQ(value(study.values.communities[1], "context.floating_share"), 0.30000000000000004);
  EXPECT_EQ(lever(study.arms[0].stages[0].levers, "staff.committee"), 7.1);
  expect_equal(study, load_study_text(study.text, "text", known()));
}

TEST(StudyTextAlone, MayNotNameFiles) {
  try {
    load_study_text("place = \"baotou\"\n" + smallest, "text", known());
    FAIL() << "was read";
  } catch (const InputError& error) {
    EXPECT_THAT(error.problems(), Contains(AllOf(key_is("place"), says("must stand alone"))));
    EXPECT_THAT(error.problems(), Contains(AllOf(key_is("arrangement"), says("must stand alone"))));
  }
}

TEST_F(Scenarios, EveryProblemOfAFileIsReportedAtOnce) {
  const auto file = write("studies/bad.toml",
                          "burn_in = \"street-committee\"\n"      // 1
                          "titel = \"x\"\n"                       // 2: misspelt
                          "[run]\n"                               // 3
                          "weeks = \"many\"\n"                    // 4: wrong type
                          "replicates = 0\n"                      // 5: out of range
                          "[place]\n"                             // 6
                          "households = 0\n"                      // 7: no households
                          "[[arm]]\n"                             // 8
                          "name = \"a\"\n"                        // 9
                          "arrangement = \"strong-goverment\"\n"  // 10: no such file
                          "[arm.levers]\n"                        // 11
                          "staff.comittee = 5\n"                  // 12: misspelt
                          "authority.levels = 2.5\n");            // 13: not whole
  const auto problems = problems_of(file);
  EXPECT_EQ(problems.size(), 7u);
  EXPECT_THAT(problems,
              Contains(AllOf(key_is("titel"), at(2, 1), says("did you mean \"title\"?"), says_in_chinese("title"))));
  EXPECT_THAT(problems, Contains(AllOf(key_is("run.weeks"), at(4, 1), says("must be a number, but this is text"))));
  EXPECT_THAT(problems, Contains(AllOf(key_is("run.replicates"), at(5, 1), says("between 1 and 10000"))));
  EXPECT_THAT(problems,
              Contains(AllOf(key_is("place.households"), at(7, 1), says("between 1 and 20000 households; it is 0"))));
  EXPECT_THAT(problems, Contains(AllOf(key_is("arm.arrangement"), at(10, 1), says("\"strong-government\""))));
  EXPECT_THAT(problems, Contains(AllOf(key_is("arm.levers.staff.comittee"), at(12, 7), says("\"staff.committee\""))));
  EXPECT_THAT(problems, Contains(AllOf(key_is("arm.levers.authority.levels"), at(13, 11), says("whole number"))));
}

TEST_F(Scenarios, NumbersThatAreNoNumbersAreOutOfRange) {
  const auto file = write("arrangements/x.toml", "[levers]\nstaff.committee = nan\nstaff.station = inf\nlist = 1\n");
  EXPECT_EQ(problems_of_file(file, known()).size(), 3u);
}

TEST_F(Scenarios, BothSpellingsOfALeverMeanTheSameAndMayNotBothStand) {
  const auto dotted = load_arrangement(write("arrangements/a.toml", "[levers]\n\"staff.committee\" = 7\n"), known());
  const auto nested = load_arrangement(write("arrangements/b.toml", "[levers.staff]\ncommittee = 7\n"), known());
  EXPECT_EQ(dotted.levers, nested.levers);
  EXPECT_EQ(lever(dotted.levers, "staff.committee"), 7);
  const auto both = write("arrangements/c.toml", "[levers]\n\"staff.committee\" = 7\n[levers.staff]\ncommittee = 8\n");
  EXPECT_THAT(problems_of_file(both, known()), Contains(AllOf(at(4, 1), says("written twice"))));
}

TEST_F(Scenarios, AnExtendedFileGivesWhatTheNearerFileLeavesOut) {
  write("arrangements/base.toml", "[levers]\nstaff.committee = 7\nstaff.station = 3\n");
  const auto file = write("arrangements/top.toml", "extends = \"base\"\n[levers]\nstaff.station = 4\n");
  const auto levers = load_arrangement(file, known()).levers;
  EXPECT_EQ(lever(levers, "staff.committee"), 7);
  EXPECT_EQ(lever(levers, "staff.station"), 4);
}

TEST_F(Scenarios, ACircleOfExtendsIsNamedAndDoesNotHang) {
  write("arrangements/a.toml", "extends = \"b\"\n");
  write("arrangements/b.toml", "extends = \"c\"\n");
  const auto file = write("arrangements/c.toml", "extends = \"a\"\n");
  EXPECT_THAT(problems_of_file(file, known()), Contains(AllOf(key_is("extends"), says("circle: c → a → b → c"))));
  EXPECT_FALSE(problems_of_file(write("arrangements/self.toml", "extends = \"self\"\n"), known()).empty());
}

TEST_F(Scenarios, RepeatedKeysAndBrokenSyntaxSayWhere) {
  EXPECT_THAT(problems_of(write("studies/twice.toml", "name = \"a\"\nname = \"b\"\n")),
              Contains(AllOf(Field("line", &Problem::line, 2), says("written twice"))));
  EXPECT_THAT(problems_of(write("studies/broken.toml", "name = \n")),
              Contains(says("the line ends where a value is wanted")));
}

TEST_F(Scenarios, FilesThatAreNoTextAreRefused) {
  EXPECT_THAT(problems_of(root_ / "studies/none.toml"), Contains(says("no such file")));
  EXPECT_THAT(problems_of(root_ / "studies"), Contains(says("a folder")));
  EXPECT_THAT(problems_of(write("studies/empty.toml", " \n\n")), Contains(says("empty")));
  // 包头 in GBK.
  EXPECT_THAT(problems_of(write("studies/gbk.toml", "name = \"x\"\ntitle = \"\xB0\xFC\xCD\xB7\"\n")),
              Contains(AllOf(at(2, 10), says("not UTF-8"))));
  EXPECT_THAT(problems_of(write("studies/zero.toml", std::string(100, '\0'))), testing::SizeIs(1));
}

TEST_F(Scenarios, AFileOfFiftyMegabytesIsRefusedWithoutReadingIt) {
  const auto file = write("studies/large.toml", "");
  fs::resize_file(file, 50u << 20);
  const auto start = std::chrono::steady_clock::now();
  EXPECT_THAT(problems_of(file), Contains(says("larger than 8 MB")));
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(1));
}

TEST_F(Scenarios, AFileWithAHundredThousandUnknownKeysIsRefusedQuicklyAndBriefly) {
  std::string text = smallest;
  for (int i = 0; i < 100'000; ++i) text += "unknown_" + std::to_string(i) + " = 1\n";
  const auto problems = problems_of(write("studies/many.toml", text));
  EXPECT_EQ(problems.size(), 101u);
  EXPECT_THAT(problems.back(), says("99900 more"));
}

TEST_F(Scenarios, EventsOutsideTheRunAreRefused) {
  const auto with_stage = [&](const std::string& when) {
    return problems_of(
        write("studies/when.toml", smallest + "[[arm.stage]]\n" + when + "\n[arm.stage.levers]\nstaff.station = 3\n"));
  };
  EXPECT_THAT(with_stage("week = -1"), Contains(AllOf(key_is("arm.stage.week"), says("before the start"))));
  EXPECT_THAT(with_stage("date = 2011-12-31"), Contains(AllOf(key_is("arm.stage.date"), says("before the start"))));
  EXPECT_THAT(with_stage("week = 20"), Contains(says("after the end")));
  EXPECT_THAT(with_stage("week = 10\nramp = 26"), Contains(says("after the end")));
  EXPECT_THAT(with_stage("week = 3\ndate = 2012-02-01"), Contains(says("either week or date")));
  EXPECT_THAT(with_stage("date = 2012-02-30"), testing::SizeIs(1));
  EXPECT_THAT(with_stage("week = 19"), testing::IsEmpty());
}

TEST_F(Scenarios, ADateFallsIntoTheWeekCountedFromNewYear) {
  const auto study = load_study(
      write("studies/date.toml", smallest + "[[arm.stage]]\ndate = 2012-01-15\nlevers.staff.station = 3\n"), known());
  ASSERT_EQ(study.arms[0].stages.size(), 2u);
  EXPECT_EQ(study.arms[0].stages[1].week, 2u);  // 14 days after the first of January.
}

TEST_F(Scenarios, EventsOfOneWeekJoinUnlessTheyContradictEachOther) {
  const std::string one = "[[arm.stage]]\nweek = 5\nlevers.staff.station = 3\n";
  const auto joined = load_study(
      write("studies/join.toml", smallest + one + "[[arm.stage]]\nweek = 5\nlevers.staff.committee = 4\n"), known());
  ASSERT_EQ(joined.arms[0].stages.size(), 2u);
  EXPECT_EQ(lever(joined.arms[0].stages[1].levers, "staff.station"), 3);
  EXPECT_EQ(lever(joined.arms[0].stages[1].levers, "staff.committee"), 4);
  const auto problems = problems_of(
      write("studies/conflict.toml", smallest + one + "[[arm.stage]]\nweek = 5\nlevers.staff.station = 4\n"));
  EXPECT_THAT(problems,
              Contains(AllOf(key_is("arm.stage.staff.station"), says("in conflict: set to 4 here and to 3"))));
}

TEST_F(Scenarios, OverlaysThatContradictEachOtherAreRefused) {
  write("overlays/x.toml", "[levers]\nstaff.station = 3\n");
  write("overlays/y.toml", "[levers]\nstaff.station = 4\n");
  const auto file = write("studies/overlays.toml", smallest + "overlays = [\"x\", \"y\"]\n");
  EXPECT_THAT(problems_of(file), Contains(says("in conflict")));
}

TEST_F(Scenarios, ARampMovesLeversInEqualQuarterlySteps) {
  const auto study = load_study(write("studies/ramp.toml", R"(
burn_in = "street-committee"
[run]
weeks = 200
[[arm]]
name = "a"
levers.staff.station = 0
[[arm.stage]]
week = 100
ramp = 52
levers.staff.station = 8
levers.authority.levels = 2
)"),
                                known());
  const auto& stages = study.arms[0].stages;
  ASSERT_EQ(stages.size(), 5u);
  const double stations[] = {0, 2, 4, 6, 8};
  const double levels[] = {3, 3, 3, 3, 2};  // Whole numbers change with the last step.
  const std::uint32_t weeks[] = {0, 100, 113, 126, 139};
  for (std::size_t i = 0; i < 5; ++i) {
    EXPECT_EQ(stages[i].week, weeks[i]);
    EXPECT_EQ(lever(stages[i].levers, "staff.station"), stations[i]);
    EXPECT_EQ(lever(stages[i].levers, "authority.levels"), levels[i]);
  }
}

TEST_F(Scenarios, AnArmWithoutArrangementStaysInTheBurnIn) {
  const auto study = load_study(write("studies/stay.toml", "burn_in = \"grid\"\n[[arm]]\nname = \"a\"\n"), known());
  EXPECT_EQ(study.arms[0].stages[0].levers, study.burn_in());
  EXPECT_EQ(lever(study.burn_in(), "grid.visits_station"), 0.35);
}

TEST_F(Scenarios, AStudySaysWhichLeversEqualCostScales) {
  const auto text = [&](const std::string& scale) {
    return "burn_in = \"grid\"\n[equal_cost]\nscale = [" + scale + "]\n[[arm]]\nname = \"a\"\n";
  };
  const auto study = load_study(write("studies/scale.toml", text("\"staff.station\"")), known());
  EXPECT_THAT(study.catalogue->cost_levers, testing::ElementsAre("staff.station"));
  const Levers scaled = scaled_to_cost(study.burn_in(), *study.catalogue, 2.0).levers;
  EXPECT_EQ(lever(scaled, "staff.station"), 2 * lever(study.burn_in(), "staff.station"));
  EXPECT_EQ(lever(scaled, "staff.committee"), lever(study.burn_in(), "staff.committee"));
  const auto found = [&](const std::string& scale) { return problems_of(write("studies/scale.toml", text(scale))); };
  EXPECT_THAT(found("\"staff.statoin\""), Contains(says("staff.station")));
  EXPECT_THAT(found(""), Contains(key_is("equal_cost.scale")));
}

TEST_F(Scenarios, ArmsMustBeNamedApartAndEqualCostMustNameAnother) {
  const auto second = [&](const std::string& text) { return problems_of(write("studies/arms.toml", smallest + text)); };
  EXPECT_THAT(second("[[arm]]\nname = \"a\"\n"), Contains(AllOf(key_is("arm.name"), says("two arms"))));
  EXPECT_THAT(second("equal_cost_to = \"b\"\n"), Contains(AllOf(key_is("arm.equal_cost_to"), says("no arm \"b\""))));
  EXPECT_THAT(second("equal_cost_to = \"a\"\n"), Contains(says("another arm")));
  EXPECT_THAT(problems_of(write("studies/none.toml", "burn_in = \"grid\"\n")), Contains(says("at least one [[arm]]")));
}

TEST_F(Scenarios, HeadlinesMustBeIndicators) {
  const auto file = write("studies/head.toml", "headline = [\"satisfacton\"]\n" + smallest);
  EXPECT_THAT(problems_of(file), Contains(says("did you mean \"satisfaction\"?")));
}

TEST_F(Scenarios, NamesThatWouldLeaveTheResultsFolderAreRefused) {
  for (const char* name : {"../x", "a/b", "", ".hidden"})
    EXPECT_THAT(problems_of(write("studies/n.toml", "name = \"" + std::string(name) + "\"\n" + smallest)),
                Contains(key_is("name")))
        << name;
}

TEST_F(Scenarios, CommunityTablesAreCheckedCellByCell) {
  write("places/bad.csv",
        "\xEF\xBB\xBFname,households,flaoting_share,households\n东河,300,.1,300\n青山,many,.2,300\n九原,0,.2,300\n石拐,"
        "1\n");
  const auto problems = problems_of_file(write("places/bad.toml", "communities_csv = \"bad.csv\"\n"), known());
  EXPECT_THAT(problems, Contains(AllOf(key_is("flaoting_share"), at(1, 3), says("\"floating_share\""))));
  EXPECT_THAT(problems, Contains(AllOf(key_is("households"), at(1, 4), says("twice"))));
  EXPECT_THAT(problems, Contains(AllOf(key_is("households"), at(3, 2), says("\"many\" is not a number"))));
  EXPECT_THAT(problems, Contains(AllOf(key_is("households"), at(4, 2), says("between 1 and 20000"))));
  EXPECT_THAT(problems, Contains(AllOf(at(5, 1), says("has 2 cells"))));
  EXPECT_THAT(problems_of_file(write("places/gone.toml", "communities_csv = \"gone.csv\"\n"), known()),
              Contains(says("no such file")));
}

TEST_F(Scenarios, ValuesOfAStudyStandOverThoseOfEveryCommunityAndTheTableCountsThem) {
  write("places/town.csv", "households\n300\n400\n400\n");
  write("places/town.toml", "communities_csv = \"town.csv\"\n");
  const auto file = write("studies/town.toml", "place = \"town\"\n" + smallest);
  const auto study = load_study(file, known(), {{{"context.floating_share", "0.5"}}});
  ASSERT_EQ(study.values.communities.size(), 3u);
  EXPECT_EQ(value(study.values.whole, "place.communities"), 3);
  EXPECT_EQ(value(study.values.communities[1], "place.households"), 400);
  EXPECT_EQ(value(study.values.communities[1], "context.floating_share"), 0.5);
  for (const char* other : {"2", "4"})
    EXPECT_THAT(problems_of(file, {{{"place.communities", other}}}), Contains(says("rows for 3")));
}

TEST_F(Scenarios, APlannersTableMayBeChineseInGb18030WithPercentAndGroupedDigits) {
  // 名称,户数,60岁以上比例 / 河东,"3,200",24% / 河西,２８００, in GB18030.
  write("places/town.csv",
        "\xC3\xFB\xB3\xC6,\xBB\xA7\xCA\xFD,60\xCB\xEA\xD2\xD4\xC9\xCF\xB1\xC8\xC0\xFD\r\n"
        "\xBA\xD3\xB6\xAB,\"3,200\",24%\r\n\xBA\xD3\xCE\xF7,\xA3\xB2\xA3\xB8\xA3\xB0\xA3\xB0,\r\n");
  write("places/town.toml", "communities_csv = \"town.csv\"\n[place]\nshare_over_60 = 0.2\n");
  const auto study = load_study(write("studies/town.toml", "place = \"town\"\n" + smallest), known());
  EXPECT_THAT(study.community_names, testing::ElementsAre("河东", "河西"));
  ASSERT_EQ(study.values.communities.size(), 2u);
  EXPECT_EQ(value(study.values.communities[0], "place.households"), 3200);
  EXPECT_EQ(value(study.values.communities[0], "place.share_over_60"), 0.24);
  EXPECT_EQ(value(study.values.communities[1], "place.households"), 2800);
  EXPECT_EQ(value(study.values.communities[1], "place.share_over_60"), 0.2) << "an empty cell is the place's value";
  expect_equal(study, load_study_text(study.text, "text", known()));
}

TEST_F(Scenarios, AShareInHundredthsAndAColumnOfStaffAreToldApartWithTheirRepair) {
  write("places/town.csv", "name,share_over_60,staff.committee\nA,24,9\nA,0.2,9\n");
  const auto problems = problems_of_file(write("places/town.toml", "communities_csv = \"town.csv\"\n"), known());
  EXPECT_THAT(problems, Contains(AllOf(at(2, 2), says("write 24 as 0.24 or 24%"))));
  EXPECT_THAT(problems, Contains(AllOf(at(1, 3), says("lever staff.committee"))));
  EXPECT_THAT(problems, Contains(says("\"A\" is the name of the community of line 2 already")));
}

TEST_F(Scenarios, APlaceIsReadFromACensusByStatedRules) {
  const std::string header =
      "code,county,household_size,share_under_15,share_over_60,registered_other_county_same_province,"
      "registered_other_province,housing_self_built,housing_purchased,housing_inherited\n";
  write("places/census.csv",
        header + "110101,X,2.5,0.1,0.2,0.3,0.25,0.1,0.4,0.1\n320508,Y,2.4,0.12,0.25,0.2,0.1,,0.7,0\n");
  const auto town = [&](const std::string& code) {
    return write("places/town.toml", "[place]\nfrom_census = { file = \"census.csv\", code = \"" + code + "\" }\n");
  };
  const auto file = write("studies/town.toml", "place = \"town\"\n" + smallest);
  town("110101");
  const auto municipality = load_study(file, known());
  EXPECT_EQ(value(municipality.values.whole, "place.household_size"), 2.5);
  EXPECT_EQ(value(municipality.values.whole, "context.floating_share"), 0.25);
  EXPECT_NEAR(value(municipality.values.whole, "place.owner_share"), 0.6 / (0.75 + 0.25 / 3.0), 1e-12);
  town("320508");
  const auto city = load_study(file, known());
  EXPECT_NEAR(value(city.values.whole, "context.floating_share"), 0.2, 1e-12);
  EXPECT_EQ(value(city.values.whole, "place.owner_share"), 0.75) << "an empty cell leaves the default";
  town("320509");
  EXPECT_THAT(problems_of(file), Contains(says("320508 Y")));
}

TEST_F(Scenarios, APlaceExtendsAnotherAndCyclesEnd) {
  write("places/base.toml", "[place]\nhouseholds = 500\nowner_share = 0.5\n");
  write("places/town.toml", "extends = \"base\"\n[place]\nowner_share = 0.9\n");
  const auto file = write("studies/town.toml", "place = \"town\"\n" + smallest);
  const auto study = load_study(file, known());
  EXPECT_EQ(value(study.values.whole, "place.households"), 500);
  EXPECT_EQ(value(study.values.whole, "place.owner_share"), 0.9);
  write("places/base.toml", "extends = \"town\"\n");
  EXPECT_FALSE(problems_of(file).empty());
}

TEST_F(Scenarios, OverridesReachRunPlaceAndLeversOfAllArmsOrOne) {
  const auto file =
      write("studies/two.toml", "place = \"baotou\"\n" + smallest + "[[arm]]\nname = \"b\"\narrangement = \"grid\"\n");
  const auto study = load_study(file, known(),
                                {{{"run.seed", "7"},
                                  {"run.weeks", "30"},
                                  {"place.communities", "3"},
                                  {"place.households", "100"},
                                  {"mechanisms.need.rate_a", "0.02"},
                                  {"title", "新题目"},
                                  {"staff.committee", "8"},
                                  {"b.staff.station", "4"},
                                  {"staff.committee", "9.5"}}});
  EXPECT_EQ(study.seed, 7u);
  EXPECT_EQ(study.weeks, 30u);
  EXPECT_EQ(value(study.values.whole, "place.communities"), 3);
  EXPECT_EQ(value(study.values.whole, "place.households"), 100);
  EXPECT_EQ(study.title.zh, "新题目");
  for (const auto& arm : study.arms) EXPECT_EQ(lever(arm.stages[0].levers, "staff.committee"), 9.5);
  EXPECT_EQ(lever(study.arms[0].stages[0].levers, "staff.station"), 10);
  EXPECT_EQ(lever(study.arms[1].stages[0].levers, "staff.station"), 4);
  expect_equal(study, load_study_text(study.text, "text", known()));
}

TEST_F(Scenarios, OverridesAreCheckedLikeFiles) {
  const auto file = write("studies/one.toml", smallest);
  const auto problems =
      problems_of(file, {{{"run.sead", "7"}, {"staff.comittee", "3"}, {"staff.committee", "99"}, {"run.weeks", "x"}}});
  EXPECT_THAT(problems, Contains(AllOf(key_is("run.sead"), says("\"seed\""))));
  EXPECT_THAT(problems, Contains(AllOf(key_is("staff.comittee"), says("\"staff.committee\""))));
  EXPECT_THAT(problems, Contains(AllOf(key_is("staff.committee"), says("between 0 and 30"))));
  EXPECT_THAT(problems, Contains(AllOf(key_is("run.weeks"), says("must be a number"))));
  EXPECT_THROW(parse_override("nothing"), InputError);
}

TEST_F(Scenarios, ChineseKeysAreUnknownKeysAndNothingWorse) {
  EXPECT_THAT(problems_of(write("studies/zh.toml", "\"标题\" = \"x\"\n" + smallest)), Contains(key_is("标题")));
  EXPECT_FALSE(problems_of(write("studies/zh2.toml", "标题 = \"x\"\n" + smallest)).empty());
}

TEST(Problem, IsRenderedInBothLanguagesWithItsPlace) {
  const Problem problem{"a.toml", 3, 7, "run.weeks", {"is wrong", "有误"}};
  EXPECT_EQ(render(problem, Language::en), "a.toml:3:7: run.weeks: is wrong");
  EXPECT_EQ(render(problem, Language::zh), "a.toml:3:7: run.weeks：有误");
}

const std::string twins = R"(
burn_in = "street-committee"
[[arm]]
name = "strong"
arrangement = "strong-government"
[[arm]]
name = "own"
arrangement = "strong-community"
[[arm]]
name = "own-at-equal-cost"
arrangement = "strong-community"
equal_cost_to = "strong"
)";

TEST_F(Scenarios, WhatIsSetForAnArmHoldsForItsTwinAtEqualCost) {
  const auto file = write("studies/twins.toml", twins);
  const auto both = load_study(file, known(), {{{"own.staff.committee", "5"}}});
  EXPECT_EQ(lever(both.arms[1].stages[0].levers, "staff.committee"), 5);
  EXPECT_EQ(both.arms[2].stages[0].levers, both.arms[1].stages[0].levers);
  const auto apart =
      load_study(file, known(), {{{"own-at-equal-cost.staff.committee", "4"}, {"own.staff.station", "3"}}});
  EXPECT_NE(lever(apart.arms[1].stages[0].levers, "staff.committee"), 4);
  EXPECT_EQ(lever(apart.arms[2].stages[0].levers, "staff.committee"), 4);
  EXPECT_EQ(lever(apart.arms[2].stages[0].levers, "staff.station"), 3);
}

TEST_F(Scenarios, APatternSetsTheArmsItMatchesAndTheBurnInHasANameOfItsOwn) {
  const auto study = load_study(write("studies/twins.toml", twins), known(),
                                {{{"arm.own*.staff.committee", "6"}, {"burn_in.staff.committee", "8"}}});
  EXPECT_NE(lever(study.arms[0].stages[0].levers, "staff.committee"), 6);
  for (const std::size_t arm : {1u, 2u}) EXPECT_EQ(lever(study.arms[arm].stages[0].levers, "staff.committee"), 6);
  EXPECT_EQ(lever(study.burn_in(), "staff.committee"), 8);
  EXPECT_THAT(problems_of(write("studies/none.toml", twins), {{{"arm.nobody*.staff.committee", "5"}}}),
              Contains(key_is("arm.nobody*.staff.committee")));
}

TEST_F(Scenarios, AnUntitledArmAtEqualCostIsToldFromItsTwin) {
  const auto study = load_study(write("studies/twins.toml", twins), known());
  EXPECT_EQ(study.arms[2].title.en, study.arms[1].title.en + " (equal cost)");
  EXPECT_EQ(study.arms[2].title.zh, study.arms[1].title.zh + "（等成本）");
  const auto file =
      write("studies/same.toml", smallest + "[[arm]]\nname = \"b\"\narrangement = \"strong-government\"\n");
  EXPECT_THAT(problems_of(file), Contains(AllOf(key_is("arm.title"), says("same title"), says_in_chinese("标题相同"))));
}

TEST_F(Scenarios, AnArmNeedsANameWithoutControlCharacters) {
  const auto file = write("studies/nameless.toml", "burn_in = \"grid\"\n[[arm]]\nname = \"\"\n");
  EXPECT_THAT(problems_of(file), Contains(AllOf(key_is("arm.name"), says("at least one character"))));
}

TEST_F(Scenarios, AStudyNamesItsModelAndIsReadByItsCatalogue) {
  const std::string text =
      "model = \"cascade\"\nplace.people = 50\n[burn_in]\n[[arm]]\nname = \"a\"\nlevers.organisers = 0.1\n";
  const auto study = load_study(write("studies/cascade.toml", text), known());
  EXPECT_EQ(study.catalogue, known()[1]);
  EXPECT_EQ(study.arms[0].stages[0].levers, Levers{0.1});
  EXPECT_EQ(study.values.whole.at(1), 50);
  expect_equal(study, load_study_text(study.text, "text", known()));
  const auto file = write("studies/no-model.toml", "model = \"cascades\"\n[burn_in]\n[[arm]]\nname = \"a\"\n");
  EXPECT_THAT(problems_of(file), Contains(AllOf(key_is("model"), says("\"cascade\""))));
}

TEST_F(Scenarios, AnArrangementOfAnotherModelIsRefused) {
  write("arrangements/crowd.toml", "model = \"cascade\"\n[levers]\norganisers = 0.1\n");
  const auto file = write("studies/mixed.toml", "burn_in = \"grid\"\n[[arm]]\nname = \"a\"\narrangement = \"crowd\"\n");
  EXPECT_THAT(problems_of(file), Contains(AllOf(key_is("model"), says("is for the model \"cascade\""))));
}

TEST_F(Scenarios, AnEnsembleIsCheckedByItsFolder) {
  fs::create_directories(root_ / "ensembles");
  EXPECT_THAT(problems_of_file(write("ensembles/a.toml", "worlds = []\n"), known()),
              Contains(AllOf(key_is("worlds"), says("at least one"))));
}

}  // namespace
}  // namespace liandong::analysis
