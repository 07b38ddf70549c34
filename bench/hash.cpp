#include "sim/store/hash.h"

#include <benchmark/benchmark.h>

#include <cstdint>
#include <vector>

namespace liandong::sim {
namespace {

/// Digest of a state of that many bytes: what a contract test pays each time it looks.
void digest(benchmark::State& state) {
  std::vector<std::uint64_t> column(static_cast<std::size_t>(state.range(0)) / sizeof(std::uint64_t));
  for (std::size_t i = 0; i < column.size(); ++i) column[i] = i * 0x9e3779b97f4a7c15ull;
  const auto whole = Hasher().bytes(column_bytes(column)).digest();
  column.back() ^= 1;
  if (Hasher().bytes(column_bytes(column)).digest() == whole)
    state.SkipWithError("one bit changed and the digest did not");
  for (auto _ : state) benchmark::DoNotOptimize(Hasher().bytes(column_bytes(column)).digest());
  state.SetBytesProcessed(state.iterations() * state.range(0));
  state.counters["threads"] = 1;
}
BENCHMARK(digest)->Arg(1 << 14)->Arg(1 << 26);

}  // namespace
}  // namespace liandong::sim
