#include "analysis/inference/world_findings.h"

#include <tbb/parallel_for.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <iterator>
#include <limits>
#include <numeric>
#include <set>

#include "analysis/inference/contrasts.h"
#include "analysis/inference/deciders.h"
#include "analysis/inference/lead.h"
#include "analysis/inference/world_cases.h"
#include "analysis/inference/world_map.h"
#include "analysis/inference/world_ranking.h"

namespace liandong::analysis {
namespace {

/// The columns of deciders alone.
Array<double> values_of(const WorldCases& cases, const Deciders& deciders) {
  Array<double> values({cases.rows.size(), deciders.found.size()});
  for (std::size_t i = 0; i < cases.rows.size(); ++i)
    for (std::size_t k = 0; k < deciders.found.size(); ++k)
      values.at(i, k) = cases.values.at(i, deciders.found[k].unknown);
  return values;
}

PairFinding pair_finding(const Worlds& worlds, const models::Catalogue& catalogue, const PairQuestion& question,
                         const WorldCases& cases, const std::vector<std::size_t>& mapped) {
  const auto& indicator = catalogue.indicators[question.indicator];
  const auto a = cases.figures(worlds, question.a, question.indicator);
  const auto b = cases.figures(worlds, question.b, question.indicator);
  std::vector<double> differences;
  std::ranges::transform(a, b, std::back_inserter(differences), std::minus());
  PairFinding found;
  found.a = question.a;
  found.b = question.b;
  found.indicator = question.indicator;
  found.effect = effect_among(worlds, catalogue, question, cases.rows);
  found.deciders = deciders_of(cases, worlds.unknowns, differences, indicator.direction);
  auto [leads, rule] =
      lead_of(found.effect, a, b, indicator.direction, indicator.smallest_effect, values_of(cases, found.deciders));
  for (RuleBound& bound : rule.bounds) bound.variable = found.deciders.found[bound.variable].unknown;
  std::ranges::sort(rule.bounds, {}, &RuleBound::variable);
  found.of_a = leads;
  found.rule = std::move(rule);
  found.structures = structure_findings(worlds, catalogue, question, cases, found.effect);
  found.map = flip_map(worlds, catalogue, question, cases, found.deciders, mapped);
  return found;
}

std::vector<std::size_t> counted(std::size_t n) {
  std::vector<std::size_t> numbers(n);
  std::iota(numbers.begin(), numbers.end(), std::size_t{0});
  return numbers;
}

/// Unknowns that decide some pair by an indicator.
std::vector<std::size_t> deciding(const std::vector<PairFinding>& pairs, std::size_t indicator) {
  std::set<std::size_t> unknowns;
  for (const PairFinding& pair : pairs)
    if (pair.indicator == indicator)
      for (const Decider& decider : pair.deciders.found) unknowns.insert(decider.unknown);
  return {unknowns.begin(), unknowns.end()};
}

double deviation(const std::vector<double>& a, const std::vector<double>& b, std::uint32_t& pairs) {
  std::vector<double> differences;
  for (std::size_t i = 0; i < a.size(); ++i)
    if (const double d = a[i] - b[i]; !std::isnan(d)) differences.push_back(d);
  pairs = static_cast<std::uint32_t>(differences.size());
  if (pairs < 2) return std::numeric_limits<double>::quiet_NaN();
  const double mean = std::accumulate(differences.begin(), differences.end(), 0.0) / pairs;
  double squares = 0.0;
  for (const double d : differences) squares += (d - mean) * (d - mean);
  return std::sqrt(squares / (pairs - 1));
}

}  // namespace

std::vector<std::size_t> told_in_worlds(const Study& study, const models::Catalogue& catalogue) {
  std::vector<std::size_t> told;
  for (const auto& key : study.headline)
    if (const auto position = catalogue.indicator(key)) told.push_back(*position);
  for (std::size_t i = 0; study.headline.empty() && told.size() < 4 && i < catalogue.indicators.size(); ++i)
    if (catalogue.indicators[i].direction != models::Direction::neutral) told.push_back(i);
  return told;
}

WorldFindings world_findings(const Worlds& worlds, const models::Catalogue& catalogue,
                             std::span<const std::size_t> indicators, std::span<const std::string> map) {
  WorldFindings findings;
  if (worlds.numbers.size() < least_worlds) return findings;
  const auto arms = counted(worlds.figures.shape[1]);
  KnownCases known(worlds, catalogue);
  std::vector<std::pair<PairQuestion, const WorldCases*>> asked;
  for (const std::size_t a : arms)
    for (std::size_t b = a + 1; b < arms.size(); ++b)
      for (const std::size_t indicator : indicators) {
        const auto rows = rows_with(worlds, std::array{a, b}, indicator);
        if (rows.size() >= least_worlds) asked.push_back({{a, b, indicator}, &known.of(rows)});
      }
  std::vector<std::size_t> mapped;
  for (const auto& key : map)
    if (const auto found = std::ranges::find(worlds.unknowns, key, &Unknown::key); found != worlds.unknowns.end())
      mapped.push_back(static_cast<std::size_t>(found - worlds.unknowns.begin()));
  findings.pairs.resize(asked.size());
  tbb::parallel_for(std::size_t{0}, asked.size(), [&](std::size_t i) {
    findings.pairs[i] = pair_finding(worlds, catalogue, asked[i].first, *asked[i].second, mapped);
  });
  for (const std::size_t indicator : indicators)
    if (const auto rows = rows_with(worlds, arms, indicator); rows.size() >= least_worlds)
      findings.rankings.push_back(ranking_of(worlds, catalogue.indicators[indicator], indicator, known.of(rows),
                                             deciding(findings.pairs, indicator)));
  return findings;
}

WorldEffect world_effect(const Worlds& worlds, const models::Catalogue& catalogue, std::size_t a, std::size_t b,
                         std::size_t indicator) {
  return effect_among(worlds, catalogue, {a, b, indicator}, counted(worlds.numbers.size()));
}

bool words_settled(const Worlds& worlds, const models::Catalogue& catalogue, std::span<const std::size_t> indicators) {
  if (worlds.numbers.size() < least_worlds) return false;
  const std::size_t arms = worlds.figures.shape[1];
  bool any = false;
  for (const std::size_t indicator : indicators)
    for (std::size_t a = 0; a < arms; ++a)
      for (std::size_t b = a + 1; b < arms; ++b) {
        const auto effect = world_effect(worlds, catalogue, a, b, indicator);
        if (effect.worlds == 0) continue;
        if (effect.worlds < least_worlds || !effect.settled) return false;
        any = true;
      }
  return any;
}

bool is_answered(const Worlds& worlds, const models::Catalogue& catalogue, std::span<const std::size_t> indicators) {
  if (!words_settled(worlds, catalogue, indicators)) return false;
  const std::size_t arms = worlds.figures.shape[1];
  for (const std::size_t indicator : indicators)
    for (std::size_t a = 0; a < arms; ++a)
      for (std::size_t b = a + 1; b < arms; ++b) {
        const auto effect = world_effect(worlds, catalogue, a, b, indicator);
        if (effect.worlds > 0 && !is_sure(effect.word)) return false;
      }
  return true;
}

SeedNoise seed_noise(const Results& results, std::size_t a, std::size_t b, std::size_t indicator) {
  SeedNoise noise;
  const auto& catalogue = *results.catalogue;
  noise.over_seeds = deviation(indicator_figures(results.arms.at(a), catalogue, indicator),
                               indicator_figures(results.arms.at(b), catalogue, indicator), noise.replicates);
  const Worlds& worlds = results.worlds;
  std::vector<double> of_a, of_b;
  for (std::size_t world = 0; world < worlds.numbers.size(); ++world) {
    of_a.push_back(worlds.figures.at(world, a, indicator));
    of_b.push_back(worlds.figures.at(world, b, indicator));
  }
  noise.over_worlds = deviation(of_a, of_b, noise.worlds);
  const std::uint32_t fewer = worlds.communities > 0 ? worlds.communities : results.communities;
  noise.over_seeds_of_a_world = noise.over_seeds * std::sqrt(static_cast<double>(results.communities) / fewer);
  return noise;
}

}  // namespace liandong::analysis
