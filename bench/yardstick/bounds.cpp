#include <algorithm>
#include <atomic>
#include <bit>
#include <chrono>
#include <functional>
#include <thread>
#include <vector>

#include "bench/yardstick.h"

namespace liandong::yardstick {
namespace {

/// Seconds until all threads have done work(thread), the best of a few times.
double best_seconds(unsigned threads, const std::function<void(unsigned)>& work) {
  double best = 1e300;
  for (int turn = 0; turn < 4; ++turn) {
    const auto start = std::chrono::steady_clock::now();
    {
      std::vector<std::jthread> team;
      for (unsigned t = 1; t < threads; ++t) team.emplace_back(work, t);
      work(0);
    }
    best = std::min(best, std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
  }
  return best;
}

std::atomic<std::uint64_t> result_that_is_kept;

std::uint64_t sum_of(const std::uint64_t* values, std::size_t n) {
  std::uint64_t sums[16] = {};
  for (std::size_t i = 0; i + 16 <= n; i += 16)
    for (std::size_t k = 0; k < 16; ++k) sums[k] += values[i + k];
  std::uint64_t sum = 0;
  for (const std::uint64_t s : sums) sum += s;
  return sum;
}

}  // namespace

double read_bandwidth(unsigned threads) {
  constexpr std::size_t words_each = std::size_t{256} << 17;  // 256 MiB
  std::vector<std::vector<std::uint64_t>> arrays(threads);
  const auto fill = [&](unsigned t) { arrays[t].assign(words_each, t + 1); };  // by the thread that will read it
  best_seconds(threads, fill);
  const double seconds =
      best_seconds(threads, [&](unsigned t) { result_that_is_kept += sum_of(arrays[t].data(), arrays[t].size()); });
  return static_cast<double>(threads) * words_each * 8 / seconds;
}

double gather_rate(unsigned threads, std::size_t table_bytes) {
  constexpr std::size_t look_ups = 1 << 14, rounds = 256;
  const std::size_t entries = std::bit_floor(std::max<std::size_t>(table_bytes / 4, 2));
  std::vector<std::uint32_t> table(entries, 1), at(look_ups);
  std::uint64_t state = 1;
  for (std::uint32_t& index : at) {
    state = state * 6364136223846793005u + 1442695040888963407u;
    index = static_cast<std::uint32_t>(state >> 33);
  }
  const double seconds = best_seconds(threads, [&](unsigned t) {
    std::uint64_t sum = 0;
    for (std::size_t round = 0; round < rounds; ++round) {
      // Another place for each round and thread, so that no round finds what the last has fetched.
      const auto salt = static_cast<std::uint32_t>((round * threads + t) * 0x9E3779B1u);
      for (const std::uint32_t index : at) sum += table[(index ^ salt) & (entries - 1)];
    }
    result_that_is_kept += sum;
  });
  return static_cast<double>(threads) * look_ups * rounds / seconds;
}

}  // namespace liandong::yardstick
