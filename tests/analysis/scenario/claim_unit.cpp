#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "analysis/scenario/claim_reader.h"
#include "analysis/scenario/drawn.h"
#include "analysis/scenario/scenario.h"
#include "analysis/scenario/scenario_files.h"
#include "models/governance/model.h"

namespace liandong::analysis {
namespace {

using testing::AllOf;
using testing::Contains;
using testing::ElementsAre;
using testing::Field;
using testing::HasSubstr;
using testing::UnorderedElementsAre;

const KnownModels& models_of_claims() {
  static const KnownModels models{governance::model().catalogue};
  return models;
}

const std::string claim_of_few = R"toml([claim]
id = "P28"
text = { en = "Few people are slow.", zh = "人少则慢。" }
source = "S2 三(二)"
treatment = "few"
control = "many"
indicator = "coverage"
direction = "lower"
smallest_effect = 0.03
reason.en = "one in thirty"
reason.zh = "三十分之一"
)toml";

/// A study of two arms, with these lines before them.
std::string study_that_claims(const std::string& lines) {
  return "[run]\nweeks = 20\n[burn_in]\nlevers.staff.committee = 9\n" + lines +
         "[[arm]]\nname = \"few\"\nlevers.staff.committee = 5\n[[arm]]\nname = \"many\"\nlevers.staff.committee = 12\n";
}

/// The good claim with one line in place of that which begins like it, or without that line if `line` ends there.
std::string claim_with(const std::string& line) {
  const std::string key = line.substr(0, line.find('=') + 1);
  const auto from = claim_of_few.find(key.empty() ? line : key);
  if (from == std::string::npos) return claim_of_few + line + "\n";
  const auto to = claim_of_few.find('\n', from);
  return claim_of_few.substr(0, from) + (key == line ? "" : line) + claim_of_few.substr(to);
}

Study loaded_claim(const std::string& text) { return load_study_text(text, "claim.toml", models_of_claims()); }

std::vector<Problem> problems_of_claim(const std::string& claim) {
  try {
    loaded_claim(study_that_claims(claim));
  } catch (const InputError& error) {
    return error.problems();
  }
  return {};
}

auto claim_problem(const std::string& key, const std::string& en, const std::string& zh) {
  return AllOf(Field(&Problem::key, key),
               Field(&Problem::message, AllOf(Field(&Text::en, HasSubstr(en)), Field(&Text::zh, HasSubstr(zh)))));
}

TEST(Claim, IsReadWithAllThatItSays) {
  const auto study = loaded_claim(study_that_claims(claim_of_few));
  ASSERT_TRUE(study.claim);
  const Claim& claim = *study.claim;
  EXPECT_EQ(claim.id, "P28");
  EXPECT_EQ(claim.text.en, "Few people are slow.");
  EXPECT_EQ(claim.text.zh, "人少则慢。");
  EXPECT_EQ(claim.source, "S2 三(二)");
  EXPECT_EQ(claim.arms.treatment, "few");
  EXPECT_EQ(claim.arms.control, "many");
  EXPECT_EQ(claim.indicator, "coverage");
  EXPECT_EQ(claim.direction, ClaimDirection::lower);
  EXPECT_EQ(claim.smallest_effect, 0.03);
  EXPECT_EQ(claim.reason.zh, "三十分之一");
  EXPECT_FALSE(claim.by_construction);
}

TEST(Claim, IsAskedAndShownUnlessTheStudySaysOtherwise) {
  const auto study = loaded_claim(study_that_claims(claim_of_few));
  EXPECT_EQ(study.question.en, "Few people are slow.");
  EXPECT_THAT(study.headline, ElementsAre("coverage"));
  const auto own = loaded_claim("question = \"Why?\"\nheadline = [\"fit\"]\n" + study_that_claims(claim_of_few));
  EXPECT_EQ(own.question.en, "Why?");
  EXPECT_THAT(own.headline, ElementsAre("fit"));
}

TEST(Claim, IsNotThereWithoutItsTable) { EXPECT_FALSE(loaded_claim(study_that_claims("")).claim); }

TEST(Claim, ComesBackFromTheStudysText) {
  for (const char* line :
       {"direction = \"same\"", "smallest_effect = 2", "by_construction = true", "id = \"\\\"甲\\\"\""}) {
    const auto study = loaded_claim(study_that_claims(claim_with(line)));
    const auto again = loaded_claim(study.text);
    EXPECT_EQ(again.text, study.text);
    EXPECT_THAT(again.text, HasSubstr(line));
    EXPECT_EQ(again.claim->by_construction, study.claim->by_construction);
    EXPECT_EQ(again.claim->reason.en, "one in thirty");
  }
}

TEST(Claim, NamesTheNearestArmAndIndicator) {
  EXPECT_THAT(problems_of_claim(claim_with("treatment = \"fev\"")),
              ElementsAre(claim_problem("claim.treatment", "did you mean \"few\"", "是否想写“few”")));
  EXPECT_THAT(problems_of_claim(claim_with("control = \"manny\"")),
              ElementsAre(claim_problem("claim.control", "did you mean \"many\"", "是否想写“many”")));
  EXPECT_THAT(problems_of_claim(claim_with("indicator = \"covrage\"")),
              Contains(claim_problem("claim.indicator: covrage", "did you mean \"coverage\"", "是否想写“coverage”")));
}

TEST(Claim, NeedsTwoArmsADirectionAndAnEffectThatIsOne) {
  EXPECT_THAT(problems_of_claim(claim_with("control = \"few\"")),
              ElementsAre(claim_problem("claim.control", "another arm", "不同方案")));
  EXPECT_THAT(problems_of_claim(claim_with("direction = \"up\"")),
              ElementsAre(claim_problem("claim.direction", "one of higher, lower, same", "higher、lower、same")));
  for (const char* none :
       {"smallest_effect = 0", "smallest_effect = -0.1", "smallest_effect = nan", "smallest_effect = inf"})
    EXPECT_THAT(problems_of_claim(claim_with(none)),
                ElementsAre(claim_problem("claim.smallest_effect", "above 0", "大于 0")))
        << none;
  EXPECT_THAT(problems_of_claim(claim_with("smallest_effect = \"much\"")),
              ElementsAre(claim_problem("claim.smallest_effect", "must be a number", "应为数字")));
  EXPECT_THAT(problems_of_claim(claim_with("by_construction = \"no\"")),
              ElementsAre(claim_problem("claim.by_construction", "must be a number", "应为数字")));
}

TEST(Claim, LeavesNothingUnsaid) {
  for (const char* key : {"id", "text", "source", "treatment", "control", "indicator", "direction", "smallest_effect"})
    EXPECT_THAT(problems_of_claim(claim_with(std::string(key) + " =")),
                Contains(claim_problem(std::string("claim.") + key, "is missing", "缺少此键")))
        << key;
  for (const char* key : {"id", "text", "source", "treatment", "control", "indicator", "direction"})
    EXPECT_THAT(problems_of_claim(claim_with(std::string(key) + " = \"\"")),
                Contains(claim_problem(std::string("claim.") + key, "must not be empty", "不能为空")))
        << key;
  EXPECT_THAT(problems_of_claim(claim_with("because = 1")),
              ElementsAre(claim_problem("claim.because", "no such key", "没有这个键")));
  EXPECT_THROW(loaded_claim("claim = 3\n" + study_that_claims("")), InputError);
}

TEST(Claim, TellsEveryProblemAtOnce) {
  EXPECT_EQ(problems_of_claim("[claim]\nid = 1\ntreatment = \"fev\"\ndirection = \"up\"\nnonsense = 1\n").size(), 10u);
}

/// Claims of three and more arms, by what stands in [claim] in place of treatment and control.
std::string study_of_six(const std::string& contrast, const std::string& more = "") {
  std::string text = study_that_claims("");
  const auto arms = text.find("[[arm]]");
  std::string claim = claim_of_few;
  const auto from = claim.find("treatment"), to = claim.find("indicator");
  claim.replace(from, to - from, contrast + "\n");
  text.insert(arms, claim + more);
  for (const auto& [name, lines] :
       {std::pair("some", "levers.staff.committee = 8\n"),
        std::pair("few-blind", "levers = { staff.committee = 5, grid.visits_committee = 0.2 }\n"),
        std::pair("many-blind", "levers = { staff.committee = 12, grid.visits_committee = 0.2 }\n"),
        std::pair("many-other", "levers = { staff.committee = 12, grid.visits_committee = 0.1 }\n")})
    text += std::string("[[arm]]\nname = \"") + name + "\"\n" + lines;
  return text;
}

const std::string two_arms = "treatment = \"few\"\ncontrol = \"many\"";

std::vector<Problem> problems_of_study(const std::string& text) {
  try {
    loaded_claim(text);
  } catch (const InputError& error) {
    return error.problems();
  }
  return {};
}

TEST(ClaimTrend, NamesArmsInTheOrderOfTheCauseAndComesBackFromTheText) {
  const auto study = loaded_claim(study_of_six("trend = [\"few\", \"some\", \"many\"]"));
  EXPECT_THAT(study.claim->trend, ElementsAre("few", "some", "many"));
  EXPECT_EQ(study.claim->arms.treatment, "many");
  EXPECT_EQ(study.claim->arms.control, "few");
  EXPECT_EQ(loaded_claim(study.text).text, study.text);
}

TEST(ClaimTrend, NeedsThreeArmsThatThereAreAndADirection) {
  EXPECT_THAT(problems_of_study(study_of_six("trend = [\"few\", \"many\"]")),
              ElementsAre(claim_problem("claim.trend", "three arms or more", "至少三个")));
  EXPECT_THAT(problems_of_study(study_of_six("trend = [\"few\", \"some\", \"few\"]")),
              ElementsAre(claim_problem("claim.trend", "each once", "互不相同")));
  EXPECT_THAT(problems_of_study(study_of_six("trend = [\"few\", \"sone\", \"many\"]")),
              ElementsAre(claim_problem("claim.trend", "did you mean \"some\"", "是否想写“some”")));
  EXPECT_THAT(problems_of_study(study_of_six("control = \"few\"\ntrend = [\"few\", \"some\", \"many\"]")),
              ElementsAre(claim_problem("claim.control", "names its arms itself", "已有 trend")));
  auto same = study_of_six("trend = [\"few\", \"some\", \"many\"]");
  same.replace(same.find("\"lower\""), 7, "\"same\"");
  EXPECT_THAT(problems_of_study(same),
              ElementsAre(claim_problem("claim.direction", "higher or lower", "higher 或 lower")));
}

TEST(ClaimCondition, NamesWhatIsDrawnAndASide) {
  const std::string worlds = "[worlds]\ncount = 20\n";
  const auto with = [&](const std::string& lines) {
    return study_of_six(two_arms, "[claim.only_if]\n" + lines + worlds);
  };
  const auto study = loaded_claim(with("unknown = \"context.organisation_readiness\"\nside = \"above\"\nat = 0.5\n"));
  ASSERT_TRUE(study.claim->only_if);
  EXPECT_EQ(study.claim->only_if->unknown, "context.organisation_readiness");
  EXPECT_TRUE(study.claim->only_if->above);
  EXPECT_EQ(study.claim->only_if->at, 0.5);
  EXPECT_EQ(loaded_claim(study.text).text, study.text);
  EXPECT_THAT(problems_of_study(with("unknown = \"context.organisation_readines\"\nside = \"beside\"\n")),
              UnorderedElementsAre(
                  claim_problem("claim.only_if.side", "one of above, below", "above、below"),
                  claim_problem("claim.only_if.unknown: context.organisation_readines",
                                "did you mean \"context.organisation_readiness\"", "context.organisation_readiness")));
  EXPECT_THAT(problems_of_study(with("unknown = \"context.organisation_readiness\"\nside = \"below\"\nat = true\n")),
              ElementsAre(claim_problem("claim.only_if.at", "must be a number", "应为数字")));
  EXPECT_THAT(
      problems_of_study("context.organisation_readiness = 0.3\n" +
                        with("unknown = \"context.organisation_readiness\"\nside = \"above\"\n")),
      ElementsAre(claim_problem("claim.only_if.unknown: context.organisation_readiness", "no such key", "没有")))
      << "what is set is not drawn";
}

TEST(ClaimThrough, BlocksTheSameInBothArmsAndNothingElse) {
  const auto with = [&](const std::string& treatment, const std::string& control) {
    return study_of_six(two_arms,
                        "[claim.through]\ntreatment = \"" + treatment + "\"\ncontrol = \"" + control + "\"\n");
  };
  const auto study = loaded_claim(with("few-blind", "many-blind"));
  ASSERT_TRUE(study.claim->through);
  EXPECT_EQ(study.claim->through->control, "many-blind");
  EXPECT_EQ(loaded_claim(study.text).text, study.text);
  EXPECT_THAT(problems_of_study(with("few-blind", "many-other")),
              ElementsAre(claim_problem("claim.through", "grid.visits_committee differs", "grid.visits_committee")));
  EXPECT_THAT(problems_of_study(with("few", "many")),
              ElementsAre(claim_problem("claim.through", "block nothing", "没有阻断")));
  EXPECT_THAT(problems_of_study(with("few-blnd", "many-blind")),
              ElementsAre(claim_problem("claim.through.treatment", "did you mean \"few-blind\"", "few-blind")));
  EXPECT_THAT(problems_of_study(study_of_six("trend = [\"few\", \"some\", \"many\"]",
                                             "[claim.through]\ntreatment = \"few-blind\"\ncontrol = \"many-blind\"\n")),
              ElementsAre(claim_problem("claim.through", "not of a trend", "不用于趋势")));
}

TEST(ArmOfAClaim, MayHaveValuesOfItsOwnThatAreThenNotDrawn) {
  const auto text = study_that_claims(claim_of_few + "[worlds]\ncount = 20\n") +
                    "context.organisation_readiness = 0.1\nmechanisms.fit.tolerance = 0.3\n";
  const auto study = loaded_claim(text);
  ASSERT_EQ(study.arms[1].own.size(), 2u);
  const auto position = position_in(*study.catalogue, "context.organisation_readiness").value();
  EXPECT_EQ(study.arms[1].own.at(position), 0.1);
  EXPECT_TRUE(study.arms[0].own.empty());
  EXPECT_EQ(study.values_of(study.arms[1]).whole[position], 0.1);
  EXPECT_EQ(study.values_of(study.arms[0]).whole, study.values.whole);
  EXPECT_FALSE(is_drawn(position, study)) << "in the other arm it has the stated value";
  EXPECT_EQ(loaded_claim(study.text).text, study.text);
}

TEST(ArmOfAClaim, IsTheOnlyOneThatHasThem) {
  const std::string own = "context.organisation_readiness = 0.1\n";
  EXPECT_THAT(
      problems_of_study(study_that_claims("") + own),
      ElementsAre(claim_problem("arm.context.organisation_readiness", "only in a study with a [claim]", "[claim]")));
  EXPECT_THAT(problems_of_study(study_that_claims(claim_of_few) + "equal_cost_to = \"few\"\n" + own),
              ElementsAre(claim_problem("arm.context.organisation_readiness", "at equal cost", "等成本")));
  EXPECT_THAT(problems_of_study(study_that_claims(claim_of_few) + "context.organisation_readines = 0.1\n"),
              ElementsAre(claim_problem("arm.context.organisation_readines", "did you mean", "是否想写")));
  EXPECT_THAT(problems_of_study(study_that_claims(claim_of_few) + "place.communities = 3\n"),
              ElementsAre(claim_problem("arm.place.communities", "the same for all arms", "各方案须相同")));
}

TEST(ArmOfAClaim, IsNotMovedByWhatIsSetForAllIfEveryArmHasItsOwn) {
  const auto text = study_that_claims(claim_of_few) + "context.organisation_readiness = 0.1\n";
  const auto set = [](const std::string& study, std::vector<std::pair<std::string, std::string>> values) {
    return load_study_text(study, "claim.toml", models_of_claims(), {std::move(values), {}});
  };
  const auto study = set(text, {{"context.organisation_readiness", "0.5"}});
  const auto position = position_in(*study.catalogue, "context.organisation_readiness").value();
  EXPECT_EQ(study.values_of(study.arms[0]).whole[position], 0.5);
  EXPECT_EQ(study.values_of(study.arms[1]).whole[position], 0.1);
  auto both = text;
  both.insert(both.find("levers.staff.committee = 5"), "context.organisation_readiness = 0.9\n");
  EXPECT_THROW(set(both, {{"context.organisation_readiness", "0.5"}}), InputError);
  EXPECT_THAT(problems_of_study(both + "[design.grid]\n\"context.organisation_readiness\" = [0.2, 0.3]\n"),
              Contains(claim_problem("design: context.organisation_readiness", "would move nothing", "不起作用")));
}

TEST(Claim, MakesItsSmallestEffectThatOfItsIndicator) {
  const auto study = loaded_claim(study_that_claims(claim_of_few));
  EXPECT_EQ(study.catalogue->indicators[study.catalogue->indicator("coverage").value()].smallest_effect, 0.03);
}

const std::string claim_without_means = R"toml(title = { en = "Rivalry", zh = "竞争" }
[claim]
id = "P31"
text = { en = "Stations compete.", zh = "站间竞争。" }
source = "S2 三(二)"
unaskable = { en = "Stations do not compare.", zh = "各站互不比较。" }
)toml";

