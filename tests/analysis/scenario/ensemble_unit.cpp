#include "analysis/scenario/ensemble.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>
#include <fstream>

#include "analysis/scenario/scenario_files.h"
#include "models/governance/model.h"
#include "models/prior.h"
#include "sim/store/hash.h"

namespace liandong::analysis {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

const models::Catalogue& ensemble_catalogue() { return *governance::model().catalogue; }

std::string good_priors() { return sim::hash_text(models::priors_hash(ensemble_catalogue())); }

std::string good_ensemble() {
  return "format = \"liandong ensemble\"\nformat_version = 1\nmodel = \"governance\"\nname = \"a\"\nseed = 7\n"
         "priors = \"" +
         good_priors() + "\"\nworlds = [0, 3, 12]\n";
}

struct Reading {
  Ensemble ensemble;
  std::vector<Problem> problems;
};

Reading reading(const std::string& text) {
  const auto file = std::filesystem::temp_directory_path() /
                    (std::string(testing::UnitTest::GetInstance()->current_test_info()->name()) + ".toml");
  std::ofstream(file) << text;
  Problems problems;
  Reading result{read_ensemble(file, ensemble_catalogue(), problems), {}};
  result.problems = problems.list();
  std::filesystem::remove(file);
  return result;
}

/// What is said of the good ensemble when `old` is replaced in it.
std::string problem_after(const std::string& old, const std::string& now) {
  auto text = good_ensemble();
  text.replace(text.find(old), old.size(), now);
  const auto problems = reading(text).problems;
  if (problems.size() != 1) return "problems: " + std::to_string(problems.size());
  EXPECT_FALSE(problems[0].message.zh.empty());
  return problems[0].key + ": " + problems[0].message.en;
}

TEST(Ensemble, GivesNameSeedPriorsAndNumbers) {
  const auto [ensemble, problems] = reading(good_ensemble());
  EXPECT_TRUE(problems.empty());
  EXPECT_EQ(ensemble.name, "a");
  EXPECT_EQ(ensemble.seed, 7u);
  EXPECT_EQ(ensemble.priors, models::priors_hash(ensemble_catalogue()));
  EXPECT_THAT(ensemble.worlds, ElementsAre(0, 3, 12));
}

TEST(Ensemble, OfOtherPriorsIsRefusedWithTheRemedy) {
  EXPECT_THAT(problem_after(good_priors(), "0123456789abcdef"),
              testing::AllOf(HasSubstr("priors: "), HasSubstr("liandong calibrate"), HasSubstr(good_priors())));
}

TEST(Ensemble, SaysWhatIsWrongWithEachMember) {
  EXPECT_THAT(problem_after("liandong ensemble", "a poem"), HasSubstr("this file is no ensemble"));
  EXPECT_THAT(problem_after("format_version = 1", "format_version = 2"), HasSubstr("this program reads 1"));
  EXPECT_THAT(problem_after("governance", "cascade"), HasSubstr("is for the model \"cascade\""));
  EXPECT_THAT(problem_after("seed = 7", "seed = -1"), HasSubstr("seed: must be a whole number from 0"));
  EXPECT_THAT(problem_after("seed = 7", "seed = 0.5"), HasSubstr("but this is 0.5"));
  EXPECT_THAT(problem_after("seed = 7", "seed = \"x\""), HasSubstr("must be a whole number, but this is"));
  EXPECT_THAT(problem_after("seed = 7", ""), HasSubstr("seed: "));
  EXPECT_THAT(problem_after("[0, 3, 12]", "[]"), HasSubstr("a list of at least one"));
  EXPECT_THAT(problem_after("[0, 3, 12]", "4"), HasSubstr("a list of at least one"));
  EXPECT_THAT(problem_after("[0, 3, 12]", "[0, 3.5, 12]"), HasSubstr("worlds: must be a whole number"));
  EXPECT_THAT(problem_after("[0, 3, 12]", "[0, 12, 3]"), HasSubstr("must ascend, but 3 follows 12"));
  EXPECT_THAT(problem_after("[0, 3, 12]", "[0, 3, 3]"), HasSubstr("must ascend, but 3 follows 3"));
  EXPECT_THAT(problem_after("name = ", "nmae = "), HasSubstr("nmae: there is no such key; did you mean \"name\"?"));
}

TEST(Ensemble, ThatIsMissingOrNoTomlIsAProblem) {
  Problems problems;
  read_ensemble("/nonexistent/a.toml", ensemble_catalogue(), problems);
  EXPECT_EQ(problems.size(), 1u);
  EXPECT_EQ(reading("worlds = [").problems.size(), 1u);
}

TEST(PriorsHash, ChangesWithWhatIsDrawn) {
  auto changed = ensemble_catalogue();
  const auto hash = models::priors_hash(changed);
  EXPECT_EQ(hash, models::priors_hash(ensemble_catalogue()));
  const auto& parameter = changed.groups[2].parameters.front();
  auto prior = *parameter.prior;
  prior.plausible.high *= 1.01;
  changed.groups[2].parameters.front().prior = &prior;
  EXPECT_NE(models::priors_hash(changed), hash);
  changed = ensemble_catalogue();
  changed.shares.front().concentration += 1;
  EXPECT_NE(models::priors_hash(changed), hash);
}

TEST(Ensemble, ReadsImplausibilitiesFromTheTableBesideIt) {
  const auto file = std::filesystem::temp_directory_path() / "beside.toml";
  const auto read = [&](const std::string& table) {
    std::ofstream(file) << good_ensemble();
    std::ofstream(std::filesystem::path(file).replace_extension(".csv")) << table;
    Problems problems;
    const auto ensemble = read_ensemble(file, ensemble_catalogue(), problems);
    std::filesystem::remove(std::filesystem::path(file).replace_extension(".csv"));
    return std::pair(ensemble.implausibilities, problems.list());
  };
  const std::string heading = "world,place.estates,\"implausibility: a, b\",implausibility: c\n";
  const auto [found, none] = read(heading + "0,1,0.5,2\n3,2,,1e-3\n12,1,2.5,0\n");
  EXPECT_TRUE(none.empty());
  EXPECT_THAT(found.patterns, ElementsAre("a, b", "c"));
  EXPECT_THAT(found.of.at(12), ElementsAre(2.5, 0.0));
  EXPECT_TRUE(std::isnan(found.of.at(3)[0]));
  const auto lacking = read(heading + "0,1,0.5,2\n12,1,2.5,0\n").second;
  ASSERT_EQ(lacking.size(), 1u);
  EXPECT_THAT(lacking[0].message.en, HasSubstr("no row for world 3"));
  const auto wrong = read(heading + "0,1,x,2\n3,1,1,1\n12,1,2.5,0\n").second;
  ASSERT_EQ(wrong.size(), 1u);
  EXPECT_EQ(wrong[0].line, 2u);
  EXPECT_EQ(wrong[0].key, "implausibility: a, b");
  std::filesystem::remove(file);
}

TEST(Ensemble, AsShippedHasAnImplausibilityOfEachWorldByEachPattern) {
  Problems problems;
  const auto shipped =
      read_ensemble(LIANDONG_SOURCE_DIR "/scenarios/ensembles/baotou.toml", ensemble_catalogue(), problems);
  EXPECT_TRUE(problems.empty());
  EXPECT_EQ(shipped.implausibilities.patterns.size(), 5u);
  for (const std::uint32_t world : shipped.worlds)
    for (const double one : shipped.implausibilities.of.at(world)) EXPECT_LT(one, 3.0);
}

}  // namespace
}  // namespace liandong::analysis
