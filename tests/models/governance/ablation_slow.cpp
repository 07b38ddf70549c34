// Every mechanism shows: taken away, all else equal, it moves the indicator on which it acts.
#include <gtest/gtest.h>

#include <array>
#include <map>

#include "tests/models/governance/ablation_table.h"
#include "tests/models/governance/whole_place.h"

namespace liandong::governance {
namespace {

/// The old arrangement, under which desks have more to do than time; one with a station, a grid and tasks that may
/// move; one without a station.
constexpr std::size_t arrangements = 3, replicates = 4;

const std::array<Levers, arrangements>& arrangement_levers() {
  static const std::array<Levers, arrangements> levers = {
      whole::shipped("arrangements/street-committee.toml"),
      small::with(whole::shipped("arrangements/strong-government.toml"),
                  {{"grid.households_per_cell", 350}, {"grid.visits_station", 0.15}, {"transition.task_migration", 1}}),
      whole::shipped("arrangements/strong-community.toml")};
  return levers;
}

using Figures = std::vector<double>;  ///< in the order of `indicators()`

/// Indicators over the third year under one arrangement; the same chance whatever the mechanisms.
Figures third_year(std::size_t arrangement, std::size_t replicate, const Mechanisms& mechanisms) {
  Setting setting = whole::setting();
  setting.place.households = 2000;
  setting.mechanisms = mechanisms;
  Simulation simulation(setting, arrangement_levers()[arrangement], 3, static_cast<std::uint32_t>(replicate));
  whole::pass(simulation, 2 * whole::year);
  return whole::next_year(simulation);
}

/// Of an indicator between two runs on the same chance, over replicates.
struct Difference {
  double mean = 0, error = 0;
};

Difference difference(std::span<const Figures> with, std::span<const Figures> without, std::size_t indicator) {
  double sum = 0.0, squares = 0.0, n = 0.0;
  for (std::size_t i = 0; i < with.size(); ++i) {
    const double gap = without[i][indicator] - with[i][indicator];
    if (std::isnan(gap)) continue;
    sum += gap;
    squares += gap * gap;
    ++n;
  }
  if (n < 3.0) return {};
  return {sum / n, std::sqrt(std::max(0.0, squares / n - sum / n * sum / n) / (n - 1.0))};
}

/// A difference shows if chance hardly makes it (three standard errors of the mean of four pairs) and if it is at least
/// a fifth of what matters to a planner, so that a handful of such mechanisms together matter; times `strictness`.
bool shows(const Difference& d, double smallest_effect, double strictness) {
  return std::abs(d.mean) >= strictness * 0.2 * smallest_effect && std::abs(d.mean) >= strictness * 3.0 * d.error;
}

/// Between the two a mechanism may be on the list of the unseen or not, so that a change elsewhere in the model does
/// not push it on and off.
constexpr double faintly = 0.75, clearly = 1.35;

/// Runs of every removal: [removal, arrangement, replicate], those with nothing removed last.
std::vector<Figures> all_runs() {
  constexpr std::size_t runs = arrangements * replicates;
  return whole::each_of((removals.size() + 1) * runs, [](std::size_t i) {
    Mechanisms mechanisms = default_setting().mechanisms;
    if (i / runs < removals.size())
      mechanisms = small::with(mechanisms, {{removals[i / runs].mechanism, removals[i / runs].neutral}});
    return third_year(i % runs / replicates, i % replicates, mechanisms);
  });
}

TEST(Mechanisms, MoveTheIndicatorOnWhichTheyActOrAreKnownNotTo) {
  const std::vector<Figures> runs = all_runs();
  const auto of = [&](std::size_t removal, std::size_t arrangement) {
    return std::span(runs).subspan((removal * arrangements + arrangement) * replicates, replicates);
  };
  for (std::size_t r = 0; r < removals.size(); ++r) {
    const std::size_t at = whole::place_of(removals[r].indicator);
    const double matters = indicators()[at].smallest_effect;
    const bool excepted = std::ranges::count(unseen, removals[r].mechanism, &Unseen::mechanism) > 0;
    bool seen = false;
    std::string figures;
    for (std::size_t a = 0; a < arrangements; ++a) {
      const Difference d = difference(of(removals.size(), a), of(r, a), at);
      seen = seen || shows(d, matters, excepted ? clearly : faintly);
      figures += " " + std::to_string(d.mean / matters) + "±" + std::to_string(d.error / matters);
    }
    EXPECT_NE(seen, excepted) << removals[r].mechanism << " taken away moves " << removals[r].indicator << " by"
                              << figures << " times what matters";
  }
}

TEST(Mechanisms, AreEachTakenAwayOrAScale) {
  std::map<std::string_view, int> listed;
  for (const Removal& removal : removals) ++listed[removal.mechanism];
  for (const std::string_view key : scales) ++listed[key];
  for (const auto& definition : mechanism_definitions())
    EXPECT_EQ(listed[definition.key] + definition.key.starts_with("estates."), 1)
        << definition.key << " must stand in one of the lists of ablation_table.h";
  EXPECT_EQ(listed.size(), mechanism_definitions().size());
  for (const auto& [mechanism, cause] : unseen) {
    EXPECT_EQ(std::ranges::count(removals, mechanism, &Removal::mechanism), 1) << mechanism;
    EXPECT_FALSE(cause.empty()) << mechanism;
  }
}

}  // namespace
}  // namespace liandong::governance
