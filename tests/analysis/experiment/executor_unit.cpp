#include "analysis/experiment/executor.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <atomic>
#include <map>
#include <mutex>

#include "tests/analysis/experiment/toy_run.h"

namespace liandong::analysis {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

/// What became of each block.
struct Outcome final : Reducer {
  std::map<std::size_t, std::uint64_t> hashes;  ///< of the first arm
  std::map<std::size_t, std::string> failures;
  bool bears_failures = true;

  void take(std::size_t block, ReplicateRecord&& record) override { hashes[block] = record.arms[0].state_hash; }
  void failed(std::size_t block, const std::exception& error) override {
    if (!bears_failures) throw;
    failures[block] = error.what();
  }
};

/// Records in memory; refuses to be asked twice for what it gave.
struct Memory final : Keeper {
  std::map<std::uint32_t, ReplicateRecord> records;
  std::mutex mutex;
  std::optional<ReplicateRecord> find(std::uint32_t number) override {
    const auto found = records.find(number);
    return found == records.end() ? std::nullopt : std::optional(found->second);
  }
  void keep(std::uint32_t number, const ReplicateRecord& record) override {
    const std::lock_guard lock(mutex);
    records.emplace(number, record);
  }
};

RunPlan plan_of_toys(const models::Model& model, const Study& study) {
  return plan_of(model, study, std::vector<double>(study.arms.size(), 1.0), 0, study.replicates);
}

TEST(Execute, GivesTheSameRecordsWhateverTheThreads) {
  const auto model = toy::model();
  const auto plan = plan_of_toys(model, toy::study());
  NoProgress progress;
  Outcome one, four;
  execute(plan, {.threads = 1}, one, progress);
  execute(plan, {.threads = 4}, four, progress);
  EXPECT_EQ(one.hashes.size(), 6u);
  EXPECT_EQ(one.hashes, four.hashes);
}

TEST(Execute, TakesUpWhatIsKeptAndRunsTheRest) {
  const auto model = toy::model();
  const auto plan = plan_of_toys(model, toy::study());
  NoProgress progress;
  Outcome whole, resumed;
  Memory memory;
  ExecutorOptions options;
  options.keeper = &memory;
  execute(plan, options, whole, progress);
  ASSERT_EQ(memory.records.size(), 6u);
  memory.records.erase(2);
  memory.records.at(4).arms[0].state_hash = 4711;  // proof that the kept record is the one that is used
  execute(plan, options, resumed, progress);
  EXPECT_EQ(resumed.hashes.at(4), 4711u);
  EXPECT_EQ(resumed.hashes.at(2), whole.hashes.at(2));
  EXPECT_EQ(memory.records.size(), 6u);
}

TEST(Execute, GoesOnWithoutABlockThatFailsIfTheReducerBearsIt) {
  toy::Defects defects;
  defects.failing_fund = 4;
  const auto model = toy::model(defects);
  Study plain = toy::study();
  plain.arms.pop_back();
  auto plan = plan_of_toys(model, plain);
  for (Branch& branch : plan.blocks[3].branches) {
    Course changed = *branch.course;
    changed.changes.push_back({10, {{{9, 1, 5, 0}}}});
    branch.course = std::make_shared<const Course>(std::move(changed));
  }
  NoProgress progress;
  Outcome outcome;
  execute(plan, {}, outcome, progress);
  EXPECT_EQ(outcome.hashes.size(), 5u);
  ASSERT_EQ(outcome.failures.size(), 1u);
  EXPECT_THAT(outcome.failures.at(3), HasSubstr("the toy broke"));
  outcome.bears_failures = false;
  EXPECT_THROW(execute(plan, {}, outcome, progress), std::runtime_error);
}

/// Both arms of the toy, and between them both with luck of their own.
Study lucky_toys() {
  Study study = toy::study();
  const Arm plain = study.arms[0], generous = study.arms[1];
  study.arms = {plain, generous, plain, generous};
  for (const std::size_t lucky : {1, 2}) {
    study.arms[lucky].name += "-lucky";
    study.arms[lucky].own = {{0, 0.9}};
  }
  return study;
}

/// All that the first replicate left.
struct FirstRecord final : Reducer {
  ReplicateRecord record;
  void take(std::size_t block, ReplicateRecord&& taken) override {
    if (block == 0) record = std::move(taken);
  }
  void failed(std::size_t, const std::exception&) override { throw; }
};

ReplicateRecord first_record(const Study& study) {
  const auto model = toy::model();
  NoProgress progress;
  FirstRecord reducer;
  execute(plan_of_toys(model, study), {}, reducer, progress);
  return std::move(reducer.record);
}

TEST(Execute, RunsArmsWithValuesOfTheirOwnAsAStudyWithThoseValuesWould) {
  Study all_lucky = toy::study();
  all_lucky.values.whole.front() = 0.9;
  const auto plain = first_record(toy::study()), lucky = first_record(all_lucky), mixed = first_record(lucky_toys());
  ASSERT_EQ(mixed.arms.size(), 4u);
  const std::array<const ArmRecord*, 4> apart{&plain.arms[0], &lucky.arms[1], &lucky.arms[0], &plain.arms[1]};
  for (std::size_t arm = 0; arm < 4; ++arm) {
    EXPECT_EQ(mixed.arms[arm].state_hash, apart[arm]->state_hash) << arm;
    EXPECT_EQ(mixed.arms[arm].public_cost, apart[arm]->public_cost) << arm;
  }
  EXPECT_EQ(mixed.burn_in.back(), plain.burn_in.back()) << "that of the first arm";
  EXPECT_EQ(mixed.arms[1].first_difference, 0u) << "it never was the same as the first arm";
  EXPECT_EQ(mixed.arms[3].first_difference, plain.arms[1].first_difference);
}

TEST(Execute, CountsABurnInForEachStartOfABlock) {
  const auto model = toy::model();
  const auto own = plan_of_toys(model, lucky_toys()), shared = plan_of_toys(model, toy::study());
  EXPECT_EQ(parts_of(own.blocks[0]).size(), 2u);
  EXPECT_EQ(own.weeks_of(own.blocks[0]), 2 * shared.weeks_of(shared.blocks[0]));
}

TEST(Execute, KeepsUnderTheNumbersItIsGiven) {
  const auto model = toy::model();
  const auto plan = plan_of_toys(model, toy::study());
  NoProgress progress;
  Outcome outcome;
  Memory memory;
  ExecutorOptions options;
  options.keeper = &memory;
  options.number = [](std::size_t block) { return static_cast<std::uint32_t>(100 + block); };
  execute(plan, options, outcome, progress);
  EXPECT_TRUE(memory.records.contains(100) && memory.records.contains(105));
}

/// Writes down when it is called.
struct Diary final : Observer {
  std::vector<std::string> lines;
  void before(std::uint32_t week, const models::Run& run) override {
    lines.push_back("before " + std::to_string(week) + " " + std::to_string(run.public_cost()));
  }
  void after(std::uint32_t week, const models::Run&) override { lines.push_back("after " + std::to_string(week)); }
};

TEST(Drive, AsksObserversAroundEveryWeekAndChangesLeversBetween) {
  const auto model = toy::model();
  const auto run = model.start(models::defaults(*model.catalogue), 1, 0);
  NoProgress progress;
  Ticker ticker(progress, Task::replicates, 2, nullptr);
  Diary diary;
  const std::array<Observer*, 1> observers{&diary};
  const Course course{{9, 1, 2, 0}, {{1, {{{0, 0, 2, 0}}}}}};
  drive(*run, course, {0, 2}, {}, ticker, observers);
  // The first week costs 1000 × 9 + 100 × 1 + 500, the second 500.
  EXPECT_THAT(diary.lines, ElementsAre("before 0 0", "after 0", "before 1 9600", "after 1"));
  EXPECT_EQ(run->public_cost(), 10'100);
}

TEST(Drive, StopsWhenAskedTo) {
  const auto model = toy::model();
  const auto run = model.start(models::defaults(*model.catalogue), 1, 0);
  const std::atomic<bool> stop{true};
  NoProgress progress;
  Ticker ticker(progress, Task::replicates, 5, &stop);
  EXPECT_THROW(drive(*run, {}, {0, 5}, {}, ticker, {}), Interrupted);
}

}  // namespace
}  // namespace liandong::analysis
