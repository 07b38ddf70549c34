// Every indicator moves: none is the same whatever the arrangement, the place and people's ways.
#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <limits>
#include <random>

#include "tests/models/governance/whole_place.h"

namespace liandong::governance {
namespace {

struct Exception {
  std::string_view indicator, reason;
};

/// Indicators that do not move, and why. The list may only shrink: what is on it and moves fails the test too.
constexpr auto still = std::to_array<Exception>({
    {"applications", "in most vectors the host's and the community's own money pay, so that nothing is applied for"},
    {"organisations.closed", "in its third year a community has one or two organisations, and most years none closes"},
});

constexpr std::size_t vectors = 60;
/// What the size and the calendar of `whole::setting` say.
constexpr auto fixed =
    std::to_array<std::string_view>({"place.communities", "place.communities_per_street", "place.households",
                                     "place.election_first_week", "place.election_weeks"});

/// Where in its range a parameter lies in a vector, in [0, 1], whatever other parameters there are.
double part(std::size_t vector, std::string_view key) {
  constexpr std::uint32_t steps = 1024;
  std::seed_seq seeds(key.begin(), key.end());
  std::mt19937 engine(seeds);
  engine.discard(vector);
  return static_cast<double>(engine() % (steps + 1)) / steps;
}

/// Every parameter anywhere in its plausible range; what is measured or chosen stays.
template <class Group>
void vary(Group& group, std::span<const ParameterOf<Group>> definitions, std::size_t vector) {
  for (const auto& definition : definitions) {
    const double drawn = part(vector, definition.key);
    const auto prior = std::ranges::find(priors(), definition.key, &models::Prior::key);
    ASSERT_NE(prior, priors().end()) << definition.key;
    if (prior->status == models::Status::measured || prior->status == models::Status::chosen) continue;
    if (std::ranges::count(fixed, definition.key)) continue;
    const auto [low, high, distribution] = prior->plausible;
    const bool by_ratio = distribution == models::Distribution::log_uniform;
    double& value = group.*definition.member;
    value = by_ratio ? low * std::pow(high / low, drawn) : low + drawn * (high - low);
    if (definition.whole) value = std::round(value);
  }
}

/// Every lever anywhere in the range that the arrangements and overlays that ship span; every third without a station.
Levers any_shipped_levers(std::size_t vector) {
  std::vector<Levers> known;
  for (const char* end : {"low", "high"}) {
    for (const auto& file : whole::files_in("arrangements"))
      known.push_back(whole::shipped(file, default_levers(), end));
    for (const auto& file : whole::files_in("overlays")) known.push_back(whole::shipped(file, known.front(), end));
  }
  Levers levers = default_levers();
  for (const auto& definition : lever_definitions()) {
    const auto [least, most] = std::ranges::minmax(known, {}, definition.member);
    const double low = least.*definition.member, high = most.*definition.member;
    levers.*definition.member = low + part(vector, definition.key) * (high - low);
    if (definition.whole) levers.*definition.member = std::round(levers.*definition.member);
  }
  if (vector % 3 == 0) levers.staff_station = levers.moved_station = 0.0;
  return levers;
}

/// Indicators over the third year under a vector drawn at random.
std::vector<double> third_year(std::size_t vector) {
  Setting setting = whole::setting();
  vary(setting.place, place_definitions(), vector);
  vary(setting.context, context_definitions(), vector);
  vary(setting.mechanisms, mechanism_definitions(), vector);
  Simulation simulation(setting, any_shipped_levers(vector), 1, static_cast<std::uint32_t>(vector));
  whole::pass(simulation, 2 * whole::year);
  return whole::next_year(simulation);
}

/// How an indicator's values lie: a fifth of them lie below `lower` and a fifth above `upper`.
struct Spread {
  std::size_t measured = 0;
  double least = 0, lower = 0, upper = 0, most = 0;
};

Spread spread_of(const std::vector<std::vector<double>>& runs, std::size_t indicator) {
  std::vector<double> values;
  for (const auto& run : runs)
    if (!std::isnan(run[indicator])) values.push_back(run[indicator]);
  if (values.empty()) return {};
  std::ranges::sort(values);
  const std::size_t n = values.size();
  return {n, values.front(), values[n / 5], values[n - 1 - n / 5], values.back()};
}

/// A fifth of the vectors lie further from the lowest value than what matters, and a fifth from the highest: the
/// indicator neither stands still nor sticks to one bound. A third of the vectors must measure it at all.
bool moves(const Spread& s, double smallest_effect) {
  return s.measured >= vectors / 3 && s.upper - s.least > smallest_effect && s.most - s.lower > smallest_effect;
}

TEST(Indicators, MoveByMoreThanWhatMattersBetweenPlausibleVectors) {
  const auto runs = whole::each_of(vectors, third_year);
  for (std::size_t i = 0; i < indicators().size(); ++i) {
    const Indicator& indicator = indicators()[i];
    const Spread s = spread_of(runs, i);
    const bool excepted = std::ranges::count(still, indicator.key, &Exception::indicator) > 0;
    EXPECT_NE(moves(s, indicator.smallest_effect), excepted)
        << indicator.key << " was measured in " << s.measured << " of " << vectors << " vectors, from " << s.least
        << " to " << s.most << ", a fifth below " << s.lower << " and a fifth above " << s.upper << "; what matters is "
        << indicator.smallest_effect;
  }
}

TEST(Indicators, ThatStandStillAreKnownAndEachHasAReason) {
  for (const auto& [indicator, reason] : still) {
    EXPECT_NO_THROW(whole::place_of(indicator));
    EXPECT_FALSE(reason.empty()) << indicator;
  }
}

}  // namespace
}  // namespace liandong::governance
