#pragma once

#include <vector>

#include "models/governance/measures/indicators.h"
#include "models/governance/world/tally.h"

namespace liandong::governance {

/// What indicators are formed from: what happened over some weeks, and how things stand.
struct Account {
  Tally tally;  ///< sums over `tally.weeks` weeks of `communities` communities
  Stock stock;  ///< group arrays are sums over residents, the rest means
  double communities = 1;
};

/// Values in the order of `indicators()`; NaN where nothing happened that could be measured.
std::vector<double> indicator_values(const Account& account);

/// Values in the order of `group_indicators()` for one group.
std::vector<double> group_indicator_values(const GroupTally& tally, const Stock& stock, std::size_t group);

}  // namespace liandong::governance
