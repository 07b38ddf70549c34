#include "models/reference/participation.h"

#include <benchmark/benchmark.h>
#include <tbb/global_control.h>

#include <bit>
#include <cstdint>
#include <thread>

#include "bench/yardstick.h"

namespace liandong::reference::participation {
namespace {

constexpr std::uint64_t seed = 1;
constexpr std::uint32_t checked_ticks = 5;

std::size_t threads_of(const benchmark::State& state) {
  return state.range(1) == 1 ? std::size_t{1} : std::thread::hardware_concurrency();
}

/// Whether `town` after its ticks is what the hand-written code, which shares no code with it, ends with.
bool equals_yardstick(const Town& town) {
  std::uint64_t active = 0;
  double trust = 0.0;
  for (const std::uint64_t word : town.active.words()) active += static_cast<std::uint64_t>(std::popcount(word));
  for (const float value : town.trust.values()) trust += static_cast<double>(value);
  const auto expected = yardstick::run(town.residents(), town.tick, std::thread::hardware_concurrency(), seed);
  return active == expected.active && trust == expected.trust_sum;
}

/// Ticks of the engine. Arguments: residents; 1 for one thread, 0 for all.
void step(benchmark::State& state) {
  const std::size_t threads = threads_of(state);
  const tbb::global_control limit(tbb::global_control::max_allowed_parallelism, threads);
  const sim::Execution execution{sim::Order::forward, threads > 1};
  Town running = town(static_cast<std::uint32_t>(state.range(0)), sim::Chance(seed, 0), {sim::Order::forward, true});
  for (std::uint32_t tick = 0; tick < checked_ticks; ++tick) step(running, execution);
  if (!equals_yardstick(running)) {
    state.SkipWithError("the engine and the hand-written code end differently");
    return;
  }
  for (auto _ : state) step(running, execution);
  state.counters["agent_updates"] =
      benchmark::Counter(static_cast<double>(state.iterations() * state.range(0)), benchmark::Counter::kIsRate);
  state.counters["bytes_per_agent"] = static_cast<double>(bytes(running)) / static_cast<double>(state.range(0));
  state.counters["threads"] = static_cast<double>(threads);
}
BENCHMARK(step)
    ->ArgNames({"residents", "all"})
    ->ArgsProduct({{100'000, 1'000'000, 10'000'000}, {1, 0}})
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();

/// The same by hand.
void handwritten(benchmark::State& state) {
  const auto residents = static_cast<std::uint32_t>(state.range(0));
  const auto ticks = 100'000'000 / residents;
  double updates_per_second = 0.0;
  for (auto _ : state) {
    const auto figures = yardstick::run(residents, ticks, static_cast<unsigned>(threads_of(state)), seed);
    updates_per_second = figures.updates_per_second;
    state.SetIterationTime(static_cast<double>(residents) * ticks / updates_per_second);
  }
  state.counters["agent_updates"] = updates_per_second;
  state.counters["threads"] = static_cast<double>(threads_of(state));
}
BENCHMARK(handwritten)
    ->ArgNames({"residents", "all"})
    ->ArgsProduct({{100'000, 1'000'000, 10'000'000}, {1, 0}})
    ->Unit(benchmark::kMillisecond)
    ->UseManualTime()
    ->Iterations(1);

/// Building a town, all threads.
void build(benchmark::State& state) {
  const auto residents = static_cast<std::uint32_t>(state.range(0));
  if (sim::state_hash(town(20'000, sim::Chance(seed, 0))) !=
      sim::state_hash(town(20'000, sim::Chance(seed, 0), {sim::Order::backward, true}))) {
    state.SkipWithError("a town depends on who draws it");
    return;
  }
  for (auto _ : state) benchmark::DoNotOptimize(town(residents, sim::Chance(seed, 0), {sim::Order::forward, true}));
  state.counters["agents"] =
      benchmark::Counter(static_cast<double>(state.iterations() * state.range(0)), benchmark::Counter::kIsRate);
}
BENCHMARK(build)->Arg(1'000'000)->Unit(benchmark::kMillisecond)->UseRealTime();

}  // namespace
}  // namespace liandong::reference::participation
