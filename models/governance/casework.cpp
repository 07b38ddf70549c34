// Phase 6. Cases are worked on, handed to partners, passed up and answered (M3, M4, C4).
#include <algorithm>
#include <bit>
#include <functional>
#include <span>

#include "models/governance/casework.h"
#include "models/governance/organisations.h"
#include "models/governance/phases.h"
#include "models/governance/purpose.h"
#include "models/governance/rules.h"

namespace liandong::governance {

namespace {

constexpr auto casework = static_cast<std::size_t>(Activity::casework);

/// Whether the desk may settle the case itself. A fraction of a level means that share of the next level's cases.
bool may_settle(const World& w, const Case& item) {
  if (item.state == CaseState::approved) return true;
  if (item.kind == CaseKind::departmental) return false;
  if (w.levers.approval_levels <= 1.0) return true;
  if (item.needs_approval)
    return w.chance.uniform(item.born, Purpose::closed_locally, item.resident) < w.levers.closed_locally;
  const double authority = item.holder == Holder::station ? w.levers.authority_station : w.levers.authority_committee;
  return item.authority <= authority ||
         (item.authority < authority + 1.0 && w.chance.uniform(item.born, Purpose::authority_share, item.resident) <
                                                  authority - static_cast<double>(item.authority - 1));
}

/// A place in a desk's line: the case's ease, then its position, in one number that sorts as the two do (an ease is
/// positive, so the bits of a smaller one are smaller).
using Place = std::uint64_t;
Place place_of(const WaitingCase& waiting) {
  return (Place{std::bit_cast<std::uint32_t>(waiting.ease)} << 32) | waiting.position;
}

void finish(World& w, const Desk& desk, Community c, Case& item) {
  if (!may_settle(w, item)) return pass_up(w, c, item);
  const double skill = desk.skill[c] * 100.0 / std::max<double>(item.skill, 40.0);
  const Holder by = item.holder;
  close_case(w, c, item, true, by, served_fit(w, item, std::min(skill, 1.2), 1.0));
}

/// Takes cases up first come first served, or, when more waits than can be done, the easier ones earlier (Lipsky).
void work_through(World& w, const Desk& desk, Community c, std::vector<Place>& line, std::int32_t minutes,
                  bool overloaded) {
  if (minutes <= 0) return;
  auto first = line.begin();
  auto last = line.end();
  if (overloaded) std::make_heap(first, last, std::greater<>());
  while (minutes > 0 && first != last) {
    if (overloaded) std::pop_heap(first, last, std::greater<>());
    Case& item = w.cases[sim::row(c)][static_cast<std::uint32_t>(overloaded ? *--last : *first++)];
    const std::int32_t used = std::min(minutes, item.work);
    item.work -= used;
    minutes -= used;
    if (item.work == 0) finish(w, desk, c, item);
  }
}

/// Casework time by kind: what the desk's weights reward, no more than what waits.
std::array<std::int32_t, case_kinds> divide_casework(const World& w, const Desk& desk, Community c,
                                                     std::int32_t minutes,
                                                     const std::array<double, case_kinds>& demand) {
  const Weights& weights = desk.weights[c];
  const double mission = w.mechanisms().mission_weight;
  const double formal = weights[0] + weights[1] + mission, personal = weights[1] + weights[2] + weights[3] + mission;
  const std::array<double, case_kinds> reward = {formal, personal, personal, personal, formal};
  std::array<double, case_kinds> hours{};
  allocate_effort(reward, w.mechanisms().effort_scale * minutes, minutes, demand, hours);
  std::array<std::int32_t, case_kinds> result{};
  double total = 0.0;
  for (const double h : hours) total += h;
  if (total > 0.0) whole_minutes(hours, std::min(minutes, static_cast<std::int32_t>(nearest_whole(total))), result);
  return result;
}

/// What waits at a desk, by kind.
struct Counter {
  std::array<std::vector<Place>, case_kinds> lines;
  std::array<double, case_kinds> demand{};

