#include <fmt/format.h>
#include <tbb/global_control.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <stdexcept>

#include "analysis/scaling.h"
#include "analysis/timing.h"
#include "models/reference/participation.h"
#include "sim/hash.h"

namespace liandong::analysis::scaling {
namespace {

namespace participation = reference::participation;
using participation::Town;

constexpr std::uint32_t checked_residents = 20'000, checked_ticks = 20, first_ticks = 10;

sim::Execution execution(unsigned threads, sim::Order order = sim::Order::forward) {
  return {order, threads > 1, sim::best_instructions()};
}

std::uint64_t hash_after(std::uint32_t ticks, Town& town, const sim::Execution& how) {
  for (std::uint32_t tick = 0; tick < ticks; ++tick) participation::step(town, how);
  return sim::state_hash(town);
}

std::uint64_t count_active(const Town& town) {
  std::uint64_t count = 0;
  for (std::uint32_t r = 0; r < town.residents(); ++r) count += town.active[participation::Resident{r}];
  return count;
}

/// Two ways that draw chances of their own differ by no more than chance. Deciding at a share p of active residents
/// varies by p (1 − p) ≤ 1/4 each, an echo of earlier ticks multiplies that by at most 1 / (1 − λ²) = 2.3 with
/// λ ≤ b / 4 = 3/4, and there are two of them: the standard deviation is at most √(2 · 2.3 / 4 · residents), and six of
/// them are 6.5 √residents.
void compare_active(std::uint64_t ours, std::uint64_t theirs, std::uint32_t residents) {
  const double difference = std::abs(static_cast<double>(ours) - static_cast<double>(theirs));
  if (difference > 6.5 * std::sqrt(residents))
    throw std::logic_error(
        fmt::format("of {} residents {} are active, and {} by hand-written code", residents, ours, theirs));
}

struct Started {
  Town town;
  double build_seconds;
};

Started start(std::uint32_t residents, std::uint64_t seed, unsigned threads) {
  const tbb::global_control limit(tbb::global_control::max_allowed_parallelism, threads);
  const Stopwatch watch;
  Started started{participation::town(residents, sim::Chance(seed, 0), execution(threads)), 0};
  started.build_seconds = watch.seconds();
  return started;
}

void tick(Town& town, unsigned threads, const Pace& pace) {
  stop_if_asked(pace.stop);
  participation::step(town, execution(threads));
}

/// Times the town from where it is.
void time_engine(Town& town, ReferencePoint& point, const Pace& pace) {
  const tbb::global_control limit(tbb::global_control::max_allowed_parallelism, point.threads);
  const auto one = [&] { tick(town, point.threads, pace); };
  one();
  point.ticks = pace.ticks > 0 ? pace.ticks : calls_that_take(pace.seconds, one);
  const LoadWatch watch;
  point.engine = repeated(point.residents, point.ticks, pace, one);
  point.load = watch.read();
}

void time_yardstick(ReferencePoint& point, std::uint64_t seed, const Pace& pace, const Yardstick& yardstick,
                    std::optional<std::uint64_t> active) {
  // Each run builds its own graph: few for large towns.
  constexpr std::uint32_t large = 2'000'000;
  const std::uint32_t runs = point.residents > large ? 1 : std::min<std::uint32_t>(3, pace.repetitions);
  std::vector<double> speeds;
  for (std::uint32_t run = 0; run < runs; ++run) {
    stop_if_asked(pace.stop);
    const auto figures = yardstick.run(point.residents, point.ticks, point.threads, seed);
    speeds.push_back(figures.updates_per_second);
    if (active) compare_active(*active, figures.active, point.residents);
  }
  point.handwritten = speed_of(std::move(speeds));
}

}  // namespace

std::uint64_t needed_bytes(std::uint64_t residents) noexcept {
  constexpr std::uint64_t at_peak = 100;  // per resident; measured, see bench/README.md
  return residents * at_peak;
}

void check_reference(unsigned threads, std::uint64_t seed, const Yardstick& yardstick) {
  Town serial = start(checked_residents, seed, 1).town, parallel = start(checked_residents, seed, threads).town;
  const tbb::global_control limit(tbb::global_control::max_allowed_parallelism, threads);
  const auto expected = hash_after(checked_ticks, serial, {sim::Order::forward, false, sim::Instructions::portable});
  const auto found = hash_after(checked_ticks, parallel, execution(threads, sim::Order::backward));
  if (found != expected)
    throw std::logic_error(
        fmt::format("the reference workload ends at {} in plain code on one thread and at {} in the fastest on {}",
                    sim::hash_text(expected), sim::hash_text(found), threads));
  compare_active(count_active(serial), yardstick.run(checked_residents, checked_ticks, threads, seed).active,
                 checked_residents);
}

std::vector<ReferencePoint> measure_reference(std::uint32_t residents, std::span<const unsigned> threads,
                                              std::uint64_t seed, const Pace& pace, const Yardstick& yardstick) {
  std::vector<ReferencePoint> points(threads.size());
  std::optional<std::uint64_t> active;
  {
    auto [town, build_seconds] = start(residents, seed, threads.back());
    const std::uint32_t hashed = pace.ticks > 0 ? pace.ticks : first_ticks;
    for (std::uint32_t i = 0; i < hashed; ++i) tick(town, threads.back(), pace);
    const auto hash = sim::state_hash(town);
    if (pace.ticks > 0) active = count_active(town);
    for (std::size_t i = 0; i < points.size(); ++i) {
      auto& point = points[i];
      point.residents = residents;
      point.threads = threads[i];
      point.build_seconds = build_seconds;
      point.bytes_per_resident = static_cast<double>(participation::bytes(town)) / residents;
      point.arcs_per_resident = static_cast<double>(participation::arcs(town)) / residents;
      point.state_hash = hash;
      point.hashed_ticks = hashed;
      time_engine(town, point, pace);
    }
  }
  for (auto& point : points) time_yardstick(point, seed, pace, yardstick, active);
  return points;
}

}  // namespace liandong::analysis::scaling
