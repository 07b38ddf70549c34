#include "analysis/speed/scaling.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <nlohmann/json.hpp>

#include "analysis/speed/scaling_document.h"
#include "sim/store/hash.h"
#include "tests/analysis/experiment/toy_run.h"

namespace liandong::analysis::scaling {
namespace {

using testing::ElementsAre;

/// A town whose state is a chain of numbers.
class CountingTown final : public Town {
 public:
  CountingTown(std::uint32_t residents, std::uint64_t seed) : residents_(residents), state_(seed) {}
  void step(const sim::Execution&) override { state_ = sim::Hasher().number(state_).number(residents_).digest(); }
  std::uint64_t state_hash() const override { return state_; }
  std::uint64_t active() const override { return state_ % residents_; }
  double trust_sum() const override { return static_cast<double>(state_ % 1000); }
  std::size_t bytes() const override { return residents_; }
  std::size_t arcs() const override { return 2 * std::size_t{residents_}; }

 private:
  std::uint32_t residents_;
  std::uint64_t state_;
};

/// A yardstick that runs the engine's own workload and claims a speed of its own.
Yardstick honest() {
  Yardstick yardstick;
  yardstick.engine = [](std::uint32_t residents, std::uint64_t seed, const sim::Execution&) {
    return std::make_unique<CountingTown>(residents, seed);
  };
  yardstick.run = [](std::uint32_t residents, std::uint32_t ticks, unsigned, std::uint64_t seed) {
    CountingTown town(residents, seed);
    for (std::uint32_t tick = 0; tick < ticks; ++tick) town.step({});
    return Yardstick::Figures{6e8, 0.5, town.active(), town.trust_sum()};
  };
  yardstick.read_bandwidth = [](unsigned threads) { return 1e10 * threads; };
  yardstick.gather_rate = [](unsigned threads, std::size_t) { return 1e9 * threads; };
  return yardstick;
}

Pace short_pace() {
  Pace pace;
  pace.ticks = 2;
  pace.seconds = 0.01;
  pace.repetitions = 3;
  return pace;
}

Study small_study() { return toy::study(); }

TEST(Scaling, ThreadsDoubleUpToAllOfThem) {
  EXPECT_THAT(thread_counts(1), ElementsAre(1));
  EXPECT_THAT(thread_counts(2), ElementsAre(1, 2));
  EXPECT_THAT(thread_counts(12), ElementsAre(1, 2, 4, 8, 12));
  EXPECT_THAT(thread_counts(64), ElementsAre(1, 2, 4, 8, 16, 32, 64));
}

TEST(Scaling, SpeedIsTheMedianWithItsRange) {
  const auto speed = speed_of({5, 1, 3, 9});
  EXPECT_DOUBLE_EQ(speed.median, 4);
  EXPECT_DOUBLE_EQ(speed.least, 1);
  EXPECT_DOUBLE_EQ(speed.most, 9);
  EXPECT_EQ(speed.repetitions, 4u);
}

TEST(Scaling, AYardstickThatAnswersAnotherQuestionIsNotMeasuredAgainst) {
  EXPECT_NO_THROW(check_reference(2, 1, honest()));
  auto wrong = honest();
  wrong.run = [run = wrong.run](std::uint32_t residents, std::uint32_t ticks, unsigned threads, std::uint64_t seed) {
    auto figures = run(residents, ticks, threads, seed);
    ++figures.active;
    return figures;
  };
  EXPECT_THROW(check_reference(2, 1, wrong), std::logic_error);
  EXPECT_THROW(measure_reference(20'000, std::vector<unsigned>{1}, 1, short_pace(), wrong), std::logic_error);
}

TEST(Scaling, EveryNumberOfThreadsGivesTheSameStateAndAFigure) {
  const auto points = measure_reference(20'000, std::vector<unsigned>{1, 2}, 1, short_pace(), honest());
  ASSERT_EQ(points.size(), 2u);
  const auto alone = measure_reference(20'000, std::vector<unsigned>{1}, 1, short_pace(), honest());
  for (const auto& point : points) {
    EXPECT_EQ(point.state_hash, alone.front().state_hash);
    EXPECT_EQ(point.ticks, 2u);
    EXPECT_EQ(point.engine.repetitions, 3u);
    EXPECT_GT(point.engine.least, 0);
    EXPECT_DOUBLE_EQ(point.handwritten.median, 6e8);
  }
  EXPECT_EQ(points[0].threads, 1u);
  EXPECT_EQ(points[1].threads, 2u);
}

TEST(Scaling, AModelIsTimedAloneAndAsAnEnsemble) {
  const auto study = small_study();
  EXPECT_NO_THROW(check_model(toy::model(), study, 2));
  const auto points = measure_model(toy::model(), study, std::vector<unsigned>{1, 2}, short_pace());
  ASSERT_EQ(points.size(), 3u);
  EXPECT_EQ(points[1].replicates, 1u);
  EXPECT_EQ(points[2].replicates, 2u);
  EXPECT_EQ(points[2].threads, 2u);
  for (const auto& point : points) EXPECT_GT(point.engine.least, 0);
}

TEST(Scaling, TheStopFlagEndsIt) {
  const std::atomic<bool> stop{true};
  auto pace = short_pace();
  pace.stop = &stop;
  EXPECT_THROW(measure_reference(20'000, std::vector<unsigned>{1}, 1, pace, honest()), Interrupted);
  EXPECT_THROW(measure_model(toy::model(), small_study(), std::vector<unsigned>{1}, pace), Interrupted);
}

TEST(Scaling, AllOfItGoesIntoTheDocumentAndThePage) {
  Scheme scheme;
  scheme.sizes = {20'000, 4'000'000'000};  // the second fits into no machine
  scheme.weak_residents = 20'000;
  scheme.threads = {1, 2};
  scheme.pace = short_pace();
  std::string said;
  const auto scaling = measure(scheme, toy::model(), small_study(), honest(), "liandong bench",
                               [&](const Notice& notice) { said += notice.en + "\n"; });
  EXPECT_THAT(said, testing::HasSubstr("4,000,000,000 residents are left out"));
  const auto found = document(scaling);
  ASSERT_EQ(found["strong"].size(), 2u);
  ASSERT_EQ(found["weak"].size(), 2u);
  EXPECT_EQ(found["weak"][1]["residents"], 40'000);
  EXPECT_EQ(found["model"]["points"].size(), 3u);
  EXPECT_TRUE(found["model"]["worlds"].empty()) << "the study asks for none";
  EXPECT_EQ(found["bounds"][1]["read_bandwidth"], 2e10);
  EXPECT_DOUBLE_EQ(found["strong"][0]["share_of_handwritten"].get<double>(), scaling.strong[0].engine.median / 6e8);
  EXPECT_EQ(found["program"]["command"], "liandong bench");
  const auto html = page(found);
  EXPECT_THAT(html, testing::HasSubstr(R"("command":"liandong bench")"));
  EXPECT_THAT(html, testing::Not(testing::HasSubstr("{{report}}")));
}

}  // namespace
}  // namespace liandong::analysis::scaling
