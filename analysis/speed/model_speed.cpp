#include <fmt/format.h>
#include <tbb/global_control.h>
#include <tbb/parallel_for.h>

#include <memory>
#include <stdexcept>

#include "analysis/speed/scaling.h"
#include "analysis/speed/timing.h"
#include "sim/store/hash.h"

namespace liandong::analysis::scaling {
namespace {

constexpr std::uint32_t filling_weeks = 52;  // until queues, cases and teams have filled
constexpr std::uint32_t checked_weeks = 4;

using Runs = std::vector<std::unique_ptr<models::Run>>;

/// Replicates 0 … n − 1 of the study's place, each after `weeks` weeks on a thread of its own.
Runs replicates_after(std::uint32_t weeks, const models::Model& model, const Study& study, std::uint32_t n,
                      const Pace& pace) {
  Runs made(n);
  tbb::parallel_for(std::uint32_t{0}, n, [&](std::uint32_t replicate) {
    made[replicate] = model.start(study.values, study.seed, replicate);
    for (std::uint32_t week = 0; week < weeks && !(pace.stop && *pace.stop); ++week) made[replicate]->step({});
  });
  stop_if_asked(pace.stop);
  return made;
}

/// Some weeks of the first `replicates` runs: each on a thread of its own and at its own pace, or one on all.
void run_weeks(const Runs& all, const ModelPoint& point, std::uint32_t weeks, const Pace& pace) {
  const auto run = [&](models::Run& one, bool parallel) {
    for (std::uint32_t week = 0; week < weeks && !(pace.stop && *pace.stop); ++week)
      one.step({sim::Order::forward, parallel, sim::best_instructions()});
  };
  if (point.replicates == 1)
    run(*all.front(), point.threads > 1);
  else
    tbb::parallel_for(std::uint32_t{0}, point.replicates, [&](std::uint32_t r) { run(*all[r], false); });
  stop_if_asked(pace.stop);
}

ModelPoint measure_point(const Runs& all, unsigned threads, std::uint32_t replicates, const Pace& pace) {
  const tbb::global_control limit(tbb::global_control::max_allowed_parallelism, threads);
  ModelPoint point;
  point.threads = threads;
  point.replicates = replicates;
  point.residents = all.front()->residents();
  point.bytes_per_resident = static_cast<double>(all.front()->bytes()) / static_cast<double>(point.residents);
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

void check_model(const models::Model& model, const Study& study, unsigned threads) {
  const tbb::global_control limit(tbb::global_control::max_allowed_parallelism, threads);
  const auto serial = model.start(study.values, study.seed, 0), parallel = serial->fork();
  for (std::uint32_t week = 0; week < checked_weeks; ++week) {
    serial->step({});
    parallel->step({sim::Order::backward, threads > 1, sim::best_instructions()});
  }
  if (serial->state_hash() != parallel->state_hash())
    throw std::logic_error(fmt::format("the model {} ends at {} on one thread and at {} on {}", model.catalogue->model,
                                       sim::hash_text(serial->state_hash()), sim::hash_text(parallel->state_hash()),
                                       threads));
}

std::vector<ModelPoint> measure_model(const models::Model& model, const Study& study, std::span<const unsigned> threads,
                                      const Pace& pace) {
  const auto all = replicates_after(filling_weeks, model, study, threads.back(), pace);
  std::vector<ModelPoint> points;
  for (const unsigned count : threads) points.push_back(measure_point(all, count, 1, pace));
  for (const unsigned count : threads)
    if (count > 1) points.push_back(measure_point(all, count, count, pace));
  return points;
}

}  // namespace liandong::analysis::scaling
