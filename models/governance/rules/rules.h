#pragma once

#include <array>
#include <cstdint>
#include <span>

#include "models/governance/parameters/parameters.h"
#include "models/governance/world/tables.h"
#include "sim/chance/math.h"

/// The social science: every rule of behaviour as a pure function of numbers. The phases around them only gather,
/// draw and store. Letters M1–M19 refer to the mechanisms of the ODD document.
namespace liandong::governance {

/// Trust in each of the trusted without experience, in the order of `Trusted`.
using Priors = std::array<double, 6>;
Priors priors_of(const Mechanisms& m) noexcept;

// --- Needs (M1) ---

/// Needs of one resident per week, by kind.
using NeedRates = std::array<double, 5>;
/// `dependence` relative to the community's mean; `commons` in [0, 1]: where it is run down, C and D arise more often.
NeedRates need_rates(const Mechanisms& m, double dependence, double commons) noexcept;
inline double total(const NeedRates& rates) noexcept {
  return ((rates[0] + rates[1]) + (rates[2] + rates[3])) + rates[4];
}

/// Chance to die within a year; doubles every seven years of age.
double mortality(const Mechanisms& m, double age) noexcept;

// --- Reporting (M2) ---

/// Sizes of the effects on reporting, in log-odds.
struct ReportingEffects {
  explicit ReportingEffects(const Mechanisms& m) noexcept;
  float base, trust, aware, trip, floating, success, neighbours;
};
struct ReportingView {
  float trust = 0.5f;  ///< in whoever takes the report
  bool knows_worker = false;
  float trips = 0;  ///< per closed case of late
  bool without_rights = false;
  float success = 0;       ///< share resolved of late
  float active_share = 0;  ///< of one's ties, by weight
};
/// Log-odds to report a need at one consideration.
inline float reporting_odds(const ReportingEffects& effect, const ReportingView& view) noexcept {
  const auto counts = [](bool holds) { return static_cast<float>(holds); };
  return effect.base + effect.trust * (view.trust - 0.5f) + effect.aware * counts(view.knows_worker) -
         effect.trip * view.trips - effect.floating * counts(view.without_rights) + effect.success * view.success +
         effect.neighbours * view.active_share;
}
/// Chance that one visit to a household finds an unreported need; a worker of a small grid cell knows the household
/// better. `cell_households` <= 0: no grid, as for a cell of 350.
double detection_chance(const Mechanisms& m, double cell_households) noexcept;

// --- Ways out besides the desks ---

/// Chance within a month that somebody near meets a need of care or settles a dispute; `support` is the weight of the
/// resident's ties, in which a member of the household counts 1. Source: S0 二(二), 三(一).
double kin_chance(const Mechanisms& m, double support) noexcept;
/// What `kin_chance` cannot exceed, for little work: the rate per month.
inline double most_kin_chance(const Mechanisms& m, double support) noexcept { return m.ways_kin * support; }
/// Chance that a resident whose patience ends buys what was needed. Source: S0 二(一).
double market_chance(const Mechanisms& m, bool renter) noexcept;

// --- Tasks (M6), effort (M5) ---

/// Chance per month that a department pushes an admitted item down: of at least one push, whatever its cause, at rates
/// that add up. `pressure` of targets from above, `slack` of the community's desks in [0, 1], `backlog_weeks` of the
/// department.
double push_chance(const Mechanisms& m, double pressure, float slack, float backlog_weeks) noexcept;

/// Weight of each activity, in the order of `Activity`.
using ActivityWeights = std::array<double, activities>;
/// What staff work for: the assessment's weights as far as an activity lets them be earned, plus their own mission,
/// `mission`. A desk that `hosts` calls meetings and organises residents.
ActivityWeights activity_weights(const Mechanisms& m, const Weights& weights, double mission, bool hosts) noexcept;
/// Own mission of staff whose desk residents elected with this turnout; at a typical turnout that of appointed staff,
/// `effort.mission` (P48).
double elected_mission(const Mechanisms& m, double turnout) noexcept;

/// Share of the desks' `minutes` that others see idle, in [0, 1], when `tasks` and `cases` wait (minutes).
double visible_slack(const Mechanisms& m, double tasks, double cases, double minutes) noexcept;

/// Casework done in a minute by staff of this skill.
double productivity(const Mechanisms& m, float skill) noexcept;
/// Minutes that one desk lends to the other's undone tasks and cases.
struct Help {
  std::int32_t tasks = 0, cases = 0;
};
/// What is lent of the minutes offered: at most what can be used when the share `mutual.loss` is lost, to tasks and
/// cases in proportion to the minutes each still needs.
Help help_lent(const Mechanisms& m, double offered, double tasks, double cases) noexcept;

/// Hours for each activity: maximises Σ ω ln(1 + h/κ) subject to Σ h = total and 0 <= h <= cap. Without binding caps
/// this is h = max(0, ω/ν − κ). If all caps bind, less than total is used. Source: evidence M5, Holmström–Milgrom 1991.
void allocate_effort(std::span<const double> weights, double kappa, double total, std::span<const double> caps,
                     std::span<double> hours) noexcept;
/// Whole minutes that sum to `total`, closest to `shares` (largest remainder).
void whole_minutes(std::span<const double> shares, std::int32_t total, std::span<std::int32_t> minutes) noexcept;

// --- Levels, fit (M4, C4) ---

/// Standard deviation of the server's error about a need.
double estimate_noise(const Mechanisms& m, double signal, double contacts, double skill, double personal) noexcept;
/// What a server's skill is worth for a case; `needed` in hundredths.
double effective_skill(const Mechanisms& m, double skill, double needed) noexcept;
/// exp(−d²/σ²) for a squared distance between what was done and what was needed.
inline double fit_quality(double tolerance_squared, double squared_distance) noexcept {
  const double x = -squared_distance / tolerance_squared;
  const double value = sim::exp_within(x < -708.0 ? -708.0 : x);
  return x < -708.0 ? 0.0 : value;
}
inline double fit_quality(const Mechanisms& m, double squared_distance) noexcept {
  return fit_quality(m.fit_tolerance * m.fit_tolerance, squared_distance);
}
/// What a solution of quality `fit` is worth after a wait.
double perceived_quality(const Mechanisms& m, double fit, double weeks_waited) noexcept;

// --- Participation (M7, M8) ---

/// The part of a resident's log-odds to take part that seldom changes: the place's tradition, the threshold that
/// neighbours have to meet, and what an hour costs.
float inclination(const Mechanisms& m, float civic_intercept, float threshold, float free_hours) noexcept;

/// Sizes of the effects on taking part, in log-odds.
struct ParticipationEffects {
  explicit ParticipationEffects(const Mechanisms& m) noexcept;
  float neighbours, trust, efficacy, asked, stake;
};
struct ParticipationView {
  float inclination = 0;
  float active_share = 0;  ///< of one's ties, by weight
  float trust = 0.5f, efficacy = 0.5f;
  bool asked = false, stake = false;
};
/// Log-odds that a resident takes part if the question comes up.
inline float participation_odds(const ParticipationEffects& effect, const ParticipationView& view) noexcept {
  return view.inclination + effect.neighbours * view.active_share + effect.trust * (view.trust - 0.5f) +
         effect.efficacy * (view.efficacy - 0.5f) + (view.asked ? effect.asked : 0.0f) +
         (view.stake ? effect.stake : 0.0f);
}
/// A conditional cooperator's, or a hump-shaped giver's, next contribution.
inline float conditional_contribution(float reciprocity, float neighbours_mean) noexcept {
  return std::min(1.0f, reciprocity * neighbours_mean);
}
inline float hump_contribution(float reciprocity, float neighbours_mean) noexcept {
  return reciprocity * (neighbours_mean < 0.5f ? neighbours_mean : 1.0f - neighbours_mean);
}

// --- Assets and leaders (P53) ---

/// Share known of what residents can do after a week with so many hours of survey. Source: S3 d.
double updated_asset_map(const Mechanisms& m, double known, double hours) noexcept;
/// Organising hours that find one capable resident where so much is known.
double hours_per_leader(const Mechanisms& m, double known) noexcept;

// --- Foundation, social enterprise (P69) ---

/// Yuan given to a community's fund in a week, by so many households and by the community's units, at this trust in
/// organisations.
struct Gifts {
  double households = 0, units = 0;
};
Gifts weekly_gifts(const Mechanisms& m, double households, double trust) noexcept;
/// Yuan that an enterprise sells in a week, of so many that residents spend near home.
double enterprise_sales(const Mechanisms& m, double market, double manager_hours, double trust) noexcept;

// --- Groups of neighbours (P50, P51) ---

/// Chance within a month that a mutual-aid group meets a need of care; `known` is the weight of the resident's ties to
/// those who take part.
double aid_chance(const Mechanisms& m, double known) noexcept;
/// Mean giving of a building of so many residents where so many members of a group see to rules: those whom they see
/// give a part of what they withhold. Source: P51.
double giving_under_rules(const Mechanisms& m, double giving, double members, double residents) noexcept;

// --- Trust, satisfaction (M9, M10) ---

/// Trust after one experience of quality `experienced`. Losing is faster than gaining.
float updated_trust(float trust, float experienced, const Mechanisms& m) noexcept;
/// Satisfaction with one service of quality `performance`, before smoothing.
float service_satisfaction(const Mechanisms& m, float performance, float expectation) noexcept;

// --- Deliberation (M11) ---

/// What somebody of this opinion on an issue thinks of one matter of it, given a uniform draw; in [0, 1].
float position_on_matter(const Mechanisms& m, float opinion, double drawn) noexcept;

/// One exchange of bounded confidence: both move if they are closer than the first's tolerance.
void exchange_views(float& mine, float& yours, float tolerance, float convergence) noexcept;

/// Chance that an agreement which this share of those present accept passes so many gates. Source: P47.
double passing_chance(const Mechanisms& m, double gates, double accepted) noexcept;
/// Chance that an application for project money is refused: pooled money needs none, and gates have mended faults.
double refusal_chance(const Mechanisms& m, double pooled, double gates) noexcept;
/// Applications that it takes where departments have pooled so much of their money. Source: P24.
double applications(double departments, double pooled) noexcept;
/// Chance that at least one of so many matters is the concern of one of so many departments.
double chance_of_concern(double departments, std::uint32_t matters) noexcept;

// --- Collaboration (M12) ---

/// Tie between a community's desks and its partners after a week in which partners settled `joint_share` of the cases
/// with a mean fit of `joint_fit`, all in [0, 1].
double updated_partnership(const Mechanisms& m, double tie, double joint_share, double joint_fit) noexcept;

/// The tie after `hours` with each organisation: the same share of what it lacks for each of them (P68).
double met_partnership(const Mechanisms& m, double tie, double hours) noexcept;

// --- Workers (M15), volunteers (M14), organisations (M16), property (M18) ---

/// Load of a desk: work that waits and work that only leaves traces wear people out. All in minutes; `time` > 0.
double desk_load(const Mechanisms& m, double waiting, double undone_tasks, double ledgers, double time) noexcept;
/// Strain after a week under a load; `relief` by training.
float updated_strain(const Mechanisms& m, float strain, double load, double relief) noexcept;
/// Weekly chance to quit; `prospect` is the chance of promotion within a year (evidence M15).
double quit_chance(const Mechanisms& m, double strain, double wage_ratio, double prospect) noexcept;
/// Weekly chance that a post above draws a worker away (S1 6.5): rises with skill from that of the experienced on; pay
/// holds workers as it does against quitting.
double drawn_chance(const Mechanisms& m, double skill, double wage_ratio) noexcept;
/// Effective share of the time of volunteers in teams, of which each hour is guided with the same chance; those in no
/// team have nobody to guide them and achieve `volunteers.base`. Source: evidence M14; differs from it in: guidance
/// that is plentiful overlaps rather than being capped.
double team_effect(const Mechanisms& m, double supervision_minutes, double team_minutes, bool records) noexcept;
/// The same chance at odds raised by `logit`.
double at_odds(double chance, double logit) noexcept;
/// Chance of redemption as members of a time bank see it after a week in which so many asked and so many of them were
/// served; fades where nobody asks. Source: evidence M14.
double updated_redemption(const Mechanisms& m, double visible, double asked, double met) noexcept;
double volunteers_skill(const Mechanisms& m, float effect) noexcept;
/// Skill of a new organisation, in [0, 1], given a uniform draw.
double organisation_skill(const Mechanisms& m, double readiness, double drawn) noexcept;
/// Skill of an organisation after a quarter with so many hours of service and of guidance: both fill what is missing,
/// and what exceeds `rest` leaves with those who quit. Sources: P61, P36.
double learned_skill(const Mechanisms& m, double skill, double rest, double served, double guided) noexcept;
/// How a jury that gives needs this weight sees a proposal for a need that makes up so much of all, by an organisation
/// of this skill and tie to the street; all in [0, 1]. Source: S0 一(二).
double proposal_score(const Mechanisms& m, double jury_needs, double need, double skill, double tie) noexcept;
/// Yuan a week that an organisation needs to go on, with so many hours of an incubator.
double running_cost(const Mechanisms& m, double incubated) noexcept;
/// How well a property company settles a complaint.
double property_quality(const Mechanisms& m, float service) noexcept;
/// `readiness`: log-odds of paying without any service.
double fee_chance(const Mechanisms& m, double readiness, double service, double trust,
                  double paying_neighbours) noexcept;
/// Chance that an owner who is asked signs for an owners' committee (M18): poor service, trust in neighbours and the
/// share of owners of the building who have signed speak for it, all in [0, 1].
double signing_chance(const Mechanisms& m, double service, double trust, double signed_neighbours) noexcept;
/// Share of work items' time that is duplicate entry, as a factor >= 1 (M6).
double duplicate_factor(const Mechanisms& m, double departments, double sharing) noexcept;

}  // namespace liandong::governance
