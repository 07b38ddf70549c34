#pragma once

#include <limits>
#include <span>
#include <vector>

#include "models/definition.h"
#include "models/governance/world/tally.h"

namespace liandong::governance {

using models::Direction;
using models::Indicator;

/// A figure of what did not happen, or could not be measured.
inline constexpr double undefined = std::numeric_limits<double>::quiet_NaN();

/// All indicators, in the order in which `Simulation` gives their values.
std::span<const Indicator> indicators();

/// Groups of residents, in the order of `Group`.
std::span<const models::Term> groups();

/// The indicators that are also recorded for each group each quarter.
std::span<const Indicator> group_indicators();

/// What indicators are formed from: what happened over some weeks, and how things stand.
struct Account {
  Tally tally;  ///< sums over `tally.weeks` weeks of `communities` communities
  Stock stock;
  double communities = 1;
  std::span<const Stock> each = {};  ///< how things stand in each of them, if there are several
};

/// Values in the order of `indicators()`; NaN where nothing happened that could be measured.
std::vector<double> indicator_values(const Account& account);

/// Values in the order of `group_indicators()` for one group; `desks`: which there are, by `Side`.
std::vector<double> group_indicator_values(const GroupTally& tally, const Stock& stock, Group group,
                                           const std::array<bool, 2>& desks);

}  // namespace liandong::governance
