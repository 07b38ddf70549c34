// Every mechanism shows: taken away, all else equal, it moves the indicator on which it acts.
#include <gtest/gtest.h>

#include <array>
#include <map>

#include "tests/models/governance/ablation_table.h"
#include "tests/models/governance/whole_place.h"

namespace liandong::governance {
namespace {

/// The old arrangement, under which desks have more to do than time; one with a station, a grid and tasks that may
/// move; one without a station; the second, short of staff who are paid better, with overlays for its desks; the third
/// with what the sources lay over it.
constexpr std::size_t arrangements = 5;

/// Arrangements, year and estates of a community in which a removal is looked at.
struct Trial {
  std::size_t first, arrangements;
  std::uint32_t year;
  double estates;
};

/// Of every `Where`. Late is when organisations have closed and owners' committees been made; many estates, since those
/// that make one are few.
constexpr auto trials =
    std::to_array<Trial>({{0, 3, 3, 3}, {1, 1, 3, 3}, {2, 1, 3, 3}, {2, 1, 8, 20}, {3, 1, 3, 3}, {4, 1, 3, 3}});
constexpr std::size_t runs = 12;  ///< of a removal: replicates, shared among the arrangements of its trial

Levers overlaid_with(Levers levers, std::initializer_list<std::string> overlays) {
  for (const std::string& overlay : overlays) levers = whole::shipped("overlays/" + overlay + ".toml", levers);
  return levers;
}

const std::array<Levers, arrangements>& arrangement_levers() {
  static const Levers government =
      small::with(whole::shipped("arrangements/strong-government.toml"),
                  {{"grid.households_per_cell", 350}, {"grid.visits_station", 0.15}, {"transition.task_migration", 1}});
  const Levers community = whole::shipped("arrangements/strong-community.toml");
  static const std::array<Levers, arrangements> levers = {
      whole::shipped("arrangements/street-committee.toml"), government, community,
      overlaid_with(
          small::with(government, {{"staff.station", 5}, {"staff.moved_station", 0}, {"staff.wage_ratio", 1}}),
          {"one-window", "role-table", "hotline", "whistle", "grades", "task-lists", "digital-platform",
           "converted-space", "party-linkage", "residence-rights"}),
      overlaid_with(community,
                    {"time-bank", "volunteer-docking", "four-gates", "participatory-budget", "departmental-projects",
                     "incubator", "venture", "community-foundation", "social-enterprise", "organised-by-organisations",
                     "mutual-aid", "commons-groups", "first-ties", "third-party-mediation", "voice-channel", "audit"})};
  return levers;
}

using Figures = std::vector<double>;  ///< in the order of `indicators()`

/// Indicators over the year of a trial; the same chance whatever the mechanisms.
Figures year_of(const Trial& trial, std::size_t run, const Mechanisms& mechanisms) {
  Setting setting = whole::setting();
  setting.place.households = 2000;
  setting.place.estates = trial.estates;
  setting.mechanisms = mechanisms;
  const std::size_t replicates = runs / trial.arrangements;
  Simulation simulation(setting, arrangement_levers()[trial.first + run / replicates], 3,
                        static_cast<std::uint32_t>(run % replicates));
  whole::pass(simulation, (trial.year - 1) * whole::year);
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

/// A difference shows if chance hardly makes it (three standard errors of the mean of its pairs) and if it is at least
/// a fifth of what matters to a planner, so that a handful of such mechanisms together matter; times `strictness`.
bool shows(const Difference& d, double smallest_effect, double strictness) {
  return std::abs(d.mean) >= strictness * 0.2 * smallest_effect && std::abs(d.mean) >= strictness * 3.0 * d.error;
}

/// Between the two a mechanism may be on the list of the unseen or not, so that a change elsewhere in the model does
/// not push it on and off.
constexpr double faintly = 0.75, clearly = 1.35;

/// [removal, run]; then, trial by trial, runs with nothing removed.
std::vector<Figures> all_runs() {
  return whole::each_of((removals.size() + trials.size()) * runs, [](std::size_t i) {
    const std::size_t r = i / runs;
    Mechanisms mechanisms = default_setting().mechanisms;
    if (r >= removals.size()) return year_of(trials[r - removals.size()], i % runs, mechanisms);
    mechanisms = small::with(mechanisms, {{removals[r].mechanism, removals[r].neutral}});
    return year_of(trials[static_cast<std::size_t>(removals[r].where)], i % runs, mechanisms);
  });
}

TEST(Mechanisms, MoveTheIndicatorOnWhichTheyActOrAreKnownNotTo) {
  const std::vector<Figures> all = all_runs();
  for (std::size_t r = 0; r < removals.size(); ++r) {
    const auto where = static_cast<std::size_t>(removals[r].where);
    const std::size_t at = whole::place_of(removals[r].indicator), replicates = runs / trials[where].arrangements;
    const auto of = [&](std::size_t row, std::size_t a) {
      return std::span(all).subspan(row * runs + a * replicates, replicates);
    };
    const double matters = indicators()[at].smallest_effect;
    const bool excepted = std::ranges::count(unseen, removals[r].mechanism, &Unseen::mechanism) > 0;
    bool seen = false;
    std::string figures;
    for (std::size_t a = 0; a < trials[where].arrangements; ++a) {
      const Difference d = difference(of(removals.size() + where, a), of(r, a), at);
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
