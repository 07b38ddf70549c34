// Paired inference, as a contrast of all indicators needs it.
#include "analysis/inference/statistics.h"

#include <benchmark/benchmark.h>

#include <vector>

#include "sim/chance/draw.h"

namespace liandong::analysis {
namespace {

constexpr std::size_t replicates = 30, indicators = 72;

enum class Purpose : std::uint16_t { figure = 1 };

/// [indicators][replicates] figures in steps of 2^-16, so that adding one is exact.
std::vector<std::vector<double>> figures(std::uint64_t seed) {
  const sim::Chance chance(seed, 0);
  std::vector<std::vector<double>> result(indicators, std::vector<double>(replicates));
  for (std::uint32_t i = 0; i < indicators; ++i)
    for (std::uint32_t r = 0; r < replicates; ++r) result[i][r] = (chance.word(r, Purpose::figure, i) >> 16) / 65536.0;
  return result;
}

void paired(benchmark::State& state) {
  const auto a = figures(1), b = figures(2);
  auto shifted = a[0];
  for (double& value : shifted) value += 1;
  const Effect known = paired_effect(shifted, a[0], 0.95);
  if (known.delta != 1 || known.low != 1 || known.high != 1 || known.p != 0 || known.agree != 1) {
    state.SkipWithError("a shift by one is not found to be one");
    return;
  }
  for (auto _ : state) {
    std::vector<double> p;
    for (std::size_t i = 0; i < indicators; ++i) p.push_back(paired_effect(a[i], b[i], 0.95).p);
    benchmark::DoNotOptimize(adjusted_by_holm(p));
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(indicators));
  state.counters["threads"] = 1;
}
BENCHMARK(paired)->Unit(benchmark::kMicrosecond);

void path(benchmark::State& state) {
  constexpr std::size_t weeks = 520;
  Array<float> weekly({replicates, weeks, 1});
  const sim::Chance chance(3, 0);
  for (std::size_t i = 0; i < weekly.values.size(); ++i)
    weekly.values[i] = static_cast<float>(chance.word(0, Purpose::figure, static_cast<std::uint32_t>(i)) >> 16);
  const Path none = mean_difference_path(weekly, weekly, 0, 0.95);
  for (const double delta : none.mean)
    if (delta != 0) {
      state.SkipWithError("equal runs differ");
      return;
    }
  for (auto _ : state) benchmark::DoNotOptimize(mean_path(weekly, 0, 0.95));
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(weekly.values.size()));
  state.counters["threads"] = 1;
}
BENCHMARK(path)->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace liandong::analysis
