#include "analysis/inference/lead.h"

#include <cmath>
#include <memory>
#include <utility>
#include <vector>

namespace liandong::analysis {
namespace {

bool wants_a_rule(WorldWord word) {
  return word == WorldWord::depends || word == WorldWord::better_probably || word == WorldWord::worse_probably;
}

/// Where gains are as great as matters.
Box rule_of(const std::vector<double>& gains, double smallest_effect, const Array<double>& x) {
  const auto ahead = std::make_unique<bool[]>(gains.size());
  for (std::size_t i = 0; i < gains.size(); ++i) ahead[i] = gains[i] > 0.0 && gains[i] >= smallest_effect;
  return discovered_box(x, {ahead.get(), gains.size()});
}

/// How good a rule is; one without a bound tells nothing.
double score(const Box& rule) { return rule.bounds.empty() ? 0.0 : rule.density * rule.coverage; }

}  // namespace

Lead lead_of(const WorldEffect& effect, std::span<const double> a, std::span<const double> b,
             models::Direction direction, double smallest_effect, const Array<double>& x) {
  const bool a_leads = effect.shares.ahead >= effect.shares.behind;
  if (!wants_a_rule(effect.word)) return {a_leads, {}};
  std::vector<std::size_t> known;
  for (std::size_t w = 0; w < a.size(); ++w)
    if (!std::isnan(a[w] - b[w])) known.push_back(w);
  Array<double> rows({known.size(), x.shape[1]});
  std::vector<double> gains;
  for (std::size_t i = 0; i < known.size(); ++i) {
    for (std::size_t v = 0; v < x.shape[1]; ++v) rows.at(i, v) = x.at(known[i], v);
    const double gain = a[known[i]] - b[known[i]];
    gains.push_back(a_leads == (direction != models::Direction::worse) ? gain : -gain);
  }
  Box of_leader = rule_of(gains, smallest_effect, rows);
  for (double& gain : gains) gain = -gain;
  Box of_other = rule_of(gains, smallest_effect, rows);
  if (score(of_other) > score(of_leader)) return {!a_leads, std::move(of_other)};
  return {a_leads, std::move(of_leader)};
}

}  // namespace liandong::analysis
