#pragma once

#include <span>

#include "models/definition.h"

namespace liandong::governance {

using models::Direction;
using models::Indicator;

/// All indicators, in the order in which `Simulation` gives their values.
std::span<const Indicator> indicators();

/// Groups of residents: hukou (local, migrant), age (under 35, 35–59, 60 and over), tenure (owner, renter).
std::span<const models::Term> groups();

/// The indicators that are also recorded for each group each quarter.
std::span<const Indicator> group_indicators();

}  // namespace liandong::governance
