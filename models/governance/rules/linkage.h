#pragma once

#include "models/governance/parameters/parameters.h"

/// The party's members in buildings and its joint committee with resident units, as pure functions of numbers
/// (S1 4.1, S2 三(五)).
namespace liandong::governance {

/// Chance within a month that visits of party members bring an unreported need to light; `tie` is the weight of the
/// resident's ties to members who look after the household.
double party_chance(const Mechanisms& m, double tie) noexcept;
/// Resident units that can be kept in touch with, of `wanted`, in so many coordination hours a week.
double units_joined(const Mechanisms& m, double wanted, double hours) noexcept;

}  // namespace liandong::governance
