#include <fmt/format.h>
#include <tbb/global_control.h>
#include <tbb/parallel_for.h>

#include <memory>
#include <stdexcept>

#include "analysis/speed/scaling.h"
#include "analysis/speed/timing.h"
#include "models/governance/simulation.h"
#include "sim/store/hash.h"

namespace liandong::analysis::scaling {
namespace {

using governance::Simulation;

constexpr std::uint32_t filling_weeks = 52;  // until queues, cases and teams have filled
constexpr std::uint32_t checked_weeks = 4;

/// Replicates 0 … n − 1 of the study's place, each after `weeks` weeks on a thread of its own.
std::vector<Simulation> replicates_after(std::uint32_t weeks, const Study& study, std::uint32_t n, const Pace& pace) {
  std::vector<std::unique_ptr<Simulation>> made(n);
  tbb::parallel_for(std::uint32_t{0}, n, [&](std::uint32_t replicate) {
    made[replicate] = std::make_unique<Simulation>(study.setting, study.burn_in, study.seed, replicate);
    while (made[replicate]->week() < weeks && !(pace.stop && *pace.stop)) made[replicate]->step();
  });
  stop_if_asked(pace.stop);
  std::vector<Simulation> result;
  for (auto& simulation : made) result.push_back(std::move(*simulation));
  return result;
}

/// Some weeks of the first `replicates` simulations: each on a thread of its own and at its own pace, or one on all.
void run_weeks(std::vector<Simulation>& all, const GovernancePoint& point, std::uint32_t weeks, const Pace& pace) {
  const auto run = [&](Simulation& simulation, bool parallel) {
    for (std::uint32_t week = 0; week < weeks && !(pace.stop && *pace.stop); ++week)
      simulation.step({sim::Order::forward, parallel, sim::best_instructions()});
  };
  if (point.replicates == 1)
    run(all.front(), point.threads > 1);
  else
    tbb::parallel_for(std::uint32_t{0}, point.replicates, [&](std::uint32_t r) { run(all[r], false); });
  stop_if_asked(pace.stop);
}

GovernancePoint measure_point(std::vector<Simulation>& all, unsigned threads, std::uint32_t replicates,
                              const Pace& pace) {
  const tbb::global_control limit(tbb::global_control::max_allowed_parallelism, threads);
  GovernancePoint point;
  point.threads = threads;
  point.replicates = replicates;
  point.residents = all.front().residents();
  point.bytes_per_resident = static_cast<double>(all.front().bytes()) / static_cast<double>(point.residents);
  const auto one = [&] { run_weeks(all, point, 1, pace); };
  one();
  point.weeks = pace.ticks > 0 ? pace.ticks : calls_that_take(pace.seconds, one);
  const double resident_weeks = static_cast<double>(point.residents) * replicates * point.weeks;
  const LoadWatch watch;
  point.engine = repeated(resident_weeks, 1, pace, [&] { run_weeks(all, point, point.weeks, pace); });
  point.load = watch.read();
  return point;
}

}  // namespace

void check_governance(const Study& study, unsigned threads) {
  const tbb::global_control limit(tbb::global_control::max_allowed_parallelism, threads);
  Simulation serial(study.setting, study.burn_in, study.seed, 0), parallel = serial;
  while (serial.week() < checked_weeks) {
    serial.step();
    parallel.step({sim::Order::backward, threads > 1, sim::best_instructions()});
  }
  if (serial.state_hash() != parallel.state_hash())
    throw std::logic_error(fmt::format("the governance model ends at {} on one thread and at {} on {}",
                                       sim::hash_text(serial.state_hash()), sim::hash_text(parallel.state_hash()),
                                       threads));
}

std::vector<GovernancePoint> measure_governance(const Study& study, std::span<const unsigned> threads,
                                                const Pace& pace) {
  auto all = replicates_after(filling_weeks, study, threads.back(), pace);
  std::vector<GovernancePoint> points;
  for (const unsigned count : threads) points.push_back(measure_point(all, count, 1, pace));
  for (const unsigned count : threads)
    if (count > 1) points.push_back(measure_point(all, count, count, pace));
  return points;
}

}  // namespace liandong::analysis::scaling
