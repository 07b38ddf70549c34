// Threads go to the nodes of a machine's memory in proportion to their cores.
#include "analysis/experiment/arena.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <tbb/parallel_for.h>

#include <atomic>
#include <stdexcept>

namespace liandong::analysis {
namespace {

using ::testing::ElementsAre;

std::vector<unsigned> divided(unsigned threads, const std::vector<unsigned>& cores) {
  std::vector<NodeThreads> nodes;
  for (const unsigned n : cores) nodes.push_back({static_cast<tbb::numa_node_id>(nodes.size()), n});
  std::vector<unsigned> by_node(cores.size(), 0);
  for (const NodeThreads& share : divide_threads(threads, nodes))
    by_node[static_cast<std::size_t>(share.node)] = share.threads;
  return by_node;
}

TEST(DivideThreads, GivesEachNodeItsPartByCores) {
  EXPECT_THAT(divided(128, {64, 64}), ElementsAre(64, 64));
  EXPECT_THAT(divided(48, {32, 16}), ElementsAre(32, 16));
  EXPECT_THAT(divided(24, {32, 16}), ElementsAre(16, 8));
  EXPECT_THAT(divided(5, {8, 8}), ElementsAre(3, 2));
  EXPECT_THAT(divided(1, {8, 8, 8}), ElementsAre(0, 1, 0)) << "nodes without a thread are left out";
  EXPECT_THAT(divided(7, {1, 2, 4}), ElementsAre(1, 2, 4));
  EXPECT_THAT(divided(2, {2}), ElementsAre(2));
}

TEST(DivideThreads, LosesNoneAndGivesNoNodeMoreThanItsPartRoundedUp) {
  for (unsigned threads = 1; threads < 70; ++threads) {
    const std::vector<unsigned> cores = {12, 20, 4, 28}, shares = divided(threads, cores);
    unsigned sum = 0;
    for (std::size_t node = 0; node < cores.size(); ++node) {
      sum += shares[node];
      EXPECT_NEAR(shares[node], threads * cores[node] / 64.0, 1.0) << threads << " threads, node " << node;
    }
    EXPECT_EQ(sum, threads);
  }
}

TEST(ForEachWorker, CallsEveryWorkerOnceOnOneNodeAndOnSeveral) {
  const NodeThreads some{.threads = 3}, more{.threads = 2};
  for (const std::vector<NodeThreads>& nodes : {std::vector{some}, std::vector{some, more}, std::vector{more, more}}) {
    std::vector<std::atomic<int>> calls(nodes.size() == 1 ? 3 : some.threads + more.threads);
    const std::size_t workers = nodes.front().threads + (nodes.size() > 1 ? nodes.back().threads : 0);
    in_arena(4, [&] {
      for_each_worker(nodes, [&](std::size_t worker) {
        tbb::parallel_for(0, 10, [&](int) { std::atomic_thread_fence(std::memory_order_relaxed); });
        ++calls[worker];
      });
    });
    for (std::size_t worker = 0; worker < calls.size(); ++worker) EXPECT_EQ(calls[worker], worker < workers ? 1 : 0);
  }
}

TEST(ForEachWorker, PassesOnWhatAWorkerThrowsAndWaitsForTheOthers) {
  const std::vector<NodeThreads> nodes = {{.threads = 1}, {.threads = 1}};
  std::atomic<int> ended = 0;
  const auto body = [&](std::size_t worker) {
    if (worker == 0) throw std::runtime_error("no more");
    ++ended;
  };
  EXPECT_THROW(in_arena(2, [&] { for_each_worker(nodes, body); }), std::runtime_error);
  EXPECT_EQ(ended, 1);
}

}  // namespace
}  // namespace liandong::analysis
