#include "analysis/inference/world_cases.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <string>

#include "analysis/inference/inference_draws.h"

namespace liandong::analysis {
namespace {

constexpr std::uint32_t bootstrap_samples = 200;

Eigen::MatrixXd bootstrap(std::size_t cases) {
  const auto chance = inference_chance();
  const auto n = static_cast<std::uint32_t>(cases);
  Eigen::MatrixXd samples = Eigen::MatrixXd::Zero(n, bootstrap_samples);
  for (std::uint32_t sample = 0; sample < bootstrap_samples; ++sample)
    for (std::uint32_t draw = 0; draw < n; ++draw)
      samples(sim::below(chance.word(sample, InferencePurpose::bootstrap, draw), n), sample) += 1.0;
  return samples;
}

WorldCases ready(const Worlds& worlds, const models::Catalogue& catalogue, const std::vector<std::size_t>& rows) {
  Array<double> values({rows.size(), worlds.unknowns.size()});
  for (std::size_t i = 0; i < rows.size(); ++i)
    for (std::size_t u = 0; u < worlds.unknowns.size(); ++u) values.at(i, u) = worlds.values.at(rows[i], u);
  std::vector<std::size_t> every(worlds.unknowns.size());
  std::iota(every.begin(), every.end(), std::size_t{0});
  DeciderSearch search(values, {every, context_unknowns(worlds, catalogue)});
  return {rows, std::move(values), std::move(search), bootstrap(rows.size())};
}

}  // namespace

std::vector<double> WorldCases::values_of(std::size_t unknown) const {
  std::vector<double> result;
  for (std::size_t i = 0; i < rows.size(); ++i) result.push_back(values.at(i, unknown));
  return result;
}

std::vector<double> WorldCases::figures(const Worlds& worlds, std::size_t arm, std::size_t indicator) const {
  std::vector<double> result;
  for (const std::size_t world : rows) result.push_back(worlds.figures.at(world, arm, indicator));
  return result;
}

std::vector<std::size_t> rows_with(const Worlds& worlds, std::span<const std::size_t> arms, std::size_t indicator) {
  std::vector<std::size_t> rows;
  for (std::size_t world = 0; world < worlds.numbers.size(); ++world)
    if (std::ranges::none_of(arms,
                             [&](std::size_t arm) { return std::isnan(worlds.figures.at(world, arm, indicator)); }))
      rows.push_back(world);
  return rows;
}

std::vector<std::size_t> context_unknowns(const Worlds& worlds, const models::Catalogue& catalogue) {
  std::vector<std::size_t> found;
  for (std::size_t u = 0; u < worlds.unknowns.size(); ++u)
    if (std::ranges::any_of(catalogue.groups, [&](const models::ParameterGroup& group) {
          return group.by_community && worlds.unknowns[u].key.starts_with(std::string(group.key) + ".");
        }))
      found.push_back(u);
  return found;
}

const WorldCases& KnownCases::of(const std::vector<std::size_t>& rows) {
  const auto found = known_.find(rows);
  return found != known_.end() ? found->second : known_.emplace(rows, ready(worlds_, catalogue_, rows)).first->second;
}

}  // namespace liandong::analysis
