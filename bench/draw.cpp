#include "sim/chance/draw.h"

#include <benchmark/benchmark.h>

#include <cstdint>
#include <vector>

namespace liandong::sim {
namespace {

enum class Purpose : std::uint16_t { measured = 7 };

/// Words for every row of a table at once, as phases draw them.
void fill(benchmark::State& state) {
  const Chance chance(1, 0);
  std::vector<std::uint32_t> words(static_cast<std::size_t>(state.range(0)));
  chance.fill(std::span(words), 3, Purpose::measured, 0);
  for (std::uint32_t id = 0; id < words.size(); ++id)
    if (words[id] != chance.filled_word(3, Purpose::measured, id)) {
      state.SkipWithError("fill and filled_word differ");
      return;
    }
  std::uint32_t week = 0;
  for (auto _ : state) {
    chance.fill(std::span(words), week++, Purpose::measured, 0);
    benchmark::DoNotOptimize(words.data());
    benchmark::ClobberMemory();
  }
  state.SetItemsProcessed(state.iterations() * state.range(0));
  state.counters["threads"] = 1;
}
BENCHMARK(fill)->Arg(4096)->Arg(94'000);

/// One word for one agent, as rare events draw them.
void single_word(benchmark::State& state) {
  const Chance chance(1, 0);
  if (chance.word(3, Purpose::measured, 5) != Chance(1, 0).four(3, Purpose::measured, 5)[0])
    state.SkipWithError("a draw depends on more than what it is for");
  std::uint32_t id = 0;
  for (auto _ : state) benchmark::DoNotOptimize(chance.word(3, Purpose::measured, id++));
  state.SetItemsProcessed(state.iterations());
  state.counters["threads"] = 1;
}
BENCHMARK(single_word);

}  // namespace
}  // namespace liandong::sim
