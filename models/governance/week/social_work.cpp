// Social workers counsel, serve in organisations, are diverted to stability work, or guide volunteers (P66, P67).
#include "models/governance/week/social_work.h"

#include <algorithm>

#include "models/governance/rules/rules.h"
#include "models/governance/rules/social_work.h"
#include "models/governance/week/phases.h"

namespace liandong::governance {
namespace {

SocialWorkTime time_of(const World& w, Community c, double minutes) {
  return divide_social_work(minutes, w.community.embedded[c], w.levers(c).social_diverted,
                            w.levers(c).social_counselling);
}

/// Minutes of a desk's tasks for which neither its own staff nor the other desk has had time.
double tasks_left(const World& w, Side side, Community c) {
  constexpr auto tasks = static_cast<std::size_t>(Activity::tasks);
  const Desk& desk = w.desk(side);
  const double helped = w.desk(other(side)).lent_tasks[c] * (1.0 - w.mechanisms().help_loss);
  return std::max(0.0, double{desk.task_demand[c]} - desk.spent[tasks][c] - helped);
}

/// Registered organisations of a community.
std::vector<Organisation> organisations_at_work(const World& w, Community c) {
  std::vector<Organisation> result;
  for (const std::uint32_t row : w.organisations_of[sim::row(c)])
    if (w.organisation.status[Organisation{row}] == OrganisationStatus::registered) result.push_back(Organisation{row});
  return result;
}

}  // namespace

SocialWorkers social_workers(const World& w, Community c) {
  SocialWorkers there;
  for (std::uint32_t n = 0; n < w.community.social_workers[c]; ++n) {
    const Worker post = World::post(c, Employer::social_work, n);
    if (!w.worker.present[post]) continue;
    ++there.present;
    there.skill += w.worker.skill[post];
    there.grades += w.worker.grade[post];
  }
  there.skill /= std::max(1u, there.present);
  return there;
}

void divert_social_workers(World& w, Community c) {
  w.community.diverted[c] = 0;
  if (w.levers(c).social_diverted <= 0.0) return;
  const double diverted = time_of(w, c, social_workers(w, c).present * double{minutes_per_week}).diverted;
  w.community.diverted[c] = static_cast<std::int32_t>(diverted);
  const std::array<double, 2> left = {tasks_left(w, Side::committee, c), tasks_left(w, Side::station, c)};
  const double all = left[0] + left[1];
  if (all <= 0.0) return;
  for (const Side side : sides) {
    Desk& desk = w.desk(side);
    const double done = left[at(side)] * std::min(1.0, diverted / all);
    if (done > 0.0)
      desk.task_completion[c] += static_cast<float>(w.mechanisms().completion_pace * done / desk.task_demand[c]);
  }
}

void counsel(World& w, Community c, std::vector<Service>& services) {
  w.community.counselled[c] = 0;
  w.community.caseload[c] = 0.0f;
  if (w.levers(c).social_counselling <= 0.0) return;
  const SocialWorkers there = social_workers(w, c);
  const double pace = std::max(0.01, productivity(w.mechanisms(), static_cast<float>(there.skill)));
  const auto offered =
      static_cast<std::int32_t>(pace * time_of(w, c, there.present * double{minutes_per_week}).counselling);
  std::int32_t left = offered;
  double undone = 0.0;
  for (WaitingCase& waiting : w.in_hand[sim::row(c)].waiting) {
    Case& item = w.cases[sim::row(c)][waiting.position];
    const bool theirs = item.kind == CaseKind::care || item.kind == CaseKind::dispute;
    if (!theirs || waiting.work == 0 || waiting.astray || !may_settle(w, c, item)) continue;
    const std::int32_t used = std::min(left, item.work);
    left -= used;
    item.work -= used;
    undone += item.work;
    waiting.work = item.work;
    w.desk(static_cast<Side>(waiting.side)).handed[c] += used;
    if (item.work == 0) finish(w, static_cast<float>(there.skill), c, waiting.position, services);
  }
  w.community.counselled[c] = static_cast<std::int32_t>((offered - left) / pace);
  w.community.caseload[c] = static_cast<float>(undone / std::max(1, offered));
  w.tally[sim::row(c)].counselling_minutes = w.community.counselled[c];
}

void guide_volunteers(World& w, Community c) {
  const double minutes = social_workers(w, c).present * double{minutes_per_week};
  w.community.supervision_minutes[c] = static_cast<std::int32_t>(
      guidance_minutes(w.mechanisms(), minutes, time_of(w, c, minutes), w.community.counselled[c]));
}

void embed_social_workers(World& w, Community c) {
  w.community.embedded[c] = 0;
  if (w.levers(c).social_embedded <= 0.0) return;
  const SocialWorkers there = social_workers(w, c);
  const double minutes = there.present * double{minutes_per_week};
  const std::vector<Organisation> hosts = organisations_at_work(w, c);
  if (hosts.empty()) return;
  const auto each =
      static_cast<std::int32_t>(w.levers(c).social_embedded * minutes / static_cast<double>(hosts.size()));
  for (const Organisation o : hosts) {
    const std::int32_t all = w.organisation.service_minutes[o] += each;
    w.organisation.service_left[o] += each;
    w.organisation.service_skill[o] =
        static_cast<float>(embedded_skill(w.organisation.skill[o], there.skill, each, all));
    w.community.service_minutes[c] += each;
    w.community.embedded[c] += each;
  }
}

}  // namespace liandong::governance
