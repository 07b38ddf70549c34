// Street and departments work off what comes up, in order of arrival (M4).
#include <algorithm>
#include <bit>

#include "models/governance/rules/procedure.h"
#include "models/governance/week/casework.h"
#include "models/governance/week/phases.h"
#include "models/governance/week/voice.h"
#include "models/governance/world/purpose.h"

namespace liandong::governance {

namespace {

std::uint32_t ready_week(const World& w, const Referral& item) {
  const Mechanisms& m = w.mechanisms();
  const double u = w.chance.uniform(static_cast<std::uint32_t>(item.id >> 32), Purpose::level_delay,
                                    static_cast<std::uint32_t>(item.id), item.passed);
  return item.week + nearest_whole(m.level_weeks_low + u * std::max(0.0, m.level_weeks_high - m.level_weeks_low));
}

Reply answer(const Referral& item) {
  return {static_cast<std::uint32_t>(item.id), static_cast<std::uint32_t>(item.id >> 32), item.passed};
}

struct Outcome {
  std::vector<Referral> onward;  ///< to departments or to the same street's next desk
  std::vector<std::pair<std::uint32_t, Reply>> replies;
  std::int32_t spent = 0;
};

constexpr auto every_one = [](const Referral&) { return true; };
constexpr auto summoned = [](const Referral& item) { return item.parallel == 1; };

/// Works off those of a line that `takes` says, in order. `pass` moves a finished referral on; it returns true if the
/// office is the last.
template <class Takes, class Pass>
void work_off(const World& w, sim::OrderedQueue<Referral>& queue, std::int32_t minutes, Takes&& takes, Outcome& outcome,
              Pass&& pass) {
  for (Referral& item : queue.line()) {
    if (!takes(item)) continue;
    if (w.week >= item.give_up) {
      item.community = none32;
      continue;
    }
    const std::int32_t used = std::min(minutes, item.minutes);
    item.minutes -= used;
    minutes -= used;
    outcome.spent += used;
    if (item.minutes > 0 || w.week < item.ready) continue;
    Referral done = item;
    item.community = none32;
    ++done.passed;
    if (pass(done)) {
      outcome.replies.emplace_back(done.community, answer(done));
    } else {
      done.week = w.week + 1;
      outcome.onward.push_back(done);
    }
  }
  queue.remove_if([](const Referral& item) { return item.community == none32; });
}

void enter(World& w, Referral item) {
  const Mechanisms& m = w.mechanisms();
  const Levers& l = w.levers(Community{item.community});
  if (item.street_passes == 0 && item.astray != 0) {
    item.minutes = static_cast<std::int32_t>(m.bounce_minutes);
    item.ready = item.week;
    w.department_queue[static_cast<std::size_t>(std::countr_zero(item.astray))].accept(item);
    return;
  }
  item.ready = ready_week(w, item);
  if (item.street_passes > 0) {
    item.minutes = office_minutes(m, l.one_window, m.street_minutes);
    w.street_queue[w.community.street[Community{item.community}]].accept(item);
    return;
  }
  if (item.due != 0) item.ready = std::clamp<std::uint32_t>(item.due, item.week, item.ready);
  const double alone = office_minutes(m, l.one_window, m.department_minutes);
  item.minutes = static_cast<std::int32_t>(item.repeats ? m.voice_repeat * alone : alone);
  if (item.parallel) item.minutes += static_cast<std::int32_t>(m.whistle_minutes);
  for (std::uint32_t d = 0; d < w.department_queue.size(); ++d) {
    if (!(item.departments & (1u << d))) continue;
    Referral copy = item;
    copy.departments = item.parallel ? static_cast<std::uint8_t>(1u << d) : item.departments;
    w.department_queue[d].accept(copy);
    if (!item.parallel) break;
  }
}

void size_offices(World& w) {
  const Mechanisms& m = w.mechanisms();
  for (std::uint32_t s = 0; s < w.street.communities.size(); ++s) {
    double staff = 0.0, organising = 0.0;
    // The street's people are as many as before communities were merged.
    const auto rows = by_arrangement(w, Street{s}, [&](Community c) { return static_cast<double>(w.rows_of(c)); }),
               under = by_arrangement(w, Street{s}, [&](Community c) { return w.exists(c) ? 1.0 : 0.0; });
    for (std::size_t a = 0; a < under.size(); ++a) {
      staff += w.setting.place.street_staff * rows[a] * street_kept(w.arrangements[a]);
      organising += street_organising_minutes(w, w.arrangements[a]) * under[a];
    }
    w.street.minutes[Street{s}] =
        static_cast<std::int32_t>((staff * minutes_per_week - organising) * m.street_case_share);
  }
  const auto n = static_cast<std::uint32_t>(w.department.minutes.size());
  for (std::uint32_t d = 0; d < n; ++d)
    w.department.minutes[Department{d}] = static_cast<std::int32_t>(m.department_capacity * w.residents() / 1000.0 / n);
}

void collect(World& w, const std::vector<Outcome>& outcomes) {
  for (const Outcome& outcome : outcomes) {
    for (const Referral& item : outcome.onward) enter(w, item);
    for (const auto& [community, reply] : outcome.replies) w.replies[community].push_back(reply);
  }
}

void work_streets(World& w, const sim::Execution& execution) {
  std::vector<Outcome> outcomes(w.street_queue.size());
  sim::for_each_block(execution, static_cast<std::uint32_t>(outcomes.size()), 1, [&](const sim::Rows& rows) {
    rows.each([&](std::uint32_t s) {
      w.street_queue[s].settle();
      work_off(w, w.street_queue[s], w.street.minutes[Street{s}], every_one, outcomes[s],
               [](Referral& item) { return --item.street_passes == 0 && item.departments == 0; });
      w.street.spent[Street{s}] = outcomes[s].spent;
    });
  });
  collect(w, outcomes);
}

/// A department passes on what does not concern it; no level is passed. Never the last office.
bool bounce(Referral& item) {
  item.astray = 0;
  --item.passed;
  return false;
}

void work_departments(World& w, const sim::Execution& execution) {
  std::vector<Outcome> outcomes(w.department_queue.size());
  sim::for_each_block(execution, static_cast<std::uint32_t>(outcomes.size()), 1, [&](const sim::Rows& rows) {
    rows.each([&](std::uint32_t d) {
      auto& queue = w.department_queue[d];
      queue.settle();
      const auto pass = [d](Referral& item) {
        if (item.astray != 0) return bounce(item);
        item.departments &= static_cast<std::uint8_t>(~(1u << d));
        return item.departments == 0;
      };
      const std::int32_t minutes = w.department.minutes[Department{d}];
      const auto first = static_cast<std::int32_t>(w.everywhere().whistle_weight * minutes);
      const auto due = [&w](const Referral& item) { return item.due != 0 && item.due <= w.week + 1; };
      if (w.anywhere(&Levers::voice_hours)) work_off(w, queue, minutes, due, outcomes[d], pass);
      const std::int32_t summons = std::min(first, minutes - outcomes[d].spent);
      if (w.anywhere(&Levers::whistle) && summons > 0) work_off(w, queue, summons, summoned, outcomes[d], pass);
      work_off(w, queue, minutes - outcomes[d].spent, every_one, outcomes[d], pass);
      w.department.spent[Department{d}] = outcomes[d].spent;
      std::int64_t left = 0;
      for (const Referral& item : queue.line()) left += item.minutes;
      w.department.backlog_weeks[Department{d}] =
          static_cast<float>(left) / static_cast<float>(std::max(1, w.department.minutes[Department{d}]));
    });
  });
  collect(w, outcomes);
}

/// The last answer is here. Each level loses something of the description, and some want another trip.
void approve(const World& w, Community c, Case& item) {
  const double spared = trips_spared(w.levers(c).information_sharing, w.levers(c).one_window);
  item.state = CaseState::approved;
  for (std::uint8_t level = 0; level < item.levels; ++level) {
    item.signal *= static_cast<float>(w.mechanisms().level_fidelity);
    if (item.channel != Channel::counter || item.raised) continue;
    if (w.chance.uniform(item.born, Purpose::resubmission, item.resident, level) >= spared) ++item.visits;
  }
}

/// Offices that a case must pass.
struct WayUp {
  std::uint8_t street_passes;
  std::uint8_t departments;  ///< bit each
};

WayUp way_up(const World& w, Community c, const Case& item) {
  const auto between = static_cast<std::uint8_t>(std::max(0.0, w.levers(c).approval_levels - 2.0));
  WayUp way{between, item.departments};
  if (item.channel == Channel::hotline && way.departments != 0 && w.everywhere().hotline_dispatch > 0.0)
    way.street_passes = 0;
  if (item.raised) way.street_passes = 0;
  const bool higher = item.authority >= 2 || way.street_passes == 0;
  if (way.departments == 0 && higher)
    way.departments =
        static_cast<std::uint8_t>(1u << sim::below(w.chance.word(item.born, Purpose::office, item.resident),
                                                   static_cast<std::uint32_t>(w.department_queue.size())));
  return way;
}

/// Whether the street summons the departments of a case at once: where that spares a step and it has a summons left.
bool whistle_for(World& w, Community c, const WayUp& way) {
  float& left = w.community.summons[c];
  if (w.levers(c).whistle <= 0.0 || left < 1.0f) return false;
  if (way.departments == 0 || std::popcount(way.departments) + way.street_passes < 3) return false;
  left -= 1.0f;
  ++w.tally[sim::row(c)].summons;
  return true;
}

/// A department that a case does not concern and to which it goes first all the same, as a bit; 0: none. Who runs the
/// voice channel knows whom a matter concerns.
std::uint8_t wrong_department(const World& w, Community c, const Case& item, std::uint8_t departments) {
  const auto all = static_cast<std::uint8_t>((1u << w.department_queue.size()) - 1u);
  const auto others = static_cast<std::uint8_t>(all & ~departments);
  if (departments == 0 || others == 0 || item.raised) return 0;
  const auto words = w.chance.four(item.born, Purpose::misrouting, item.resident, 1);
  if (sim::uniform(words[0]) >= misrouting_chance(w.mechanisms(), w.community.role_clarity[c])) return 0;
  std::uint8_t bits = others;
  for (std::uint32_t skip = sim::below(words[1], static_cast<std::uint32_t>(std::popcount(others))); skip > 0; --skip)
    bits &= static_cast<std::uint8_t>(bits - 1u);
  return static_cast<std::uint8_t>(1u << std::countr_zero(bits));
}

}  // namespace

std::int32_t work_at_desk(const World& w, Community c, const Case& item) {
  if (w.levers(c).one_window <= 0.0 || may_settle(w, c, item)) return item.work_total;
  const WayUp way = way_up(w, c, item);
  return item.work_total + back_office_minutes(w.mechanisms(), w.levers(c).one_window,
                                               way.street_passes + std::popcount(way.departments));
}

void pass_up(World& w, Community c, Case& item) {
  Referral up{};
  up.week = w.week + 1;
  up.kind = static_cast<std::uint32_t>(item.kind);
  up.id = (std::uint64_t{item.born} << 32) | item.resident;
  up.community = sim::row(c);
  up.give_up = item.give_up;
  const WayUp way = way_up(w, c, item);
  up.parallel = whistle_for(w, c, way);
  up.street_passes = up.parallel ? std::min(way.street_passes, std::uint8_t{1}) : way.street_passes;
  up.departments = way.departments;
  up.astray = wrong_department(w, c, item, up.departments);
  if (item.raised) up.due = static_cast<std::uint16_t>(w.week + w.levers(c).voice_deadline);
  w.tally[sim::row(c)].bounces += up.astray != 0;
  item.state = CaseState::above;
  item.awaited = static_cast<std::uint8_t>(up.parallel ? std::max(1, std::popcount(up.departments)) : 1);
  w.outbox[sim::row(c)].push_back(up);
}

void take_replies(World& w, Community c, std::vector<std::uint32_t>& approved) {
  auto& replies = w.replies[sim::row(c)];
  std::sort(replies.begin(), replies.end(), [](const Reply& a, const Reply& b) {
    const std::uint64_t x = std::uint64_t{a.born} << 32 | a.resident, y = std::uint64_t{b.born} << 32 | b.resident;
    return (x < y) | ((x == y) & (a.passed < b.passed));
  });
  auto& cases = w.cases[sim::row(c)];
  const auto& above = w.in_hand[sim::row(c)].above;
  auto at = above.begin();
  for (const Reply& reply : replies) {
    const std::uint64_t id = (std::uint64_t{reply.born} << 32) | reply.resident;
    at = std::lower_bound(at, above.end(), id, [](const AwaitedCase& a, std::uint64_t b) { return a.id < b; });
    if (at == above.end() || at->id != id) continue;
    Case& item = cases[at->position];
    if (item.state != CaseState::above) continue;
    // Departments that were summoned at once count one by one: each wants its papers.
    item.levels = static_cast<std::uint8_t>(item.levels == 0 ? reply.passed : item.levels + 1);
    if (--item.awaited > 0) continue;
    approve(w, c, item);
    if (item.raised) hear_answer(w, c, item);
    approved.push_back(at->position);
  }
  replies.clear();
}

void run_offices(World& w, const sim::Execution& execution) {
  size_offices(w);
  for (std::uint32_t c = 0; c < w.communities(); ++c)
    for (const Referral& item : w.outbox[c]) enter(w, item);
  work_streets(w, execution);
  work_departments(w, execution);
}

}  // namespace liandong::governance
