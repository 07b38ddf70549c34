#include "analysis/inference/run_worlds.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "analysis/inference/rerun.h"
#include "analysis/store/partial_runs.h"
#include "analysis/store/worlds_table.h"
#include "tests/analysis/experiment/toy_run.h"
#include "tests/sim/temporary_folder.h"

namespace liandong::analysis {
namespace {

/// The toy's study, its generous arm's fund lying between `low` and `high`.
Study uncertain_study(double low, double high, std::uint32_t worlds = 40) {
  Study study = toy::study();
  for (Stage& stage : study.arms[1].stages)
    stage.ranges[toy::fund] = {{low, high, models::Distribution::uniform}, "generous.fund"};
  study.headline = {"wealth"};
  study.worlds.count = worlds;
  study.worlds.seed = study.seed;
  return study;
}

Worlds worlds_of(const Study& study, const RunOptions& options = {}, toy::Defects defects = {}) {
  NoProgress progress;
  return run_worlds(toy::model(std::move(defects)), study, options, progress);
}

RunOptions all_of_them() {
  RunOptions options;
  options.all_worlds = true;
  return options;
}

TEST(RunWorlds, AreTheSameWorldsWhateverIsClaimedOfThem) {
  Study study = uncertain_study(1.0, 3.0, 3);
  const Worlds plain = worlds_of(study);
  study.claim = Claim{};
  const Worlds claimed = worlds_of(study);
  EXPECT_EQ(claimed.identity, plain.identity);
  EXPECT_EQ(claimed.state_hash.values, plain.state_hash.values);
}

TEST(RunWorlds, LeavesTheFiguresOfEveryArmInEveryWorld) {
  const Study study = uncertain_study(2, 6);
  const Worlds worlds = worlds_of(study, all_of_them());
  ASSERT_EQ(worlds.numbers.size(), 40u);
  EXPECT_EQ(worlds.communities, 2u);
  ASSERT_EQ(worlds.unknowns.size(), 1u);
  EXPECT_EQ(worlds.unknowns[0].key, "generous.fund");
  for (std::size_t w = 0; w < 40; ++w) {
    const double fund = worlds.values.at(w, 0u);
    EXPECT_GE(fund, 2.0);
    EXPECT_LE(fund, 6.0);
    // A saver earns ten a week for each unit of the fund, on the same chance in both arms.
    const double gain = worlds.figures.at(w, 1u, 0u) - worlds.figures.at(w, 0u, 0u);
    EXPECT_NEAR(gain, std::floor(10 * fund) * 104.5 - 20 * 104.5, 105.0) << fund;
  }
}

TEST(RunWorlds, GivesOneWorldTheSameAloneAndOnAnyNumberOfThreads) {
  const Study study = uncertain_study(2, 6);
  RunOptions options = all_of_them();
  options.threads = 1;
  const Worlds all = worlds_of(study, options);
  Study one = study;
  one.worlds.numbers = {23};
  one.worlds.count = 1;
  options.threads = 3;
  options.order = sim::Order::backward;
  const Worlds alone = worlds_of(one, options);
  EXPECT_EQ(alone.state_hash.at(0u, 1u), all.state_hash.at(23u, 1u));
  EXPECT_EQ(alone.values.at(0u, 0u), all.values.at(23u, 0u));
  EXPECT_EQ(worlds_of(study, options).state_hash.values, all.state_hash.values);
}

TEST(RunWorlds, EndEarlyWhereNoWordIsLikelyToChange) {
  std::vector<std::size_t> told;
  NoProgress progress;
  const Worlds sure = run_worlds(toy::model(), uncertain_study(10, 20, 200), {}, progress,
                                 [&](const Worlds& worlds) { told.push_back(worlds.numbers.size()); });
  EXPECT_TRUE(sure.settled);
  EXPECT_LT(sure.numbers.size(), 200u);
  EXPECT_EQ(told.front() % worlds_at_a_time, 0u) << "of the first twenty, or of more if those came while it was asked";
  EXPECT_TRUE(std::ranges::is_sorted(told));
  EXPECT_EQ(told.back(), sure.numbers.size());
  const Worlds all = worlds_of(uncertain_study(10, 20, 60), all_of_them());
  EXPECT_FALSE(all.settled);
  EXPECT_EQ(all.numbers.size(), 60u);
}

TEST(RunWorlds, EndWithTheSameWorldsOnAnyNumberOfThreadsAndTakenUpFromALongerRun) {
  const tests::TemporaryFolder folder;
  const Study study = uncertain_study(10, 20, 200);
  RunOptions options;
  options.threads = 1;
  const Worlds alone = worlds_of(study, options);
  options.threads = 3;
  const Worlds together = worlds_of(study, options);
  EXPECT_EQ(together.numbers, alone.numbers);
  EXPECT_EQ(together.state_hash.values, alone.state_hash.values);
  RunOptions longer = all_of_them();
  longer.partial = options.partial = folder.path();
  EXPECT_EQ(worlds_of(study, longer).numbers.size(), 200u);
  const Worlds taken_up = worlds_of(study, options);
  EXPECT_EQ(taken_up.numbers, alone.numbers);
  EXPECT_EQ(taken_up.figures.values, alone.figures.values);
}

TEST(RunWorlds, TellWhichWorldsTheModelRefused) {
  toy::Defects defects;
  defects.failing_fund = 5;
  const Study study = uncertain_study(2, 6);
  const Worlds worlds = worlds_of(study, all_of_them(), defects);
  ASSERT_FALSE(worlds.failures.empty());
  for (const FailedWorld& failed : worlds.failures) {
    EXPECT_GE(worlds.values.at(failed.number, 0u), 5.0);
    EXPECT_TRUE(std::isnan(worlds.figures.at(failed.number, 1u, 0u)));
    EXPECT_EQ(failed.message, "the toy broke");
  }
  for (std::size_t w = 0; w < 40; ++w)
    EXPECT_EQ(std::isnan(worlds.figures.at(w, 0u, 0u)), worlds.values.at(w, 0u) >= 5.0);
}

TEST(RunWorlds, BringArmsToEqualCostInEachWorldByItself) {
  Study study = uncertain_study(2, 6, 20);
  study.arms[0].equal_cost_to = "generous";
  study.arms[1].stages[0].levers[toy::staff] = 12;
  const Worlds worlds = worlds_of(study, all_of_them());
  for (std::size_t w = 0; w < 20; ++w) {
    EXPECT_GT(worlds.cost_scales.at(w, 0u), 1.0);
    EXPECT_NEAR(worlds.figures.at(w, 0u, 1u) / worlds.figures.at(w, 1u, 1u), 1.0, 0.02);
  }
}

TEST(RunWorlds, TakesUpWhatAnEarlierRunOrFinishedResultsHold) {
  const tests::TemporaryFolder folder;
  const Study study = uncertain_study(2, 6);
  RunOptions options = all_of_them();
  options.partial = folder.path();
  const Worlds first = worlds_of(study, options);
  toy::Defects broken;
  broken.failing_fund = 0;  // whatever is run again fails
  EXPECT_EQ(worlds_of(study, options, broken).state_hash.values, first.state_hash.values);
  Results finished;
  finished.worlds = first;
  RunOptions from = all_of_them();
  from.finished = {&finished};
  EXPECT_EQ(worlds_of(study, from, broken).figures.values, first.figures.values);
  finished.worlds.identity = "of another study";
  EXPECT_EQ(worlds_of(study, from, broken).failures.size(), 40u);
  EXPECT_EQ(worlds_of(uncertain_study(2, 7), options, broken).failures.size(), 40u) << "other ranges, other worlds";
  discard_partial_runs(folder.path());
  EXPECT_FALSE(std::filesystem::exists(folder.path()));
}

TEST(RunStudy, KeepsItsWorldsInTheResultsFile) {
  const tests::TemporaryFolder folder;
  Study study = uncertain_study(2, 6, 20);
  toy::Defects defects;
  defects.failing_fund = 5.9;
  NoProgress progress;
  const Results results = run_study(toy::model(defects), study, all_of_them(), progress);
  write_results(results, folder.path() / "results.h5");
  const Results read = read_results(folder.path() / "results.h5");
  EXPECT_EQ(read.worlds.numbers, results.worlds.numbers);
  EXPECT_EQ(read.worlds.values.values, results.worlds.values.values);
  EXPECT_EQ(read.worlds.state_hash.values, results.worlds.state_hash.values);
  EXPECT_EQ(read.worlds.unknowns[0].name.zh, results.worlds.unknowns[0].name.zh);
  EXPECT_EQ(read.worlds.failures.size(), results.worlds.failures.size());
  EXPECT_EQ(read.worlds.asked, 20u);
  EXPECT_EQ(worlds_csv(read, std::array{std::size_t{0}}), worlds_csv(results, std::array{std::size_t{0}}));
}

TEST(WorldsCsv, HasARowForEachWorldAndAColumnForEachUnknownFigureAndDifference) {
  Study study = uncertain_study(2, 6, 3);
  study.worlds.implausibilities = {{"a, b"}, {{0, {0.5}}, {1, {std::nan("")}}}};
  NoProgress progress;
  const auto csv = worlds_csv(run_study(toy::model(), study, all_of_them(), progress), std::array{std::size_t{0}});
  EXPECT_EQ(
      csv.substr(0, csv.find("\r\n")),
      "world,generous.fund,\"implausibility: a, b\",plain.cost_scale,plain.wealth,plain.cost,plain.sometimes,plain."
      "total,plain.state_hash,generous.cost_scale,generous.wealth,generous.cost,generous.sometimes,generous.total,"
      "generous.state_hash,direction: wealth,smallest_effect: wealth,difference: plain - generous: wealth");
  EXPECT_EQ(std::ranges::count(csv, '\n'), 4);
}

TEST(RunWorlds, KeepTheMeanOfEachYearOfTheHeadlineIndicators) {
  const tests::TemporaryFolder folder;
  const Study study = uncertain_study(2, 6, 3);
  NoProgress progress;
  const Results results = run_study(toy::model(), study, all_of_them(), progress);
  const Worlds& worlds = results.worlds;
  ASSERT_EQ(worlds.yearly_indicators, std::vector<std::size_t>{0});
  const std::size_t years = (study.weeks + 51) / 52;
  ASSERT_EQ(worlds.yearly.shape, (std::vector<std::size_t>{3, 2, 1, years}));
  for (std::size_t w = 0; w < 3; ++w) {
    double last_two = 0;  // the figures are means over the last two years
    for (const std::size_t year : {years - 2, years - 1}) last_two += worlds.yearly.at(w, 1u, 0u, year) / 2;
    EXPECT_NEAR(last_two / worlds.figures.at(w, 1u, 0u), 1.0, 1e-6);
  }
  write_results(results, folder.path() / "results.h5");
  const Results read = read_results(folder.path() / "results.h5");
  EXPECT_EQ(read.worlds.yearly_indicators, worlds.yearly_indicators);
  EXPECT_EQ(read.worlds.yearly.values, worlds.yearly.values);
  RunOptions from = all_of_them();
  from.finished = {&read};
  toy::Defects broken;
  broken.failing_fund = 0;  // whatever is run again fails
  EXPECT_EQ(worlds_of(study, from, broken).yearly.values, worlds.yearly.values);
  Study other = study;
  other.headline = {"wealth", "cost"};
  EXPECT_EQ(worlds_of(other, from, broken).failures.size(), 3u) << "what is not held by year is run again";
}

TEST(RunWorlds, KeepImplausibilitiesOfTheEnsembleThroughTheFileAndWhatIsTakenUp) {
  const tests::TemporaryFolder folder;
  Study study = uncertain_study(2, 6, 3);
  study.worlds.implausibilities = {{"first", "second"}, {{0, {0.5, 1}}, {1, {2, 2.5}}, {2, {0, 0.25}}}};
  NoProgress progress;
  write_results(run_study(toy::model(), study, all_of_them(), progress), folder.path() / "results.h5");
  const Results read = read_results(folder.path() / "results.h5");
  EXPECT_EQ(read.worlds.patterns, study.worlds.implausibilities.patterns);
  EXPECT_EQ(read.worlds.implausibilities.at(1u, 1u), 2.5);
  RunOptions options = all_of_them();
  options.finished = {&read};
  toy::Defects broken;
  broken.failing_fund = 0;  // whatever is run again fails
  EXPECT_EQ(worlds_of(study, options, broken).implausibilities.values, read.worlds.implausibilities.values);
}

TEST(Rerun, OfWorldsFindsTheirHashesAndTellsThoseThatDiffer) {
  const Study study = uncertain_study(2, 6, 20);
  NoProgress progress;
  Results results = run_study(toy::model(), study, {}, progress);
  const auto all = rerun(toy::model(), study, results, {}, {}, progress);
  EXPECT_EQ(all.checks.size(), 2u * (6 + results.worlds.numbers.size()));
  EXPECT_TRUE(all.all_equal());
  EXPECT_EQ(rerun(toy::model(), study, results, {3, 7}, {}, progress).checks.size(), 4u) << "a replicate and a world";
  ++results.worlds.state_hash.at(7u, 1u);
  const auto one = rerun(toy::model(), study, results, {{}, 7}, {}, progress);
  ASSERT_EQ(one.checks.size(), 2u);
  EXPECT_TRUE(one.checks[1].world);
  EXPECT_EQ(one.checks[1].number, 7u);
  EXPECT_FALSE(one.all_equal());
  EXPECT_THROW(rerun(toy::model(), study, results, {{}, 99}, {}, progress), std::invalid_argument);
}

}  // namespace
}  // namespace liandong::analysis
