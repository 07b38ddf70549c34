#pragma once

#include <algorithm>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "analysis/store/worlds.h"
#include "models/model.h"
#include "sim/chance/draw.h"

/// Worlds whose figures follow from their unknowns by a rule that a test states.
namespace liandong::analysis::made_worlds {

enum class Purpose : std::uint16_t { value = 1, noise = 2 };

/// Indicators: "comfort", of which more is better, "wait", of which less is, both with 0.01 as the smallest effect that
/// matters; "meetings", of which neither; and "exact", of which more is better and every difference matters.
inline models::Catalogue catalogue() {
  using models::Direction;
  models::Catalogue c;
  c.groups.push_back({"town", {"Town", "城镇"}, {}, false, true, {}});
  c.groups.push_back({"minds", {"Minds", "心理"}, {}, false, false, {}});
  c.indicators = {{"comfort", "", "1", Direction::better, 0.01, {}, {}},
                  {"wait", "", "1", Direction::worse, 0.01, {}, {}},
                  {"meetings", "", "1", Direction::neutral, 0.01, {}, {}},
                  {"exact", "", "1", Direction::better, 0.0, {}, {}}};
  return c;
}
inline constexpr std::size_t comfort = 0, wait = 1, meetings = 2, exact = 3;

/// Chance of one repetition of a test.
class Luck {
 public:
  explicit Luck(std::uint32_t repetition) : chance_(7, repetition) {}
  double uniform(std::size_t world, std::size_t unknown) const {
    return sim::open_uniform(
        chance_.word(0, Purpose::value, static_cast<std::uint32_t>(world), static_cast<std::uint32_t>(unknown)));
  }
  double normal(std::size_t world, std::size_t which = 0) const {
    return sim::normal(
        chance_.word(0, Purpose::noise, static_cast<std::uint32_t>(world), static_cast<std::uint32_t>(which)));
  }

 private:
  sim::Chance chance_;
};

/// Worlds of unknowns uniform in [0, 1]: the first `of_town` are parameters of the town, the rest of minds. Figures are
/// 0.
inline Worlds worlds(std::size_t count, std::size_t unknowns, const Luck& luck, std::size_t of_town = 0,
                     std::size_t arms = 2) {
  Worlds w;
  w.asked = static_cast<std::uint32_t>(count);
  for (std::size_t u = 0; u < unknowns; ++u) {
    Unknown unknown;
    unknown.key = (u < of_town ? "town." : "minds.") + std::to_string(u);
    unknown.range = {0.0, 1.0, models::Distribution::uniform};
    w.unknowns.push_back(std::move(unknown));
  }
  w.values = Array<double>({count, unknowns});
  w.figures = Array<double>({count, arms, 4});
  w.state_hash = Array<std::uint64_t>({count, arms});
  for (std::size_t i = 0; i < count * arms; ++i) w.state_hash.values[i] = i;
  for (std::size_t i = 0; i < count; ++i) {
    w.numbers.push_back(static_cast<std::uint32_t>(i));
    for (std::size_t u = 0; u < unknowns; ++u) w.values.at(i, u) = luck.uniform(i, u);
  }
  return w;
}

/// Sets the figure of one arm, `rule(world)`.
template <class Rule>
void set_figures(Worlds& w, std::size_t arm, std::size_t indicator, Rule&& rule) {
  for (std::size_t i = 0; i < w.numbers.size(); ++i) w.figures.at(i, arm, indicator) = rule(i);
}

}  // namespace liandong::analysis::made_worlds
