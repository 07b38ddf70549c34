#include "models/governance/rules/social_work.h"

#include <algorithm>

namespace liandong::governance {

SocialWorkTime divide_social_work(double minutes, double embedded, double diverted_share,
                                  double counselling_share) noexcept {
  SocialWorkTime time;
  time.embedded = std::min(minutes, embedded);
  time.diverted = diverted_share * (minutes - time.embedded);
  time.counselling = counselling_share * (minutes - time.embedded - time.diverted);
  return time;
}

double guidance_minutes(const Mechanisms& m, double minutes, const SocialWorkTime& time, double counselled) noexcept {
  return m.supervision_share * std::max(0.0, minutes - time.embedded - time.diverted - counselled);
}

double social_work_load(const Mechanisms& m, double caseload) noexcept {
  return m.load_social_work + m.load_waiting * std::min(m.load_waiting_most, caseload);
}

double embedded_skill(double organisation, double social_workers, double embedded, double minutes) noexcept {
  return minutes > 0.0 ? organisation + (social_workers - organisation) * embedded / minutes : organisation;
}

}  // namespace liandong::governance
