#pragma once

#include <cstddef>
#include <cstdint>

/// The reference workload written by hand, without the engine: what a specialist gets out of the machine in some
/// hundred lines that serve nothing else. The engine is measured against it in the same run.
namespace liandong::yardstick {

struct Figures {
  double updates_per_second;  ///< residents × ticks / seconds, set-up excluded
  double build_seconds;
  std::uint64_t active;  ///< residents who take part in the end
  double trust_sum;      ///< in the order of the residents
};

/// Builds the town of `residents` >= 2 that the engine builds from Chance(seed, 0), and runs it. The same draws give
/// the same town and the same end to the last bit. `threads` >= 1.
Figures run(std::uint32_t residents, std::uint32_t ticks, unsigned threads, std::uint64_t seed);

/// Bytes a second that the threads read from memory together: sums over an array too large for any cache.
double read_bandwidth(unsigned threads);

/// Random look-ups of four bytes a second, all threads together, in a table of about `table_bytes` that they share.
double gather_rate(unsigned threads, std::size_t table_bytes);

}  // namespace liandong::yardstick
