#pragma once

#include "models/governance/parameters/parameters.h"

/// Rooms for residents, as pure functions of numbers (P72; S1 6.3).
namespace liandong::governance {

/// Floor of the community's rooms, in m², that offices of so many staff leave.
double floor_beside_offices(const Mechanisms& m, double area, double staff) noexcept;
/// People who can sit on so much floor at a time.
double seats_on(const Mechanisms& m, double floor) noexcept;
/// Places in a week for those who meet in organisations, teams and groups: a meeting of residents takes the rooms for
/// one of the times.
double places_for_activities(const Mechanisms& m, double seats, double meetings) noexcept;

}  // namespace liandong::governance
