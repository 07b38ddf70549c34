#include "analysis/calibration/calibration.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <cmath>
#include <filesystem>
#include <fstream>

#include "analysis/calibration/ensemble_file.h"
#include "analysis/calibration/rank_inputs.h"
#include "analysis/experiment/world.h"
#include "analysis/scenario/ensemble.h"
#include "models/prior.h"
#include "tests/analysis/experiment/toy_run.h"
#include "tests/sim/temporary_folder.h"

namespace liandong::analysis {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using tests::TemporaryFolder;

const models::Prior luck_prior{"place.luck", models::Status::assumed, {0, 1, models::Distribution::uniform}, {}, "a"};

double last_total(const models::Records& records) {
  return records.mean("total", records.weeks() - 1, records.weeks());
}
/// The last two digits of the wealth of all: nothing but chance.
double by_chance(const models::Records& records) {
  return 1000 * (last_total(records) - 100 * std::floor(last_total(records) / 100));
}
double never(const models::Records&) { return std::nan(""); }

/// The toy with luck for its community fund, so that wealth tells luck; `starts` counts runs, and a run with a luck of
/// `breaking` or more breaks.
models::Model lucky_model(std::atomic<int>& starts, double breaking = 2) {
  using Status = models::Pattern::Status;
  models::Model model;
  auto catalogue = std::make_shared<models::Catalogue>(*toy::catalogue());
  catalogue->groups[0].parameters[0].prior = &luck_prior;
  model.catalogue = catalogue;
  model.patterns = {{"old", "", Status::fitted, 38000, 45000, "a", {"wealth", "财富"}, "yuan", last_total},
                    {"old", "", Status::held_out, 0, 1, "b", {"told", "报告"}, "yuan", last_total},
                    {"old", "", Status::fitted, 0, 1, "c", {"undefined", "无值"}, "yuan", never},
                    {"old", "", Status::fitted, 0, 1, "d", {"chance", "偶然"}, "yuan", by_chance},
                    {"new", "", Status::fitted, 0, 1, "e", {"other", "其他"}, "yuan", last_total}};
  model.start = [&starts, breaking](const models::Values& values, std::uint64_t seed, std::uint32_t replicate) {
    ++starts;
    std::vector<double> levers(toy::levers);
    levers[toy::fund] = 10 * values.whole[0];
    toy::Defects defects;
    defects.failing_fund = 10 * breaking;
    return std::make_unique<toy::Toy>(levers, seed, replicate, defects);
  };
  return model;
}

Study lucky_study(const models::Model& model) {
  Study study = toy::study();
  study.catalogue = model.catalogue;
  study.values = models::defaults(*model.catalogue);
  study.worlds.seed = study.seed;
  study.burn_in_name = "old";
  study.burn_in_weeks = 52;
  return study;
}

CalibrationOptions few_worlds() {
  CalibrationOptions options;
  options.match.wanted = 20, options.match.wave_runs = 40;
  options.threads = 1;
  return options;
}

/// Savers earn 0 to 99 and a hundred times their luck in each of 52 weeks: luck l gives 8 · 52 (49.5 + 100 l), give or
/// take 590 by chance.
TEST(Calibration, AcceptsTheWorldsWhoseFigureMeetsTheRange) {
  std::atomic<int> starts = 0;
  const auto model = lucky_model(starts);
  const auto study = lucky_study(model);
  const auto c = calibrate(model, study, few_worlds());
  ASSERT_EQ(c.patterns.size(), 4u);
  EXPECT_TRUE(c.patterns[0].used);
  EXPECT_FALSE(c.patterns[1].used) << "held out";
  EXPECT_FALSE(c.patterns[2].used) << "never defined";
  EXPECT_FALSE(c.patterns[3].used) << "luck says nothing of worlds";
  EXPECT_NEAR(c.patterns[0].target.observation, 7000.0 * 7000.0 / 12, 1);
  // Twelve worlds with five runs: 48 degrees of freedom; four standard errors of the standard deviation are 41%.
  EXPECT_NEAR(std::sqrt(c.patterns[0].target.replicate), 589, 0.41 * 589);
  EXPECT_GE(c.match.accepted().size(), 20u);
  ASSERT_EQ(c.unknowns.size(), 1u);
  EXPECT_EQ(c.unknowns[0].key, "place.luck");
  for (std::size_t i = 0; i < c.match.points.size(); ++i) {
    const auto& point = c.match.points[i];
    EXPECT_EQ(c.values[i][0], draw_world(*model.catalogue, study.seed, point.number)[0]);
    EXPECT_EQ(point.figures[0], c.patterns[0].figures[i]);
    EXPECT_EQ(point.accepted, implausibility(c.patterns[0].target, point.figures[0]) < 3);
    EXPECT_EQ(burn_in_figures(model, study, point.number, {c.patterns[0].pattern})[0], point.figures[0]);
  }
}

TEST(Calibration, TakesUpFinishedRunsAndGivesTheSame) {
  TemporaryFolder folder;
  std::atomic<int> starts = 0;
  const auto model = lucky_model(starts);
  const auto study = lucky_study(model);
  auto options = few_worlds();
  const auto whole = calibrate(model, study, options);
  const int runs = starts;
  options.partial = folder.path();
  starts = 0;
  std::atomic<bool> stop = false;
  options.stop = &stop;
  /// Stops in the second wave.
  struct Stopping final : Progress {
    explicit Stopping(std::atomic<bool>& flag) : stop(flag) {}
    void weeks(Task, std::uint64_t done, std::uint64_t) override {
      if (done == 20 * 52) stop = true;
    }
    void message(const Notice&) override {}
    std::atomic<bool>& stop;
  };
  int waves = 0;
  options.progress = [&]() -> std::unique_ptr<Progress> {
    if (++waves < 3) return std::make_unique<NoProgress>();
    return std::make_unique<Stopping>(stop);
  };
  EXPECT_THROW(calibrate(model, study, options), Interrupted);
  EXPECT_GT(starts, 48);
  EXPECT_LT(starts, runs);
  stop = false;
  options.progress = {};
  const int before = starts;
  const auto resumed = calibrate(model, study, options);
  EXPECT_LT(starts - before, runs - 60) << "finished runs are not run again";
  const auto toml = [&](const Calibration& c) { return ensemble_toml(c, study, options.match, "a", "liandong"); };
  EXPECT_EQ(toml(resumed), toml(whole));
  EXPECT_EQ(ensemble_csv(resumed), ensemble_csv(whole));
}

TEST(Calibration, BearsWorldsThatCannotBeRun) {
  std::atomic<int> starts = 0;
  const auto model = lucky_model(starts, 0.9);
  const auto c = calibrate(model, lucky_study(model), few_worlds());
  ASSERT_FALSE(c.failures.empty());
  EXPECT_THAT(c.failures.front(), HasSubstr("the toy broke"));
  EXPECT_GE(c.match.accepted().size(), 20u);
}

TEST(Calibration, NeedsAFittedPatternOfTheBurnIn) {
  std::atomic<int> starts = 0;
  auto model = lucky_model(starts);
  auto study = lucky_study(model);
  EXPECT_TRUE(can_calibrate(model, study));
  study.burn_in_name = "neither";
  EXPECT_FALSE(can_calibrate(model, study));
  EXPECT_THROW(calibrate(model, study, few_worlds()), std::invalid_argument);
  study.burn_in_name = "old", study.burn_in_weeks = 0;
  EXPECT_FALSE(can_calibrate(model, study));
}

TEST(Calibration, FileIsReadBackAsItsEnsemble) {
  TemporaryFolder folder;
  std::atomic<int> starts = 0;
  const auto model = lucky_model(starts);
  const auto study = lucky_study(model);
  const auto c = calibrate(model, study, few_worlds());
  const auto file = folder.path() / "a.toml";
  std::ofstream(file) << ensemble_toml(c, study, few_worlds().match, "a", "liandong calibrate \"x\"");
  Problems problems;
  const auto ensemble = read_ensemble(file, *model.catalogue, problems);
  for (const auto& problem : problems.list()) ADD_FAILURE() << render(problem, Language::en);
  EXPECT_EQ(ensemble.worlds, c.match.accepted());
  EXPECT_EQ(ensemble.seed, study.seed);
  const auto csv = ensemble_csv(c);
  EXPECT_EQ(
      csv.substr(0, csv.find('\r')),
      R"(world,place.luck,"simulated: wealth","implausibility: wealth","simulated: told","simulated: undefined","simulated: chance")");
}

TEST(RankInputs, AreUniformWhateverTheDistribution) {
  std::atomic<int> starts = 0;
  auto model = lucky_model(starts);
  auto catalogue = std::make_shared<models::Catalogue>(*model.catalogue);
  const models::Prior skewed{
      "place.luck", models::Status::assumed, {0.001, 1, models::Distribution::log_uniform}, {}, "a"};
  catalogue->groups[0].parameters[0].prior = &skewed;
  auto study = lucky_study(model);
  study.catalogue = catalogue;
  const RankInputs inputs(study);
  double mean = 0, squares = 0;
  for (std::uint32_t world = 0; world < 1000; ++world) {
    const double x = inputs.of(world)[0];
    ASSERT_GE(x, 0);
    ASSERT_LE(x, 1);
    mean += x / 1000, squares += x * x / 1000;
  }
  // Two samples of a thousand uniform numbers: four standard errors of the mean are 4 sqrt(2 / 12000) = 0.052, of the
  // mean of squares (variance 4/45) 0.053.
  EXPECT_NEAR(mean, 0.5, 0.052);
  EXPECT_NEAR(squares, 1.0 / 3, 0.053);
}

}  // namespace
}  // namespace liandong::analysis
