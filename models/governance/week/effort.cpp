// Each desk divides its working time (M5).
#include <algorithm>

#include "models/governance/rules/rules.h"
#include "models/governance/week/phases.h"

namespace liandong::governance {
namespace {

constexpr std::size_t at(Activity a) { return static_cast<std::size_t>(a); }
using Hours = ActivityWeights;

double task_minutes(const World& w, const Desk& desk, Community c, bool committee) {
  const Place& place = w.setting.place_of(sim::row(c));
  const double duplicates = duplicate_factor(w.mechanisms(), place.departments, w.levers.information_sharing);
  const auto first = static_cast<std::uint32_t>(place.election_first_week);
  const bool election =
      committee && w.week >= first &&
      (w.week - first) % static_cast<std::uint32_t>(place.election_interval_weeks) < place.election_weeks;
  const double election_minutes = election ? w.mechanisms().election_hours * minutes_per_hour : 0.0;
  return desk.items[c] * w.mechanisms().item_minutes * duplicates + election_minutes;
}

/// Looks through the open cases: what waits at the desks and what waits for an answer. Every case is written down and
/// counts only if it belongs there, because which does is hard to guess, for processors too.
void look_through(const World& w, const std::vector<Case>& cases, CasesInHand& found) {
  thread_local std::vector<WaitingCase> waiting;
  thread_local std::vector<AwaitedCase> above;
  if (waiting.size() <= cases.size()) waiting.resize(2 * cases.size() + 1);
  if (above.size() <= cases.size()) above.resize(2 * cases.size() + 1);
  WaitingCase* next_waiting = waiting.data();
  AwaitedCase* next_above = above.data();
  for (std::uint32_t i = 0; i < cases.size(); ++i) {
    const Case& item = cases[i];
    *next_above = {(std::uint64_t{item.born} << 32) | item.resident, i};
    next_above += item.state == CaseState::above;
    *next_waiting = {item.ease, i, item.work, item.kind, item.holder == Holder::station, item.reported == w.week};
    next_waiting += item.state == CaseState::waiting;
  }
  found.waiting.assign(waiting.data(), next_waiting);
  found.above.assign(above.data(), next_above);
}

void weigh_casework(World& w, Community c) {
  CasesInHand& found = w.in_hand[sim::row(c)];
  look_through(w, w.cases[sim::row(c)], found);
  std::array<std::int64_t, 2> work{};
  for (const WaitingCase& item : found.waiting) work[item.at_station] += item.work;
  w.committee.waiting[c] = work[0];
  w.station.waiting[c] = work[1];
}

/// Time for door-to-door visits that the grid takes from the station, or from the committee where there is none.
double grid_minutes(const World& w, bool committee, std::int32_t total) {
  const bool duty = w.levers.grid_households > 0.0 && committee != w.has_station();
  return duty ? w.levers.grid_visit_share * total : 0.0;
}

struct Demands {
  double tasks = 0, cases = 0;
};

void divide_time(World& w, Desk& desk, Community c, bool committee, const Demands& demands) {
  const Mechanisms& m = w.mechanisms();
  const std::int32_t total = desk.staff[c] * minutes_per_week;
  desk.minutes[c] = total;
  for (auto& spent : desk.spent) spent[c] = 0;
  if (total == 0) return;
  const double most = m.most_share * total;
  Hours reserved{};
  reserved[at(Activity::training)] = std::min(most, desk.staff[c] * w.levers.training_hours * minutes_per_hour);
  reserved[at(Activity::visits)] = grid_minutes(w, committee, total);
  if (committee) reserved[at(Activity::organising)] = std::min(most, w.levers.organising_hours * minutes_per_hour);
  double free = total;
  for (const double minutes : reserved) free -= minutes;

  const Hours weights = activity_weights(m, desk.weights[c], w.community.mandate[c], committee);
  Hours caps{};
  caps[at(Activity::tasks)] = demands.tasks;
  caps[at(Activity::traces)] = m.ledgers_most * demands.tasks;
  caps[at(Activity::casework)] = demands.cases;
  caps[at(Activity::visits)] = most;
  caps[at(Activity::deliberation)] =
      committee ? std::max(0.0, m.meetings_ahead * m.meeting_minutes - w.community.meeting_minutes[c]) : 0.0;
  caps[at(Activity::organising)] = committee ? most : 0.0;
  Hours hours{};
  allocate_effort(weights, m.effort_scale * total, free, caps, hours);
  double used = 0.0;
  for (const double h : hours) used += h;
  hours[at(Activity::visits)] += std::max(0.0, free - used);
  for (std::size_t a = 0; a < activities; ++a) hours[a] += reserved[a];
  std::array<std::int32_t, activities> minutes{};
  whole_minutes(hours, total, minutes);
  for (std::size_t a = 0; a < activities; ++a) desk.spent[a][c] = minutes[a];

  const double done = demands.tasks > 0.0 ? std::min(1.0, minutes[at(Activity::tasks)] / demands.tasks) : 1.0;
  desk.task_completion[c] +=
      static_cast<float>(m.completion_pace) * (static_cast<float>(done) - desk.task_completion[c]);
}

void count_time(const World& w, Community c, Tally& tally) {
  const auto spent = [&](const Desk& desk, Activity a) { return desk.spent[at(a)][c]; };
  const std::int64_t committee_admin = spent(w.committee, Activity::tasks) + spent(w.committee, Activity::traces);
  const std::int64_t station_admin = spent(w.station, Activity::tasks) + spent(w.station, Activity::traces);
  tally.committee_minutes = w.committee.minutes[c];
  tally.staff_minutes = w.committee.minutes[c] + w.station.minutes[c];
  tally.committee_admin = committee_admin;
  tally.admin_minutes = committee_admin + station_admin;
  const auto grid = static_cast<std::int64_t>(grid_minutes(w, true, w.committee.minutes[c]));
  const std::int64_t own_visits = std::max<std::int64_t>(0, spent(w.committee, Activity::visits) - grid);
  tally.autonomy_minutes =
      spent(w.committee, Activity::deliberation) + spent(w.committee, Activity::organising) + own_visits;
  tally.casework_minutes = spent(w.committee, Activity::casework) + spent(w.station, Activity::casework);
  const double factor = duplicate_factor(w.mechanisms(), w.setting.place.departments, w.levers.information_sharing);
  tally.duplicate_minutes = static_cast<std::int64_t>(
      static_cast<double>(spent(w.committee, Activity::tasks) + spent(w.station, Activity::tasks)) *
      (1.0 - 1.0 / factor));
}

}  // namespace

void run_effort(World& w, const sim::Execution& execution) {
  each_community(w, execution, [&](Community c) {
    weigh_casework(w, c);
    const Demands committee{task_minutes(w, w.committee, c, true), static_cast<double>(w.committee.waiting[c])};
    const Demands station{task_minutes(w, w.station, c, false), static_cast<double>(w.station.waiting[c])};
    divide_time(w, w.committee, c, true, committee);
    divide_time(w, w.station, c, false, station);
    w.community.slack[c] = static_cast<float>(visible_slack(w.mechanisms(), committee.tasks + station.tasks,
                                                            committee.cases + station.cases,
                                                            w.committee.minutes[c] + w.station.minutes[c]));
    w.community.broker_minutes[c] = static_cast<std::int32_t>(w.levers.broker_hours * minutes_per_hour);
    count_time(w, c, w.tally[sim::row(c)]);
  });
}

}  // namespace liandong::governance
