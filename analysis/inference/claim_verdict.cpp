#include "analysis/inference/claim_verdict.h"

#include <algorithm>
#include <boost/math/distributions/binomial.hpp>
#include <boost/math/distributions/hypergeometric.hpp>
#include <cmath>
#include <functional>
#include <numeric>
#include <stdexcept>
#include <string>
#include <vector>

#include "analysis/inference/statistics.h"

namespace liandong::analysis {
namespace {

using Rows = std::vector<std::size_t>;

/// Figures of one indicator in some worlds.
struct Figures {
  const Study& study;
  const Worlds& worlds;
  std::size_t indicator;
  const Rows& rows;

  std::size_t position_of(const std::string& arm) const {
    const auto found = std::ranges::find(study.arms, arm, &Arm::name);
    if (found == study.arms.end()) throw std::invalid_argument("the study has no arm \"" + arm + "\"");
    return static_cast<std::size_t>(found - study.arms.begin());
  }
  std::vector<double> of(const std::string& arm) const {
    const std::size_t position = position_of(arm);
    std::vector<double> figures;
    for (const std::size_t world : rows) figures.push_back(worlds.figures.at(world, position, indicator));
    return figures;
  }
};

models::Direction gain_of(ClaimDirection direction) {
  if (direction == ClaimDirection::same) return models::Direction::neutral;
  return direction == ClaimDirection::higher ? models::Direction::better : models::Direction::worse;
}

double sign_test(std::uint32_t heads, std::uint32_t tails) {
  if (heads + tails == 0) return 1.0;
  const boost::math::binomial even(heads + tails, 0.5);
  return std::min(1.0, 2.0 * boost::math::cdf(even, std::min(heads, tails)));
}

/// Fisher's exact test of two shares, two-sided: as likely as these counts or less, given their sums.
double fisher_test(std::uint32_t hits_a, std::uint32_t a, std::uint32_t hits_b, std::uint32_t b) {
  const std::uint32_t hits = hits_a + hits_b;
  if (a == 0 || b == 0 || hits == 0 || hits == a + b) return 1.0;
  const boost::math::hypergeometric counts(hits, a, a + b);
  const double seen = boost::math::pdf(counts, hits_a) * (1 + 1e-9);
  double sum = 0.0;
  for (std::uint32_t k = hits > b ? hits - b : 0; k <= std::min(hits, a); ++k)
    if (const double p = boost::math::pdf(counts, k); p <= seen) sum += p;
  return std::min(1.0, sum);
}

/// What the three kinds of claims have in common.
ClaimCount counted(const WorldEffect& effect, const WorldShares& shares) {
  const auto number = [&](double share) { return static_cast<std::uint32_t>(std::lround(share * effect.worlds)); };
  return {effect.worlds,
          number(shares.ahead),
          number(shares.behind),
          number(shares.neither),
          0,
          word_for(shares, effect.worlds),
          effect.median,
          effect.low,
          effect.high};
}

ClaimCount count_of_contrast(const Claim& claim, const Figures& figures) {
  const WorldEffect effect = world_effect(figures.of(claim.arms.treatment), figures.of(claim.arms.control),
                                          gain_of(claim.direction), claim.smallest_effect);
  const WorldShares& found = effect.shares;
  if (claim.direction != ClaimDirection::same) return counted(effect, found);
  return counted(effect, {found.neither, found.ahead + found.behind, 0.0});
}

ClaimCount count_of_trend(const Claim& claim, const Figures& figures) {
  std::vector<std::vector<double>> of_arms;
  for (const auto& arm : claim.trend) of_arms.push_back(figures.of(arm));
  std::vector<double> last, first;
  double ahead = 0, behind = 0, neither = 0;
  for (std::size_t world = 0; world < figures.rows.size(); ++world) {
    std::vector<double> course;
    for (const auto& of_arm : of_arms) course.push_back(of_arm[world]);
    if (std::ranges::any_of(course, [](double figure) { return std::isnan(figure); })) continue;
    last.push_back(course.back());
    first.push_back(course.front());
    const auto [least, most] = std::ranges::minmax(course);
    const bool matters = std::abs(course.back() - course.front()) >= claim.smallest_effect;
    const bool rises = std::ranges::is_sorted(course, std::less_equal<>());
    const bool falls = std::ranges::is_sorted(course, std::greater_equal<>());
    const bool higher = claim.direction == ClaimDirection::higher;
    if (most - least < claim.smallest_effect) ++neither;
    if (matters && (higher ? rises : falls)) ++ahead;
    if (matters && (higher ? falls : rises)) ++behind;
  }
  const WorldEffect whole = world_effect(last, first, gain_of(claim.direction), claim.smallest_effect);
  const double n = std::max<double>(1.0, whole.worlds);
  return counted(whole, {ahead / n, behind / n, neither / n});
}

/// Worlds with figures in which these arms end in one state and have one figure.
std::uint32_t idle_worlds(const std::vector<std::string>& arms, const Figures& figures) {
  std::vector<std::size_t> positions;
  for (const auto& arm : arms) positions.push_back(figures.position_of(arm));
  const auto ends_alike = [&](std::size_t world) {
    return std::ranges::all_of(positions, [&](std::size_t arm) {
      const Worlds& worlds = figures.worlds;
      const std::size_t first = positions.front();
      return worlds.state_hash.at(world, arm) == worlds.state_hash.at(world, first) &&
             worlds.figures.at(world, arm, figures.indicator) == worlds.figures.at(world, first, figures.indicator);
    });
  };
  return static_cast<std::uint32_t>(std::ranges::count_if(figures.rows, ends_alike));
}

ClaimCount count_of(const Claim& claim, const Figures& figures) {
  ClaimCount count = claim.trend.empty() ? count_of_contrast(claim, figures) : count_of_trend(claim, figures);
  count.worlds_idle =
      idle_worlds(claim.trend.empty() ? std::vector{claim.arms.treatment, claim.arms.control} : claim.trend, figures);
  return count;
}

/// Worlds that meet a condition, and the others.
struct Sides {
  double at = 0;
  Rows met, others;
};

Sides sides_of(const ClaimCondition& condition, const Worlds& worlds) {
  const auto found = std::ranges::find(worlds.unknowns, condition.unknown, &Unknown::key);
  if (found == worlds.unknowns.end())
    throw std::invalid_argument("the worlds have no unknown \"" + condition.unknown + "\"");
  const auto unknown = static_cast<std::size_t>(found - worlds.unknowns.begin());
  std::vector<double> values;
  for (std::size_t world = 0; world < worlds.numbers.size(); ++world)
    values.push_back(worlds.values.at(world, unknown));
  Sides sides;
  sides.at = condition.at ? *condition.at : quantile(values, 0.5);
  for (std::size_t world = 0; world < values.size(); ++world)
    ((values[world] > sides.at) == condition.above ? sides.met : sides.others).push_back(world);
  return sides;
}

WorldWord opposite(WorldWord word) {
  return word == WorldWord::better_always ? WorldWord::worse_always : WorldWord::worse_probably;
}

bool holds(WorldWord word) { return word == WorldWord::better_always || word == WorldWord::better_probably; }

/// Judges what is to hold under a condition only.
void judge_condition(const Claim& claim, const Sides& sides, const Figures& others, ClaimVerdict& verdict) {
  ClaimElsewhere elsewhere{sides.at, count_of(claim, others), 1.0};
  elsewhere.p = fisher_test(verdict.worlds_for, verdict.worlds, elsewhere.count.worlds_for, elsewhere.count.worlds);
  verdict.p = std::max(verdict.p, elsewhere.p);
  if (!elsewhere.count.is_idle() && holds(elsewhere.count.word)) verdict.word = opposite(elsewhere.count.word);
  verdict.elsewhere = elsewhere;
}

ClaimLeft left_of(const Claim& claim, const Figures& figures) {
  const WorldEffect effect = world_effect(figures.of(claim.through->treatment), figures.of(claim.through->control),
                                          gain_of(claim.direction), claim.smallest_effect);
  return {effect.worlds, effect.median, effect.low, effect.high};
}

}  // namespace

ClaimVerdict claim_verdict(const Claim& claim, const Study& study, const Worlds& worlds) {
  const auto indicator = study.catalogue->indicator(claim.indicator);
  if (!indicator) throw std::invalid_argument("the study has no indicator \"" + claim.indicator + "\"");
  Sides sides;
  if (claim.only_if) sides = sides_of(*claim.only_if, worlds);
  Rows all(worlds.numbers.size());
  std::iota(all.begin(), all.end(), std::size_t{0});
  const Figures figures{study, worlds, *indicator, claim.only_if ? sides.met : all};
  ClaimVerdict verdict{count_of(claim, figures)};
  verdict.p = sign_test(verdict.worlds_for, verdict.worlds_against);
  verdict.by_construction = claim.by_construction;
  if (claim.only_if) judge_condition(claim, sides, {study, worlds, *indicator, sides.others}, verdict);
  if (claim.through) verdict.left = left_of(claim, figures);
  return verdict;
}

void adjust_family(std::span<ClaimVerdict> family) {
  std::vector<double> p;
  for (const ClaimVerdict& verdict : family)
    if (!verdict.by_construction) p.push_back(verdict.p);
  const auto holm = adjusted_by_holm(p), benjamini_hochberg = adjusted_by_benjamini_hochberg(p);
  std::size_t next = 0;
  for (ClaimVerdict& verdict : family) {
    if (verdict.by_construction) continue;
    verdict.holm = holm[next];
    verdict.benjamini_hochberg = benjamini_hochberg[next++];
  }
}

}  // namespace liandong::analysis
