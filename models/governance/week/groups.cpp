// Groups of neighbours: mutual aid along ties (P50) and rules for the commons of a building (P51).
#include <algorithm>

#include "models/governance/rules/rules.h"
#include "models/governance/week/casework.h"
#include "models/governance/week/phases.h"
#include "models/governance/world/purpose.h"

namespace liandong::governance {
namespace {

/// Groups of one kind: members by building; number and organising time saved up of a community.
struct Kind {
  sim::Column<Building, std::uint16_t>& members;
  std::uint16_t& groups;
  std::int32_t& minutes;
};

/// Residents of a building who take part: those who would be its group.
std::uint32_t active_in(const World& w, Building b) {
  const auto roles =
      std::span(w.resident.roles.values()).subspan(w.building.first_resident[b], w.building.residents[b]);
  return static_cast<std::uint32_t>(
      std::ranges::count_if(roles, [](std::uint8_t bits) { return (bits & role::active) != 0; }));
}

/// A group ends where too few take part or nobody has time for it; those before it in the table are seen to first.
void keep_up(World& w, Community c, Kind kind) {
  const Mechanisms& m = w.mechanisms();
  const auto upkeep = static_cast<std::int32_t>(m.group_upkeep * weeks_per_month);
  kind.groups = 0;
  for (std::uint32_t i = 0; i < w.community.buildings[c]; ++i) {
    const Building b{w.community.first_building[c] + i};
    std::uint16_t& members = kind.members[b];
    if (members == 0) continue;
    const std::uint32_t active = active_in(w, b);
    const bool stays = active >= m.least_group && kind.minutes >= upkeep;
    members = stays ? static_cast<std::uint16_t>(active) : std::uint16_t{0};
    if (!stays) continue;
    kind.minutes -= upkeep;
    ++kind.groups;
  }
}

/// New groups where most residents take part, as far as time goes. Time for more than one is not saved.
void found(World& w, Community c, Kind kind) {
  const Mechanisms& m = w.mechanisms();
  const auto cost = static_cast<std::int32_t>(m.group_founding);
  struct Candidate {
    std::uint32_t active, building;
  };
  std::vector<Candidate> candidates;
  for (std::uint32_t i = 0; i < w.community.buildings[c]; ++i) {
    const Building b{w.community.first_building[c] + i};
    if (kind.members[b] > 0 || !finds_place(w, c, sim::row(b), Seeking::group)) continue;
    const std::uint32_t active = active_in(w, b);
    if (active >= m.least_group) candidates.push_back({active, sim::row(b)});
  }
  std::ranges::sort(candidates, [](const Candidate& a, const Candidate& b) {
    return a.active != b.active ? a.active > b.active : a.building < b.building;
  });
  for (const auto& [active, building] : candidates) {
    if (kind.minutes < cost) break;
    kind.minutes -= cost;
    kind.members[Building{building}] = static_cast<std::uint16_t>(active);
    ++kind.groups;
  }
  kind.minutes = std::min(kind.minutes, cost);
}

void tend(World& w, Community c, Kind kind) {
  if (kind.groups == 0 && kind.minutes < w.mechanisms().group_founding) return;
  keep_up(w, c, kind);
  found(w, c, kind);
}

Building home_of(const World& w, const Case& item) { return Building{w.household.building[Household{item.household}]}; }

/// Whether somebody in the building's group meets the need this month.
bool is_helped(const World& w, const Case& item) {
  if (!looks_for_care(w, item)) return false;
  const Building b = home_of(w, item);
  if (w.building.aid_members[b] == 0 || w.building.aid_left[b] < item.work) return false;
  constexpr double unit = 1.0 / 65536.0;  // of weights of ties
  const double known = unit * w.resident.active_weight[Resident{item.resident}];
  return w.chance.uniform(w.week, Purpose::mutual_aid, item.resident, item.born) < aid_chance(w.mechanisms(), known);
}

}  // namespace

void tend_groups(World& w, Community c) {
  tend(w, c, {w.building.aid_members, w.community.aid_groups[c], w.community.aid_minutes[c]});
  tend(w, c, {w.building.rule_members, w.community.rule_groups[c], w.community.rule_minutes[c]});
}

void help_neighbours(World& w, Community c) {
  if (w.community.aid_groups[c] == 0) return;
  const Mechanisms& m = w.mechanisms();
  for (std::uint32_t i = 0; i < w.community.buildings[c]; ++i) {
    const Building b{w.community.first_building[c] + i};
    w.building.aid_left[b] =
        static_cast<std::int32_t>(w.building.aid_members[b] * m.aid_member_hours * minutes_per_hour);
  }
  auto& cases = w.cases[sim::row(c)];
  std::vector<Service> services;
  for (std::uint32_t i = 0; i < cases.size(); ++i) {
    Case& item = cases[i];
    if (!is_helped(w, item)) continue;
    w.building.aid_left[home_of(w, item)] -= item.work;
    w.tally[sim::row(c)].aid_minutes += item.work;
    item.work = 0;
    services.push_back({i, none32, Holder::volunteers, m.volunteer_skill_base, 1.0});
    w.helped[sim::row(c)].push_back(Resident{item.resident});
  }
  std::vector<double> fits;
  measure_fits(w, c, services, fits);
  for (std::size_t i = 0; i < fits.size(); ++i)
    close_case(w, c, cases[services[i].position], Ending::aided, Holder::volunteers, fits[i]);
}

}  // namespace liandong::governance
