// For whom the time goes that residents are organised with (P53).
#include <algorithm>

#include "models/governance/rules/rules.h"
#include "models/governance/week/phases.h"

namespace liandong::governance {
namespace {

/// What organising time is kept for before all else, in minutes.
struct Duties {
  double aid = 0, rules = 0, enterprise = 0, liaison = 0;
  double all() const { return aid + rules + enterprise + liaison; }
};

Duties duties_of(const World& w, Community c) {
  const Levers& l = w.levers(c);
  const double enterprise = w.community.enterprise[c] ? l.enterprise_hours : 0.0;
  return {l.aid_hours * minutes_per_hour, l.commons_hours * minutes_per_hour, enterprise * minutes_per_hour,
          l.liaison_hours * minutes_per_hour};
}

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

double reserved_for_organising(const World& w, Community c) noexcept {
  return w.levers(c).organising_hours * minutes_per_hour + duties_of(w, c).all();
}

double street_organising_minutes(const World& w, const Levers& levers) noexcept {
  const double staff = w.setting.place.street_staff * street_kept(levers);
  return std::min(levers.organising_street * minutes_per_hour, staff * minutes_per_week);
}

std::int64_t pay_of_organisers(const World& w, Community c) noexcept {
  if (w.levers(c).organising_organisations <= 0.0 || best_organisation(w, c) == none32) return 0;
  return static_cast<std::int64_t>(w.levers(c).organising_organisations * w.mechanisms().service_hour_cost *
                                   fen_per_yuan);
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
  if (w.levers(c).asset_share <= 0.0 && w.community.asset_map[c] == 0.0f) return;
  const Mechanisms& m = w.mechanisms();
  const double hours = w.levers(c).asset_share * m.survey_share * w.community.organised_minutes[c] / minutes_per_hour;
  w.community.asset_map[c] = static_cast<float>(updated_asset_map(m, w.community.asset_map[c], hours));
}

/// Duties come first, in proportion to what is reserved for each.
void divide_organising(World& w, Community c) {
  constexpr auto organising = static_cast<std::size_t>(Activity::organising);
  const std::int32_t spent = w.desk(w.host(c)).spent[organising][c];
  w.community.street_minutes[c] = static_cast<std::int32_t>(street_organising_minutes(w, w.levers(c)));
  w.community.organisation_minutes[c] = w.community.hired_minutes[c];
  w.community.manager_minutes[c] = w.community.liaison_minutes[c] = 0;
  w.community.organised_minutes[c] = spent + w.community.street_minutes[c] + w.community.organisation_minutes[c];
  const Duties duties = duties_of(w, c);
  if (duties.all() <= 0.0) return;
  const double kept = std::min(1.0, spent / duties.all());
  const auto aid = static_cast<std::int32_t>(kept * duties.aid), rules = static_cast<std::int32_t>(kept * duties.rules),
             manager = static_cast<std::int32_t>(kept * duties.enterprise),
             liaison = static_cast<std::int32_t>(kept * duties.liaison);
  w.community.aid_minutes[c] += aid;
  w.community.rule_minutes[c] += rules;
  w.community.manager_minutes[c] = manager;
  w.community.liaison_minutes[c] = liaison;
  w.community.organised_minutes[c] -= aid + rules + manager + liaison;
}

}  // namespace liandong::governance
