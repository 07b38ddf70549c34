#include "models/governance/rules/venues.h"

#include <algorithm>
#include <cmath>

namespace liandong::governance {

double floor_beside_offices(const Mechanisms& m, double area, double staff) noexcept {
  return area - std::min(staff * m.office_area, m.office_most * area);
}

double seats_on(const Mechanisms& m, double floor) noexcept { return std::floor(floor / m.seat_area); }

double places_for_activities(const Mechanisms& m, double seats, double meetings) noexcept {
  return seats * std::max(0.0, m.venue_times - meetings);
}

}  // namespace liandong::governance
