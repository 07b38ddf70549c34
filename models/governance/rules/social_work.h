#pragma once

#include "models/governance/parameters/parameters.h"

/// What professional social workers do, as pure functions of numbers (P66, P67).
namespace liandong::governance {

/// Social workers' time of a week, in minutes. Those embedded in organisations cannot be diverted.
struct SocialWorkTime {
  double embedded = 0, diverted = 0, counselling = 0;  ///< the last as offered, whether needed or not
};
/// `embedded`: minutes of those who work within organisations, of `minutes` in all; shares by the arrangement.
SocialWorkTime divide_social_work(double minutes, double embedded, double diverted_share,
                                  double counselling_share) noexcept;
/// Time for guiding volunteers, of what is left when embedding, diversion and `counselled` minutes have gone off.
double guidance_minutes(const Mechanisms& m, double minutes, const SocialWorkTime& time, double counselled) noexcept;
/// Load of social workers for whom `caseload` weeks of their time for cases wait (M15).
double social_work_load(const Mechanisms& m, double caseload) noexcept;
/// Skill of an organisation's service, of which `embedded` of all `minutes` are social workers'.
double embedded_skill(double organisation, double social_workers, double embedded, double minutes) noexcept;

}  // namespace liandong::governance
