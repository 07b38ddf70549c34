#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace liandong::governance {

/// Whether more of an indicator is better for residents, worse, or neither.
enum class Direction : std::int8_t { worse = -1, neutral = 0, better = 1 };

/// One recorded figure. Every indicator is recorded for the whole place each week and for each community each quarter.
struct Indicator {
  std::string_view key;  ///< "satisfaction", "wait.median", …
  std::string_view
      theme;  ///< "service", "participation", "trust", "burden", "money", "organisations", "equity", "network"
  std::string_view unit;  ///< "1", "weeks", "yuan/resident/year", …
  Direction direction = Direction::neutral;
  double smallest_effect = 0.0;  ///< smallest difference that matters to a planner, in the indicator's unit
  std::string_view name_en, name_zh;
  std::string_view meaning_en, meaning_zh;
};

/// All indicators, in the order in which `Simulation` gives their values.
std::span<const Indicator> indicators();
/// Position of a key in `indicators()`; throws std::out_of_range for an unknown key.
std::size_t indicator_index(std::string_view key);

/// A group of residents: hukou (local, migrant), age (under 35, 35–59, 60 and over), tenure (owner, renter).
struct Group {
  std::string_view key;  ///< "hukou.local", "hukou.migrant", "age.young", "age.middle", "age.old", "tenure.owner", …
  std::string_view name_en, name_zh;
};
std::span<const Group> groups();

/// The indicators that are also recorded for each group each quarter.
std::span<const Indicator> group_indicators();

}  // namespace liandong::governance
