// The party reaches into buildings and units: members visit neighbours, units lend rooms and give money (S1 4.1, S2
// 三(五)).
#include "models/governance/rules/linkage.h"

#include <algorithm>
#include <vector>

#include "models/governance/week/drawn_cases.h"
#include "models/governance/week/phases.h"
#include "models/governance/world/purpose.h"
#include "sim/chance/draws.h"

namespace liandong::governance {
namespace {

bool is_party_member(const World& w, Resident r) {
  return (w.resident.traits[r] & trait::party) != 0 && w.is(r, role::active);
}

/// Whether a household is among those that a member looks after: of the other households of the building in which the
/// member knows somebody, the first doors.
bool looks_after(const World& w, Community c, Resident member, Household home) {
  const std::uint32_t building = w.resident.building[member], own = w.resident.household[member];
  std::vector<std::uint32_t> before;
  for (const std::uint32_t known : w.ties.neighbours(sim::row(member))) {
    const std::uint32_t other = w.resident.household[Resident{known}];
    if (w.resident.building[Resident{known}] == building && other != own && other < sim::row(home))
      before.push_back(other);
  }
  std::ranges::sort(before);
  before.erase(std::unique(before.begin(), before.end()), before.end());
  return sim::row(home) != own && static_cast<double>(before.size()) < w.levers(c).party_households;
}

/// Weight of the resident's ties to party members of the building who look after the household.
double tie_to_members(const World& w, Community c, Resident r, Household home) {
  const Building building{w.household.building[home]};
  const std::uint32_t first = w.building.first_resident[building], n = w.building.residents[building];
  const auto known = w.ties.neighbours(sim::row(r));
  const auto weights = w.ties.weights(sim::row(r));
  double tie = 0.0;
  for (std::size_t i = 0; i < known.size(); ++i)
    if (known[i] - first < n && is_party_member(w, Resident{known[i]}) && looks_after(w, c, Resident{known[i]}, home))
      tie += static_cast<double>(weights[i]);
  return tie;
}

}  // namespace

std::vector<std::uint8_t> found_by_party(const World& w, Community c, std::span<const std::uint32_t> places) {
  std::vector<std::uint8_t> found(places.size());
  if (w.levers(c).party_households <= 0.0) return found;
  const auto& cases = w.cases[sim::row(c)];
  const auto [index, resident, born] = drawn_cases(cases, places, [&](const Case& item) {
    return w.building.party_members[Building{w.household.building[Household{item.household}]}] > 0;
  });
  // Ties to those who take part bound the chance, so that most draws decide before anybody looks for members.
  constexpr double unit = 1.0 / 65536.0, rounding = 1e-3;
  const Mechanisms& m = w.mechanisms();
  const sim::Draws draws(w.chance, w.week, Purpose::party_detection, resident, born);
  for (std::size_t i = 0; i < index.size(); ++i) {
    if (i + look_ahead < index.size()) w.resident.active_weight.prefetch(Resident{resident[i + look_ahead]});
    const Resident r{resident[i]};
    const double drawn = sim::uniform(draws.word(0)[i]), most = unit * w.resident.active_weight[r] + rounding;
    found[index[i]] = drawn < m.party_detection * m.party_visits * most &&
                      drawn < party_chance(m, tie_to_members(w, c, r, Household{cases[places[index[i]]].household}));
  }
  return found;
}

void count_party_visits(World& w, Community c) {
  if (w.levers(c).party_households <= 0.0) return;
  const Mechanisms& m = w.mechanisms();
  double members = 0.0;
  for (std::uint32_t i = 0; i < w.community.buildings[c]; ++i)
    members += w.building.party_members[Building{w.community.first_building[c] + i}];
  const double visits = members * w.levers(c).party_households * m.party_visits / weeks_per_month;
  w.tally[sim::row(c)].party_minutes = static_cast<Count>(visits * m.visit_minutes);
}

void join_units(World& w, Community c) {
  const Mechanisms& m = w.mechanisms();
  const double units = units_joined(m, w.levers(c).party_units, w.levers(c).broker_hours);
  w.community.units[c] = static_cast<float>(units);
  w.community.broker_minutes[c] =
      static_cast<std::int32_t>((w.levers(c).broker_hours - units * m.unit_hours) * minutes_per_hour);
}

void collect_from_units(World& w, Community c) {
  if (w.levers(c).party_units <= 0.0) return;
  const double yuan = static_cast<double>(w.community.units[c]) * w.mechanisms().unit_money / weeks_per_year;
  w.money.transfer(w.week, w.money_kind.donors, 0, w.money_kind.units, sim::row(c),
                   static_cast<std::int64_t>(yuan * fen_per_yuan));
}

}  // namespace liandong::governance
