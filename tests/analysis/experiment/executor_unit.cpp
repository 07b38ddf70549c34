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
    changed.changes.push_back({10, {9, 1, 5, 0}});
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
  const Course course{{9, 1, 2, 0}, {{1, {0, 0, 2, 0}}}};
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
