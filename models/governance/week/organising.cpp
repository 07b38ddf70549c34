// For whom the time goes that residents are organised with (P53).
#include <algorithm>

#include "models/governance/rules/rules.h"
#include "models/governance/week/phases.h"

namespace liandong::governance {
namespace {

double reserved_for_groups(const Levers& l) noexcept { return (l.aid_hours + l.commons_hours) * minutes_per_hour; }

/// The most skilled registered organisation of the community, the older of equals; or none.
std::uint32_t best_organisation(const World& w, Community c) {
  std::uint32_t best = none32;
  for (const std::uint32_t row : w.organisations_of[sim::row(c)]) {
    if (w.organisation.status[Organisation{row}] != OrganisationStatus::registered) continue;
    if (best == none32 || w.organisation.skill[Organisation{row}] > w.organisation.skill[Organisation{best}])
      best = row;
  }
  return best;
}

}  // namespace

double reserved_for_organising(const World& w) noexcept {
  return w.levers.organising_hours * minutes_per_hour + reserved_for_groups(w.levers);
}

double street_organising_minutes(const World& w) noexcept {
  const double staff = w.setting.place.street_staff * w.street_kept();
  return std::min(w.levers.organising_street * minutes_per_hour, staff * minutes_per_week);
}

std::int64_t pay_of_organisers(const World& w, Community c) noexcept {
  if (w.levers.organising_organisations <= 0.0 || best_organisation(w, c) == none32) return 0;
  return static_cast<std::int64_t>(w.levers.organising_organisations * w.mechanisms().service_hour_cost * fen_per_yuan);
}

void hire_organisers(World& w, Community c) {
  w.community.hired_minutes[c] = 0;
  const std::int64_t wanted = pay_of_organisers(w, c);
  if (wanted == 0) return;
  const std::int64_t paid = pay_organisation(w, Organisation{best_organisation(w, c)}, wanted);
  const double hours = static_cast<double>(paid) / fen_per_yuan / w.mechanisms().service_hour_cost;
  w.community.hired_minutes[c] = static_cast<std::int32_t>(hours * minutes_per_hour);
}

void survey_assets(World& w, Community c) {
  if (w.levers.asset_share <= 0.0 && w.community.asset_map[c] == 0.0f) return;
  const Mechanisms& m = w.mechanisms();
  const double hours = w.levers.asset_share * m.survey_share * w.community.organised_minutes[c] / minutes_per_hour;
  w.community.asset_map[c] = static_cast<float>(updated_asset_map(m, w.community.asset_map[c], hours));
}

/// Groups come first, in proportion to what is reserved for each kind.
void divide_organising(World& w, Community c) {
  constexpr auto organising = static_cast<std::size_t>(Activity::organising);
  const std::int32_t spent = w.desk(w.host()).spent[organising][c];
  const double reserved = reserved_for_groups(w.levers);
  w.community.street_minutes[c] = static_cast<std::int32_t>(street_organising_minutes(w));
  w.community.organisation_minutes[c] = w.community.hired_minutes[c];
  w.community.organised_minutes[c] = spent + w.community.street_minutes[c] + w.community.organisation_minutes[c];
  if (reserved <= 0.0) return;
  const auto for_groups = static_cast<std::int32_t>(std::min<double>(spent, reserved));
  const auto for_aid = static_cast<std::int32_t>(for_groups * w.levers.aid_hours * minutes_per_hour / reserved);
  w.community.organised_minutes[c] -= for_groups;
  w.community.aid_minutes[c] += for_aid;
  w.community.rule_minutes[c] += for_groups - for_aid;
}

}  // namespace liandong::governance
