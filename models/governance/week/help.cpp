// The desks of a community help each other (S2 二(二)3).
#include "models/governance/week/help.h"

#include <algorithm>

#include "models/governance/rules/rules.h"

namespace liandong::governance {
namespace {

/// This week's working time of a desk on an activity.
std::int32_t& minutes_on(Desk& desk, Activity activity, Community c) {
  return desk.spent[static_cast<std::size_t>(activity)][c];
}

/// Work on cases that a desk has no time for this week, in minutes of a worker of productivity 1, if partners take what
/// they took last week.
double cases_left(const Mechanisms& m, Desk& desk, Community c) {
  const double done = (minutes_on(desk, Activity::casework, c) - desk.coordination[c]) * productivity(m, desk.skill[c]);
  return std::max(0.0, static_cast<double>(desk.waiting[c] - desk.handed[c]) - done);
}

/// Help with tasks counts as if the desk had done them itself, in the same week's step of completion.
void lend(World& w, Side lender, Community c) {
  const Mechanisms& m = w.mechanisms();
  Desk& helper = w.desk(lender);
  Desk& helped = w.desk(other(lender));
  std::int32_t& unused = minutes_on(helper, Activity::idle, c);
  const double demand = helped.task_demand[c];
  const double tasks_left = std::max(0.0, demand - minutes_on(helped, Activity::tasks, c));
  const double minutes_left = cases_left(m, helped, c) / std::max(0.01, productivity(m, helper.skill[c]));
  const Help help = help_lent(m, w.levers(c).mutual_help * unused, tasks_left, minutes_left);
  unused -= help.tasks + help.cases;
  minutes_on(helper, Activity::help, c) = help.tasks + help.cases;
  helper.lent_tasks[c] = help.tasks;
  if (help.tasks == 0) return;
  const double done = std::min(tasks_left, help.tasks * (1.0 - m.help_loss)) / demand;
  helped.task_completion[c] += static_cast<float>(m.completion_pace * done);
}

}  // namespace

void lend_time(World& w, Community c) {
  for (const Side side : sides) w.desk(side).lent_tasks[c] = 0;
  if (!w.has(c, Side::committee) || !w.has(c, Side::station)) return;
  for (const Side side : sides) lend(w, side, c);
}

std::int32_t help_with_cases(const World& w, Side side, Community c) noexcept {
  const Desk& helper = w.desk(other(side));
  const std::int32_t lent = helper.spent[static_cast<std::size_t>(Activity::help)][c] - helper.lent_tasks[c];
  return static_cast<std::int32_t>(lent * (1.0 - w.mechanisms().help_loss));
}

}  // namespace liandong::governance
