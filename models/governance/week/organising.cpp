// For whom the time goes that residents are organised with (P53).
#include "models/governance/week/phases.h"

namespace liandong::governance {
namespace {

double reserved_for_groups(const Levers& l) noexcept { return (l.aid_hours + l.commons_hours) * minutes_per_hour; }

}  // namespace

double reserved_for_organising(const World& w) noexcept {
  return w.levers.organising_hours * minutes_per_hour + reserved_for_groups(w.levers);
}

/// Groups come first, in proportion to what is reserved for each kind.
void divide_organising(World& w, Community c) {
  constexpr auto organising = static_cast<std::size_t>(Activity::organising);
  const std::int32_t spent = w.desk(w.host()).spent[organising][c];
  const double reserved = reserved_for_groups(w.levers);
  w.community.organised_minutes[c] = spent;
  if (reserved <= 0.0) return;
  const auto for_groups = static_cast<std::int32_t>(std::min<double>(spent, reserved));
  const auto for_aid = static_cast<std::int32_t>(for_groups * w.levers.aid_hours * minutes_per_hour / reserved);
  w.community.organised_minutes[c] = spent - for_groups;
  w.community.aid_minutes[c] += for_aid;
  w.community.rule_minutes[c] += for_groups - for_aid;
}

}  // namespace liandong::governance