std::vector<Problem> problems_of_unaskable(const std::string& text) {
  Problems problems;
  Node root;
  parse_document(text, "P31.toml", root, problems);
  EXPECT_TRUE(is_unaskable(root));
  read_unaskable(root, problems);
  return problems.list();
}

TEST(UnaskableClaim, GivesAReasonInPlaceOfArms) {
  Problems problems;
  Node root;
  parse_document(claim_without_means, "P31.toml", root, problems);
  const auto claim = read_unaskable(root, problems);
  EXPECT_TRUE(problems.list().empty());
  EXPECT_EQ(claim.id, "P31");
  EXPECT_EQ(claim.title.zh, "竞争");
  EXPECT_EQ(claim.reason.en, "Stations do not compare.");
  parse_document(claim_of_few, "P28.toml", root, problems);
  EXPECT_FALSE(is_unaskable(root));
}

TEST(UnaskableClaim, HasNothingThatCouldBeRun) {
  EXPECT_THAT(problems_of_unaskable(claim_without_means + "indicator = \"fit\"\n[run]\nweeks = 3\n"),
              UnorderedElementsAre(claim_problem("claim.indicator", "no such key", "没有这个键"),
                                   claim_problem("run", "no such key", "没有这个键")));
  auto silent = claim_without_means;
  silent.replace(silent.find("{ en = \"Stations do"), std::string::npos, "\"\"\n");
  EXPECT_THAT(problems_of_unaskable(silent),
              ElementsAre(claim_problem("claim.unaskable", "must not be empty", "不能为空")));
  EXPECT_THAT(
      problems_of_study(claim_without_means),
      ElementsAre(claim_problem("claim.unaskable", "nothing to run: Stations do not compare.", "各站互不比较")));
}

