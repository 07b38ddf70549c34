#include "models/governance/rules/disputes.h"

#include "sim/chance/math.h"

namespace liandong::governance {

double hardened_distance(const Mechanisms& m, double distance, double weeks) noexcept {
  return 1.0 - (1.0 - distance) * sim::exp(-m.dispute_hardening * weeks);
}

bool come_to_terms(const Mechanisms& m, double distance, double tolerance, double skill, double trust) noexcept {
  return distance < tolerance + m.dispute_reach * skill * trust;
}

}  // namespace liandong::governance
