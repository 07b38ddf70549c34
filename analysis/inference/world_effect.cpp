#include "analysis/inference/world_effect.h"

#include <algorithm>
#include <boost/math/distributions/normal.hpp>
#include <cmath>
#include <limits>
#include <stdexcept>

#include "analysis/inference/statistics.h"

namespace liandong::analysis {
namespace {

/// Wilson's interval of a share.
std::pair<double, double> wilson(double share, double n, double confidence) {
  const double z = boost::math::quantile(boost::math::normal(), 0.5 + 0.5 * confidence);
  const double centre = (share + z * z / (2.0 * n)) / (1.0 + z * z / n);
  const double half = z / (1.0 + z * z / n) * std::sqrt(share * (1.0 - share) / n + z * z / (4.0 * n * n));
  return {centre - half, centre + half};
}

bool is_settled(const WorldShares& shares, double worlds) {
  if (worlds < 1.0) return false;
  const auto [low, high] = wilson(std::max({shares.ahead, shares.behind, shares.neither}), worlds, 0.9);
  const auto band = [](double share) { return (share >= probably_share) + (share >= always_share); };
  return band(low) == band(high);
}

}  // namespace

WorldWord word_for(const WorldShares& shares, std::uint32_t worlds) {
  const double greatest = std::max({shares.ahead, shares.behind, shares.neither});
  if (worlds == 0 || greatest < probably_share) return WorldWord::depends;
  const double surely = wilson(greatest, static_cast<double>(worlds), 0.99).first;
  if (surely <= 0.5) return WorldWord::depends;
  const bool always = greatest >= always_share && surely > probably_share;
  if (shares.ahead == greatest) return always ? WorldWord::better_always : WorldWord::better_probably;
  if (shares.behind == greatest) return always ? WorldWord::worse_always : WorldWord::worse_probably;
  return always ? WorldWord::same_always : WorldWord::same_probably;
}

WorldEffect world_effect(std::span<const double> a, std::span<const double> b, models::Direction direction,
                         double smallest_effect) {
  if (a.size() != b.size()) throw std::invalid_argument("both arms need a figure of every world");
  if (!(smallest_effect >= 0.0)) throw std::invalid_argument("the smallest effect must not be negative");
  const double sign = direction == models::Direction::worse ? -1.0 : 1.0;
  std::vector<double> differences;
  for (std::size_t i = 0; i < a.size(); ++i)
    if (const double d = a[i] - b[i]; !std::isnan(d)) differences.push_back(d);
  WorldEffect effect;
  effect.worlds = static_cast<std::uint32_t>(differences.size());
  if (differences.empty()) {
    effect.median = effect.low = effect.high = std::numeric_limits<double>::quiet_NaN();
    return effect;
  }
  const auto n = static_cast<double>(differences.size());
  for (const double d : differences) {
    const double gain = sign * d;
    const bool matters = std::abs(d) >= smallest_effect && d != 0.0;
    (!matters ? effect.shares.neither : gain > 0.0 ? effect.shares.ahead : effect.shares.behind) += 1.0;
    if (direction == models::Direction::neutral) continue;
    effect.regret_a += std::max(0.0, -gain) / n;
    effect.regret_b += std::max(0.0, gain) / n;
    effect.greatest_regret_a = std::max(effect.greatest_regret_a, -gain);
    effect.greatest_regret_b = std::max(effect.greatest_regret_b, gain);
  }
  for (double* share : {&effect.shares.ahead, &effect.shares.behind, &effect.shares.neither}) *share /= n;
  effect.word = word_for(effect.shares, effect.worlds);
  effect.settled = is_settled(effect.shares, n);
  effect.median = quantile(differences, 0.5);
  effect.low = quantile(differences, 0.05);
  effect.high = quantile(differences, 0.95);
  return effect;
}

}  // namespace liandong::analysis
