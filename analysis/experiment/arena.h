#pragma once

#include <tbb/global_control.h>
#include <tbb/task_arena.h>

#include <algorithm>
#include <thread>

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

}  // namespace liandong::analysis
