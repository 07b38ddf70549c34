#include "analysis/inference/claim_verdict.h"

#include <algorithm>
#include <boost/math/distributions/binomial.hpp>
#include <cmath>
#include <stdexcept>
#include <vector>

#include "analysis/inference/statistics.h"

namespace liandong::analysis {
namespace {

std::vector<double> claimed_figures(const Study& study, const Worlds& worlds, const std::string& arm,
                                    std::size_t indicator) {
  const auto found = std::ranges::find(study.arms, arm, &Arm::name);
  if (found == study.arms.end()) throw std::invalid_argument("the study has no arm \"" + arm + "\"");
  const auto position = static_cast<std::size_t>(found - study.arms.begin());
  std::vector<double> figures;
  for (std::size_t world = 0; world < worlds.numbers.size(); ++world)
    figures.push_back(worlds.figures.at(world, position, indicator));
  return figures;
}

models::Direction gain_of(ClaimDirection direction) {
  if (direction == ClaimDirection::same) return models::Direction::neutral;
  return direction == ClaimDirection::higher ? models::Direction::better : models::Direction::worse;
}

double sign_test(std::uint32_t heads, std::uint32_t tails) {
  if (heads + tails == 0) return 1.0;
  const boost::math::binomial even(heads + tails, 0.5);
  return std::min(1.0, 2.0 * boost::math::cdf(even, std::min(heads, tails)));
}

}  // namespace

ClaimVerdict claim_verdict(const Claim& claim, const Study& study, const Worlds& worlds) {
  const auto indicator = study.catalogue->indicator(claim.indicator);
  if (!indicator) throw std::invalid_argument("the study has no indicator \"" + claim.indicator + "\"");
  const auto treated = claimed_figures(study, worlds, claim.treatment, *indicator);
  const auto controls = claimed_figures(study, worlds, claim.control, *indicator);
  WorldEffect effect = world_effect(treated, controls, gain_of(claim.direction), claim.smallest_effect);
  if (claim.direction == ClaimDirection::same) {
    const WorldShares& found = effect.shares;
    effect.shares = {found.neither, found.ahead + found.behind, 0.0};
    effect.word = word_for(effect.shares, effect.worlds);
  }
  const auto counted = [&](double share) { return static_cast<std::uint32_t>(std::lround(share * effect.worlds)); };
  ClaimVerdict verdict;
  verdict.worlds = effect.worlds;
  verdict.worlds_for = counted(effect.shares.ahead);
  verdict.worlds_against = counted(effect.shares.behind);
  verdict.word = effect.word;
  verdict.delta = effect.median;
  verdict.low = effect.low;
  verdict.high = effect.high;
  verdict.p = sign_test(verdict.worlds_for, verdict.worlds_against);
  verdict.by_construction = claim.by_construction;
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
