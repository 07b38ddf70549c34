#include "analysis/experiment/world.h"

#include <fmt/format.h>

#include <algorithm>
#include <boost/math/special_functions/beta.hpp>
#include <boost/math/special_functions/gamma.hpp>
#include <charconv>
#include <cmath>
#include <string>
#include <string_view>

#include "models/prior.h"
#include "sim/chance/draw.h"
#include "sim/store/hash.h"

namespace liandong::analysis {
namespace {

using models::Distribution;
using models::Parameter;

/// Beyond the purposes of any model, which draw with the same seed.
enum class WorldPurpose : std::uint16_t { plausible_value = 0xff00 };

double uniform_of(const sim::Chance& chance, std::string_view key) {
  const std::uint64_t id = sim::Hasher().text(key).digest();
  const auto word = chance.word(0, WorldPurpose::plausible_value, static_cast<std::uint32_t>(id),
                                static_cast<std::uint32_t>(id >> 32));
  return sim::open_uniform(word);
}

double six_digits(double value) {
  const std::string text = fmt::format("{:.6g}", value);
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

double triangular(double low, double top, double high, double u) {
  const double width = high - low;
  if (u * width < top - low) return low + std::sqrt(u * width * (top - low));
  return high - std::sqrt((1.0 - u) * width * (high - top));
}

/// PERT: exponents such that the mean is (low + 4 top + high) / 6.
double beta(double low, double top, double high, double u) {
  const double width = high - low;
  return low + width * boost::math::ibeta_inv(1.0 + 4.0 * (top - low) / width, 1.0 + 4.0 * (high - top) / width, u);
}

double alternative(const models::Prior& prior, double u) {
  std::size_t chosen = 0;
  for (double sum = prior.weights[0]; u >= sum && chosen + 1 < prior.weights.size(); sum += prior.weights[chosen])
    ++chosen;
  return std::min(static_cast<double>(chosen), prior.plausible.high);
}

/// The shares of one whole from independent gamma variates, the rest among them.
void draw_shares(const models::Shares& shares, const models::Catalogue& catalogue, const sim::Chance& chance,
                 std::vector<double>& values) {
  const auto part = [&](double mean, std::string_view key) {
    return mean > 0.0 ? boost::math::gamma_p_inv(shares.concentration * mean, uniform_of(chance, key)) : 0.0;
  };
  std::vector<std::pair<std::size_t, double>> parts;
  double rest = 1.0;
  for (std::size_t i = 0; i < values.size(); ++i)
    if (const auto& p = catalogue.parameter(i); std::ranges::find(shares.members, p.key) != shares.members.end()) {
      parts.emplace_back(i, part(p.fallback, p.key));
      rest -= p.fallback;
    }
  double whole = rest > 1e-9 ? part(rest, shares.key) : 0.0;
  for (const auto& [position, drawn] : parts) whole += drawn;
  for (const auto& [position, drawn] : parts) values[position] = six_digits(drawn / whole);
}

bool is_of_levers(const models::Shares& shares, const models::Catalogue& catalogue) {
  const auto* levers = catalogue.levers();
  return levers &&
         std::ranges::find(levers->parameters, shares.members.front(), &Parameter::key) != levers->parameters.end();
}

}  // namespace

double plausible_quantile(const Parameter& parameter, double u) {
  if (!parameter.prior || !models::is_uncertain(*parameter.prior)) return parameter.fallback;
  auto [low, high, distribution] = parameter.prior->plausible;
  if (distribution == Distribution::dirichlet) return parameter.fallback;
  if (distribution == Distribution::alternatives) return alternative(*parameter.prior, u);
  // A whole number stands for all that is rounded to it, so that the ends are as likely as the others.
  const double margin = parameter.whole ? 0.5 : 0.0;
  low -= margin, high += margin;
  double value = low + u * (high - low);
  if (distribution == Distribution::triangular) value = triangular(low, parameter.fallback, high, u);
  if (distribution == Distribution::beta) value = beta(low, parameter.fallback, high, u);
  if (distribution == Distribution::log_uniform) value = low * std::pow(high / low, u);
  value = parameter.whole ? std::round(value) : six_digits(value);
  return std::clamp(value, parameter.prior->plausible.low, parameter.prior->plausible.high);
}

std::vector<double> draw_world(const models::Catalogue& catalogue, std::uint64_t seed, std::uint32_t world) {
  const sim::Chance chance(seed, world);
  std::vector<double> values;
  for (const auto& group : catalogue.groups)
    for (const auto& parameter : group.parameters)
      values.push_back(plausible_quantile(parameter, uniform_of(chance, parameter.key)));
  for (const auto& shares : catalogue.shares)
    if (!is_of_levers(shares, catalogue)) draw_shares(shares, catalogue, chance, values);
  return values;
}

models::Values world_values(const Study& study, std::uint32_t world) {
  const auto drawn = draw_world(*study.catalogue, study.seed, world);
  const auto* levers = study.catalogue->levers();
  const std::size_t end = levers ? study.catalogue->first_of(*levers) : drawn.size();
  models::Values values = study.values;
  for (std::size_t i = 0; i < end; ++i) {
    if (study.stated.contains(i)) continue;
    values.whole[i] = drawn[i];
    for (auto& community : values.communities) community[i] = drawn[i];
  }
  return values;
}

}  // namespace liandong::analysis
