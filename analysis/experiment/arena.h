#pragma once

#include <tbb/global_control.h>
#include <tbb/info.h>
#include <tbb/task_arena.h>

#include <algorithm>
#include <cstddef>
#include <functional>
#include <span>
#include <thread>
#include <vector>

namespace liandong::analysis {

/// Threads that a wish for some stands for: 0 is all cores.
inline unsigned threads_for(unsigned wanted) {
  return wanted > 0 ? wanted : std::max(1u, std::thread::hardware_concurrency());
}

/// Does something with `threads` threads and no more.
template <class Work>
auto in_arena(unsigned threads, Work&& work) {
  const tbb::global_control allow(tbb::global_control::max_allowed_parallelism, threads);
  tbb::task_arena arena(static_cast<int>(threads));
  return arena.execute(std::forward<Work>(work));
}

/// Threads near one node of memory.
struct NodeThreads {
  tbb::numa_node_id node = tbb::task_arena::automatic;
  unsigned threads = 1;
};

/// Divides `threads` over nodes with so many cores each, in proportion to them; nodes that get none are left out.
std::vector<NodeThreads> divide_threads(unsigned threads, std::span<const NodeThreads> cores);
/// The same over the nodes of this machine: a single one if it has one, or does not tell.
std::vector<NodeThreads> divide_threads(unsigned threads);

/// Calls body(worker) once for each of some threads, at the same time: those of a node in an arena of that node, where
/// what they allocate and what they start stays. On a single node they are the current arena's. Throws what a body
/// throws, when all have ended.
void for_each_worker(std::span<const NodeThreads> nodes, const std::function<void(std::size_t worker)>& body);

}  // namespace liandong::analysis
