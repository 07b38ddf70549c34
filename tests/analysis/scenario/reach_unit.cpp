#include "analysis/scenario/reach.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "analysis/scenario/course.h"
#include "analysis/scenario/scenario.h"
#include "models/governance/model.h"
#include "models/reference/cascade_model.h"
#include "tests/sim/temporary_folder.h"

namespace liandong::analysis {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

struct Pilots : testing::Test {
  const KnownModels models{governance::model().catalogue, reference::cascade::model().catalogue};
  tests::TemporaryFolder folder;

  std::filesystem::path write(const std::string& text) const {
    const auto file = folder.path() / "study.toml";
    tests::put(file, text);
    return file;
  }
  std::size_t lever(std::string_view key) const { return position_of(key, *models.front()->levers()).value(); }
  /// A study of three named communities whose arm has these stages.
  std::filesystem::path study(const std::string& stages, const std::string& arm = "") const {
    std::string text = "burn_in = \"street-committee\"\n[run]\nweeks = 100\n";
    for (const char* name : {"East", "South", "West"}) text += std::string("[[community]]\nname = \"") + name + "\"\n";
    return write(text + "[[arm]]\nname = \"a\"\n" + arm + stages);
  }
  std::vector<Stage> stages(const std::string& text, const std::string& arm = "") const {
    return load_study(study(text, arm), models).arms[0].stages;
  }
  std::vector<std::string> problems(const std::filesystem::path& file, Language language = Language::en) const {
    std::vector<std::string> messages;
    for (const auto& problem : problems_of_file(file, models)) messages.push_back(problem.message.in(language));
    return messages;
  }
};

TEST_F(Pilots, KeepTheirStagesThroughTheTextOfTheStudy) {
  const auto first = load_study(study("[[arm.stage]]\nweek = 10\ncommunities = 0.4\nlevers.staff.station = 6\n"
                                      "[[arm.stage]]\nweek = 20\nlevers.staff.committee = 7\n"),
                                models),
             named = load_study(study("[[arm.stage]]\nweek = 0\ncommunities = [\"West\", \"East\"]\n"
                                      "arrangement = \"strong-government\"\n"),
                                models);
  for (const Study* once : {&first, &named}) {
    const Study again = load_study(write(once->text), models);
    EXPECT_EQ(again.text, once->text);
    EXPECT_TRUE(std::ranges::equal(again.arms[0].stages, once->arms[0].stages, same_measures));
  }
  EXPECT_THAT(named.arms[0].stages.back().reach.communities, ElementsAre(0u, 2u));
}

TEST_F(Pilots, AChangeForAllMovesPilotsFromWhatTheyHave) {
  const auto found = stages(
      "[[arm.stage]]\nweek = 10\ncommunities = 0.4\nlevers.staff.station = 6\n"
      "[[arm.stage]]\nweek = 20\nlevers.staff.committee = 7\n");
  ASSERT_EQ(found.size(), 4u);
  EXPECT_EQ(found[2].levers[lever("staff.station")], 0);
  EXPECT_TRUE(found[2].reach.all());
  EXPECT_EQ(found[3].levers[lever("staff.station")], 6);
  EXPECT_EQ(found[3].reach.share, 0.4);
  for (const std::size_t stage : {2u, 3u}) EXPECT_EQ(found[stage].levers[lever("staff.committee")], 7);
}

TEST_F(Pilots, AnArrangementForAllLeavesNoneBehind) {
  const auto found = stages(
      "[[arm.stage]]\nweek = 10\ncommunities = [\"West\"]\nlevers.staff.station = 6\n"
      "[[arm.stage]]\nweek = 20\narrangement = \"strong-government\"\n");
  ASSERT_EQ(found.size(), 3u);
  EXPECT_TRUE(found[2].reach.all());
}

TEST_F(Pilots, KeepTheirNameWhereAChangeForAllComesInTheSameWeek) {
  const auto stages_of_arm = stages(
      "[[arm.stage]]\nweek = 10\ncommunities = [\"West\"]\nlabel = \"Money\"\nlevers.staff.station = 6\n"
      "[[arm.stage]]\nweek = 10\nlabel = \"People\"\nlevers.staff.committee = 7\n");
  const auto west = std::ranges::find_if(stages_of_arm, [](const Stage& stage) { return !stage.reach.all(); });
  ASSERT_NE(west, stages_of_arm.end());
  EXPECT_EQ(west->label.en, "Money; People");
  EXPECT_EQ(west->levers[lever("staff.committee")], 7);
  EXPECT_EQ(west->levers[lever("staff.station")], 6);
}

TEST_F(Pilots, ARampBeginsInEachCommunityWhereItStands) {
  const auto found = stages(
      "[[arm.stage]]\nweek = 10\ncommunities = 0.4\nlevers.staff.station = 6\n"
      "[[arm.stage]]\nweek = 20\nramp = 26\nlevers.staff.station = 8\n");
  ASSERT_EQ(found.size(), 5u);
  EXPECT_EQ(found[2].levers[lever("staff.station")], 4) << "half of the way from 0 to 8";
  EXPECT_EQ(found[3].levers[lever("staff.station")], 7) << "half of the way from 6 to 8";
  EXPECT_EQ(found[4].levers[lever("staff.station")], 8);
  EXPECT_TRUE(found[4].reach.all());
}

TEST_F(Pilots, OfWhichTheCourseKnowsWhatHoldsWhere) {
  const Study study_of_pilots =
      load_study(study("[[arm.stage]]\nweek = 10\ncommunities = 0.4\nlevers.staff.station = 6\n"
                       "[[arm.stage]]\nweek = 20\nlevers.staff.station = 6\n"),
                 models);
  const Course course = course_of(study_of_pilots, study_of_pilots.arms[0]);
  EXPECT_EQ(course.at(9).size(), 1u);
  ASSERT_EQ(course.at(10).size(), 2u);
  EXPECT_EQ(course.at(10)[1].reach.share, 0.4);
  EXPECT_EQ(course.at(10)[0].levers, study_of_pilots.burn_in());
  ASSERT_EQ(course.at(20).size(), 1u);
  EXPECT_EQ(course.at(20)[0].levers[lever("staff.station")], 6);
  EXPECT_EQ(course.changes.size(), 2u);
}

TEST_F(Pilots, ThatDoAsAllOthersDoAreNoChange) {
  const Study same =
      load_study(study("[[arm.stage]]\nweek = 10\ncommunities = 0.4\nlevers.staff.station = 0\n"), models);
  EXPECT_THAT(course_of(same, same.arms[0]).changes, IsEmpty());
}

TEST_F(Pilots, AreRefusedWhereNobodyCouldSayWhichTheyAre) {
  const auto with = [&](const std::string& communities) {
    return problems(study("[[arm.stage]]\nweek = 10\ncommunities = " + communities + "\nlevers.staff.station = 6\n"));
  };
  EXPECT_THAT(with("0"), ElementsAre(HasSubstr("reaches no community")));
  EXPECT_THAT(with("1.2"), ElementsAre(HasSubstr("between 0 and 1")));
  EXPECT_THAT(with("[\"Wset\"]"), ElementsAre("the place has no community \"Wset\"; did you mean \"West\"?"));
  EXPECT_THAT(with("\"West\""), ElementsAre(HasSubstr("a share of communities, or a list of their names")));
  EXPECT_THAT(with("[]"), ElementsAre(HasSubstr("a share of communities, or a list of their names")));
  EXPECT_THAT(with("0.3\n[[arm.stage]]\nweek = 20\ncommunities = [\"West\"]"),
              Contains(HasSubstr("name communities or give shares of them, not both")));
  EXPECT_THAT(problems(write("burn_in = \"grid\"\n[[arm]]\nname = \"a\"\n[[arm.stage]]\nweek = 1\n"
                             "communities = [\"West\"]\nlevers.staff.station = 6\n")),
              Contains(HasSubstr("have no names")));
  EXPECT_THAT(
      problems(write(
          "model = \"cascade\"\n[burn_in]\nlevers.organisers = 0\n[[arm]]\nname = \"a\"\n[[arm.stage]]\nweek = 1\n"
          "communities = 0.5\n")),
      Contains(HasSubstr("cannot differ between communities")));
}

TEST_F(Pilots, CannotHaveAHotlineOfTheirOwn) {
  const auto file = study("[[arm.stage]]\nweek = 10\ncommunities = 0.4\nlevers.authority.hotline = 1\n");
  EXPECT_THAT(problems(file), ElementsAre("authority.hotline is one for the whole place and cannot differ between "
                                          "communities; change it in a stage for all of them"));
  EXPECT_THAT(problems(file, Language::zh),
              ElementsAre("authority.hotline 由全地区统一设定，不能因社区而异；请在覆盖全部社区的阶段中修改"));
  EXPECT_THAT(problems(study("[[arm.stage]]\nweek = 10\nlevers.authority.hotline = 1\n"
                             "[[arm.stage]]\nweek = 10\ncommunities = 0.4\nlevers.staff.station = 6\n")),
              IsEmpty());
}

struct Mergers : Pilots {
  static std::string merger(const std::string& text) { return "[[arm.merger]]\n" + text + "\n"; }
};

TEST_F(Mergers, KeepThroughTheTextOfTheStudy) {
  const Study once = load_study(study(merger("week = 10\ncommunities = [\"South\", \"East\"]")), models);
  ASSERT_EQ(once.arms[0].mergers.size(), 1u);
  EXPECT_EQ(once.arms[0].mergers[0].week, 10u);
  EXPECT_THAT(once.arms[0].mergers[0].communities, ElementsAre(0u, 1u));
  EXPECT_EQ(once.arms[0].mergers[0].label.en, "East and South become one");
  EXPECT_EQ(once.arms[0].mergers[0].label.zh, "East、South合并");
  const Study again = load_study(write(once.text), models);
  EXPECT_EQ(again.text, once.text);
  EXPECT_TRUE(do_the_same(again.arms[0], once.arms[0]));
}

TEST_F(Mergers, OfAWeekAreOneCourseInWhateverOrderTheyAreWritten) {
  std::string four = "burn_in = \"street-committee\"\n[run]\nweeks = 100\n";
  for (const char* name : {"East", "South", "West", "North"})
    four += std::string("[[community]]\nname = \"") + name + "\"\n";
  const auto east = merger("week = 10\ncommunities = [\"East\", \"South\"]"),
             west = merger("week = 10\ncommunities = [\"West\", \"North\"]");
  const Study study = load_study(
      write(four + "[[arm]]\nname = \"a\"\n" + east + west + "[[arm]]\nname = \"b\"\n" + west + east), models);
  EXPECT_TRUE(do_the_same(study.arms[0], study.arms[1]));
  EXPECT_TRUE(same_course(course_of(study, study.arms[0]), course_of(study, study.arms[1]), 100));
}

TEST_F(Mergers, PartCoursesInTheirWeek) {
  const Study merging = load_study(study("[[arm.stage]]\nweek = 20\nlevers.staff.committee = 7\n" +
                                         merger("week = 10\ncommunities = [\"East\", \"South\"]")),
                                   models);
  Arm apart = merging.arms[0];
  apart.mergers.clear();
  const Course course = course_of(merging, merging.arms[0]), other = course_of(merging, apart);
  EXPECT_EQ(first_different_week(course, other, 100), 10u);
  EXPECT_FALSE(same_course(course, other, 100));
  EXPECT_FALSE(do_the_same(merging.arms[0], apart));
  ASSERT_EQ(course.changes.size(), 2u);
  EXPECT_EQ(course.changes[0].in_force, course.at(9)) << "a merger leaves levers as they are";
  EXPECT_THAT(course.merged_by(9), IsEmpty());
  EXPECT_EQ(course.merged_by(30).size(), 1u);
}

TEST_F(Mergers, AreRefusedWhereTheyCannotBe) {
  const auto with = [&](const std::string& communities, const std::string& more = "") {
    return problems(study(merger("week = 10\ncommunities = " + communities) + more));
  };
  EXPECT_THAT(with("[\"East\", \"West\"]"), ElementsAre(HasSubstr("must follow one another")));
  EXPECT_THAT(with("[\"East\", \"East\", \"South\"]"), ElementsAre(HasSubstr("names a community twice")));
  EXPECT_THAT(with("[\"East\"]"), ElementsAre(HasSubstr("names of two communities or more")));
  EXPECT_THAT(with("0.5"), ElementsAre(HasSubstr("names of two communities or more")));
  EXPECT_THAT(with("[\"Esat\", \"South\"]"), ElementsAre(HasSubstr("did you mean \"East\"?")));
  EXPECT_THAT(with("[\"East\", \"South\"]", merger("week = 12\ncommunities = [\"South\", \"West\"]")),
              ElementsAre(HasSubstr("\"South\" is in two mergers")));
  EXPECT_THAT(problems(study(merger("week = 100\ncommunities = [\"East\", \"South\"]"))),
              ElementsAre(HasSubstr("after the end")));
  EXPECT_THAT(problems(write("burn_in = \"grid\"\n[[arm]]\nname = \"a\"\n" +
                             merger("week = 1\ncommunities = [\"East\", \"South\"]"))),
              ElementsAre(HasSubstr("have no names")));
  EXPECT_THAT(problems(write("model = \"cascade\"\n[burn_in]\nlevers.organisers = 0\n[[arm]]\nname = \"a\"\n" +
                             merger("week = 1\ncommunities = [\"East\", \"South\"]"))),
              ElementsAre(HasSubstr("cannot be merged")));
}

TEST(ReachWords, SayWhere) {
  EXPECT_EQ(reach_words({0.2}, {}).en, "in 20% of communities");
  EXPECT_EQ(reach_words({0.2}, {}).zh, "20% 的社区");
  EXPECT_EQ(reach_words({1.0, {0, 2}}, {"East", "South", "West"}).en, "in East, West");
  EXPECT_TRUE(reach_words({}, {}).empty());
  const std::vector<std::string> many{"A", "B", "C", "D", "E", "F", "G"};
  EXPECT_EQ(reach_words({1.0, {0, 1, 2, 3, 4}}, many).en, "in A, B, C, D, E");
  EXPECT_EQ(reach_words({1.0, {0, 1, 2, 3, 4, 6}}, many).en, "in A, B, C and 3 others");
  EXPECT_EQ(reach_words({1.0, {0, 1, 2, 3, 4, 6}}, many).zh, "A、B、C等 6 个社区");
}

}  // namespace
}  // namespace liandong::analysis
