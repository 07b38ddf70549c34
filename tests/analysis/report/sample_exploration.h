#pragma once

#include <algorithm>

#include "analysis/store/exploration.h"
#include "tests/analysis/report/sample_report.h"

/// An exploration of the model that does not exist: two keys on a grid, two arms, a point that failed and another with
/// one failed replicate. The open gates lead where it seldom rains.
namespace liandong::analysis::report_sample {

inline constexpr std::uint32_t failed_point = 5, half_failed_point = 2;

inline double explored_figure(const models::Catalogue& of, const std::vector<double>& point, std::size_t arm,
                              std::size_t replicate, std::size_t indicator) {
  const auto& definition = of.indicators[indicator];
  const double level = definition.unit == "1" || definition.unit == "1/year" ? 0.4 : 20;
  const double push = arm == 1 ? 8 * (0.5 - point[0]) * (indicator % 2 == 0 ? 1 : -1) : 0.4 * point[1] - 1;
  return level + definition.smallest_effect *
                     (push + noise(replicate, indicator) + 1.5 * noise(replicate * 3 + arm, indicator + 77));
}

inline void fail(Exploration& e, std::uint32_t point, std::uint32_t replicate, const std::string& message) {
  e.failures.push_back({point, replicate, message});
  for (std::size_t a = 0; a < e.arms.size(); ++a) {
    e.state_hash.at(point, a, replicate) = 0;
    for (std::size_t i = 0; i < e.catalogue->indicators.size(); ++i) e.figures.at(point, a, replicate, i) = nan;
  }
}

/// `points` [points][keys] of "town.rain" and "open.gardeners".
inline Exploration exploration_at(std::vector<std::vector<double>> points) {
  Exploration e;
  e.provenance = {"0.1.0",
                  "0123456789abcdef",
                  "GNU 12.2.0",
                  "-O3",
                  "liandong explore sample.toml",
                  "2026-01-02T03:04:05Z",
                  "feedc0de",
                  false};
  e.catalogue = catalogue();
  e.name = "rain-and-gardeners";
  e.title = {"Rain and gardeners", "雨水与园丁"};
  e.keys = {"town.rain", "open.gardeners"};
  e.points = std::move(points);
  e.arms = {"guarded", "open"};
  e.arm_titles = {{"Guarded", "看守"}, {"Open", "开放"}};
  e.replicates = 5, e.weeks = 26, e.burn_in_weeks = 13, e.seed = 18446744073709551615u, e.residents = 5000;
  e.wall_seconds = 120, e.peak_bytes = 900'000'000;
  e.figures = Array<double>({e.points.size(), e.arms.size(), e.replicates, e.catalogue->indicators.size()});
  e.cost_scales = Array<double>({e.points.size(), e.arms.size()});
  e.state_hash = Array<std::uint64_t>({e.points.size(), e.arms.size(), e.replicates});
  std::ranges::fill(e.cost_scales.values, 1.0);
  for (std::size_t p = 0; p < e.points.size(); ++p)
    for (std::size_t a = 0; a < e.arms.size(); ++a)
      for (std::size_t r = 0; r < e.replicates; ++r) {
        e.state_hash.at(p, a, r) = 0x1234567890abcdefu * (p + 1) + a * 16 + r;
        for (std::size_t i = 0; i < e.catalogue->indicators.size(); ++i)
          e.figures.at(p, a, r, i) = explored_figure(*e.catalogue, e.points[p], a, r, i);
      }
  return e;
}

inline Exploration exploration() {
  std::vector<std::vector<double>> points;
  for (const double rain : {0.2, 0.4, 0.6})
    for (const double gardeners : {0.0, 3.0, 6.0, 9.0}) points.push_back({rain, gardeners});
  Exploration e = exploration_at(std::move(points));
  fail(e, half_failed_point, 1, "ledger 'money' does not balance: 12 fen too much");
  for (std::uint32_t r = 0; r < e.replicates; ++r)
    fail(e, failed_point, r, "no scale brings 'open' to the cost of 'guarded'");
  return e;
}

}  // namespace liandong::analysis::report_sample
