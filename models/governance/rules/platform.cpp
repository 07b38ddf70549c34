#include "models/governance/rules/platform.h"

#include "sim/chance/math.h"

namespace liandong::governance {

double trust_in_privacy(const Mechanisms& m, double doubt) noexcept { return m.platform_trust * (1.0 - doubt); }

double adoption_chance(const Mechanisms& m, double age, double trust) noexcept {
  constexpr double middle_age = 40.0, decade = 10.0;
  const double odds =
      m.platform_adoption - m.platform_age * (age - middle_age) / decade + m.platform_privacy * (trust - 0.5);
  return 1.0 / (1.0 + sim::exp(-odds));
}

double leak_of_data_chance(const Mechanisms& m, double sharing, double safeguards) noexcept {
  constexpr double weeks_of_year = 52.0;
  return 1.0 - sim::exp(-m.platform_leaks * sharing * (1.0 - safeguards) / weeks_of_year);
}

double updated_doubt(const Mechanisms& m, double doubt, bool leaked) noexcept {
  const double left = (1.0 - m.platform_forgetting) * doubt;
  return leaked ? left + m.platform_leak_loss * (1.0 - left) : left;
}

}  // namespace liandong::governance
