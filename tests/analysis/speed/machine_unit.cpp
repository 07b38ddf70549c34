#include "analysis/speed/machine.h"

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <thread>

namespace liandong::analysis {
namespace {

TEST(Machine, TellsWhatItRunsOn) {
  const Machine machine = this_machine();
  EXPECT_GE(machine.hardware_threads, 1u);
  EXPECT_GT(machine.memory_bytes, 0u);
  EXPECT_LE(machine.available_bytes, machine.memory_bytes);
}

TEST(Machine, FieldsAreFoundByTheirWholeName) {
  const auto text = "processor\t: 0\nmodel\t\t: 17\nmodel name\t: A Processor\nempty\t:\n";
  EXPECT_EQ(field(text, "model"), "17");
  EXPECT_EQ(field(text, "model name"), "A Processor");
  EXPECT_EQ(field(text, "empty"), "");
  EXPECT_EQ(field(text, "name"), "");
  EXPECT_EQ(field("", "model"), "");
}

TEST(Machine, BusyIsWhatIsNeitherIdleNorWaitingNorCountedTwice) {
  // user nice system idle iowait irq softirq steal guest guest_nice
  EXPECT_DOUBLE_EQ(busy_seconds("cpu  100 20 30 1000 500 1 2 3 90 10\ncpu0 1 1 1 1\n", 100), 1.56);
  EXPECT_DOUBLE_EQ(busy_seconds("cpu  100 20 30", 10), 15);
  EXPECT_DOUBLE_EQ(busy_seconds("", 100), 0);
}

/// Keeps one thread busy.
void work_for(std::chrono::milliseconds time) {
  const auto end = std::chrono::steady_clock::now() + time;
  while (std::chrono::steady_clock::now() < end) continue;
}

TEST(Load, WorkOfOneThreadOfOursIsOurs) {
  const LoadWatch watch;
  work_for(std::chrono::milliseconds(300));
  const Load load = watch.read();
  EXPECT_GE(load.seconds, 0.3);
  EXPECT_GT(load.own_threads, 0.02);  // even on a machine that is busy with much else
  EXPECT_LT(load.own_threads, 1.2);
}

TEST(Load, WorkOfAnotherProcessIsForeign) {
  const pid_t other = fork();
  ASSERT_NE(other, -1);
  if (other == 0) {
    work_for(std::chrono::milliseconds(900));
    _exit(0);
  }
  const LoadWatch watch;
  std::this_thread::sleep_for(std::chrono::milliseconds(600));
  const Load load = watch.read();
  waitpid(other, nullptr, 0);
  // A thread's worth, less what the clock of the system rounds off; more where still others work.
  EXPECT_GT(load.foreign_threads, 0.7);
  EXPECT_TRUE(is_disturbed(load, 2));
}

TEST(Load, SleepIsNoWork) {
  const LoadWatch watch;
  std::this_thread::sleep_for(std::chrono::milliseconds(100));
  EXPECT_LT(watch.read().own_threads, 0.2);
}

TEST(Load, DisturbsFromATenthOfAThreadAndAFiftiethOfTheMachineOn) {
  EXPECT_FALSE(is_disturbed({1, 2, 0.09}, 2));
  EXPECT_TRUE(is_disturbed({1, 2, 0.11}, 2));
  EXPECT_FALSE(is_disturbed({1, 128, 2.5}, 128));
  EXPECT_TRUE(is_disturbed({1, 128, 2.6}, 128));
  EXPECT_FALSE(is_disturbed({0.1, 1, 2}, 2)) << "too short for the clock of the system";
}

}  // namespace
}  // namespace liandong::analysis
