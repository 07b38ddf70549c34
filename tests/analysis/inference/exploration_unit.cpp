#include "analysis/inference/exploration.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <filesystem>

#include "tests/analysis/experiment/toy_run.h"
#include "tests/sim/temporary_folder.h"

namespace liandong::analysis {
namespace {

using testing::HasSubstr;
using tests::TemporaryFolder;

/// The toy's two arms at three sizes of the fund of the generous one.
Study sweep() {
  Study study = toy::study();
  study.replicates = 2;
  study.design = {{"generous.fund"}, {{2}, {4}, {6}}};
  return study;
}

Exploration explored(const Study& study, RunOptions options = {}, toy::Defects defects = {}) {
  NoProgress progress;
  return explore(toy::model(std::move(defects)), study, options, progress);
}

TEST(Explore, MeasuresADifferenceThatIsKnownExactlyAtEveryPoint) {
  const auto e = explored(sweep());
  ASSERT_EQ(e.figures.shape, (std::vector<std::size_t>{3, 2, 2, 4}));
  // Each unit of the fund beyond the plain arm's 2 pays 10 a week; means are over weeks 52 to 155, after 53 to 156
  // paid.
  for (std::size_t p = 0; p < 3; ++p)
    for (std::size_t r = 0; r < 2; ++r)
      EXPECT_NEAR(e.figures.at(p, 1, r, 0) - e.figures.at(p, 0, r, 0), 10 * (e.points[p][0] - 2) * 104.5, 1e-3);
}

TEST(Explore, PointsMeetTheSameChances) {
  const auto e = explored(sweep());
  for (std::size_t p = 1; p < 3; ++p) EXPECT_EQ(e.state_hash.at(p, 0, 1), e.state_hash.at(0, 0, 1));
  EXPECT_EQ(e.state_hash.at(0, 0, 0), e.state_hash.at(0, 1, 0));  // equal levers
  EXPECT_NE(e.state_hash.at(1, 0, 0), e.state_hash.at(1, 1, 0));
}

TEST(Explore, ListsRunsThatFailAndGoesOnWithTheRest) {
  toy::Defects defects;
  defects.failing_fund = 6;
  const auto e = explored(sweep(), {}, defects);
  ASSERT_EQ(e.failures.size(), 2u);
  for (const Failure& failure : e.failures) {
    EXPECT_EQ(failure.point, 2u);
    EXPECT_THAT(failure.message, HasSubstr("the toy broke"));
  }
  EXPECT_TRUE(std::isnan(e.figures.at(2, 0, 0, 0)));
  EXPECT_EQ(e.state_hash.at(2, 0, 0), 0u);
  EXPECT_FALSE(std::isnan(e.figures.at(1, 1, 1, 0)));
}

TEST(Explore, BringsArmsToEqualCostAtEveryPoint) {
  Study study = sweep();
  study.arms[1].equal_cost_to = "plain";
  study.design = {{"plain.staff"}, {{9}, {18}}};
  const auto e = explored(study);
  EXPECT_NEAR(e.cost_scales.at(0, 1), 1.0, 1e-3);
  EXPECT_NEAR(e.cost_scales.at(1, 1), (18 * 1000 + 100.0) / (9 * 1000 + 100.0), 5e-3);
}

TEST(Explore, FindsTheSameFactorsHoweverManyThreadsThereAre) {
  Study study = sweep();
  study.replicates = 3;
  study.arms[1].equal_cost_to = "plain";
  study.design = {{"plain.staff"}, {{9}, {13}, {18}}};
  const TemporaryFolder folder;
  RunOptions one, four;
  one.threads = 1;
  four.threads = 4;
  four.partial = folder.path() / "partial";
  const auto whole = explored(study, one);
  explored(study, four);
  std::filesystem::remove(four.partial / "replicate-00004.h5");
  const auto resumed = explored(study, four);
  EXPECT_EQ(resumed.cost_scales.values, whole.cost_scales.values);
  EXPECT_EQ(resumed.state_hash.values, whole.state_hash.values);
}

TEST(Explore, GoesOnWhereItWasStopped) {
  const TemporaryFolder folder;
  RunOptions options;
  options.partial = folder.path() / "partial";
  const auto whole = explored(sweep(), options);
  std::filesystem::remove(options.partial / "replicate-00003.h5");
  const auto resumed = explored(sweep(), options);
  EXPECT_EQ(resumed.state_hash.values, whole.state_hash.values);
  EXPECT_TRUE(std::ranges::equal(resumed.figures.values, whole.figures.values,
                                 [](double a, double b) { return a == b || (std::isnan(a) && std::isnan(b)); }));
}

TEST(Explore, ThreadsAndOrderChangeNothing) {
  RunOptions options;
  options.threads = 3;
  options.order = sim::Order::backward;
  EXPECT_EQ(explored(sweep(), options).state_hash.values, explored(sweep()).state_hash.values);
}

TEST(ExplorationFile, GivesBackWhatWasWritten) {
  const TemporaryFolder folder;
  toy::Defects defects;
  defects.failing_fund = 6;
  const auto e = explored(sweep(), {}, defects);
  write_exploration(e, folder / "results.h5");
  const auto back = read_exploration(folder / "results.h5");
  EXPECT_EQ(back.keys, e.keys);
  EXPECT_EQ(back.points, e.points);
  EXPECT_EQ(back.arms, e.arms);
  EXPECT_EQ(back.arm_titles[1].zh, "慷慨");
  EXPECT_EQ(back.state_hash.values, e.state_hash.values);
  EXPECT_EQ(back.cost_scales.values, e.cost_scales.values);
  EXPECT_EQ(points_csv(back), points_csv(e));
  ASSERT_EQ(back.failures.size(), 2u);
  EXPECT_EQ(back.failures[0].message, "the toy broke");
  EXPECT_EQ(back.catalogue->indicators[0].name.zh, "财富");
}

TEST(ExplorationFile, KeepsHowPointsBelongTogetherAndRefusesWhatDoesNotFit) {
  const TemporaryFolder folder;
  Exploration e = explored(sweep());
  write_exploration(e, folder / "list.h5");
  EXPECT_EQ(read_exploration(folder / "list.h5").design.kind, DesignKind::listed);
  e.design = {DesignKind::sobol, 0, {}};  // three points of one key
  write_exploration(e, folder / "sobol.h5");
  EXPECT_EQ(read_exploration(folder / "sobol.h5").design.kind, DesignKind::sobol);
  e.design = {DesignKind::morris, 0.5, {0, 1, -1}};
  write_exploration(e, folder / "wrong.h5");
  EXPECT_THROW(read_exploration(folder / "wrong.h5"), std::runtime_error);
  Study study = sweep();
  study.design.points.resize(2);
  study.design.shape = {DesignKind::morris, 0.5, {0, -1}};
  write_exploration(explored(study), folder / "morris.h5");
  const auto back = read_exploration(folder / "morris.h5");
  EXPECT_EQ(back.design.step, 0.5);
  EXPECT_EQ(back.design.moves, (std::vector<std::int32_t>{0, -1}));
}

TEST(PointsCsv, IsTidyARowForEachPointArmReplicateAndIndicator) {
  const auto csv = points_csv(explored(sweep()));
  EXPECT_TRUE(csv.starts_with("point,generous.fund,arm,replicate,indicator,mean\r\n0,2,plain,0,wealth,"));
  EXPECT_EQ(std::ranges::count(csv, '\n'), 1 + 3 * 2 * 2 * 4);
  EXPECT_THAT(csv, HasSubstr("\r\n2,6,generous,1,total,"));
}

}  // namespace
}  // namespace liandong::analysis
