#include "models/governance/rules/misuse.h"

#include <algorithm>

#include "sim/chance/math.h"

namespace liandong::governance {

double discovery_chance(const Mechanisms& m, double weekly_hours, double books) noexcept {
  constexpr double weeks_of_quarter = 13.0;
  return 1.0 - sim::exp(-weeks_of_quarter * weekly_hours / (m.misuse_audit_hours * std::max(1.0, books)));
}

double misuse_chance(const Mechanisms& m, double discovery) noexcept { return m.misuse_chance * (1.0 - discovery); }

}  // namespace liandong::governance
