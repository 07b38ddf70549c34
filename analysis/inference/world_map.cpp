#include "analysis/inference/world_map.h"

#include <algorithm>
#include <functional>
#include <map>

namespace liandong::analysis {
namespace {

/// Parts of each axis: four where a map of two axes has ten worlds for each cell then, else three.
std::size_t parts_of_axes(std::size_t axes, std::size_t worlds) { return axes < 3 && worlds >= 160 ? 4 : 3; }

/// 1 better, -1 worse, 0 neither.
int side(WorldWord word) noexcept {
  if (word == WorldWord::better_always || word == WorldWord::better_probably) return 1;
  return word == WorldWord::worse_always || word == WorldWord::worse_probably ? -1 : 0;
}

std::vector<MapAxis> named_axes(const std::vector<std::size_t>& named, const std::vector<std::size_t>& context) {
  std::vector<MapAxis> axes;
  for (const std::size_t unknown : named)
    axes.push_back({unknown, std::ranges::find(context, unknown) != context.end(), {}});
  return axes;
}

/// The two unknowns over which the map is drawn: found among the context, then deciders of the context, then others.
std::vector<MapAxis> axes_of(const WorldCases& cases, std::span<const double> differences, const Deciders& deciders,
                             const std::vector<std::size_t>& context) {
  std::vector<MapAxis> axes;
  const auto add = [&](std::size_t unknown, bool of_context) {
    if (axes.size() < 2 && std::ranges::find(axes, unknown, &MapAxis::unknown) == axes.end())
      axes.push_back({unknown, of_context, {}});
  };
  for (const auto& found : cases.search.strongest(differences, unknowns_of_context, 2, decider_level))
    add(found.unknown, true);
  for (const bool of_context : {true, false})
    for (const Decider& decider : deciders.found)
      if ((std::ranges::find(context, decider.unknown) != context.end()) == of_context)
        add(decider.unknown, of_context);
  return axes;
}

}  // namespace

WorldEffect effect_among(const Worlds& worlds, const models::Catalogue& catalogue, const PairQuestion& question,
                         const std::vector<std::size_t>& rows) {
  const auto& indicator = catalogue.indicators.at(question.indicator);
  std::vector<double> a, b;
  for (const std::size_t world : rows) {
    a.push_back(worlds.figures.at(world, question.a, question.indicator));
    b.push_back(worlds.figures.at(world, question.b, question.indicator));
  }
  auto effect = world_effect(a, b, indicator.direction, indicator.smallest_effect);
  effect.figure = indicator.key;
  return effect;
}

FlipMap flip_map(const Worlds& worlds, const models::Catalogue& catalogue, const PairQuestion& question,
                 const WorldCases& cases, const Deciders& deciders, const std::vector<std::size_t>& named) {
  auto differences = cases.figures(worlds, question.a, question.indicator);
  const auto of_b = cases.figures(worlds, question.b, question.indicator);
  std::ranges::transform(differences, of_b, differences.begin(), std::minus());
  const auto context = context_unknowns(worlds, catalogue);
  FlipMap map{named.empty() ? axes_of(cases, differences, deciders, context) : named_axes(named, context), {}};
  if (map.axes.empty()) return map;
  std::vector<std::size_t> cell_of(cases.rows.size(), 0);
  std::size_t stride = 1;
  for (MapAxis& axis : map.axes) {
    auto parts =
        parts_of(cases.values_of(axis.unknown), differences, parts_of_axes(map.axes.size(), cases.rows.size()));
    for (std::size_t i = 0; i < cell_of.size(); ++i) cell_of[i] += stride * parts.part_of[i];
    axis.parts = std::move(parts.parts);
    stride *= axis.parts.size();
  }
  for (std::size_t cell = 0; cell < stride; ++cell) {
    std::vector<std::size_t> rows;
    for (std::size_t i = 0; i < cell_of.size(); ++i)
      if (cell_of[i] == cell) rows.push_back(cases.rows[i]);
    MapCell found{static_cast<std::uint32_t>(rows.size()), {}};
    if (found.enough()) found.shares = effect_among(worlds, catalogue, question, rows).shares;
    map.cells.push_back(found);
  }
  return map;
}

std::vector<StructureFinding> structure_findings(const Worlds& worlds, const models::Catalogue& catalogue,
                                                 const PairQuestion& question, const WorldCases& cases,
                                                 const WorldEffect& effect) {
  std::vector<StructureFinding> findings;
  for (std::size_t u = 0; u < worlds.unknowns.size(); ++u) {
    if (worlds.unknowns[u].range.distribution != models::Distribution::alternatives) continue;
    std::map<double, std::vector<std::size_t>> rows;
    for (const std::size_t world : cases.rows) rows[worlds.values.at(world, u)].push_back(world);
    StructureFinding finding{u, {}, false};
    int best = side(effect.word), worst = best;
    for (const auto& [value, having] : rows) {
      finding.alternatives.push_back({value, effect_among(worlds, catalogue, question, having)});
      best = std::max(best, side(finding.alternatives.back().effect.word));
      worst = std::min(worst, side(finding.alternatives.back().effect.word));
    }
    finding.reverses = best > 0 && worst < 0;
    findings.push_back(std::move(finding));
  }
  return findings;
}

}  // namespace liandong::analysis
