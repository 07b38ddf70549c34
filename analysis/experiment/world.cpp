#include "analysis/experiment/world.h"

#include <algorithm>
#include <string_view>

#include "analysis/scenario/plausible.h"
#include "sim/chance/draw.h"
#include "sim/store/hash.h"

namespace liandong::analysis {
namespace {

using models::Parameter;

/// Beyond the purposes of any model, which draw with the same seed.
enum class WorldPurpose : std::uint16_t { plausible_value = 0xff00 };

/// The shares of one whole from independent gamma variates, the rest among them.
void draw_shares(const models::Shares& shares, const models::Catalogue& catalogue, const sim::Chance& chance,
                 std::vector<double>& values) {
  const auto part = [&](double mean, std::string_view key) {
    return share_part(shares, mean, uniform_of(chance, key));
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

sim::Chance chance_of_world(std::uint64_t seed, std::uint32_t world) { return sim::Chance(seed, world); }

double uniform_of(const sim::Chance& chance, std::string_view unknown) {
  const std::uint64_t id = sim::Hasher().text(unknown).digest();
  const auto word = chance.word(0, WorldPurpose::plausible_value, static_cast<std::uint32_t>(id),
                                static_cast<std::uint32_t>(id >> 32));
  return sim::open_uniform(word);
}

std::vector<double> draw_world(const models::Catalogue& catalogue, std::uint64_t seed, std::uint32_t world) {
  const auto chance = chance_of_world(seed, world);
  std::vector<double> values;
  for (const auto& group : catalogue.groups)
    for (const auto& parameter : group.parameters)
      values.push_back(plausible_quantile(parameter, uniform_of(chance, parameter.key)));
  for (const auto& shares : catalogue.shares)
    if (!is_of_levers(shares, catalogue)) draw_shares(shares, catalogue, chance, values);
  return values;
}

}  // namespace liandong::analysis
