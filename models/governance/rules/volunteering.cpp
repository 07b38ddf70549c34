#include "models/governance/rules/volunteering.h"

#include <numeric>

namespace liandong::governance {

HelpMinutes minutes_by_kind(const Mechanisms& m, double minutes, double docking, const HelpMinutes& needed) noexcept {
  std::array<double, help_kinds> liked{};
  double next = 1.0;
  for (double& share : liked) {
    share = next;
    next *= m.volunteer_likes;
  }
  const double all_liked = std::accumulate(liked.begin(), liked.end(), 0.0),
               all_needed = std::accumulate(needed.begin(), needed.end(), 0.0),
               assigned = all_needed > 0.0 ? docking : 0.0;
  HelpMinutes result{};
  for (std::size_t kind = 0; kind < help_kinds; ++kind) {
    const double by_need = assigned > 0.0 ? assigned * needed[kind] / all_needed : 0.0;
    result[kind] = static_cast<std::int32_t>(minutes * (by_need + (1.0 - assigned) * liked[kind] / all_liked));
  }
  return result;
}

}  // namespace liandong::governance
