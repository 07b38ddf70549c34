#pragma once

#include <benchmark/benchmark.h>
#include <tbb/task_arena.h>

#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <string>

#include "analysis/scenario/scenario.h"
#include "analysis/scenario/study.h"
#include "models/governance/model.h"
#include "models/governance/simulation.h"

/// What the benchmarks of the model share: the default study's city.
namespace liandong::bench {

/// The default study, in as many communities as LIANDONG_COMMUNITIES says, if it says anything.
inline analysis::Study two_paths() {
  analysis::Overrides overrides;
  if (const char* communities = std::getenv("LIANDONG_COMMUNITIES"))
    overrides.set.emplace_back("place.communities", communities);
  return analysis::load_study(std::filesystem::path(LIANDONG_SOURCE_DIR) / "scenarios/studies/two-paths.toml",
                              {governance::model().catalogue}, overrides);
}

/// The city sixty weeks on, when queues, cases and teams have filled; built once.
inline const governance::Simulation& burnt_in() {
  static const governance::Simulation simulation = [] {
    const analysis::Study study = two_paths();
    governance::Simulation s(governance::setting_of(study.values), governance::levers_of(study.burn_in()), study.seed,
                             0);
    while (s.week() < 60) s.step(sim::Execution{sim::Order::forward, true});
    s.set_levers(governance::levers_of(study.arms.front().stages.front().levers));
    return s;
  }();
  return simulation;
}

/// Threads of a run with or without parallel phases.
inline double threads(bool parallel) { return parallel ? tbb::this_task_arena::max_concurrency() : 1; }

/// What every benchmark of the model shows: residents handled each second, bytes of each, threads.
inline void count_agents(benchmark::State& state, double residents, std::size_t bytes, double updates_of_each,
                         bool parallel) {
  state.counters["agent_updates"] =
      benchmark::Counter(residents * updates_of_each, benchmark::Counter::kIsIterationInvariantRate);
  state.counters["bytes_per_agent"] = static_cast<double>(bytes) / residents;
  state.counters["threads"] = threads(parallel);
}

/// Updates of one resident by one week or phase.
inline void count_updates(benchmark::State& state, const governance::Simulation& simulation, double weeks,
                          bool parallel) {
  count_agents(state, static_cast<double>(simulation.residents()), simulation.bytes(), weeks, parallel);
}

/// A file that goes away with the object.
class TemporaryFile {
 public:
  explicit TemporaryFile(const std::string& name)
      : path_(std::filesystem::temp_directory_path() / ("liandong-bench-" + name)) {}
  ~TemporaryFile() { std::filesystem::remove(path_); }
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

}  // namespace liandong::bench
