// Departments spend by themselves what nobody applied for (P24).
#include <algorithm>

#include "models/governance/rules/rules.h"
#include "models/governance/week/deliberation.h"
#include "models/governance/week/phases.h"
#include "models/governance/world/purpose.h"

namespace liandong::governance {
namespace {

/// A department's own project: the building that is first on the list of needs, or any; and whether one of the matters
/// that are open there is its concern.
struct Choice {
  Building building;
  bool needed;
};

Choice chosen_by_department(const World& w, Community c, std::uint32_t department) {
  const auto words = w.chance.four(w.week, Purpose::departmental, sim::row(c), department);
  Building b = neediest_building(w, c);
  if (b == Building{none32} || sim::uniform(words[0]) >= w.levers(c).need_list)
    b = Building{w.community.first_building[c] + sim::below(words[1], w.community.buildings[c])};
  const double departments = w.setting.place_of(sim::row(c)).departments;
  return {b, sim::uniform(words[2]) < chance_of_concern(departments, w.building.commons_cases[b])};
}

/// Meets the oldest commons matter that waits in a building, if one does; its resident has met nobody.
void meet_matter(World& w, Community c, Building b) {
  auto& cases = w.cases[sim::row(c)];
  const auto waits = std::ranges::find_if(cases, [&](const Case& item) {
    return item.kind == CaseKind::commons && item.state == CaseState::waiting && item.counted &&
           w.household.building[Household{item.household}] == sim::row(b);
  });
  if (waits == cases.end()) return;
  waits->work = 0;
  close_case(w, c, *waits, Ending::resolved, Holder::nobody, waits->signal);
}

}  // namespace

void spend_departmental_money(World& w, Community c) {
  if (w.levers(c).departments_spend <= 0.0) return;
  const Mechanisms& m = w.mechanisms();
  const auto departments = static_cast<std::uint32_t>(w.setting.place_of(sim::row(c)).departments);
  const auto balance = static_cast<double>(w.money.balance(w.money_kind.project_pot, sim::row(c)));
  const double spent = w.levers(c).departments_spend * (1.0 - w.levers(c).fund_pooled) * balance;
  const auto each = static_cast<std::int64_t>(spent / departments);
  Tally& tally = w.tally[sim::row(c)];
  for (std::uint32_t d = 0; d < departments && each > 0; ++d) {
    const auto [b, needed] = chosen_by_department(w, c, d);
    const std::int64_t paid = draw_for_project(w, w.money_kind.project_pot, c, each);
    tally.projects_public += paid;
    tally.public_fen += paid;
    tally.departments_fen += paid;
    if (!needed) tally.wasted_fen += paid;
    const double worth = static_cast<double>(paid) / fen_per_yuan / m.project_cost;
    w.building.commons[b] = std::min(1.0f, w.building.commons[b] + static_cast<float>(m.project_gain * worth));
    if (needed) meet_matter(w, c, b);
  }
}

}  // namespace liandong::governance