  void clear() {
    for (auto& line : lines) line.clear();
    demand.fill(0.0);
  }
};

void work_desk(World& w, const Desk& desk, Community c, Counter& counter) {
  const double productivity = 0.5 + 0.5 * desk.skill[c];
  const std::int32_t available = desk.spent[casework][c] - desk.coordination[c];
  const auto minutes = static_cast<std::int32_t>(std::max(0, available) * productivity);
  const auto share = divide_casework(w, desk, c, minutes, counter.demand);
  for (std::size_t kind = 0; kind < case_kinds; ++kind)
    work_through(w, desk, c, counter.lines[kind], share[kind], counter.demand[kind] > share[kind]);
}

/// Approved cases need no more work and close when the answer arrives; what partners leave waits at the desks.
void work_community(World& w, Community c, std::span<const std::uint32_t> organisations) {
  // Kept between calls for their memory only.
  thread_local std::array<Counter, 2> counters;
  thread_local std::vector<std::uint32_t> approved;
  for (Counter& counter : counters) counter.clear();
  approved.clear();
  take_replies(w, c, approved);
  for (const std::uint32_t position : approved) {
    Case& item = w.cases[sim::row(c)][position];
    finish(w, item.holder == Holder::station ? w.station : w.committee, c, item);
  }
  Partners partners(w, c, organisations);
  for (const WaitingCase& waiting : w.in_hand[sim::row(c)].waiting) {
    if (partners.take(waiting)) continue;
    Counter& counter = counters[waiting.at_station];
    counter.lines[static_cast<std::size_t>(waiting.kind)].push_back(place_of(waiting));
    counter.demand[static_cast<std::size_t>(waiting.kind)] += waiting.work;
  }
  work_desk(w, w.committee, c, counters[0]);
  work_desk(w, w.station, c, counters[1]);
}

}  // namespace

double served_fit(const World& w, const Case& item, double skill, double mission) {
  const Mechanisms& m = w.mechanisms();
  const std::array<double, case_kinds> personal = {m.personal_a, m.personal_b, m.personal_c, m.personal_d,
                                                   m.personal_e};
  const double contacts = w.resident.contacts[Resident{item.resident}];
  const double sd = estimate_noise(m, item.signal, contacts, skill, personal[static_cast<std::size_t>(item.kind)]);
  const auto words = w.chance.four(item.born, Purpose::estimate, item.resident);
  double squared = 0.0;
  for (std::size_t i = 0; i < 3; ++i) {
    const double drift = (1.0 - mission) * m.preference_spread * 2.0 * (0.5 - item.preference[i]);
    const double error = sd * sim::normal(words[i]) + drift;
    squared += error * error;
  }
  return fit_quality(m, squared);
}

void close_case(World& w, Community c, Case& item, bool resolved, Holder by, double fit) {
  const auto kind = static_cast<std::size_t>(item.kind);
  Tally& tally = w.tally[sim::row(c)];
  GroupTally& groups = w.group_tally[sim::row(c)];
  const std::uint32_t waited = w.week - item.born;
  item.state = CaseState::closed;
  auto& open = w.resident.open_cases[Resident{item.resident}];
  if (open > 0) --open;
  if (item.counted) --w.building.commons_cases[Building{w.resident.building[Resident{item.resident}]}];
  double quality = 0.0;
  if (resolved) {
    quality = perceived_quality(w.mechanisms(), fit, waited);
    const auto millionths = static_cast<std::int64_t>(fit * million);
    ++tally.resolved[kind];
    tally.fit[kind] += millionths;
    tally.closed_wait += waited;
    ++tally.wait[std::min<std::size_t>(waited, tally.wait.size() - 1)];
    tally.visits += item.visits;
    tally.levels += item.levels;
    tally.inside += item.levels == 0;
    tally.disputes_inside += item.kind == CaseKind::dispute && item.levels == 0;
    count_groups(w, item.resident, groups.resolved, 1);
    count_groups(w, item.resident, groups.wait, waited);
    count_groups(w, item.resident, groups.fit, millionths);
  } else {
    ++tally.dropped[kind];
    tally.failed += item.reported != none32;
  }
  w.experiences[sim::row(c)].push_back(
      {item.resident, static_cast<float>(quality), trusted_of(by), static_cast<std::uint8_t>(item.kind), 1});
}

void record_experience(World& w, Community c, Resident r, Trusted toward, double quality) {
  w.experiences[sim::row(c)].push_back({sim::row(r), static_cast<float>(quality), toward, 255, 0});
}

void run_casework(World& w, const sim::Execution& execution) {
  const OrganisationsByCommunity organisations(w);
  each_community(w, execution, [&](Community c) {
    w.outbox[sim::row(c)].clear();
    w.committee.coordination[c] = 0;
    w.station.coordination[c] = 0;
    w.community.joint_action[c] = 0;
    work_community(w, c, organisations.of(c));
  });
  run_offices(w, execution);
}

}  // namespace liandong::governance
