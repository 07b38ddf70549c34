#include "sim/graph/layer.h"

#include <benchmark/benchmark.h>

#include <cstdint>
#include <vector>

#include "sim/chance/draw.h"

namespace liandong::sim {
namespace {

enum class Purpose : std::uint16_t { neighbour = 1 };

/// Four ties a row, most of them to rows close by, as neighbours in a building are.
std::vector<Tie> neighbourhood(std::uint32_t rows) {
  const Chance chance(1, 0);
  std::vector<Tie> ties;
  ties.reserve(std::size_t{4} * rows);
  for (std::uint32_t row = 0; row < rows; ++row) {
    const Draw4 words = chance.four(0, Purpose::neighbour, row);
    for (std::uint32_t k = 0; k < 4; ++k) {
      const std::uint32_t reach = k < 3 ? 60u : rows;
      ties.push_back({row, (row + 1 + below(words[k], reach - 1)) % rows});
    }
  }
  return ties;
}

void build(benchmark::State& state) {
  const auto rows = static_cast<std::uint32_t>(state.range(0));
  const auto ties = neighbourhood(rows);
  const Layer once = Layer::from_ties(rows, rows, ties, true);
  for (const Tie& tie : ties)
    if (once.find(tie.from, tie.to) == Layer::no_arc || once.find(tie.to, tie.from) == Layer::no_arc) {
      state.SkipWithError("a tie is lost");
      return;
    }
  for (auto _ : state) benchmark::DoNotOptimize(Layer::from_ties(rows, rows, ties, true));
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(once.arcs()));
  state.counters["threads"] = 1;
}
BENCHMARK(build)->Arg(94'000)->Unit(benchmark::kMillisecond);

/// Mean of what the neighbours hold, for every row: the inner loop of most social mechanisms. Items are arcs.
void gather(benchmark::State& state) {
  const auto rows = static_cast<std::uint32_t>(state.range(0));
  const Layer layer = Layer::from_ties(rows, rows, neighbourhood(rows), true);
  std::vector<float> held(rows, 0.25f), mean(rows);
  const auto pass = [&] {
    for (std::uint32_t row = 0; row < rows; ++row) {
      float sum = 0;
      for (const std::uint32_t other : layer.neighbours(row)) sum += held[other];
      mean[row] = sum / static_cast<float>(layer.degree(row));
    }
  };
  pass();
  // Every row has at least its own four ties but those that repeat, and sums of 0.25 are exact: the mean must be too.
  if (mean != held) {
    state.SkipWithError("the mean of equal values is another value");
    return;
  }
  for (auto _ : state) {
    pass();
    benchmark::DoNotOptimize(mean.data());
    benchmark::ClobberMemory();
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(layer.arcs()));
  state.counters["threads"] = 1;
}
BENCHMARK(gather)->Arg(94'000)->Arg(2'000'000)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace liandong::sim
