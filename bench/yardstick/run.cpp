#include <Random123/philox.h>

#include <algorithm>
#include <atomic>
#include <barrier>
#include <bit>
#include <chrono>
#include <memory>
#include <thread>

#include "bench/yardstick.h"
#include "bench/yardstick/block.h"
#include "sim/chance/draw.h"

namespace liandong::yardstick {
namespace {

struct State {
  std::vector<float> trust;
  std::vector<std::uint64_t> bits, next;
};

State begin(std::uint32_t residents, std::uint64_t seed) {
  const sim::Chance chance(seed, 0);
  const std::size_t words = (std::size_t{residents} + 63) / 64;
  State state{std::vector<float>(64 * words), std::vector<std::uint64_t>(words), std::vector<std::uint64_t>(words)};
  for (std::uint32_t r = 0; r < residents; ++r) {
    const auto drawn = chance.four(0, Purpose::start, r);
    state.trust[r] = static_cast<float>(drawn[0] >> 8) * 0x1p-24f;
    state.bits[r / 64] |= std::uint64_t{drawn[1] < sim::chance_threshold(0.1)} << (r % 64);
  }
  return state;
}

/// A team of threads that lives through all ticks: each takes the next block that nobody has taken.
void run_ticks(const std::vector<Block>& blocks, State& state, std::uint32_t ticks, unsigned threads,
               std::uint64_t seed) {
  const auto key = r123::Philox4x32()({{0, 0x4c444fu, 0, 0}},
                                      {{static_cast<std::uint32_t>(seed), static_cast<std::uint32_t>(seed >> 32)}});
  Tick tick{state.bits.data(), state.next.data(), state.trust.data(), {key[0], key[1]}, 0};
  std::atomic<std::size_t> next = 0;
  std::barrier all_done(static_cast<std::ptrdiff_t>(threads), [&]() noexcept {
    state.bits.swap(state.next);
    tick.bits = state.bits.data();
    tick.next = state.next.data();
    ++tick.tick;
    next = 0;
  });
  const auto one_block = has_avx512() ? tick_avx512 : tick_plain;
  const auto work = [&] {
    for (std::uint32_t k = 0; k < ticks; ++k) {
      for (std::size_t b; (b = next.fetch_add(1, std::memory_order_relaxed)) < blocks.size();)
        one_block(blocks[b], tick);
      all_done.arrive_and_wait();
    }
  };
  std::vector<std::jthread> team;
  for (unsigned t = 1; t < threads; ++t) team.emplace_back(work);
  work();
}

double seconds_since(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

}  // namespace

Figures run(std::uint32_t residents, std::uint32_t ticks, unsigned threads, std::uint64_t seed) {
  const auto start = std::chrono::steady_clock::now();
  const std::vector<Block> blocks = build(residents, seed, threads);
  State state = begin(residents, seed);
  const double built = seconds_since(start);
  const auto go = std::chrono::steady_clock::now();
  run_ticks(blocks, state, ticks, threads, seed);
  Figures figures{double{1.0} * residents * ticks / seconds_since(go), built, 0, 0.0};
  for (const std::uint64_t word : state.bits) figures.active += static_cast<std::uint64_t>(std::popcount(word));
  for (std::uint32_t r = 0; r < residents; ++r) figures.trust_sum += static_cast<double>(state.trust[r]);
  return figures;
}

}  // namespace liandong::yardstick
