#include <gmock/gmock.h>
#include <gtest/gtest.h>

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
using testing::IsEmpty;

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
  EXPECT_EQ(claim.treatment, "few");
  EXPECT_EQ(claim.control, "many");
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
  EXPECT_THAT(problems_of_claim(claim_with("trend = 1")),
              ElementsAre(claim_problem("claim.trend", "no such key", "没有这个键")));
  EXPECT_THROW(loaded_claim("claim = 3\n" + study_that_claims("")), InputError);
}

TEST(Claim, TellsEveryProblemAtOnce) {
  EXPECT_EQ(problems_of_claim("[claim]\nid = 1\ntreatment = \"fev\"\ndirection = \"up\"\nnonsense = 1\n").size(), 10u);
}

TEST(ShippedClaims, AreClaimsByTheNameOfTheirFileAndAllDiffer) {
  const auto names = names_on(Shelf::hypotheses);
  EXPECT_GE(names.size(), 10u);
  for (const auto& name : names) {
    const auto study = load_study(find_claim(name), models_of_claims());
    ASSERT_TRUE(study.claim) << name;
    EXPECT_EQ(study.claim->id, name);
    EXPECT_EQ(study.name, name);
    EXPECT_GE(study.worlds.count, 20u) << name;
    EXPECT_NE(study.claim->text.en, study.claim->text.zh) << name;
    EXPECT_NE(study.arms.at(0).stages.at(0).levers, study.arms.at(1).stages.at(0).levers) << name;
    EXPECT_EQ(load_study(find_study(name), models_of_claims()).text, study.text) << "a claim is a study by name too";
    EXPECT_EQ(loaded_claim(study.text).text, study.text);
  }
}

TEST(ShippedClaims, HaveNoProblems) {
  for (const auto& name : names_on(Shelf::hypotheses))
    EXPECT_THAT(problems_of_file(find_claim(name), models_of_claims()), IsEmpty()) << name;
}

}  // namespace
}  // namespace liandong::analysis
