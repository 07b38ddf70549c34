// Volunteers' time meets needs of its kind only; docking assigns it by the needs on record (P71).
#include <numeric>

#include "models/governance/rules/volunteering.h"
#include "models/governance/week/phases.h"
#include "models/governance/world/purpose.h"

namespace liandong::governance {
namespace {

/// Minutes of care that wait at desks and that volunteers could take, by kind of help.
HelpMinutes needs_on_record(const World& w, Community c) {
  HelpMinutes needed{};
  for (const Case& item : w.cases[sim::row(c)])
    if (item.kind == CaseKind::care && item.state == CaseState::waiting &&
        item.work <= w.mechanisms().volunteer_case_minutes)
      needed[kind_of_help(w, item)] += item.work;
  return needed;
}

}  // namespace

std::size_t kind_of_help(const World& w, const Case& item) noexcept {
  return sim::below(w.chance.word(item.born, Purpose::need_help, item.resident),
                    static_cast<std::uint32_t>(help_kinds));
}

void assign_volunteers(World& w, Community c, double minutes) {
  // Nothing is assigned for which the host has no time.
  const double docked = w.levers(c).docking * static_cast<double>(w.desk(w.host(c)).task_completion[c]);
  const HelpMinutes needed = docked > 0.0 ? needs_on_record(w, c) : HelpMinutes{};
  w.community.volunteer_service[c] = minutes_by_kind(w.mechanisms(), minutes, docked, needed);
  w.tally[sim::row(c)].volunteer_effective = static_cast<Count>(minutes);
}

void use_volunteers(World& w, Community c, const Case& item, std::int32_t minutes) {
  w.community.volunteer_service[c][kind_of_help(w, item)] -= minutes;
  w.tally[sim::row(c)].volunteer_used += minutes;
}

double docking_minutes(const World& w, Community c) noexcept {
  const Mechanisms& m = w.mechanisms();
  return w.levers(c).docking * m.docking_minutes * static_cast<double>(w.community.volunteers[c]) * m.volunteer_hours;
}

}  // namespace liandong::governance
