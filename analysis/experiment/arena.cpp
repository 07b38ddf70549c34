#include "analysis/experiment/arena.h"

#include <tbb/parallel_for.h>
#include <tbb/task_group.h>

#include <exception>
#include <memory>

namespace liandong::analysis {

std::vector<NodeThreads> divide_threads(unsigned threads, std::span<const NodeThreads> cores) {
  std::vector<NodeThreads> shares;
  unsigned cores_left = 0;
  for (const NodeThreads& node : cores) cores_left += node.threads;
  for (const NodeThreads& node : cores) {
    // Halves go up, so that what is left always has room in the nodes that are left.
    const unsigned share = cores_left > 0 ? (2 * threads * node.threads + cores_left) / (2 * cores_left) : threads;
    if (share > 0) shares.push_back({node.node, share});
    threads -= share;
    cores_left -= node.threads;
  }
  return shares;
}

std::vector<NodeThreads> divide_threads(unsigned threads) {
#ifdef LIANDONG_ONE_NODE
  return {{.threads = threads}};
#else
  std::vector<NodeThreads> cores;
  for (const tbb::numa_node_id node : tbb::info::numa_nodes())
    cores.push_back({node, static_cast<unsigned>(std::max(1, tbb::info::default_concurrency(node)))});
  return divide_threads(threads, cores);
#endif
}

void for_each_worker(std::span<const NodeThreads> nodes, const std::function<void(std::size_t worker)>& body) {
  const auto run = [&body](std::size_t first, unsigned threads) {
    tbb::parallel_for(first, first + threads, body, tbb::simple_partitioner{});
  };
  if (nodes.size() == 1) return run(0, nodes.front().threads);
  struct Node {
    tbb::task_arena arena;
    tbb::task_group group;
  };
  std::vector<std::unique_ptr<Node>> begun;
  std::size_t first = 0;
  for (const NodeThreads& share : nodes) {
    auto& node = *begun.emplace_back(std::make_unique<Node>());
    const auto place =
        tbb::task_arena::constraints().set_numa_id(share.node).set_max_concurrency(static_cast<int>(share.threads));
    node.arena.initialize(place, 0);
    node.arena.enqueue(node.group.defer([&run, first, threads = share.threads] { run(first, threads); }));
    first += share.threads;
  }
  std::exception_ptr failure;
  for (const auto& node : begun) try {
      node->arena.execute([&] { node->group.wait(); });
    } catch (...) {
      if (!failure) failure = std::current_exception();
    }
  if (failure) std::rethrow_exception(failure);
}

}  // namespace liandong::analysis
