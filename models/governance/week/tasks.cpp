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
  const Side side = w.carrier(c, w.community.station_share[c], even_rank(item + 7919));
  ++w.desk(side).items[c];
  if (side == w.host(c) && asks_residents(w, c, item)) ++w.community.agenda[c];
}

/// Yearly cost of the staff whose time an item takes.
double cost_of_item(const World& w, Community c) {
  return w.mechanisms().item_minutes / minutes_per_week * w.setting.place_of(sim::row(c)).staff_cost *
         w.levers(c).wage_ratio;
}

/// What a list keeps out: forbidden items, and assist items for which too little money comes along.
class List {
 public:
  List(const World& w, Community c)
      : forbidden_(w.levers(c).list_filter),
        refused_(w.mechanisms().assist_share *
                 refused_share(w.levers(c).assist_paid, cost_of_item(w, c), w.levers(c).task_money)) {}

  bool keeps_out(std::uint32_t item) const noexcept {
    return even_rank(item) < forbidden_ || rank_in_class(item) < refused_;
  }

 private:
  /// As `even_rank`, and even beside it; assist items have the low ranks.
  static double rank_in_class(std::uint32_t item) noexcept { return sim::uniform((item + 1) * 0xc13fa9a9u); }

  double forbidden_, refused_;
};

void push_tasks(World& w, Community c) {
  const auto catalogue =
      nearest_whole(w.mechanisms().catalogue_items * (1.0 + std::max(0.0, -w.levers(c).list_filter)));
  const List list(w, c);
  const double leak = leak_chance(w.mechanisms(), w.levers(c).list_enforcement);
  for (const Side side : sides) w.desk(side).items[c] = 0;
  w.community.violations[c] = 0;
  for (std::uint32_t item = 0; item < catalogue; ++item) {
    const bool kept_out = list.keeps_out(item);
    if (kept_out && leak <= 0.0) continue;
    const double chance = push_chance(w, c, item) * (kept_out ? leak : 1.0);
    if (w.chance.uniform(w.week, Purpose::task_push, item, sim::row(c)) >= chance) continue;
    w.community.violations[c] += kept_out;
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
  clarity = static_cast<float>(next_clarity(w.mechanisms(), before, w.levers(c).role_clarity));
  w.community.role_minutes[c] = static_cast<float>(role_minutes(w.mechanisms(), before, clarity));
}

/// The arrangement's division of tasks, unless tasks have begun to migrate on their own (P3).
void divide_tasks(World& w, Community c) {
  const auto arranged = static_cast<float>(w.levers(c).tasks_to_station);
  const bool rearranged = w.community.arranged_share[c] != arranged;
  if (w.levers(c).task_migration == 0.0 || rearranged) w.community.station_share[c] = arranged;
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
    w.tally[sim::row(c)].violations = w.community.violations[c];
  });
}

}  // namespace liandong::governance
