#include "analysis/inference/rerun.h"

#include <gtest/gtest.h>

#include "tests/analysis/experiment/toy_run.h"

namespace liandong::analysis {
namespace {

RerunReport again(const Study& study, const Results& recorded, std::optional<std::uint32_t> only = {}) {
  NoProgress progress;
  return rerun(toy::model(), study, recorded, {only, {}}, {}, progress);
}

Results fresh_results(const Study& study, const RunOptions& options = {}) {
  NoProgress progress;
  return run_study(toy::model(), study, options, progress);
}

TEST(Rerun, FindsEveryStateHashAgain) {
  const auto report = again(toy::study(), fresh_results(toy::study()));
  EXPECT_EQ(report.checks.size(), 2u * 6);
  EXPECT_TRUE(report.all_equal());
}

TEST(Rerun, OfOneReplicateRunsOnlyThat) {
  const auto report = again(toy::study(), fresh_results(toy::study()), 3);
  ASSERT_EQ(report.checks.size(), 2u);
  EXPECT_EQ(report.checks[0].number, 3u);
  EXPECT_TRUE(report.all_equal());
}

TEST(Rerun, OfPartOfAStudyKeepsItsNumbers) {
  RunOptions options;
  options.first_replicate = 2;
  options.replicates = 2;
  const auto report = again(toy::study(), fresh_results(toy::study(), options));
  EXPECT_EQ(report.checks.front().number, 2u);
  EXPECT_TRUE(report.all_equal());
}

TEST(Rerun, UsesTheRecordedFactorOfEqualCost) {
  Study study = toy::study();
  study.arms[1].stages[0].levers[toy::staff] = 15;
  study.arms[1].equal_cost_to = "plain";
  const Results recorded = fresh_results(study);
  ASSERT_NE(recorded.arms[1].cost_scale, 1.0);
  EXPECT_TRUE(again(study, recorded, 5).all_equal());
}

TEST(Rerun, NamesWhatDiffers) {
  Results recorded = fresh_results(toy::study());
  recorded.arms[1].state_hash[4] ^= 1;
  const auto report = again(toy::study(), recorded);
  EXPECT_FALSE(report.all_equal());
  for (const auto& check : report.checks)
    EXPECT_EQ(check.recorded != check.found, check.arm == "generous" && check.number == 4);
}

TEST(Rerun, RefusesAnotherStudyAndAnAbsentReplicate) {
  const Results recorded = fresh_results(toy::study());
  Study other = toy::study();
  other.seed = 12;
  EXPECT_THROW(again(other, recorded), std::invalid_argument);
  EXPECT_THROW(again(toy::study(), recorded, 6), std::invalid_argument);
}

}  // namespace
}  // namespace liandong::analysis