TEST(ShippedClaims, HaveNoProblemsBearTheNameOfTheirFileAndAreRunOrSayWhyNot) {
  const auto names = names_on(Shelf::hypotheses);
  EXPECT_GE(names.size(), 10u);
  for (const auto& name : names) {
    if (const auto unaskable = load_unaskable(find_claim(name))) {
      EXPECT_EQ(unaskable->id, name);
      EXPECT_FALSE(unaskable->title.empty()) << name;
      EXPECT_NE(unaskable->text.en, unaskable->text.zh) << name;
      EXPECT_NE(unaskable->reason.en, unaskable->reason.zh) << name;
      continue;
    }
    const auto study = load_study(find_claim(name), models_of_claims());
    ASSERT_TRUE(study.claim) << name;
    EXPECT_EQ(study.claim->id, name);
    EXPECT_EQ(study.name, name);
    EXPECT_GE(study.worlds.count, 20u) << name;
    EXPECT_NE(study.claim->text.en, study.claim->text.zh) << name;
    EXPECT_NE(std::pair(study.arms[0].stages[0].levers, study.arms[0].own),
              std::pair(study.arms[1].stages[0].levers, study.arms[1].own))
        << name;
    EXPECT_EQ(find_study(name), find_claim(name)) << "a claim is a study by name too";
  }
}

}  // namespace
}  // namespace liandong::analysis
