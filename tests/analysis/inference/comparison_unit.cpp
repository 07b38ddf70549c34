#include "analysis/experiment/equal_cost.h"
#include "analysis/inference/comparison.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <atomic>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <mutex>

#include "analysis/store/partial_runs.h"
#include "tests/analysis/experiment/toy_run.h"

namespace liandong::analysis {
namespace {

using ::testing::Each;
using ::testing::HasSubstr;

Results run(const Study& study, RunOptions options = {}, toy::Defects defects = {}) {
  NoProgress progress;
  return run_study(toy::model(std::move(defects)), study, options, progress);
}

RunOptions with_threads(unsigned threads) {
  RunOptions options;
  options.threads = threads;
  return options;
}

/// A folder of this test's own, empty.
std::filesystem::path fresh_folder() {
  const std::string test = ::testing::UnitTest::GetInstance()->current_test_info()->name();
  const auto folder =
      std::filesystem::temp_directory_path() / ("liandong-comparison-" + test + std::to_string(getpid()));
  std::filesystem::remove_all(folder);
  return folder;
}

/// Sets a stop flag after so many weeks and keeps what it was told.
class Follower final : public Progress {
 public:
  explicit Follower(std::uint64_t stop_after = ~0ull) : stop_after_(stop_after) {}
  void weeks(Task task, std::uint64_t done, std::uint64_t all) override {
    const std::lock_guard lock(mutex_);
    if (task != Task::replicates) return;
    most = std::max(most, done);
    total = all;
    if (done >= stop_after_) stop = true;
  }
  void message(const Text& text) override {
    const std::lock_guard lock(mutex_);
    messages.push_back(text.en);
  }
  std::atomic<bool> stop{false};
  std::uint64_t most = 0, total = 0;
  std::vector<std::string> messages;

