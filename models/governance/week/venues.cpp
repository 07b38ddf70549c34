// Rooms: who meets in them, and who finds no place (P72).
#include "models/governance/rules/venues.h"

#include <algorithm>

#include "models/governance/week/phases.h"
#include "models/governance/world/purpose.h"

namespace liandong::governance {
namespace {

/// Members of organisations, of volunteers' teams and of groups of neighbours.
double those_who_meet(const World& w, Community c) {
  double people = 0.0;
  for (const std::uint32_t o : w.organisations_of[sim::row(c)])
    if (w.organisation.status[Organisation{o}] != OrganisationStatus::closed)
      people += w.organisation.members[Organisation{o}];
  for (std::uint32_t t = 0; t < teams_per_community; ++t)
    people += w.team.members[Team{sim::row(c) * teams_per_community + t}];
  if (w.community.aid_groups[c] + w.community.rule_groups[c] == 0) return people;
  for (std::uint32_t i = 0; i < w.community.buildings[c]; ++i) {
    const Building b{w.community.first_building[c] + i};
    people += w.building.aid_members[b] + w.building.rule_members[b];
  }
  return people;
}

}  // namespace

double seats_for_residents(const World& w, Community c) noexcept {
  const Mechanisms& m = w.mechanisms();
  const double staff = w.committee.staff[c] + w.station.staff[c];
  const double own = floor_beside_offices(m, w.setting.place_of(sim::row(c)).venue_area, staff);
  return seats_on(
      m, own + static_cast<double>(w.community.converted[c]) + static_cast<double>(w.community.units[c]) * m.unit_area);
}

bool finds_place(const World& w, Community c, std::uint32_t who, Seeking what) noexcept {
  const float seated = w.community.seated[c];
  return seated >= 1.0f ||
         w.chance.uniform(w.week, Purpose::seat, who, static_cast<std::uint32_t>(what)) < static_cast<double>(seated);
}

void hold_activities(World& w, Community c) {
  const Mechanisms& m = w.mechanisms();
  Tally& tally = w.tally[sim::row(c)];
  const double wanted = m.activity_rate * those_who_meet(w, c);
  const double places =
      places_for_activities(m, seats_for_residents(w, c), static_cast<double>(tally.meetings + tally.failed_meetings));
  w.community.seated[c] = wanted > 0.0 ? static_cast<float>(std::min(1.0, places / wanted)) : 1.0f;
  tally.activities = static_cast<Count>(std::min(wanted, places));
}

}  // namespace liandong::governance
