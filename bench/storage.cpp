// The whole state to a file and back, and what a run records.
#include <cstring>
#include <vector>

#include "bench/city.h"
#include "models/governance/world.h"
#include "sim/hdf5.h"
#include "sim/recorder.h"
#include "sim/snapshot.h"

namespace liandong::bench {
namespace {

void snapshot_write(benchmark::State& state) {
  const TemporaryFile file("write.h5");
  for (auto _ : state) sim::write_snapshot(burnt_in().world(), file.path());
  governance::Simulation back = burnt_in();
  back.step();
  sim::read_snapshot(back.world(), file.path());
  if (back.state_hash() != burnt_in().state_hash()) state.SkipWithError("the file does not give the state back");
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(burnt_in().bytes()));
}
BENCHMARK(snapshot_write)->Unit(benchmark::kMillisecond);

void snapshot_read(benchmark::State& state) {
  const TemporaryFile file("read.h5");
  sim::write_snapshot(burnt_in().world(), file.path());
  governance::Simulation back = burnt_in();
  back.step();
  sim::read_snapshot(back.world(), file.path());
  if (back.state_hash() != burnt_in().state_hash()) {
    state.SkipWithError("the file does not give the state back");
    return;
  }
  for (auto _ : state) sim::read_snapshot(back.world(), file.path());
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(burnt_in().bytes()));
}
BENCHMARK(snapshot_read)->Unit(benchmark::kMillisecond);

/// A panel of twelve communities, ten years long; items are values.
void recorder_append(benchmark::State& state) {
  constexpr std::size_t communities = 12, weeks = 520;
  const std::vector<double> row(communities, 0.25);
  const auto record = [&] {
    sim::Recorder recorder;
    const auto panel = recorder.declare_panel("value", std::vector<std::string>(communities, "c"), "1", "a value");
    for (std::size_t week = 0; week < weeks; ++week) recorder.append(panel, row);
    return recorder;
  };
  if (record()["value"].steps() != weeks) {
    state.SkipWithError("a week is lost");
    return;
  }
  for (auto _ : state) benchmark::DoNotOptimize(record());
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(communities * weeks));
}
BENCHMARK(recorder_append)->Unit(benchmark::kMicrosecond);

void indicators(benchmark::State& state) {
  // Bit by bit, as an indicator of what did not happen is not a number.
  const auto once = burnt_in().place_indicators(), again = governance::Simulation(burnt_in()).place_indicators();
  if (once.size() != again.size() || std::memcmp(once.data(), again.data(), once.size() * sizeof(double)) != 0) {
    state.SkipWithError("a copy has other indicators");
    return;
  }
  for (auto _ : state) benchmark::DoNotOptimize(burnt_in().place_indicators());
}
BENCHMARK(indicators)->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace liandong::bench
