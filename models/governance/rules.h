#pragma once

#include <array>
#include <cstdint>
#include <span>

#include "models/governance/mechanisms.h"
#include "sim/math.h"

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

struct ReportingView {
  double trust = 0.5;  ///< in whoever takes the report
  bool knows_worker = false;
  double trips = 0;  ///< per closed case of late
  bool without_rights = false;
  double success = 0;  ///< share resolved of late
};
/// Log-odds to report a need at one consideration; active neighbours add `report_neighbours` times their share.
double reporting_odds(const Mechanisms& m, const ReportingView& view) noexcept;
/// Chance that one visit to a household finds an unreported need; a worker of a small grid cell knows the household
/// better. `cell_households` <= 0: no grid, as for a cell of 350.
double detection_chance(const Mechanisms& m, double cell_households) noexcept;

// --- Effort (M5) ---

/// Hours for each activity: maximises Σ ω ln(1 + h/κ) subject to Σ h = total and 0 <= h <= cap. Without binding caps
/// this is h = max(0, ω/ν − κ). If all caps bind, less than total is used. Source: evidence M5, Holmström–Milgrom 1991.
void allocate_effort(std::span<const double> weights, double kappa, double total, std::span<const double> caps,
                     std::span<double> hours) noexcept;
/// Whole minutes that sum to `total`, closest to `shares` (largest remainder).
void whole_minutes(std::span<const double> shares, std::int32_t total, std::span<std::int32_t> minutes) noexcept;

// --- Levels, fit (M4, C4) ---

/// Standard deviation of the server's error about a need.
double estimate_noise(const Mechanisms& m, double signal, double contacts, double skill, double personal) noexcept;
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

struct ParticipationView {
  float civic_intercept = 0;
  float threshold = 0.25f;
  float trust = 0.5f, efficacy = 0.5f;
  bool asked = false, stake = false;
  float free_hours = 8;
};
/// Log-odds that a resident takes part if the question comes up; active neighbours add `participation_neighbours` times
/// their weighted share.
float participation_odds(const Mechanisms& m, const ParticipationView& view) noexcept;
/// A conditional cooperator's, or a hump-shaped giver's, next contribution.
float conditional_contribution(const Mechanisms& m, float neighbours_mean) noexcept;
float hump_contribution(const Mechanisms& m, float neighbours_mean) noexcept;

// --- Trust, satisfaction (M9, M10) ---

/// Trust after one experience of quality `experienced`. Losing is faster than gaining.
float updated_trust(float trust, float experienced, const Mechanisms& m) noexcept;
/// Satisfaction with one service of quality `performance`, before smoothing.
float service_satisfaction(const Mechanisms& m, float performance, float expectation) noexcept;

// --- Deliberation (M11) ---

/// One exchange of bounded confidence: both move if they are closer than the first's tolerance.
void exchange_views(float& mine, float& yours, float tolerance, float convergence) noexcept;

// --- Workers (M15), volunteers (M14), property (M18) ---

double quit_chance(const Mechanisms& m, double strain, double wage_ratio) noexcept;
double volunteer_effect(const Mechanisms& m, double supervision_minutes, double volunteer_minutes,
                        bool records) noexcept;
double fee_chance(const Mechanisms& m, double service, double trust, double paying_neighbours) noexcept;
/// Share of work items' time that is duplicate entry, as a factor >= 1 (M6).
double duplicate_factor(const Mechanisms& m, double departments, double sharing) noexcept;

}  // namespace liandong::governance
