#pragma once

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <vector>

#include "analysis/speed/scaling.h"

/// Parts that the measurements share.
namespace liandong::analysis::scaling {

class Stopwatch {
 public:
  double seconds() const { return std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count(); }

 private:
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

/// Throws Interrupted if the flag is there and set.
void stop_if_asked(const std::atomic<bool>* stop);

/// How many calls take about `seconds`, at least one, found by calling.
template <class Body>
std::uint32_t calls_that_take(double seconds, Body&& body) {
  constexpr double enough = 0.1, most = 1e6;  // a tenth of the time tells the rest well
  double calls = 0;
  const Stopwatch watch;
  do {
    body();
    ++calls;
  } while (watch.seconds() < enough * seconds && calls < most);
  return static_cast<std::uint32_t>(std::clamp(std::ceil(calls * seconds / watch.seconds()), 1.0, most));
}

/// Speed of `calls` calls, each of which does `items` items, as often as the pace wants.
template <class Body>
Speed repeated(double items, std::uint32_t calls, const Pace& pace, Body&& body) {
  constexpr std::size_t most = 100;
  std::vector<double> speeds;
  const Stopwatch total;
  while (speeds.size() < pace.repetitions || (speeds.size() < most && total.seconds() < pace.total_seconds)) {
    const Stopwatch watch;
    for (std::uint32_t i = 0; i < calls; ++i) body();
    speeds.push_back(items * calls / watch.seconds());
  }
  return speed_of(std::move(speeds));
}

}  // namespace liandong::analysis::scaling
