// Each phase of the week, in a city of twelve communities after sixty weeks.
#include <chrono>
#include <stdexcept>
#include <string>

#include "bench/city.h"
#include "models/governance/week/week.h"
#include "models/governance/world/world.h"
#include "sim/phase.h"
#include "sim/store/hash.h"

namespace liandong::bench {
namespace {

using governance::Simulation;
using WeekPlan = sim::Plan<governance::World>;

constexpr int timed_weeks = 26;

/// Empty if the phases do what a step does, write what they declare, and leave every ledger balanced.
std::string defect() {
  try {
    Simulation audited = burnt_in(), stepped = burnt_in();
    const sim::Execution execution;
    WeekPlan({governance::phases().begin(), governance::phases().end()}).audit(audited.world(), execution);
    stepped.step(execution);
    if (audited.state_hash() != stepped.state_hash()) return "the phases one by one are not a week";
    const auto& w = stepped.world();
    for (const auto* ledger : {&w.money, &w.minutes, &w.case_count}) ledger->check(stepped.week());
    return "";
  } catch (const std::runtime_error& error) {
    return error.what();
  }
}

/// Whole weeks pass; the clock runs in one phase only.
void phase(benchmark::State& state, std::size_t timed) {
  static const std::string wrong = defect();
  if (!wrong.empty()) {
    state.SkipWithError(wrong.c_str());
    return;
  }
  const bool parallel = state.range(0) != 0;
  const sim::Execution execution{sim::Order::forward, parallel};
  const auto phases = governance::phases();
  Simulation city = burnt_in();
  for (auto _ : state)
    for (std::size_t i = 0; i < phases.size(); ++i) {
      const auto start = std::chrono::steady_clock::now();
      phases[i].run(city.world(), execution);
      const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - start;
      if (i == timed) state.SetIterationTime(taken.count());
    }
  count_updates(state, city, 1, parallel);
}

/// All phases: a week.
void week(benchmark::State& state) {
  const bool parallel = state.range(0) != 0;
  Simulation city = burnt_in();
  for (auto _ : state) city.step(sim::Execution{sim::Order::forward, parallel});
  count_updates(state, city, 1, parallel);
}
BENCHMARK(week)
    ->ArgName("parallel")
    ->Arg(0)
    ->Arg(1)
    ->Iterations(timed_weeks)
    ->UseRealTime()
    ->Unit(benchmark::kMillisecond);

const bool registered = [] {
  const auto phases = governance::phases();
  for (std::size_t i = 0; i < phases.size(); ++i)
    benchmark::RegisterBenchmark(("phase/" + phases[i].name).c_str(), [i](benchmark::State& state) { phase(state, i); })
        ->ArgName("parallel")
        ->Arg(0)
        ->Arg(1)
        ->Iterations(timed_weeks)
        ->UseManualTime()
        ->Unit(benchmark::kMillisecond);
  return true;
}();

}  // namespace
}  // namespace liandong::bench
