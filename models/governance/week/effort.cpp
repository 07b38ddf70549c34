// Each desk divides its working time (M5).
#include <algorithm>
#include <cmath>
#include <span>

#include "models/governance/rules/rules.h"
#include "models/governance/week/help.h"
#include "models/governance/week/hotline.h"
#include "models/governance/week/phases.h"
#include "models/governance/week/social_work.h"

namespace liandong::governance {
namespace {

constexpr std::size_t at(Activity a) { return static_cast<std::size_t>(a); }
using Hours = ActivityWeights;

/// Work items, with what is entered more than once.
double item_minutes(const World& w, Side side, Community c) {
  const double departments = w.setting.place_of(sim::row(c)).departments;
  return w.desk(side).items[c] * w.mechanisms().item_minutes *
         duplicate_factor(w.mechanisms(), departments, w.levers(c).information_sharing);
}

/// Work items and the role table; for the committee elections, as it is the committee that is elected; for the host the
/// time bank's accounts, docking of volunteers and the digital platform.
double task_minutes(const World& w, Side side, Community c) {
  const Place& place = w.setting.place_of(sim::row(c));
  const auto first = static_cast<std::uint32_t>(place.election_first_week);
  const bool election =
      side == Side::committee && w.week >= first &&
      (w.week - first) % static_cast<std::uint32_t>(place.election_interval_weeks) < place.election_weeks;
  const double election_minutes = election ? w.mechanisms().election_hours * minutes_per_hour : 0.0;
  const double on_roles = w.has(c, side) ? w.community.role_minutes[c] : 0.0;
  const double kept_up =
      side == w.host(c) ? timebank_minutes(w, c) + docking_minutes(w, c) + platform_minutes(w, c) : 0.0;
  return item_minutes(w, side, c) + on_roles + election_minutes + kept_up;
}

/// Places of the cases in these states, in order. Every place is written down and counts only if it belongs there,
/// because which does is hard to guess, for processors too.
struct Places {
  std::vector<std::uint32_t> waiting, above;

