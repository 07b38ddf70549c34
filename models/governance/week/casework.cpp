// Cases are worked on, handed to partners, passed up and answered (M3, M4, C4).
#include <algorithm>
#include <bit>
#include <functional>
#include <numeric>
#include <span>

#include "models/governance/rules/procedure.h"
#include "models/governance/rules/rules.h"
#include "models/governance/week/casework.h"
#include "models/governance/week/disputes.h"
#include "models/governance/week/help.h"
#include "models/governance/week/hotline.h"
#include "models/governance/week/phases.h"
#include "models/governance/week/social_work.h"
#include "models/governance/week/voice.h"
#include "models/governance/world/purpose.h"

namespace liandong::governance {

namespace {

constexpr auto casework = static_cast<std::size_t>(Activity::casework);

/// A ticket in a desk's line: the case's ease, then its position, in one number that sorts as the two do (an ease is
/// positive, so the bits of a smaller one are smaller).
using Ticket = std::uint64_t;
Ticket ticket_of(const WaitingCase& waiting) {
  return (Ticket{std::bit_cast<std::uint32_t>(waiting.ease)} << 32) | waiting.position;
}

/// The desk that a case does not concern gives it to the one that it does, which has it next week.
void hand_on(const World& w, Community c, Case& item) {
  item.state = CaseState::waiting;
  item.holder = holder_of(Routes(w, c).desk_for(item));
  item.reported = w.week + 1;
  item.work = work_at_desk(w, c, item);
}

/// Which of a week's services are partners': those from `first` to before `last`.
struct Joint {
  std::size_t first = 0, last = 0;
};

/// Closes what was served; organisations earn a name by it, and the desks' tie to their partners feeds on it.
void close_served(World& w, Community c, std::span<const Service> services, const Joint& joint) {
  thread_local std::vector<double> fits;
  measure_fits(w, c, services, fits);
  for (std::size_t i = 0; i < services.size(); ++i) {
    const Service& service = services[i];
    Case& item = w.cases[sim::row(c)][service.position];
    item.work = 0;
    if (service.organisation != none32) {
      float& reputation = w.organisation.reputation[Organisation{service.organisation}];
      reputation = updated_trust(reputation, static_cast<float>(fits[i]), w.mechanisms());
      ++w.tally[sim::row(c)].served[static_cast<std::size_t>(item.kind)];
    }
    close_case(w, c, item, Ending::resolved, service.by, fits[i]);
    if (item.kind == CaseKind::dispute) tell_other_party(w, c, item, service.by, fits[i]);
  }
  double fit = 0.0;
  for (std::size_t i = joint.first; i < joint.last; ++i) fit += fits[i];
  const auto by_partners = static_cast<double>(joint.last - joint.first), all = static_cast<double>(services.size());
  w.community.joint_share[c] = static_cast<float>(by_partners / std::max(1.0, all));
  w.community.joint_fit[c] = static_cast<float>(fit / std::max(1.0, by_partners));
}

/// Takes cases up first come first served, or, when more waits than can be done, the easier ones earlier (Lipsky).
/// Returns the minutes left.
std::int32_t work_through(World& w, float skill, Community c, std::vector<Ticket>& line, std::int32_t minutes,
                          bool overloaded, std::vector<Service>& services) {
  auto first = line.begin();
  auto last = line.end();
  if (overloaded) std::make_heap(first, last, std::greater<>());
  while (minutes > 0 && first != last) {
    if (overloaded) std::pop_heap(first, last, std::greater<>());
    const auto position = static_cast<std::uint32_t>(overloaded ? *--last : *first++);
    Case& item = w.cases[sim::row(c)][position];
    const std::int32_t used = std::min(minutes, item.work);
    item.work -= used;
    minutes -= used;
    if (item.work == 0) finish(w, skill, c, position, services);
  }
  return minutes;
}

/// What a minute on each kind of case is worth to staff with these weights, besides their own mission.
std::array<double, case_kinds> rewards(const Mechanisms& m, const Weights& weights) {
  const double above = weights[0], resolution = weights[1], residents = weights[2], autonomy = weights[3],
               mission = m.mission_weight, any = resolution + residents + mission;
  if (m.structure_casework >= 2.0) return {1.0, 1.0, 1.0, 1.0, 1.0};
  if (m.structure_casework >= 1.0) {
    const double formal = above + resolution + mission, personal = any + autonomy;
    return {formal, personal, personal, personal, formal};
  }
  return {any + above, any, any + autonomy, any + autonomy, any + above};
}

/// Casework time by kind: what the desk's weights reward, no more than what waits.
std::array<std::int32_t, case_kinds> divide_casework(const World& w, const Desk& desk, Community c,
                                                     std::int32_t minutes,
                                                     const std::array<double, case_kinds>& demand) {
  const std::array<double, case_kinds> reward = rewards(w.mechanisms(), desk.weights[c]);
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
  std::array<std::vector<Ticket>, case_kinds> lines;
  std::array<double, case_kinds> demand{};

  void clear() {
    for (auto& line : lines) line.clear();
    demand.fill(0.0);
  }
};

/// Staff of this skill work so many minutes at a desk's counter, for what its assessment rewards. Returns the time they
/// had no use for.
std::int32_t work_counter(World& w, const Desk& desk, Community c, float skill, std::int32_t time, Counter& counter,
                          std::vector<Service>& services) {
  const double pace = std::max(0.01, productivity(w.mechanisms(), skill));
  const auto minutes = static_cast<std::int32_t>(std::max(0, time) * pace);
  const auto share = divide_casework(w, desk, c, minutes, counter.demand);
  std::int32_t used = 0;
  for (std::size_t kind = 0; kind < case_kinds; ++kind)
    used += share[kind] -
            work_through(w, skill, c, counter.lines[kind], share[kind], counter.demand[kind] > share[kind], services);
  return static_cast<std::int32_t>((minutes - used) / pace);
}

/// Time set aside for cases that partners have taken is idle after all.
void leave_idle(World& w, Desk& desk, Community c, Activity activity, std::int32_t minutes) {
  constexpr auto idle = static_cast<std::size_t>(Activity::idle);
  desk.spent[static_cast<std::size_t>(activity)][c] -= minutes;
  desk.spent[idle][c] += minutes;
  Tally& tally = w.tally[sim::row(c)];
  if (activity == Activity::help) tally.help_minutes -= minutes;
  tally.casework_minutes -= minutes;
  tally.answering_minutes -= minutes;
  tally.idle_minutes += minutes;
}

/// Leaves in a counter what still waits there, in order.
void look_again(const std::vector<Case>& cases, Counter& counter) {
  for (std::size_t kind = 0; kind < case_kinds; ++kind) {
    auto& line = counter.lines[kind];
    const auto work = [&](Ticket ticket) { return cases[static_cast<std::uint32_t>(ticket)].work; };
    std::erase_if(line, [&](Ticket ticket) { return work(ticket) == 0; });
    std::ranges::sort(line, {}, [](Ticket ticket) { return static_cast<std::uint32_t>(ticket); });
    counter.demand[kind] = 0.0;
    for (const Ticket ticket : line) counter.demand[kind] += work(ticket);
  }
}

/// The desk's own staff first; for what they leave, whom the other desk lends.
void work_desk(World& w, Side side, Community c, Counter& counter, std::vector<Service>& services) {
  Desk& desk = w.desk(side);
  const std::int32_t own = desk.spent[casework][c] - desk.coordination[c];
  leave_idle(w, desk, c, Activity::casework, work_counter(w, desk, c, desk.skill[c], own, counter, services));
  const std::int32_t help = help_with_cases(w, side, c);
  if (help <= 0) return;
  look_again(w.cases[sim::row(c)], counter);
  Desk& helper = w.desk(other(side));
  const std::int32_t unused = work_counter(w, desk, c, helper.skill[c], help, counter, services);
  leave_idle(w, helper, c, Activity::help, static_cast<std::int32_t>(unused / (1.0 - w.mechanisms().help_loss)));
}

/// Counts time of desks, organisations and volunteers for which they had no use while cases waited at a desk, as much
/// as these would have taken.
void count_dissipated(World& w, Community c) {
  Tally& tally = w.tally[sim::row(c)];
  const HelpMinutes& helpers = w.community.volunteer_service[c];
  const std::int64_t unused = tally.idle_minutes + w.community.service_minutes[c] +
                              std::accumulate(helpers.begin(), helpers.end(), std::int64_t{0});
  const std::vector<Case>& cases = w.cases[sim::row(c)];
  std::int64_t open = 0;
  for (const WaitingCase& waiting : w.in_hand[sim::row(c)].waiting) {
    if (open >= unused) break;
    if (cases[waiting.position].state == CaseState::waiting) open += cases[waiting.position].work;
  }
  tally.dissipated_minutes = std::clamp<std::int64_t>(unused, 0, open);
}

/// Approved cases need no more work and close when the answer arrives; what partners leave waits at the desks.
void work_community(World& w, Community c, std::span<const std::uint32_t> organisations) {
  // Kept between calls for their memory only.
  thread_local std::array<Counter, 2> counters;
  thread_local std::vector<std::uint32_t> approved;
  thread_local std::vector<Service> services;
  for (Counter& counter : counters) counter.clear();
  approved.clear();
  services.clear();
  take_replies(w, c, approved);
  for (const std::uint32_t position : approved)
    finish(w, w.desk(side_of(w.cases[sim::row(c)][position].holder)).skill[c], c, position, services);
  mediate_early(w, c, services);
  counsel(w, c, services);
  Joint joint{services.size(), 0};
  Partners partners(w, c, organisations, services);
  const bool called = w.everywhere().hotline > 0.0, heard = w.levers(c).voice_hours > 0.0;
  std::uint8_t asked = 0;
  for (const WaitingCase& waiting : w.in_hand[sim::row(c)].waiting) {
    if (waiting.work == 0) continue;
    if (heard && take_up(w, c, waiting, asked)) continue;
    if (called && (dispatch(w, c, waiting) || close_on_paper(w, c, waiting))) continue;
    if (!waiting.astray && partners.take(waiting)) continue;
    Counter& counter = counters[waiting.side];
    counter.lines[static_cast<std::size_t>(waiting.kind)].push_back(ticket_of(waiting));
    counter.demand[static_cast<std::size_t>(waiting.kind)] += waiting.work;
  }
  joint.last = services.size();
  for (const Side side : sides) work_desk(w, side, c, counters[at(side)], services);
  close_served(w, c, services, joint);
  count_dissipated(w, c);
}

void count_resolved(World& w, Community c, const Case& item, std::uint32_t waited, double fit) {
  const auto kind = static_cast<std::size_t>(item.kind);
  const auto millionths = static_cast<std::int64_t>(fit * million);
  Tally& tally = w.tally[sim::row(c)];
  ++tally.resolved[kind];
  tally.fit[kind] += millionths;
  tally.closed_wait += waited;
  ++tally.wait[std::min<std::size_t>(waited, tally.wait.size() - 1)];
  tally.visits += item.visits;
  tally.levels += item.levels;
  tally.inside += item.levels == 0;
  tally.disputes_inside += item.kind == CaseKind::dispute && item.levels == 0;
  GroupTally& groups = w.group_tally[sim::row(c)];
  count_groups(w, item.resident, groups.resolved, 1);
  count_groups(w, item.resident, groups.wait, waited);
  count_groups(w, item.resident, groups.fit, millionths);
}

/// Counts a case that no desk resolved; whether that is an experience of its resident with those who serve.
bool count_unresolved(World& w, Community c, const Case& item, Ending ending) {
  const auto kind = static_cast<std::size_t>(item.kind);
  const bool reported = item.reported != none32;
  Tally& tally = w.tally[sim::row(c)];
  GroupTally& groups = w.group_tally[sim::row(c)];
  if (ending == Ending::met_by_kin) {
    ++tally.kin[kind];
    count_groups(w, item.resident, groups.kin, 1);
    return false;
  }
  if (ending == Ending::aided) {
    ++tally.aided[kind];
    return true;
  }
  tally.failed += reported;
  if (ending == Ending::bought) {
    ++tally.bought[kind];
    count_groups(w, item.resident, groups.bought, 1);
    return reported;
  }
  ++tally.dropped[kind];
  return true;
}

}  // namespace

/// A fraction of a level of authority means that share of the next level's cases.
bool may_settle(const World& w, Community c, const Case& item) noexcept {
  if (item.state == CaseState::approved) return true;
  if (item.kind == CaseKind::departmental) return false;
  if (w.levers(c).approval_levels <= 1.0) return true;
  const DeskLevers desk = w.levers_of(c, side_of(item.holder));
  if (item.needs_approval) return w.chance.uniform(item.born, Purpose::closed_locally, item.resident) < desk.closed;
  return item.authority <= desk.authority || (item.authority < desk.authority + 1.0 &&
                                              w.chance.uniform(item.born, Purpose::authority_share, item.resident) <
                                                  desk.authority - static_cast<double>(item.authority - 1));
}

void close_case(World& w, Community c, Case& item, Ending ending, Holder by, double fit) {
  const std::uint32_t waited = w.week - item.born;
  item.state = CaseState::closed;
  auto& open = w.resident.open_cases[Resident{item.resident}];
  if (open > 0) --open;
  if (item.counted) --w.building.commons_cases[Building{w.resident.building[Resident{item.resident}]}];
  if (ending == Ending::moved_away) {
    ++w.tally[sim::row(c)].left[static_cast<std::size_t>(item.kind)];
    return;
  }
  count_groups(w, item.resident, w.group_tally[sim::row(c)].ended, 1);
  const bool by_neighbours = ending == Ending::met_by_kin || ending == Ending::aided;
  if (item.channel == Channel::hotline && !by_neighbours) count_called(w, c, item, ending == Ending::resolved);
  if (ending == Ending::resolved)
    count_resolved(w, c, item, waited, fit);
  else if (!count_unresolved(w, c, item, ending))
    return;
  const double quality = perceived_quality(w.mechanisms(), fit, waited);
  const std::uint8_t own = ending != Ending::aided;
  w.experiences[sim::row(c)].push_back(
      {item.resident, static_cast<float>(quality), trusted_of(by), static_cast<std::uint8_t>(item.kind), own});
}

void record_experience(World& w, Community c, Resident r, Trusted toward, double quality) {
  w.experiences[sim::row(c)].push_back({sim::row(r), static_cast<float>(quality), toward, 255, 0});
}

void record_voice(World& w, Community c, Resident r, double success) {
  w.experiences[sim::row(c)].push_back({sim::row(r), static_cast<float>(success), Trusted::nobody, 255, 0, 1});
}

void finish(World& w, float skill, Community c, std::uint32_t position, std::vector<Service>& services) {
  Case& item = w.cases[sim::row(c)][position];
  if (item.state == CaseState::astray) return hand_on(w, c, item);
  if (!may_settle(w, c, item)) return pass_up(w, c, item);
  if (!desk_settles(w, item, skill)) return call_mediator(w, c, position, services);
  services.push_back({position, none32, item.holder, skill, 1.0});
}

void run_casework(World& w, const sim::Execution& execution) {
  each_community(w, execution, [&](Community c) {
    w.outbox[sim::row(c)].clear();
    if (w.levers(c).whistle > 0.0)
      w.community.summons[c] = static_cast<float>(next_summons(w.community.summons[c], w.levers(c).whistle_summons));
    for (const Side side : sides) {
      w.desk(side).coordination[c] = 0;
      w.desk(side).handed[c] = 0;
    }
    work_community(w, c, w.organisations_of[sim::row(c)]);
  });
}

}  // namespace liandong::governance
