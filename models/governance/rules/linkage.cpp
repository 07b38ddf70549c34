#include "models/governance/rules/linkage.h"

#include <algorithm>

#include "sim/chance/math.h"

namespace liandong::governance {

double party_chance(const Mechanisms& m, double tie) noexcept {
  return 1.0 - sim::exp(-m.party_detection * m.party_visits * tie);
}

double units_joined(const Mechanisms& m, double wanted, double hours) noexcept {
  return std::min(wanted, hours / m.unit_hours);
}

}  // namespace liandong::governance