 private:
  std::uint64_t stop_after_;
  std::mutex mutex_;
};

TEST(RunStudy, GivesEveryArrayItsShape) {
  const Results results = run(toy::study());
  EXPECT_EQ(results.burn_in.shape(), (std::vector<std::size_t>{6, 26, 4}));
  ASSERT_EQ(results.arms.size(), 2u);
  EXPECT_EQ(results.arms[0].weekly.shape(), (std::vector<std::size_t>{6, 156, 4}));
  EXPECT_EQ(results.arms[0].communities.shape(), (std::vector<std::size_t>{6, 12, 2, 4}));
  EXPECT_EQ(results.arms[0].groups.shape(), (std::vector<std::size_t>{6, 12, 3, 1}));
  EXPECT_EQ(results.residents, toy::savers);
  EXPECT_EQ(results.replicates, 6u);
}

TEST(RunStudy, MeasuresADifferenceThatIsKnownExactly) {
  // The fund of 2 pays 20 a week more when doubled. Over weeks 52 to 155, whose values are those after 53 to 156 paid
  // weeks, the mean gain is 20 × 104.5; chance is common to both arms and cancels.
  const Results results = run(toy::study());
  const Effect& wealth = results.contrasts.at(0).indicators.at(0);
  EXPECT_EQ(results.contrasts[0].arm_a, "plain");
  EXPECT_DOUBLE_EQ(wealth.delta, -20 * 104.5);
  EXPECT_EQ(wealth.agree, 1.0);
  EXPECT_EQ(wealth.verdict, Verdict::worse);
  EXPECT_EQ(results.contrasts[0].indicators.at(3).verdict, Verdict::different);  // neutral: no judgement
  EXPECT_EQ(results.contrasts[0].groups.at(0).figure, "group.a/wealth");
}

TEST(RunStudy, TakesFiguresFromTheWeeksInWhichTheyAreDefined) {
  const Effect effect = run(toy::study()).contrasts.at(0).indicators.at(2);
  EXPECT_EQ(effect.mean_a, 1.0);
  EXPECT_EQ(effect.pairs, 6u);
}

TEST(RunStudy, CountsFlowsAndCostFromTheEndOfTheBurnIn) {
  const Study study = toy::study();
  const Results results = run(study);
  const double a_week = 1000 * study.burn_in()[toy::staff] + 100 * study.burn_in()[toy::purchase] + 500;
  EXPECT_NEAR(results.arms[0].flows[0].at(0).amount, 52 * a_week, 1e-6);
  EXPECT_NEAR(results.arms[0].public_cost, 52 * a_week / toy::savers, 1e-6);
  EXPECT_NEAR(results.arms[0].flows[1].at(0).amount, 52 * 60, 1e-9);
}

TEST(RunStudy, GivesTheSameResultsForAnyNumberOfThreads) {
  const auto one = toy::digest(run(toy::study(), with_threads(1)));
  for (const unsigned threads : {2u, 3u, 7u, 20u})
    EXPECT_EQ(toy::digest(run(toy::study(), with_threads(threads))), one);
}

TEST(RunStudy, GivesTheSameResultsForAnyVisitingOrder) {
  const auto forward = toy::digest(run(toy::study()));
  for (const sim::Order order : {sim::Order::backward, sim::Order::shuffled}) {
    RunOptions options;
    options.order = order;
    EXPECT_EQ(toy::digest(run(toy::study(), options)), forward);
  }
}

TEST(RunStudy, OfEqualArmsDiffersByExactlyZero) {
  Study study = toy::study();
  study.arms[1].stages = study.arms[0].stages;
  const Results results = run(study);
  EXPECT_EQ(results.arms[0].state_hash, results.arms[1].state_hash);
  EXPECT_THAT(results.arms[1].first_difference, Each(study.weeks));
  for (const auto* family : {&results.contrasts[0].indicators, &results.contrasts[0].groups})
    for (const Effect& effect : *family) {
      EXPECT_EQ(effect.delta, 0.0) << effect.figure;
      EXPECT_EQ(effect.low, 0.0);
      EXPECT_EQ(effect.high, 0.0);
      EXPECT_EQ(effect.p_adjusted, 1.0);
      EXPECT_EQ(effect.verdict, Verdict::no_difference);
    }
}

TEST(RunStudy, FindsTheFirstWeekInWhichArmsDiffer) {
  const Results results = run(toy::study(40));
  EXPECT_THAT(results.arms[0].first_difference, Each(156u));
  EXPECT_THAT(results.arms[1].first_difference, Each(40u));
}

TEST(RunStudy, FindsADifferenceThatComesLongAfterTheLeversDiffer) {
  Study study = toy::study(40);
  study.arms[1].stages[1].levers = study.burn_in();
  study.arms[1].stages[1].levers[toy::idle] = 0.9;  // the toy does not read it
  study.arms[1].stages.push_back({90, toy::study().arms[1].stages[0].levers, {}});
  EXPECT_THAT(run(study).arms[1].first_difference, Each(90u));
}

TEST(RunStudy, IgnoresStagesThatChangeNothing) {
  Study split = toy::study(40);
  split.arms[0].stages.push_back({70, split.burn_in(), {"the same again", ""}});
  EXPECT_EQ(toy::digest(run(split)), toy::digest(run(toy::study(40))));
}

TEST(RunStudy, NamesAgentAndColumnWhenArmsDifferTooEarly) {
  Study study = toy::study(40);
  study.arms.push_back(study.arms[0]);
  study.arms.back().name = "early";
  study.arms.back().stages[0].levers[toy::fund] = 7;  // forces the fork to week 0
  toy::Defects defects;
  defects.leaky_fork_week = 26 + 9;
  try {
    run(study, with_threads(1), defects);
    FAIL() << "the divergence was not noticed";
  } catch (const Divergence& divergence) {
    EXPECT_THAT(divergence.what(), HasSubstr("'plain' and 'generous'"));
    EXPECT_THAT(divergence.what(), HasSubstr("end of week 9"));
    EXPECT_THAT(divergence.what(), HasSubstr("saver.wealth[3]"));
  }
}

TEST(RunStudy, GivesAReplicateTheSameResultAloneAsAmongOthers) {
  RunOptions options;
  options.first_replicate = 4;
  options.replicates = 1;
  const Results alone = run(toy::study(), options), all = run(toy::study());
  EXPECT_EQ(alone.first_replicate, 4u);
  EXPECT_EQ(alone.arms[1].state_hash.at(0), all.arms[1].state_hash.at(4));
  EXPECT_TRUE(alone.pictures.empty());
}

/// The toy, with an arm scaled to equal cost, and the results of some of its replicates.
Study scaled_study(std::uint32_t replicates) {
  Study study = toy::study();
  study.replicates = replicates;
  study.arms[1].stages[0].levers[toy::staff] = 15;
  study.arms[1].equal_cost_to = "plain";
  return study;
}
Results part_of_study(std::uint32_t first, std::uint32_t count) {
  RunOptions options;
  options.first_replicate = first;
  options.replicates = count;
  return run(scaled_study(6), options);
}

TEST(RunStudy, JoinsPartsToTheSameResultsAsOneRun) {
  const Results whole = run(scaled_study(6)), first = part_of_study(0, 2), rest = part_of_study(2, 4);
  RunOptions options;
  options.finished = {&rest, &first};
  toy::Defects counted;
  const Results joined = run(scaled_study(6), options, counted);
  EXPECT_EQ(*counted.forks, 0);
  EXPECT_EQ(toy::digest(joined), toy::digest(whole));
  EXPECT_EQ(joined.pictures.size(), whole.pictures.size());
}

TEST(RunStudy, GoesOnFromResultsOfFewerReplicates) {
  const Results four = run(scaled_study(4)), six = run(scaled_study(6));
  RunOptions options;
  options.finished = {&four};
  toy::Defects counted, all;
  EXPECT_EQ(toy::digest(run(scaled_study(6), options, counted)), toy::digest(six));
  run(scaled_study(6), {}, all);
  EXPECT_GT(*counted.forks, 0);
  EXPECT_LE(*counted.forks, *all.forks / 3);
}

TEST(RunStudy, TakesPublicCostPerResidentFromEachReplicateByItself) {
  // Savers and no more live in the first replicate, one more in the second; both cost the same.
  toy::Defects defects;
  defects.sizes_differ = true;
  const Study study = scaled_study(2);
  const Results results = run(study, {}, defects);
  EXPECT_EQ(results.replicate_residents, (std::vector<std::uint64_t>{toy::savers, toy::savers + 1}));
  const ArmResult& arm = results.arms[0];
  ASSERT_EQ(arm.cost[0], arm.cost[1]);
  const double a_year = static_cast<double>(arm.cost[0]) * models::year_weeks / study.weeks;
  EXPECT_NEAR(arm.public_cost, (a_year / toy::savers + a_year / (toy::savers + 1)) / 2, 1e-6);
}

TEST(RunStudy, CountsTheResidentsOfTheFirstReplicateWhicheverIsFinishedFirst) {
  toy::Defects defects;
  defects.sizes_differ = true;
  RunOptions later;
  later.first_replicate = 2;
  const Results rest = run(scaled_study(6), later, defects);
  EXPECT_EQ(rest.residents, toy::savers + 2u);
  RunOptions options;
  options.finished = {&rest};
  const Results joined = run(scaled_study(6), options, defects), whole = run(scaled_study(6), {}, defects);
  EXPECT_EQ(joined.residents, toy::savers);
  EXPECT_EQ(joined.arms[0].public_cost, whole.arms[0].public_cost);
}

TEST(RunStudy, RefusesFinishedResultsOfAnotherStudy) {
  const Results other = run(scaled_study(4));
  Study study = scaled_study(6);
  study.seed += 1;
  RunOptions options;
  options.finished = {&other};
  EXPECT_THROW(run(study, options), std::invalid_argument);
}

TEST(RunStudy, TakesAPictureBeforeAndAfterEachArm) {
  const Results results = run(toy::study());
  ASSERT_EQ(results.pictures.size(), 3u);
  EXPECT_EQ(results.pictures[0].arm, "");
  EXPECT_EQ(results.pictures[0].week, 0u);
  EXPECT_EQ(results.pictures[2].arm, "generous");
  EXPECT_EQ(results.pictures[2].week, 156u);
}

TEST(RunStudy, RefusesStudiesThatCannotRun) {
  Study none = toy::study();
  none.arms.clear();
  EXPECT_THROW(run(none), std::invalid_argument);
  Study twice = toy::study();
  twice.arms[1].name = twice.arms[0].name;
  EXPECT_THROW(run(twice), std::invalid_argument);
  Study lost = toy::study();
  lost.arms[1].equal_cost_to = "nobody";
  EXPECT_THROW(run(lost), std::invalid_argument);
  RunOptions beyond;
  beyond.first_replicate = 5;
  beyond.replicates = 2;
  EXPECT_THROW(run(toy::study(), beyond), std::invalid_argument);
}

TEST(RunStudy, ReportsEveryWeekOnce) {
  Follower follower;
  run_study(toy::model(), toy::study(), {}, follower);
  EXPECT_EQ(follower.total, 6u * (26 + 2 * 156));
  EXPECT_EQ(follower.most, follower.total);
}

Study with_dear_arm() {
  Study study = toy::study();
  study.arms[1].stages[0].levers[toy::staff] = 15;
  study.arms[1].stages[0].levers[toy::purchase] = 4;
  study.arms[1].equal_cost_to = "plain";
  return study;
}

TEST(EqualCost, FindsTheFactorThatAnalysisGives) {
  // Weekly cost is 1000 staff + 100 purchase + 500, so (15000 + 400) f = 1000 × 9 + 100 × 1 at equal cost. The search
  // stops within 0.1% of the cost of 9600, that is within 9.6 / 15400 of the factor; each week's cost is cut to a
  // whole.
  const Results results = run(with_dear_arm());
  EXPECT_NEAR(results.arms[1].cost_scale, 9100.0 / 15400, 10.6 / 15400);
  EXPECT_NEAR(results.arms[1].public_cost / results.arms[0].public_cost, 1.0, 0.001);
  EXPECT_FALSE(results.arms[1].cost_scale_clamped);
  EXPECT_EQ(results.arms[0].cost_scale, 1.0);
  EXPECT_TRUE(results.contrasts[0].equal_cost);
}

TEST(EqualCost, SaysWhenALeverMeetsTheEndOfItsRange) {
  Study study = toy::study();
  study.arms[0].stages[0].levers[toy::purchase] = 25;
  study.arms[0].stages[0].levers[toy::staff] = 30;
  study.arms[1].stages[0].levers[toy::staff] = 1;
  study.arms[1].stages[0].levers[toy::purchase] = 0;
  study.arms[1].equal_cost_to = "plain";
  Follower follower;
  const Results results = run_study(toy::model(), study, {}, follower);
  EXPECT_TRUE(results.arms[1].cost_scale_clamped);
  EXPECT_LT(results.arms[1].public_cost, results.arms[0].public_cost);
  EXPECT_THAT(follower.messages, ::testing::Contains(HasSubstr("end of its range")));
}

TEST(EqualCost, ComesWithinOnePostWhereStaffIsWhole) {
  // Arm "plain" spends 9600 a week. With whole posts the other can spend 100 × 4 f more or less only in steps of 1000.
  toy::Defects whole;
  whole.whole_posts = true;
  const Results results = run(with_dear_arm(), {}, whole);
  const double a_post = 1000.0 * 52 / toy::savers;
  EXPECT_LT(std::abs(results.arms[1].public_cost - results.arms[0].public_cost), a_post);
}

TEST(EqualCost, GivesTheSameResultsForAnyNumberOfThreads) {
  const auto one = toy::digest(run(with_dear_arm(), with_threads(1)));
  EXPECT_EQ(toy::digest(run(with_dear_arm(), with_threads(5))), one);
}

TEST(EqualCost, IsNotSoughtAgainWhereItIsGiven) {
  RunOptions options;
  options.cost_scales = {1.0, 0.5};
  EXPECT_EQ(run(with_dear_arm(), options).arms[1].cost_scale, 0.5);
}

TEST(EqualCost, TakesUpItsTrialsAsIfTheyHadBeenRunAgain) {
  const Results found = run(with_dear_arm());
  RunOptions options;
  for (const ArmResult& arm : found.arms) options.cost_scales.push_back(arm.cost_scale);
  EXPECT_EQ(toy::digest(run(with_dear_arm(), options)), toy::digest(found));
}

TEST(EqualCost, LeavesNothingToRunOfThePilotReplicates) {
  Study study = with_dear_arm();
  study.replicates = pilot_replicates;
  toy::Defects trials_alone, whole_study;
  NoProgress nobody;
  equal_cost_scales(toy::model(trials_alone), study, {}, nobody, nullptr);
  run(study, {}, whole_study);
  EXPECT_EQ(*whole_study.forks, *trials_alone.forks);
}

TEST(AnInterruptedStudy, GoesOnToTheSameResults) {
  RunOptions options = with_threads(2);
  options.partial = fresh_folder();
  const std::uint64_t a_replicate = 26 + 2 * 156;
  Follower interrupter(3 * a_replicate + 50);
  options.stop = &interrupter.stop;
  EXPECT_THROW(run_study(toy::model(), with_dear_arm(), options, interrupter), Interrupted);
  EXPECT_TRUE(std::filesystem::exists(options.partial / "replicate-00000.h5"));

  Follower follower;
  options.stop = nullptr;
  const Results resumed = run_study(toy::model(), with_dear_arm(), options, follower);
  EXPECT_EQ(toy::digest(resumed), toy::digest(run(with_dear_arm())));
  EXPECT_THAT(follower.messages, ::testing::Contains(HasSubstr("taken up")));
  discard_partial_runs(options.partial);
  EXPECT_FALSE(std::filesystem::exists(options.partial));
}

TEST(AnInterruptedStudy, DoesNotTakeUpReplicatesOfAnother) {
  RunOptions options;
  options.partial = fresh_folder();
  Study other = toy::study();
  other.seed = 12;
  run(other, options);
  EXPECT_EQ(toy::digest(run(toy::study(), options)), toy::digest(run(toy::study())));
  std::filesystem::remove_all(options.partial);
}

TEST(AnInterruptedStudy, RunsADamagedReplicateAgain) {
  RunOptions options;
  options.partial = fresh_folder();
  run(toy::study(), options);
  std::filesystem::resize_file(options.partial / "replicate-00002.h5", 700);
  std::ofstream(options.partial / "replicate-00003.h5") << "not a result";
  EXPECT_EQ(toy::digest(run(toy::study(), options)), toy::digest(run(toy::study())));
  std::filesystem::remove_all(options.partial);
}

}  // namespace
}  // namespace liandong::analysis
