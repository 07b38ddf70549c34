// Departments push tasks down; lists keep some out; slack draws more (M6).
#include <algorithm>

#include "models/governance/rules/rules.h"
#include "models/governance/week/phases.h"
#include "models/governance/world/purpose.h"

namespace liandong::governance {
namespace {

double push_chance(const World& w, Community c, std::uint32_t item) {
  const Department sender{item % static_cast<std::uint32_t>(sim::rows(w.department))};
  return push_chance(w.mechanisms(), w.setting.context_of(sim::row(c)).target_pressure, w.community.slack[c],
                     w.department.backlog_weeks[sender]);
}

void push_tasks(World& w, Community c) {
  const double filter = w.levers.list_filter;
  const auto catalogue = nearest_whole(w.mechanisms().catalogue_items * (1.0 + std::max(0.0, -filter)));
  std::array<std::uint32_t, 2> items{};
  for (std::uint32_t item = 0; item < catalogue; ++item) {
    if (even_rank(item) < filter) continue;
    if (w.chance.uniform(w.week, Purpose::task_push, item, sim::row(c)) >= push_chance(w, c, item)) continue;
    ++items[at(w.carrier(w.community.station_share[c], even_rank(item + 7919)))];
  }
  for (const Side side : sides) w.desk(side).items[c] = items[at(side)];
}

void first_tasks(World& w, Community c) {
  const auto items = static_cast<std::uint32_t>(w.setting.place_of(sim::row(c)).initial_items);
  for (std::uint32_t item = 0; item < items; ++item)
    ++w.desk(w.carrier(w.community.station_share[c], even_rank(item + 7919))).items[c];
}

/// The arrangement's division of tasks, unless tasks have begun to migrate on their own (P3).
void divide_tasks(World& w, Community c) {
  const auto arranged = static_cast<float>(w.levers.tasks_to_station);
  const bool rearranged = w.community.arranged_share[c] != arranged;
  if (w.levers.task_migration == 0.0 || rearranged) w.community.station_share[c] = arranged;
  w.community.arranged_share[c] = arranged;
}

}  // namespace

void run_tasks(World& w, const sim::Execution& execution) {
  each_community(w, execution, [&](Community c) {
    divide_tasks(w, c);
    if (w.week == 0)
      first_tasks(w, c);
    else if (w.week % weeks_per_month == 0)
      push_tasks(w, c);
    // What fills the agenda from above are the tasks of whoever calls the meetings.
    if (w.week % weeks_per_month == 0)
      w.community.agenda[c] +=
          static_cast<std::uint32_t>(w.desk(w.host()).items[c] / std::max(1.0, w.mechanisms().tasks_per_agenda_item) +
                                     w.chance.uniform(w.week, Purpose::agenda, sim::row(c)));
    for (const Side side : sides) w.tally[sim::row(c)].items[at(side)] = w.desk(side).items[c];
  });
}

}  // namespace liandong::governance
