#include "analysis/inference/exploration_findings.h"

#include <utility>

#include "analysis/inference/lead.h"
#include "analysis/inference/statistics.h"

namespace liandong::analysis {
namespace {

/// Mean over replicates, point by point.
std::vector<double> means(const Exploration& e, std::size_t arm, std::size_t indicator) {
  std::vector<double> result;
  for (std::size_t p = 0; p < e.points.size(); ++p) {
    std::vector<double> values;
    for (std::size_t r = 0; r < e.replicates; ++r) values.push_back(e.figures.at(p, arm, r, indicator));
    result.push_back(mean(values));
  }
  return result;
}

/// [points, keys]
Array<double> values_of(const Exploration& e) {
  Array<double> values({e.points.size(), e.keys.size()});
  for (std::size_t p = 0; p < e.points.size(); ++p)
    for (std::size_t k = 0; k < e.keys.size(); ++k) values.at(p, k) = e.points[p][k];
  return values;
}

PointFinding finding_of(const Exploration& e, std::size_t a, std::size_t b, std::size_t i) {
  const auto& indicator = e.catalogue->indicators[i];
  const auto of_a = means(e, a, i), of_b = means(e, b, i);
  auto effect = world_effect(of_a, of_b, indicator.direction, indicator.smallest_effect);
  effect.figure = indicator.key;
  auto [leads, rule] = lead_of(effect, of_a, of_b, indicator.direction, indicator.smallest_effect, values_of(e));
  return {a, b, i, std::move(effect), leads, std::move(rule)};
}

}  // namespace

std::vector<PointFinding> point_findings(const Exploration& e) {
  std::vector<PointFinding> findings;
  for (std::size_t a = 0; a < e.arms.size(); ++a)
    for (std::size_t b = a + 1; b < e.arms.size(); ++b)
      for (const auto& key : e.headline)
        if (const auto i = e.catalogue->indicator(key))
          if (auto found = finding_of(e, a, b, *i); found.effect.worlds >= least_points)
            findings.push_back(std::move(found));
  return findings;
}

}  // namespace liandong::analysis