  void find(const std::vector<Case>& cases) {
    if (waiting.size() <= cases.size()) waiting.resize(2 * cases.size() + 1);
    if (above.size() <= cases.size()) above.resize(2 * cases.size() + 1);
    waiting_count = above_count = 0;
    for (std::uint32_t i = 0; i < cases.size(); ++i) {
      const CaseState state = cases[i].state;
      waiting[waiting_count] = i;
      waiting_count += (state == CaseState::waiting) | (state == CaseState::astray);
      above[above_count] = i;
      above_count += state == CaseState::above;
    }
  }
  std::size_t waiting_count = 0, above_count = 0;
};

/// Looks through the open cases: what waits at the desks and what waits for an answer. A desk that is ranked by calls
/// takes these for easier than they are.
void look_through(const World& w, const std::vector<Case>& cases, CasesInHand& found) {
  thread_local Places places;  // kept between calls for its memory only
  places.find(cases);
  const float ease_of_calls = 1.0f - static_cast<float>(weight_of_rank(w));
  found.waiting.clear();
  for (std::size_t k = 0; k < places.waiting_count; ++k) {
    const std::uint32_t i = places.waiting[k];
    const Case& item = cases[i];
    found.waiting.push_back({item.channel == Channel::hotline ? ease_of_calls * item.ease : item.ease, i, item.work,
                             item.kind, static_cast<std::uint8_t>(side_of(item.holder)), item.reported == w.week,
                             item.state == CaseState::astray});
  }
  found.above.clear();
  for (std::size_t k = 0; k < places.above_count; ++k) {
    const Case& item = cases[places.above[k]];
    found.above.push_back({(std::uint64_t{item.born} << 32) | item.resident, places.above[k]});
  }
}

void weigh_casework(World& w, Community c) {
  CasesInHand& found = w.in_hand[sim::row(c)];
  look_through(w, w.cases[sim::row(c)], found);
  std::array<std::int64_t, 2> work{};
  for (const WaitingCase& item : found.waiting) work[item.side] += item.work;
  for (const Side side : sides) w.desk(side).waiting[c] = work[at(side)];
}

/// Time that must go to door-to-door visits, where there is a grid.
double grid_minutes(const World& w, Side side, Community c, std::int32_t total) {
  return w.levers(c).grid_households > 0.0 ? w.levers_of(c, side).grid * total : 0.0;
}

/// Only the committee is elected; those whom somebody else appoints have no mandate of residents.
double mission_of(const World& w, Side side, Community c) {
  return side == Side::committee ? elected_mission(w.mechanisms(), w.community.mandate[c])
                                 : w.mechanisms().mission_weight;
}

std::uint32_t doors_due(const World& w, Community c) {
  const auto visited =
      std::span(w.household.visited_week.values()).subspan(w.community.first_household[c], w.community.households[c]);
  const std::uint32_t week = w.week, round = static_cast<std::uint32_t>(w.mechanisms().round_weeks);
  std::uint32_t due = 0;
  for (const std::uint32_t last : visited) due += static_cast<unsigned>(last == none32) | (week - last >= round);
  return due;
}

/// Those who do not take part, are old enough, and either local or of a rank below `admitted`.
LIANDONG_CLONES std::uint32_t count_people(const std::uint8_t* age, const std::uint8_t* roles,
                                           const std::uint8_t* traits, const std::uint8_t* rank, std::uint32_t n,
                                           std::uint8_t least, std::uint16_t admitted) {
  std::uint32_t people = 0;
  for (std::uint32_t i = 0; i < n; ++i) {
    const std::uint32_t old_enough = age[i] >= least ? 1 : 0, passive = (roles[i] & role::active) != 0 ? 0 : 1,
                        local = (traits[i] & trait::migrant) != 0 ? 0 : 1, let_in = rank[i] < admitted ? 1 : 0;
    people += old_enough & passive & (local | let_in);
  }
  return people;
}

/// Residents old enough and with rights who do not take part.
std::uint32_t people_to_ask(const World& w, Community c) {
  const std::uint32_t first = w.community.first_resident[c];
  const auto column = [&](const auto& values) { return values.values().data() + first; };
  return count_people(column(w.resident.age), column(w.resident.roles), column(w.resident.traits),
                      column(w.resident.rights_rank), w.community.residents[c],
                      static_cast<std::uint8_t>(w.mechanisms().least_age),
                      static_cast<std::uint16_t>(std::ceil(256.0 * w.levers(c).migrant_franchise)));
}

/// Minutes that a desk could use in a week, beside its tasks.
struct Demands {
  double tasks = 0, cases = 0;
  double visits = 0, asking = 0;  ///< whatever the arrangement orders
};

/// Cases as they wait, less what partners take if they take what they took last week; doors that are due, shared by
/// working time; people who do not take part, by whoever organises.
Demands demands_of(const World& w, Side side, Community c, double share_of_time) {
  const Mechanisms& m = w.mechanisms();
  const Desk& desk = w.desk(side);
  Demands demands;
  demands.tasks = task_minutes(w, side, c);
  demands.cases = static_cast<double>(std::max<std::int64_t>(0, desk.waiting[c] - desk.handed[c])) /
                      std::max(0.01, productivity(m, desk.skill[c])) +
                  desk.coordination[c];
  demands.visits = share_of_time * w.community.doors_due[c] / weeks_per_month * m.visit_minutes;
  if (side == w.host(c))
    demands.asking = w.community.unasked[c] * m.ask_minutes / m.ask_weeks / std::max(0.01, 1.0 - m.survey_share);
  return demands;
}

/// Task completion follows the share of the week's tasks for which there was time.
void count_tasks_done(const Mechanisms& m, Desk& desk, Community c, double demand) {
  const double done = demand > 0.0 ? std::min(1.0, desk.spent[at(Activity::tasks)][c] / demand) : 1.0;
  desk.task_completion[c] +=
      static_cast<float>(m.completion_pace) * (static_cast<float>(done) - desk.task_completion[c]);
}

void divide_time(World& w, Side side, Community c, const Demands& demands) {
  const Mechanisms& m = w.mechanisms();
  Desk& desk = w.desk(side);
  const bool hosts = side == w.host(c);
  const std::int32_t total = desk.staff[c] * minutes_per_week;
  desk.minutes[c] = total;
  for (auto& spent : desk.spent) spent[c] = 0;
  if (total == 0) return;
  const double most = m.most_share * total;
  Hours reserved{};
  reserved[at(Activity::training)] = std::min(most, desk.staff[c] * w.levers_of(c, side).training * minutes_per_hour);
  reserved[at(Activity::visits)] = grid_minutes(w, side, c, total);
  if (hosts) reserved[at(Activity::organising)] = std::min(most, reserved_for_organising(w, c));
  double free = total;
  for (const double minutes : reserved) free -= minutes;

  const Hours weights = activity_weights(m, desk.weights[c], mission_of(w, side, c), hosts);
  Hours caps{};
  caps[at(Activity::tasks)] = demands.tasks;
  caps[at(Activity::traces)] = m.ledgers_most * demands.tasks;
  caps[at(Activity::casework)] = demands.cases;
  caps[at(Activity::visits)] = std::min(most, std::max(0.0, demands.visits - reserved[at(Activity::visits)]));
  caps[at(Activity::deliberation)] =
      hosts ? std::max(0.0, m.meetings_ahead * m.meeting_minutes - w.community.meeting_minutes[c]) : 0.0;
  caps[at(Activity::organising)] = std::min(most, std::max(0.0, demands.asking - reserved[at(Activity::organising)]));
  Hours hours{};
  allocate_effort(weights, m.effort_scale * total, free, caps, hours);
  double used = 0.0;
  for (const double h : hours) used += h;
  hours[at(Activity::idle)] = std::max(0.0, free - used);
  for (std::size_t a = 0; a < activities; ++a) hours[a] += reserved[a];
  std::array<std::int32_t, activities> minutes{};
  whole_minutes(hours, total, minutes);
  for (std::size_t a = 0; a < activities; ++a) desk.spent[a][c] = minutes[a];
}

void count_time(const World& w, Community c, Tally& tally) {
  const double factor =
      duplicate_factor(w.mechanisms(), w.setting.place_of(sim::row(c)).departments, w.levers(c).information_sharing);
  double duplicates = 0.0;
  for (const Side side : sides) {
    const Desk& desk = w.desk(side);
    const auto spent = [&](Activity a) { return desk.spent[at(a)][c]; };
    tally.desk_minutes[at(side)] = desk.minutes[c];
    tally.desk_admin[at(side)] = spent(Activity::tasks) + spent(Activity::traces) + desk.lent_tasks[c];
    tally.ledger_minutes += spent(Activity::traces);
    tally.casework_minutes += spent(Activity::casework) + spent(Activity::help) - desk.lent_tasks[c];
    tally.idle_minutes += spent(Activity::idle);
    tally.help_minutes += spent(Activity::help);
    tally.task_minutes[at(side)] = spent(Activity::tasks) + desk.lent_tasks[c];
    const std::int32_t on_tasks = spent(Activity::tasks) + w.desk(other(side)).lent_tasks[c];
    const double items = item_minutes(w, side, c);
    if (items > 0.0) duplicates += on_tasks * items / desk.task_demand[c] * (1.0 - 1.0 / factor);
    const auto grid = static_cast<std::int64_t>(grid_minutes(w, side, c, desk.minutes[c]));
    const std::int64_t own_visits = std::max<std::int64_t>(0, spent(Activity::visits) - grid);
    const std::int64_t own = spent(Activity::deliberation) + spent(Activity::organising) + own_visits;
    tally.ordered_minutes += tally.desk_admin[at(side)] + spent(Activity::visits) - own_visits;
    tally.answering_minutes += spent(Activity::casework) + spent(Activity::help) - desk.lent_tasks[c] + own;
    if (side != w.host(c)) continue;
    tally.autonomy_minutes = own;
    tally.host_minutes = desk.minutes[c];
  }
  tally.duplicate_minutes = static_cast<std::int64_t>(duplicates);
}

}  // namespace

void run_effort(World& w, const sim::Execution& execution) {
  each_community(w, execution, [&](Community c) {
    weigh_casework(w, c);
    if (w.week % weeks_per_month == 0) {
      w.community.doors_due[c] = doors_due(w, c);
      w.community.unasked[c] = people_to_ask(w, c);
    }
    double tasks = 0.0, cases = 0.0, staff = 0.0;
    for (const Side side : sides) staff += w.desk(side).staff[c];
    for (const Side side : sides) {
      const double share = staff > 0.0 ? w.desk(side).staff[c] / staff : 0.0;
      const Demands demands = demands_of(w, side, c, share);
      w.desk(side).task_demand[c] = static_cast<float>(demands.tasks);
      divide_time(w, side, c, demands);
      count_tasks_done(w.mechanisms(), w.desk(side), c, demands.tasks);
      tasks += demands.tasks;
      cases += static_cast<double>(w.desk(side).waiting[c]);
    }
    divide_organising(w, c);
    lend_time(w, c);
    divert_social_workers(w, c);
    w.community.slack[c] = static_cast<float>(visible_slack(w.mechanisms(), tasks, cases, staff * minutes_per_week));
    join_units(w, c);
    count_time(w, c, w.tally[sim::row(c)]);
  });
}

}  // namespace liandong::governance
