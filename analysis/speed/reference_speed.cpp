#include <fmt/format.h>
#include <tbb/global_control.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <optional>
#include <stdexcept>

#include "analysis/speed/scaling.h"
#include "analysis/speed/timing.h"
#include "sim/store/hash.h"

namespace liandong::analysis::scaling {
namespace {

constexpr std::uint32_t checked_residents = 20'000, checked_ticks = 20, first_ticks = 10;

sim::Execution execution(unsigned threads, sim::Order order = sim::Order::forward) {
  return {order, threads > 1, sim::best_instructions()};
}

std::uint64_t hash_after(std::uint32_t ticks, Town& town, const sim::Execution& how) {
  for (std::uint32_t tick = 0; tick < ticks; ++tick) town.step(how);
  return town.state_hash();
}

/// What hand-written code must end with, too.
struct End {
  std::uint64_t active = 0;
  double trust_sum = 0;
};

End end_of(const Town& town) { return {town.active(), town.trust_sum()}; }

void compare(const End& ours, const Yardstick::Figures& theirs, std::uint32_t residents) {
  if (ours.active != theirs.active || ours.trust_sum != theirs.trust_sum)
    throw std::logic_error(
        fmt::format("of {} residents {} are active with a trust of {}, and {} with {} by hand-written code", residents,
                    ours.active, ours.trust_sum, theirs.active, theirs.trust_sum));
}

struct Started {
  std::unique_ptr<Town> town;
  double build_seconds;
};

Started start(std::uint32_t residents, std::uint64_t seed, unsigned threads, const Yardstick& yardstick) {
  const tbb::global_control limit(tbb::global_control::max_allowed_parallelism, threads);
  const Stopwatch watch;
  Started started{yardstick.engine(residents, seed, execution(threads)), 0};
  started.build_seconds = watch.seconds();
  return started;
}

void tick(Town& town, unsigned threads, const Pace& pace) {
  stop_if_asked(pace.stop);
  town.step(execution(threads));
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

/// Each run starts cold and builds its own graph: long runs, and few for large towns.
void time_yardstick(ReferencePoint& point, std::uint64_t seed, const Pace& pace, const Yardstick& yardstick,
                    const std::optional<End>& end) {
  constexpr std::uint32_t large = 2'000'000;
  const auto run = [&](std::uint32_t ticks) {
    stop_if_asked(pace.stop);
    return yardstick.run(point.residents, ticks, point.threads, seed);
  };
  const double enough = std::ceil(pace.seconds * point.engine.median / point.residents);
  const auto ticks = std::max(point.ticks, static_cast<std::uint32_t>(enough));
  std::vector<double> speeds;
  if (end) {
    const auto figures = run(point.ticks);
    compare(*end, figures, point.residents);
    if (ticks == point.ticks) speeds.push_back(figures.updates_per_second);
  }
  const std::size_t runs = point.residents > large ? 1 : std::min<std::size_t>(3, pace.repetitions);
  while (speeds.size() < runs) speeds.push_back(run(ticks).updates_per_second);
  point.handwritten = speed_of(std::move(speeds));
}

}  // namespace

std::uint64_t needed_bytes(std::uint64_t residents) noexcept {
  // Measured: 54 bytes a resident at 40 million and 62 at 100 million, by the engine or by hand, and 0.5 GiB for the
  // bounds of memory.
  constexpr std::uint64_t at_peak = 65, bounds = std::uint64_t{5} << 27;
  return residents * at_peak + bounds;
}

void check_reference(unsigned threads, std::uint64_t seed, const Yardstick& yardstick) {
  const auto serial = start(checked_residents, seed, 1, yardstick).town,
             parallel = start(checked_residents, seed, threads, yardstick).town;
  const tbb::global_control limit(tbb::global_control::max_allowed_parallelism, threads);
  const auto expected = hash_after(checked_ticks, *serial, {sim::Order::forward, false, sim::Instructions::portable});
  const auto found = hash_after(checked_ticks, *parallel, execution(threads, sim::Order::backward));
  if (found != expected)
    throw std::logic_error(
        fmt::format("the reference workload ends at {} in plain code on one thread and at {} in the fastest on {}",
                    sim::hash_text(expected), sim::hash_text(found), threads));
  compare(end_of(*serial), yardstick.run(checked_residents, checked_ticks, threads, seed), checked_residents);
}

std::vector<ReferencePoint> measure_reference(std::uint32_t residents, std::span<const unsigned> threads,
                                              std::uint64_t seed, const Pace& pace, const Yardstick& yardstick) {
  std::vector<ReferencePoint> points(threads.size());
  std::optional<End> end;
  {
    auto [town, build_seconds] = start(residents, seed, threads.back(), yardstick);
    const std::uint32_t hashed = pace.ticks > 0 ? pace.ticks : first_ticks;
    for (std::uint32_t i = 0; i < hashed; ++i) tick(*town, threads.back(), pace);
    const auto hash = town->state_hash();
    if (pace.ticks > 0) end = end_of(*town);
    for (std::size_t i = 0; i < points.size(); ++i) {
      auto& point = points[i];
      point.residents = residents;
      point.threads = threads[i];
      point.build_seconds = build_seconds;
      point.bytes_per_resident = static_cast<double>(town->bytes()) / residents;
      point.arcs_per_resident = static_cast<double>(town->arcs()) / residents;
      point.state_hash = hash;
      point.hashed_ticks = hashed;
      time_engine(*town, point, pace);
    }
  }
  constexpr std::uint32_t huge = 20'000'000;
  for (auto& point : points)
    if (residents <= huge || point.threads == threads.back()) time_yardstick(point, seed, pace, yardstick, end);
  return points;
}

}  // namespace liandong::analysis::scaling
