#include "models/governance/rules/procedure.h"

namespace liandong::governance {

double trips_spared(double sharing, double one_window) noexcept { return sharing + one_window * (1.0 - sharing); }

std::int32_t back_office_minutes(const Mechanisms& m, double one_window, int offices) noexcept {
  return static_cast<std::int32_t>(one_window * m.window_minutes * offices);
}

std::int32_t office_minutes(const Mechanisms& m, double one_window, double minutes) noexcept {
  return static_cast<std::int32_t>(minutes * (1.0 - one_window * m.window_merged));
}

}  // namespace liandong::governance
