#include "analysis/experiment/study_world.h"

#include <fmt/format.h>

#include <algorithm>
#include <boost/math/special_functions/gamma.hpp>
#include <stdexcept>

#include "analysis/experiment/lever_unknowns.h"
#include "analysis/experiment/world.h"
#include "analysis/scenario/arrangement.h"
#include "analysis/scenario/drawn.h"
#include "analysis/scenario/place_file.h"
#include "analysis/scenario/plausible.h"

namespace liandong::analysis {
namespace {

using models::Parameter;
using models::Shares;

/// More attempts at weights that lie within their ranges would say that the ranges allow none.
constexpr int most_attempts = 10'000;

bool holds(const Shares& shares, std::string_view key) {
  return std::ranges::find(shares.members, key) != shares.members.end();
}

void draw_parameters(Study& world, const Study& study, std::uint32_t number) {
  const auto drawn = draw_world(*study.catalogue, study.worlds.seed, number);
  for (const std::size_t p : drawn_parameters(study)) {
    world.values.whole[p] = drawn[p];
    for (auto& community : world.values.communities)
      if (community[p] == study.values.whole[p]) community[p] = drawn[p];
  }
}

/// Levers of a stage, or of the burn-in, being drawn.
struct Draw {
  Levers& levers;
  Ranges ranges;
  std::span<const Parameter> parameters;
  const sim::Chance& chance;
};

/// A drawn share of `whole` for each of the levers at `members`, uniform numbers keyed by the attempt.
std::vector<double> attempted_weights(const Draw& draw, const std::vector<std::size_t>& members, double whole,
                                      double concentration, int attempt) {
  std::vector<double> parts;
  double sum = 0.0;
  for (const std::size_t i : members) {
    const double u = uniform_of(draw.chance, fmt::format("{} #{}", draw.ranges.at(i).unknown, attempt));
    const double exponent = concentration * draw.levers[i];
    parts.push_back(boost::math::gamma_p_inv(exponent > 0.0 ? exponent : 1.0, u));
    sum += parts.back();
  }
  for (double& part : parts) part = six_digits(part * whole / sum);
  return parts;
}

void draw_weights(const Draw& draw, const Shares& shares) {
  std::vector<std::size_t> members;
  double whole = 0.0;
  for (const auto& [i, range] : draw.ranges)
    if (holds(shares, draw.parameters[i].key)) {
      members.push_back(i);
      whole += draw.levers[i];
    }
  if (members.empty()) return;
  for (int attempt = 0; attempt < most_attempts; ++attempt) {
    const auto weights = attempted_weights(draw, members, whole, shares.concentration, attempt);
    bool within = true;
    for (std::size_t m = 0; m < members.size(); ++m) {
      const auto& range = draw.ranges.at(members[m]);
      within = within && range.low <= weights[m] && weights[m] <= range.high;
    }
    if (!within) continue;
    for (std::size_t m = 0; m < members.size(); ++m) draw.levers[members[m]] = weights[m];
    return;
  }
  throw std::runtime_error(fmt::format("{}: no weights were found that lie within their ranges", shares.key));
}

void draw_levers(const Draw& draw, const models::Catalogue& catalogue) {
  const auto in_shares = [&](std::size_t i) {
    return std::ranges::any_of(catalogue.shares,
                               [&](const Shares& shares) { return holds(shares, draw.parameters[i].key); });
  };
  for (const auto& [i, range] : draw.ranges)
    if (!in_shares(i))
      draw.levers[i] = quantile_in(range, draw.levers[i], draw.parameters[i], uniform_of(draw.chance, range.unknown));
  for (const Shares& shares : catalogue.shares) draw_weights(draw, shares);
}

Unknown unknown_parameter(const Parameter& parameter) {
  return {std::string(parameter.key),  {std::string(parameter.name.en), std::string(parameter.name.zh)},
          std::string(parameter.unit), parameter.prior->plausible,
          parameter.fallback,          std::string(parameter.prior->reason)};
}

Unknown unknown_lever(const LeverUnknown& of, const Study& study) {
  const Parameter& parameter = lever_parameters(*study.catalogue)[of.place.lever];
  const Text& title = of.place.arm ? study.arms[*of.place.arm].title : study.burn_in_title;
  const bool of_one = of.is_further || of.range.unknown.ends_with("." + std::string(parameter.key));
  Text name{std::string(parameter.name.en), std::string(parameter.name.zh)};
  if (of_one) name = {fmt::format("{}: {}", title.en, name.en), fmt::format("{}：{}", title.zh, name.zh)};
  return {of.key,
          std::move(name),
          std::string(parameter.unit),
          of.range,
          of.place.levers_in(study)[of.place.lever],
          std::string(parameter.source)};
}

}  // namespace

Study in_world(const Study& study, std::uint32_t number) {
  Study world = study;
  draw_parameters(world, study, number);
  const auto& catalogue = *study.catalogue;
  const auto parameters = lever_parameters(catalogue);
  const auto chance = chance_of_world(study.worlds.seed, number);
  Levers burn_in = study.burn_in();
  draw_levers({burn_in, drawn_ranges(study.burn_in_ranges, study), parameters, chance}, catalogue);
  std::ranges::copy(burn_in, world.values.whole.end() - static_cast<std::ptrdiff_t>(burn_in.size()));
  world.burn_in_ranges.clear();
  for (Arm& arm : world.arms)
    for (Stage& stage : arm.stages) {
      draw_levers({stage.levers, drawn_ranges(stage.ranges, study), parameters, chance}, catalogue);
      stage.ranges.clear();
    }
  if (const auto at = communities_position(catalogue); at && world.values.communities.empty())
    world.values.whole[*at] = std::min(world.values.whole[*at], static_cast<double>(study.worlds.communities));
  world.worlds = {};
  return world;
}

std::vector<Unknown> unknowns_of(const Study& study) {
  std::vector<Unknown> unknowns;
  for (const std::size_t p : drawn_parameters(study))
    unknowns.push_back(unknown_parameter(study.catalogue->parameter(p)));
  for (const LeverUnknown& lever : lever_unknowns(study)) unknowns.push_back(unknown_lever(lever, study));
  return unknowns;
}

std::vector<double> values_in(const Study& world, const Study& study) {
  std::vector<double> values;
  for (const std::size_t p : drawn_parameters(study)) values.push_back(world.values.whole[p]);
  for (const LeverUnknown& of : lever_unknowns(study)) values.push_back(of.place.levers_in(world)[of.place.lever]);
  return values;
}

}  // namespace liandong::analysis
