#include "models/governance/rules/rules.h"

#include <algorithm>
#include <array>

namespace liandong::governance {
namespace {

constexpr double usual_strain = 0.5, usual_wage = 0.85;  // at which base rates of leaving hold

double logistic(double x) noexcept { return 1.0 / (1.0 + sim::exp(-x)); }

}  // namespace

Priors priors_of(const Mechanisms& m) noexcept {
  return {m.prior_neighbours, m.prior_committee,     m.prior_station,
          m.prior_street,     m.prior_organisations, m.prior_property};
}

NeedRates need_rates(const Mechanisms& m, double dependence, double commons) noexcept {
  const double neglect = std::max(0.0, 1.0 + m.need_commons_response * (0.5 - commons));
  return {m.need_rate_a, m.need_rate_b * dependence, m.need_rate_c * neglect, m.need_rate_d * neglect, m.need_rate_e};
}

double mortality(const Mechanisms& m, double age) noexcept {
  constexpr double doubling_years = 7.0, reference_age = 60.0;
  return std::min(1.0, m.mortality_60 * sim::exp((age - reference_age) / doubling_years * 0.6931471805599453));
}

ReportingEffects::ReportingEffects(const Mechanisms& m) noexcept
    : base(static_cast<float>(m.report_base)),
      trust(static_cast<float>(m.report_trust)),
      aware(static_cast<float>(m.report_aware)),
      trip(static_cast<float>(m.report_trip)),
      floating(static_cast<float>(m.report_floating)),
      success(static_cast<float>(m.report_success)),
      neighbours(static_cast<float>(m.report_neighbours)) {}

double detection_chance(const Mechanisms& m, double cell_households) noexcept {
  constexpr double reference_cell = 350.0;
  const double familiarity = cell_households > 0.0 ? sim::square_root(reference_cell / cell_households) : 1.0;
  return std::min(1.0, m.visit_detection * familiarity);
}

double kin_chance(const Mechanisms& m, double support) noexcept { return 1.0 - sim::exp(-m.ways_kin * support); }

double market_chance(const Mechanisms& m, bool renter) noexcept {
  return m.ways_market * (renter ? m.ways_renters : 1.0);
}

double push_chance(const Mechanisms& m, double pressure, float slack, float backlog_weeks) noexcept {
  const double rate = pressure * m.push_base + m.push_slack * slack +
                      m.push_load * (std::min(static_cast<float>(m.backlog_most), backlog_weeks) - 1.0);
  return 1.0 - sim::exp(-std::max(0.0, rate));
}

ActivityWeights activity_weights(const Mechanisms& m, const Weights& weights, double mission, bool hosts) noexcept {
  const double from_above = weights[0], resolve = weights[1], resident = weights[2], autonomy = weights[3];
  const double meetings = resident * std::max(0.0, 1.0 - m.resident_to_cases - m.resident_to_visits);
  ActivityWeights result{};
  const auto weight = [&](Activity activity) -> double& { return result[static_cast<std::size_t>(activity)]; };
  weight(Activity::tasks) = from_above * (1.0 - m.trace_measurability);
  weight(Activity::traces) = from_above * m.trace_measurability;
  weight(Activity::casework) = resolve + resident * m.resident_to_cases + mission * m.mission_cases;
  weight(Activity::visits) = resident * m.resident_to_visits + mission * m.mission_visits;
  if (hosts) {
    weight(Activity::deliberation) = m.meetings_share * (meetings + autonomy) + mission * m.mission_meetings;
    weight(Activity::organising) = (1.0 - m.meetings_share) * (meetings + autonomy) + mission * m.mission_organising;
  } else {
    weight(Activity::visits) += meetings;
  }
  return result;
}

double elected_mission(const Mechanisms& m, double turnout) noexcept {
  return m.mission_weight * std::max(0.0, 1.0 + m.mandate_response * (turnout - m.mandate_typical));
}

double visible_slack(const Mechanisms& m, double tasks, double cases, double minutes) noexcept {
  return std::clamp(1.0 - (tasks + m.case_load * cases) / std::max(1.0, minutes), 0.0, 1.0);
}

double productivity(const Mechanisms& m, float skill) noexcept {
  return m.productivity_base + m.productivity_skill * skill;
}

Help help_lent(const Mechanisms& m, double offered, double tasks, double cases) noexcept {
  const auto lent = static_cast<std::int32_t>(std::min(offered, (tasks + cases) / (1.0 - m.help_loss)));
  if (lent <= 0) return {};
  const auto to_tasks = static_cast<std::int32_t>(lent * tasks / (tasks + cases));
  return {to_tasks, lent - to_tasks};
}

void allocate_effort(std::span<const double> weights, double kappa, double total, std::span<const double> caps,
                     std::span<double> hours) noexcept {
  const auto spend = [&](double level) {
    double sum = 0.0;
    for (std::size_t k = 0; k < weights.size(); ++k) {
      const double wanted = weights[k] * level - kappa, cap = caps[k] > 0.0 ? caps[k] : 0.0,
                   given = wanted > 0.0 ? wanted : 0.0;
      hours[k] = given < cap ? given : cap;
      sum += hours[k];
    }
    return sum;
  };
  if (total <= 0.0) return std::fill(hours.begin(), hours.end(), 0.0);
  constexpr double highest = 0x1p100;
  if (spend(highest) < total) return;  // the caps leave time over
  // Of an interval that holds the level. In which half it lies, no processor can guess.
  std::array<double, 2> ends = {0.0, 1.0};
  while (spend(ends[1]) < total) ends[1] *= 2.0;
  for (int i = 0; i < 60; ++i) {
    const double middle = 0.5 * (ends[0] + ends[1]);
    ends[spend(middle) < total ? 0 : 1] = middle;
  }
  spend(ends[1]);
}

void whole_minutes(std::span<const double> shares, std::int32_t total, std::span<std::int32_t> minutes) noexcept {
  double sum = 0.0;
  for (const double share : shares) sum += share;
  const auto exact = [&](std::size_t k) {
    return sum > 0.0 ? shares[k] / sum * total : static_cast<double>(total) / static_cast<double>(shares.size());
  };
  std::int32_t given = 0;
  for (std::size_t k = 0; k < shares.size(); ++k) given += minutes[k] = static_cast<std::int32_t>(exact(k));
  for (; given < total; ++given) {
    std::size_t neediest = 0;
    for (std::size_t k = 1; k < shares.size(); ++k)
      if (exact(k) - minutes[k] > exact(neediest) - minutes[neediest]) neediest = k;
    ++minutes[neediest];
  }
}

double estimate_noise(const Mechanisms& m, double signal, double contacts, double skill, double personal) noexcept {
  return personal * (m.noise_distortion * (1.0 - signal) + m.noise_unfamiliarity / (1.0 + contacts)) /
         (m.skill_floor + skill);
}

double effective_skill(const Mechanisms& m, double skill, double needed) noexcept {
  if (m.structure_skill > 0.0) return skill;
  return std::min(skill * 100.0 / std::max(needed, 100.0 * m.skill_needed_least), m.skill_most);
}

double perceived_quality(const Mechanisms& m, double fit, double weeks_waited) noexcept {
  return fit * sim::exp(-weeks_waited / m.timeliness_weeks);
}

float inclination(const Mechanisms& m, float civic_intercept, float threshold, float free_hours) noexcept {
  const float burden = std::min(1.0f, static_cast<float>(m.participation_hours) / std::max(free_hours, 0.1f));
  return civic_intercept - static_cast<float>(m.participation_neighbours) * threshold -
         static_cast<float>(m.participation_cost) * burden;
}

ParticipationEffects::ParticipationEffects(const Mechanisms& m) noexcept
    : neighbours(static_cast<float>(m.participation_neighbours)),
      trust(static_cast<float>(m.participation_trust)),
      efficacy(static_cast<float>(m.participation_efficacy)),
      asked(static_cast<float>(m.participation_asked)),
      stake(static_cast<float>(m.participation_stake)) {}

double updated_asset_map(const Mechanisms& m, double known, double hours) noexcept {
  constexpr double weeks = 52.0;  // of a year
  const double found = known + std::min(1.0, m.asset_survey * hours) * (1.0 - known);
  return found * (1.0 - std::min(1.0, m.asset_fading / weeks));
}

double hours_per_leader(const Mechanisms& m, double known) noexcept {
  return m.hours_per_leader * (1.0 - m.asset_saving * known);
}

Gifts weekly_gifts(const Mechanisms& m, double households, double trust) noexcept {
  constexpr double weeks = 52.0;  // of a year
  return {trust * m.gift * households / weeks, trust * m.unit_gift / weeks};
}

double enterprise_sales(const Mechanisms& m, double market, double manager_hours, double trust) noexcept {
  return market * trust * m.enterprise_reach * (1.0 - sim::exp(-manager_hours / m.enterprise_effort));
}

double aid_chance(const Mechanisms& m, double known) noexcept { return 1.0 - sim::exp(-m.aid_rate * known); }

double giving_under_rules(const Mechanisms& m, double giving, double members, double residents) noexcept {
  if (members <= 0.0) return giving;
  const double seen = std::min(1.0, m.rule_reach * members / residents);
  return giving + m.rule_observance * seen * (1.0 - giving);
}

float updated_trust(float trust, float experienced, const Mechanisms& m) noexcept {
  const float gap = experienced - trust;
  const std::array<double, 2> pace = {m.trust_loss, m.trust_gain};
  return trust + static_cast<float>(pace[gap > 0.0f ? 1 : 0]) * gap;
}

float service_satisfaction(const Mechanisms& m, float performance, float expectation) noexcept {
  const float value = static_cast<float>(m.satisfaction_base) +
                      static_cast<float>(m.satisfaction_performance) * performance +
                      static_cast<float>(m.satisfaction_surprise) * (performance - expectation);
  return std::clamp(value, 0.0f, 1.0f);
}

float position_on_matter(const Mechanisms& m, float opinion, double drawn) noexcept {
  return std::clamp(opinion + static_cast<float>(m.matter_spread * (drawn - 0.5)), 0.0f, 1.0f);
}

void exchange_views(float& mine, float& yours, float tolerance, float convergence) noexcept {
  const float gap = yours - mine;
  if ((gap < 0.0f ? -gap : gap) >= tolerance) return;
  mine += convergence * gap;
  yours -= convergence * gap;
}

double passing_chance(const Mechanisms& m, double gates, double accepted) noexcept {
  double passes = 1.0;
  for (double gate = 0.0; gate < gates; ++gate) passes *= 1.0 - m.gate_veto * (1.0 - accepted);
  return passes;
}

double refusal_chance(const Mechanisms& m, double pooled, double gates) noexcept {
  double refused = m.rejection * (1.0 - pooled);
  for (double gate = 0.0; gate < gates; ++gate) refused *= 1.0 - m.gate_check;
  return refused;
}

double applications(double departments, double pooled) noexcept { return 1.0 + (departments - 1.0) * (1.0 - pooled); }

double chance_of_concern(double departments, std::uint32_t matters) noexcept {
  double none = 1.0;
  for (std::uint32_t i = 0; i < matters; ++i) none *= 1.0 - 1.0 / departments;
  return 1.0 - none;
}

double desk_load(const Mechanisms& m, double waiting, double undone_tasks, double ledgers, double time) noexcept {
  return m.load_base + m.load_waiting * std::min(m.load_waiting_most, waiting / time) +
         m.load_administration * (undone_tasks + ledgers) / time;
}

float updated_strain(const Mechanisms& m, float strain, double load, double relief) noexcept {
  const double felt = std::clamp(load - m.strain_support - relief, 0.0, m.strain_most);
  return strain + static_cast<float>(m.strain_pace) * (static_cast<float>(felt) - strain);
}

double quit_chance(const Mechanisms& m, double strain, double wage_ratio, double prospect) noexcept {
  return std::min(1.0, m.quit_base * sim::exp(m.quit_strain * (strain - usual_strain) -
                                              m.quit_wage * (wage_ratio - usual_wage) - m.quit_career * prospect));
}

double drawn_chance(const Mechanisms& m, double skill, double wage_ratio) noexcept {
  constexpr double weeks = 52.0;  // of a year
  if (skill <= m.experienced_skill) return 0.0;
  const double excellence = (skill - m.experienced_skill) / (1.0 - m.experienced_skill);
  return std::min(1.0, m.drawn_upward / weeks * excellence * sim::exp(-m.quit_wage * (wage_ratio - usual_wage)));
}

double team_effect(const Mechanisms& m, double supervision_minutes, double team_minutes, bool records) noexcept {
  const double ratio = m.supervision_ratio * (records ? m.records_factor : 1.0);
  const double guided = team_minutes > 0.0 ? 1.0 - sim::exp(-ratio * supervision_minutes / team_minutes) : 0.0;
  return m.volunteer_base + m.volunteer_supervised * guided;
}

double updated_partnership(const Mechanisms& m, double tie, double joint_share, double joint_fit) noexcept {
  return std::max(
      0.0, tie + m.collaboration_gain * joint_share * (joint_fit - tie) - m.collaboration_decay * (1.0 - joint_share));
}

double met_partnership(const Mechanisms& m, double tie, double hours) noexcept {
  return hours > 0.0 ? 1.0 - (1.0 - tie) * sim::exp(-m.collaboration_liaison * hours) : tie;
}

double at_odds(double chance, double logit) noexcept {
  if (logit == 0.0) return chance;
  const double raised = chance * sim::exp(logit);
  return raised / (1.0 - chance + raised);
}

double updated_redemption(const Mechanisms& m, double visible, double asked, double met) noexcept {
  const double remembered = visible * (1.0 - m.timebank_forgetting);
  if (asked <= 0.0) return remembered;
  const double unmoved = sim::exp(-m.timebank_sight * asked);
  return unmoved * remembered + (1.0 - unmoved) * met / asked;
}

double volunteers_skill(const Mechanisms& m, float effect) noexcept {
  return m.volunteer_skill_base + m.volunteer_skill_effect * effect;
}

double organisation_skill(const Mechanisms& m, double readiness, double drawn) noexcept {
  return std::clamp(m.organisation_skill_base + m.organisation_skill_readiness * readiness +
                        m.organisation_skill_spread * (drawn - 0.5),
                    0.0, 1.0);
}

double learned_skill(const Mechanisms& m, double skill, double rest, double served, double guided) noexcept {
  constexpr double hundred = 100.0;
  const double learnt = 1.0 - sim::exp(-m.organisation_learning * (served + m.incubator_guidance * guided) / hundred);
  return skill + learnt * (1.0 - skill) - m.organisation_skill_loss * std::max(0.0, skill - rest);
}

double proposal_score(const Mechanisms& m, double jury_needs, double need, double skill, double tie) noexcept {
  return m.purchase_quality * skill + jury_needs * need + (1.0 - jury_needs) * tie;
}

double running_cost(const Mechanisms& m, double incubated) noexcept {
  return std::max(0.0, m.organisation_cost - m.incubator_relief * incubated);
}

double property_quality(const Mechanisms& m, float service) noexcept {
  return m.property_quality_base + m.property_quality_service * service;
}

double fee_chance(const Mechanisms& m, double readiness, double service, double trust,
                  double paying_neighbours) noexcept {
  return logistic(readiness + m.fee_quality * service + m.fee_trust * (trust - 0.5) +
                  m.fee_neighbours * (paying_neighbours - 0.5));
}

double signing_chance(const Mechanisms& m, double service, double trust, double signed_neighbours) noexcept {
  return logistic(m.sign_base - m.sign_service * (service - 0.5) + m.sign_trust * (trust - 0.5) +
                  m.sign_neighbours * (signed_neighbours - 0.5));
}

double duplicate_factor(const Mechanisms& m, double departments, double sharing) noexcept {
  return 1.0 + m.duplicate_rate * (1.0 - sharing) * (departments - 1.0);
}

}  // namespace liandong::governance
