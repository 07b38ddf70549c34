#pragma once

#include "models/governance/parameters/parameters.h"

/// Misuse of public money and audits of it (P9, P59), as pure functions of numbers.
namespace liandong::governance {

/// Chance that a quarter's misuse in one of so many sets of books is found by so many hours of audit a week, spread
/// evenly over them; each hour finds it with the same chance.
double discovery_chance(const Mechanisms& m, double weekly_hours, double books) noexcept;

/// Chance of misuse within a quarter by those who would be found out with this chance, and know it.
double misuse_chance(const Mechanisms& m, double discovery) noexcept;

}  // namespace liandong::governance
