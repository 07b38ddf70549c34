// Departments push tasks down; lists keep some out; slack draws more (M6).
#include <algorithm>

#include "models/governance/rules/procedure.h"
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

/// Whether an item asks for residents' say: in a community always the same ones do.
bool asks_residents(const World& w, Community c, std::uint32_t item) {
  return w.chance.uniform(0, Purpose::agenda, item, sim::row(c)) * w.mechanisms().tasks_per_agenda_item < 1.0;
}

/// Gives an item to a desk; what asks for residents' say goes on the agenda if that desk calls the meetings.
void give_item(World& w, Community c, std::uint32_t item) {
  const Side side = w.carrier(w.community.station_share[c], even_rank(item + 7919));
  ++w.desk(side).items[c];
  if (side == w.host() && asks_residents(w, c, item)) ++w.community.agenda[c];
}

void push_tasks(World& w, Community c) {
  const double filter = w.levers.list_filter;
  const auto catalogue = nearest_whole(w.mechanisms().catalogue_items * (1.0 + std::max(0.0, -filter)));
  for (const Side side : sides) w.desk(side).items[c] = 0;
  for (std::uint32_t item = 0; item < catalogue; ++item) {
    if (even_rank(item) < filter) continue;
    if (w.chance.uniform(w.week, Purpose::task_push, item, sim::row(c)) >= push_chance(w, c, item)) continue;
    give_item(w, c, item);
  }
}

void first_tasks(World& w, Community c) {
  const auto items = static_cast<std::uint32_t>(w.setting.place_of(sim::row(c)).initial_items);
  for (std::uint32_t item = 0; item < items; ++item) give_item(w, c, item);
}

/// The role table grows to what the arrangement wants, or ends.
void keep_roles(World& w, Community c) {
  float& clarity = w.community.role_clarity[c];
  const double before = clarity;
  clarity = static_cast<float>(next_clarity(w.mechanisms(), before, w.levers.role_clarity));
  w.community.role_minutes[c] = static_cast<float>(role_minutes(w.mechanisms(), before, clarity));
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
    keep_roles(w, c);
    divide_tasks(w, c);
    if (w.week == 0)
      first_tasks(w, c);
    else if (w.week % weeks_per_month == 0)
      push_tasks(w, c);
    for (const Side side : sides) w.tally[sim::row(c)].items[at(side)] = w.desk(side).items[c];
  });
}

}  // namespace liandong::governance
