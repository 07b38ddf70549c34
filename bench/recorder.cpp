// What a run records each week, and the file it goes into.
#include "sim/store/recorder.h"

#include <cstring>
#include <vector>

#include "bench/city.h"
#include "sim/store/hdf5.h"

namespace liandong::bench {
namespace {

constexpr std::size_t communities = 12, weeks = 520;

/// A panel of twelve communities, ten years long.
sim::Recorder ten_years() {
  sim::Recorder recorder;
  const auto panel = recorder.declare_panel("value", std::vector<std::string>(communities, "c"), "1", "a value");
  std::vector<double> row(communities);
  for (std::size_t week = 0; week < weeks; ++week) {
    row[week % communities] += 0.25;
    recorder.append(panel, row);
  }
  return recorder;
}

/// Items are values.
void recorder_append(benchmark::State& state) {
  if (ten_years()["value"].steps() != weeks) {
    state.SkipWithError("a week is lost");
    return;
  }
  for (auto _ : state) benchmark::DoNotOptimize(ten_years());
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(communities * weeks));
  state.counters["threads"] = 1;
}
BENCHMARK(recorder_append)->Unit(benchmark::kMicrosecond);

void write_to(const std::filesystem::path& file, const sim::Recorder& recorder) {
  sim::hdf5::Writer writer(file);
  recorder.write(writer.root().create_group("arm"));
  writer.commit();
}

void recorder_write(benchmark::State& state) {
  const TemporaryFile file("recorder.h5");
  const auto recorder = ten_years();
  write_to(file.path(), recorder);
  if (sim::Recorder::read(sim::hdf5::Reader(file.path()).root().group("arm"))["value"].values !=
      recorder["value"].values) {
    state.SkipWithError("the file does not give the values back");
    return;
  }
  for (auto _ : state) write_to(file.path(), recorder);
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(communities * weeks));
  state.counters["bytes_per_value"] =
      static_cast<double>(std::filesystem::file_size(file.path())) / static_cast<double>(communities * weeks);
  state.counters["threads"] = 1;
}
BENCHMARK(recorder_write)->Unit(benchmark::kMicrosecond);

/// Bit by bit, as an indicator of what did not happen is not a number.
bool same(const std::vector<double>& a, const std::vector<double>& b) {
  return a.size() == b.size() && std::memcmp(a.data(), b.data(), a.size() * sizeof(double)) == 0;
}

/// The indicators of the whole place, as every week records them; what they are made of is a phase of its own.
void indicators_of_place(benchmark::State& state) {
  if (!same(burnt_in().place_indicators(), governance::Simulation(burnt_in()).place_indicators())) {
    state.SkipWithError("a copy has other indicators");
    return;
  }
  for (auto _ : state) benchmark::DoNotOptimize(burnt_in().place_indicators());
  state.counters["threads"] = 1;
}
BENCHMARK(indicators_of_place)->Unit(benchmark::kMicrosecond);

/// The indicators of every community, as every quarter records them.
void indicators_of_communities(benchmark::State& state) {
  const governance::Simulation copy(burnt_in());
  for (std::uint32_t c = 0; c < copy.communities(); ++c)
    if (!same(burnt_in().community_indicators(c), copy.community_indicators(c))) {
      state.SkipWithError("a copy has other indicators");
      return;
    }
  for (auto _ : state)
    for (std::uint32_t c = 0; c < copy.communities(); ++c) benchmark::DoNotOptimize(copy.community_indicators(c));
  state.counters["threads"] = 1;
}
BENCHMARK(indicators_of_communities)->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace liandong::bench
