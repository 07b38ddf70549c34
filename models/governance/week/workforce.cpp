// Strain, quits, hiring, learning (M15).
#include <algorithm>

#include "models/governance/rules/careers.h"
#include "models/governance/rules/rules.h"
#include "models/governance/rules/social_work.h"
#include "models/governance/week/phases.h"
#include "models/governance/world/purpose.h"

namespace liandong::governance {
namespace {

struct Crew {
  std::uint16_t present = 0, grades = 0;
  double skill = 0, strain = 0;
};

/// What work is like for a crew.
struct Conditions {
  double load = 0, wage = 0, training_hours = 0;
  double score = 0.5;  ///< of the desk's last assessment; half for those whom nobody assesses
};

/// Whoever holds the post leaves it for some weeks.
void vacate(World& w, Worker post, std::uint32_t stream) {
  const Mechanisms& m = w.mechanisms();
  w.worker.present[post] = 0;
  const double wait = w.chance.uniform(w.week, Purpose::vacancy, stream, 1);
  w.worker.vacancy[post] =
      static_cast<std::uint8_t>(m.vacancy_low + wait * std::max(0.0, m.vacancy_high - m.vacancy_low));
}

double prospect_of(const World& w, Community c, Worker post, double score) {
  if (w.levers(c).career_promotion <= 0.0) return 0.0;
  return promotion_chance(w.mechanisms(), w.levers(c).career_promotion, score, w.worker.tenure[post],
                          w.worker.grade[post]);
}

/// One week of one post, which draws chance under `stream`.
void live_week(World& w, Community c, Worker post, std::uint32_t stream, const Conditions& here, Tally& tally) {
  const Mechanisms& m = w.mechanisms();
  if (!w.worker.present[post]) {
    if (w.worker.vacancy[post] > 0 && --w.worker.vacancy[post] > 0) return;
    w.worker.present[post] = 1;
    w.worker.skill[post] = static_cast<float>(m.newcomer_skill);
    w.worker.strain[post] = static_cast<float>(m.newcomer_strain);
    w.worker.tenure[post] = 0;
    w.worker.grade[post] = 0;
    return;
  }
  const double training = m.training_effect * here.training_hours;
  float& strain = w.worker.strain[post];
  float& skill = w.worker.skill[post];
  strain = updated_strain(m, strain, here.load, training);
  const double mastery = std::min(1.0, m.mastery + training);
  skill += static_cast<float>((mastery - skill) / m.learning_weeks);
  if (w.worker.tenure[post] < 0xffff) ++w.worker.tenure[post];
  ++tally.worker_weeks;
  tally.strain += static_cast<std::int64_t>(strain * million);
  const double prospect = prospect_of(w, c, post, here.score);
  const double wage = graded_wage(here.wage, w.levers(c).career_step, w.worker.grade[post]);
  const bool quits = w.chance.uniform(w.week, Purpose::quit, stream) < quit_chance(m, strain, wage, prospect);
  const bool drawn = !quits && w.chance.uniform(w.week, Purpose::drawn_upward, stream) < drawn_chance(m, skill, wage);
  tally.quits += quits;
  tally.drawn_upward += drawn;
  if (quits || drawn) return vacate(w, post, stream);
  if (prospect > 0.0 && w.week % weeks_per_year == weeks_per_year - 1 &&
      w.chance.uniform(w.week, Purpose::promotion, stream) < prospect) {
    ++w.worker.grade[post];
    ++tally.promoted;
  }
}

Crew live_crew(World& w, Community c, Employer employer, std::uint32_t posts, const Conditions& here) {
  Crew crew;
  for (std::uint32_t n = 0; n < posts; ++n) {
    const Worker post = World::post(c, employer, n);
    live_week(w, c, post, w.post_stream(c, employer, n), here, w.tally[sim::row(c)]);
    if (!w.worker.present[post]) continue;
    ++crew.present;
    crew.grades = static_cast<std::uint16_t>(crew.grades + w.worker.grade[post]);
    crew.skill += w.worker.skill[post];
    crew.strain += w.worker.strain[post];
  }
  return crew;
}

double load_of(const World& w, const Desk& desk, Community c) {
  constexpr auto traces = static_cast<std::size_t>(Activity::traces);
  const double time = std::max(1.0, static_cast<double>(desk.minutes[c]));
  const double tasks = (1.0 - desk.task_completion[c]) * desk.task_demand[c];
  return desk_load(w.mechanisms(), static_cast<double>(desk.waiting[c]), tasks, desk.spent[traces][c], time);
}

void live_desk(World& w, Side side, Community c) {
  Desk& desk = w.desk(side);
  const Conditions here{load_of(w, desk, c), w.levers(c).wage_ratio * desk.pay_factor[c], w.levers_of(c, side).training,
                        desk.score[c]};
  const Crew crew = live_crew(w, c, employer_of(side), desk.posts[c], here);
  desk.staff[c] = crew.present;
  desk.grades[c] = crew.grades;
  desk.skill[c] = crew.present > 0 ? static_cast<float>(crew.skill / crew.present) : 0.0f;
  desk.strain[c] = crew.present > 0 ? static_cast<float>(crew.strain / crew.present) : 0.0f;
}

}  // namespace

void run_workforce(World& w, const sim::Execution& execution) {
  each_community(w, execution, [&](Community c) {
    for (const Side side : sides) live_desk(w, side, c);
    // Social workers train as the desk does that organises residents.
    const Conditions here{social_work_load(w.mechanisms(), w.community.caseload[c]), w.levers(c).wage_ratio,
                          w.levers_of(c, w.host(c)).training};
    live_crew(w, c, Employer::social_work, w.community.social_workers[c], here);
  });
}

}  // namespace liandong::governance
