// The digital platform: who uses it, and what leaks do to trust in privacy (S1 6.1).
#include "models/governance/rules/platform.h"

#include <algorithm>

#include "models/governance/week/phases.h"
#include "models/governance/world/population.h"
#include "models/governance/world/purpose.h"

namespace liandong::governance {

void keep_platform(World& w, Community c) {
  if (w.levers(c).platform_channel <= 0.0) return;
  const Mechanisms& m = w.mechanisms();
  // A leak becomes known everywhere where the platform is as exposed.
  const bool leaked = w.chance.uniform(w.week, Purpose::leak, 0) <
                      leak_of_data_chance(m, w.levers(c).information_sharing, w.levers(c).platform_safeguards);
  float& doubt = w.community.privacy_doubt[c];
  doubt = static_cast<float>(updated_doubt(m, doubt, leaked));
}

bool uses_platform(const World& w, Community c, Resident r) noexcept {
  if (w.levers(c).platform_channel <= 0.0) return false;
  const Mechanisms& m = w.mechanisms();
  const double age = std::max(adult_age, w.resident.age[r]);  // for a child somebody grown up reports
  return w.chance.uniform(w.resident.moved_in[r], Purpose::adoption, sim::row(r)) <
         adoption_chance(m, age, trust_in_privacy(m, w.community.privacy_doubt[c]));
}

double platform_minutes(const World& w, Community c) noexcept {
  return w.levers(c).platform_channel > 0.0 ? w.mechanisms().platform_hours * minutes_per_hour : 0.0;
}

double users_of_platform(const World& w, Community c) noexcept {
  if (w.levers(c).platform_channel <= 0.0) return 0.0;
  const std::uint32_t first = w.community.first_resident[c], n = w.community.residents[c];
  double users = 0.0;
  for (std::uint32_t r = first; r < first + n; ++r)
    users += w.resident.age[Resident{r}] >= adult_age && uses_platform(w, c, Resident{r});
  return users / std::max(1u, n);
}

}  // namespace liandong::governance
