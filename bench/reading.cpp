// What growth of a place must cost: once a week the state comes from where it lies, the nearer the smaller the place.
#include <cstring>

#include "bench/city.h"
#include "models/governance/world/world.h"
#include "sim/tables/column.h"

namespace liandong::bench {
namespace {

constexpr std::size_t line_bytes = 64;

/// One word of every line of the state, summed a community's share of all columns after another's.
std::uint64_t read_state(std::span<const sim::ColumnView> columns, std::size_t communities) {
  std::uint64_t sum = 0;
  for (std::size_t c = 0; c < communities; ++c)
    for (const sim::ColumnView& column : columns) {
      const std::size_t lines = column.bytes.size() / line_bytes;
      for (std::size_t line = lines * c / communities; line < lines * (c + 1) / communities; ++line) {
        std::uint64_t word;
        std::memcpy(&word, column.bytes.data() + line * line_bytes, sizeof word);
        sum += word;
      }
    }
  return sum;
}

void reading(benchmark::State& state) {
  const auto communities = static_cast<std::size_t>(state.range(0));
  const analysis::Study study = two_paths();
  governance::Setting setting = governance::setting_of(study.values);
  setting.place.communities = static_cast<double>(communities);
  governance::Simulation city(setting, governance::levers_of(study.burn_in()), study.seed, 0);
  for (int week = 0; week < 4; ++week) city.step(sim::Execution{sim::Order::forward, true});
  const auto columns = sim::column_views(city.world());
  if (read_state(columns, communities) != read_state(columns, 1))
    state.SkipWithError("in another order another part of the state is read");
  for (auto _ : state) benchmark::DoNotOptimize(read_state(columns, communities));
  count_updates(state, city, 1, false);
}
BENCHMARK(reading)->Arg(1)->Arg(4)->Arg(64)->ArgName("communities")->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace liandong::bench
