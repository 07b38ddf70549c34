#include "analysis/experiment/driver.h"

#include <tbb/task_arena.h>

namespace liandong::analysis {
namespace {

void append(std::vector<float>& record, const std::vector<double>& values) {
  for (const double value : values) record.push_back(static_cast<float>(value));
}

void step(models::Run& run, const sim::Execution& execution, std::span<double> seconds) {
  if (!execution.parallel) return run.step(execution, seconds);
  tbb::this_task_arena::isolate([&] { run.step(execution, seconds); });
}

}  // namespace

void drive(models::Run& run, const Course& course, Stretch weeks, const sim::Execution& execution, Ticker& ticker,
           std::span<Observer* const> observers, std::span<double> seconds) {
  for (std::uint32_t week = weeks.first; week < weeks.last; ++week) {
    for (Observer* observer : observers) observer->before(week, run);
    if (const Change* change = course.change_in(week)) {
      for (const auto& communities : change->mergers) run.merge(communities);
      for (const auto& [levers, reach] : change->in_force) run.set_levers(levers, reach);
    }
    step(run, execution, seconds);
    for (Observer* observer : observers) observer->after(week, run);
    ticker.tick();
  }
}

void SeriesRecorder::after(std::uint32_t week, const models::Run& run) {
  append(record_.weekly, run.place_indicators());
  if ((week + 1) % models::quarter_weeks != 0) return;
  if (what_.communities)
    for (std::uint32_t c = 0; c < run.communities(); ++c) append(record_.communities, run.community_indicators(c));
  if (what_.groups)
    for (std::size_t g = 0; g < groups_; ++g) append(record_.groups, run.group_indicators(g));
}

}  // namespace liandong::analysis
