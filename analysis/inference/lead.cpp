#include "analysis/inference/lead.h"

#include <cmath>
#include <memory>
#include <vector>

namespace liandong::analysis {
namespace {

bool wants_a_rule(WorldWord word) {
  return word == WorldWord::depends || word == WorldWord::better_probably || word == WorldWord::worse_probably;
}

}  // namespace

Lead lead_of(const WorldEffect& effect, std::span<const double> a, std::span<const double> b,
             models::Direction direction, double smallest_effect, const Array<double>& x) {
  Lead lead{effect.shares.ahead >= effect.shares.behind, {}};
  if (!wants_a_rule(effect.word)) return lead;
  const double sign = (direction == models::Direction::worse ? -1.0 : 1.0) * (lead.of_a ? 1.0 : -1.0);
  std::vector<std::size_t> known;
  for (std::size_t w = 0; w < a.size(); ++w)
    if (!std::isnan(a[w] - b[w])) known.push_back(w);
  Array<double> rows({known.size(), x.shape[1]});
  const auto ahead = std::make_unique<bool[]>(known.size());
  for (std::size_t i = 0; i < known.size(); ++i) {
    for (std::size_t v = 0; v < x.shape[1]; ++v) rows.at(i, v) = x.at(known[i], v);
    const double gain = sign * (a[known[i]] - b[known[i]]);
    ahead[i] = gain > 0.0 && gain >= smallest_effect;
  }
  lead.rule = discovered_box(rows, {ahead.get(), known.size()});
  return lead;
}

}  // namespace liandong::analysis
