#include "analysis/inference/exploration_findings.h"

#include <algorithm>
#include <cmath>
#include <memory>

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

bool wants_a_rule(WorldWord word) {
  return word == WorldWord::depends || word == WorldWord::better_probably || word == WorldWord::worse_probably;
}

/// Where the leading arm is ahead by as much as matters, among points at which both arms have the figure.
Box rule_of(const Exploration& e, const std::vector<double>& gains, double smallest_effect) {
  std::vector<std::size_t> known;
  for (std::size_t p = 0; p < gains.size(); ++p)
    if (!std::isnan(gains[p])) known.push_back(p);
  Array<double> x({known.size(), e.keys.size()});
  const auto ahead = std::make_unique<bool[]>(known.size());
  for (std::size_t i = 0; i < known.size(); ++i) {
    for (std::size_t k = 0; k < e.keys.size(); ++k) x.at(i, k) = e.points[known[i]][k];
    ahead[i] = gains[known[i]] > 0.0 && gains[known[i]] >= smallest_effect;
  }
  return discovered_box(x, {ahead.get(), known.size()});
}

PointFinding finding_of(const Exploration& e, std::size_t a, std::size_t b, std::size_t i) {
  const auto& indicator = e.catalogue->indicators[i];
  const auto of_a = means(e, a, i), of_b = means(e, b, i);
  PointFinding found{a, b, i, world_effect(of_a, of_b, indicator.direction, indicator.smallest_effect), true, {}};
  found.effect.figure = indicator.key;
  found.of_a = found.effect.shares.ahead >= found.effect.shares.behind;
  if (!wants_a_rule(found.effect.word)) return found;
  const double sign = (indicator.direction == models::Direction::worse ? -1.0 : 1.0) * (found.of_a ? 1.0 : -1.0);
  std::vector<double> gains;
  for (std::size_t p = 0; p < of_a.size(); ++p) gains.push_back(sign * (of_a[p] - of_b[p]));
  found.rule = rule_of(e, gains, indicator.smallest_effect);
  return found;
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
