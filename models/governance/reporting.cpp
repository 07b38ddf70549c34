// Phase 3. Visits find needs, residents report them or give up (M2).
#include <algorithm>

#include "models/governance/phases.h"
#include "models/governance/purpose.h"
#include "models/governance/rules.h"

namespace liandong::governance {

void meet_worker(World& w, Resident r, Trusted who, float closeness) {
  w.resident.contacts[r] += closeness;
  if (w.resident.contacts[r] >= 1.0f)
    w.resident.knows[r] |= static_cast<std::uint8_t>(1u << static_cast<unsigned>(who));
}

namespace {

/// Knocks at doors drawn at random: the household gets to know the worker.
void visit_households(World& w, Community c, std::int32_t minutes, Trusted who) {
  const auto visits = static_cast<std::uint32_t>(minutes / w.mechanisms().visit_minutes);
  const std::uint32_t first = w.community.first_household[c], n = w.community.households[c];
  for (std::uint32_t v = 0; v < visits; v += 4) {
    const auto words = w.chance.four(w.week, Purpose::visit, sim::row(c), v, static_cast<std::uint16_t>(who));
    for (std::uint32_t i = 0; i < 4 && v + i < visits; ++i) {
      const Household h{first + sim::below(words[i], n)};
      w.household.visited_week[h] = w.week;
      const std::uint32_t resident = w.household.first_resident[h];
      for (std::uint32_t r = resident; r < resident + w.household.size[h]; ++r) meet_worker(w, Resident{r}, who, 1.0f);
    }
  }
}

float active_neighbours(const World& w, std::uint32_t r) {
  const auto around = w.ties.neighbours(r);
  if (around.empty()) return 0.0f;
  std::uint32_t active = 0;
  for (const std::uint32_t n : around) active += w.resident.roles[Resident{n}] & role::active;
  return static_cast<float>(active) / static_cast<float>(around.size());
}

/// Whether the resident reports this week of their own accord; `by_hotline` if that way is easier.
bool reports(const World& w, Community c, const Case& item, bool& by_hotline) {
  const Mechanisms& m = w.mechanisms();
  const Resident r{item.resident};
  const Trusted desk = trusted_of(desk_for(w, item.kind));
  const auto trust = [&](Trusted who) {
    return static_cast<double>(w.resident.trust[static_cast<std::size_t>(who)][r]);
  };
  ReportingView view;
  view.trust = trust(desk);
  if (w.resident.organisation[r] != none16) view.trust = std::max(view.trust, trust(Trusted::organisations));
  view.knows_worker = w.resident.knows[r] & (1u << static_cast<unsigned>(desk));
  view.trips = w.community.trips[c];
  view.without_rights = !w.has_rights(item);
  view.success = w.community.success[c];
  double odds = reporting_odds(m, view);
  by_hotline = false;
  if (w.levers.hotline > 0.0) {
    view.trust = trust(Trusted::street);
    view.knows_worker = false;
    view.trips = 0.0;
    const double call = reporting_odds(m, view);
    by_hotline = call > odds;
    odds = std::max(odds, call);
  }
  // The draw decides whether anybody need look at the neighbours: at most, all of them are active.
  const double drawn = sim::log_odds(w.chance.word(w.week, Purpose::report, item.resident, item.born));
  if (drawn >= odds + m.report_neighbours) return false;
  return drawn < odds || drawn < odds + m.report_neighbours * active_neighbours(w, item.resident);
}

void enter_desk(const World& w, Case& item, bool found, bool by_hotline) {
  item.state = CaseState::waiting;
  item.holder = desk_for(w, item.kind);
  item.reported = w.week;
  item.hotline = by_hotline;
  item.found = found;
  if (!found && !by_hotline) ++item.visits;
}

/// Residents who reported this week met somebody; that changes no decision of the same week.
void welcome(World& w, Community c) {
  constexpr float at_the_counter = 0.25f;
  Tally& tally = w.tally[sim::row(c)];
  for (const Case& item : w.cases[sim::row(c)]) {
    if (item.reported != w.week || item.state != CaseState::waiting) continue;
    ++tally.reported[static_cast<std::size_t>(item.kind)];
    tally.found += item.found;
    if (!item.hotline)
      meet_worker(w, Resident{item.resident}, trusted_of(item.holder), item.found ? 1.0f : at_the_counter);
  }
}

void consider(World& w, Community c, Case& item, double detection) {
  if (item.state == CaseState::closed) return;
  if (w.week >= item.give_up) {
    close_case(w, c, item, false, item.holder, 0.0);
    return;
  }
  if (item.state != CaseState::unreported) return;
  const bool visited = w.household.visited_week[Household{item.household}] == w.week;
  if (visited && w.chance.uniform(w.week, Purpose::detection, item.resident, item.born) < detection)
    return enter_desk(w, item, true, false);
  bool by_hotline = false;
  if ((w.week - item.born) % weeks_per_month == 0 && reports(w, c, item, by_hotline))
    enter_desk(w, item, false, by_hotline);
}

}  // namespace

void run_reporting(World& w, const sim::Execution& execution) {
  constexpr auto visits = static_cast<std::size_t>(Activity::visits);
  constexpr auto organising = static_cast<std::size_t>(Activity::organising);
  const double detection = detection_chance(w.mechanisms(), w.levers.grid_households);
  each_community(w, execution, [&](Community c) {
    const std::int32_t surveys = w.committee.spent[organising][c] / 2;
    visit_households(w, c, w.committee.spent[visits][c] + surveys, Trusted::committee);
    visit_households(w, c, w.station.spent[visits][c], Trusted::station);
    auto& cases = w.cases[sim::row(c)];
    sim::Rows(0, static_cast<std::uint32_t>(cases.size()), execution.order != sim::Order::forward)
        .each([&](std::uint32_t i) { consider(w, c, cases[i], detection); });
    welcome(w, c);
  });
}

}  // namespace liandong::governance
