// The whole state to a file and back.
#include "sim/store/snapshot.h"

#include "bench/city.h"
#include "models/governance/world/world.h"

namespace liandong::bench {
namespace {

/// Another state, read back from `file`; whether it became the one that was written.
bool gives_the_state_back(governance::Simulation& other, const std::filesystem::path& file) {
  sim::read_snapshot(other.world(), file);
  return other.state_hash() == burnt_in().state_hash();
}

governance::Simulation a_week_later() {
  governance::Simulation other = burnt_in();
  other.step();
  return other;
}

void count_state(benchmark::State& state) {
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(burnt_in().bytes()));
  count_updates(state, burnt_in(), 1, false);
}

void snapshot_write(benchmark::State& state) {
  const TemporaryFile file("write.h5");
  sim::write_snapshot(burnt_in().world(), file.path());
  governance::Simulation other = a_week_later();
  if (!gives_the_state_back(other, file.path())) {
    state.SkipWithError("the file does not give the state back");
    return;
  }
  for (auto _ : state) sim::write_snapshot(burnt_in().world(), file.path());
  state.counters["file_bytes_per_agent"] =
      static_cast<double>(std::filesystem::file_size(file.path())) / static_cast<double>(burnt_in().residents());
  count_state(state);
}
BENCHMARK(snapshot_write)->Unit(benchmark::kMillisecond);

void snapshot_read(benchmark::State& state) {
  const TemporaryFile file("read.h5");
  sim::write_snapshot(burnt_in().world(), file.path());
  governance::Simulation other = a_week_later();
  if (!gives_the_state_back(other, file.path())) {
    state.SkipWithError("the file does not give the state back");
    return;
  }
  for (auto _ : state) sim::read_snapshot(other.world(), file.path());
  count_state(state);
}
BENCHMARK(snapshot_read)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace liandong::bench
