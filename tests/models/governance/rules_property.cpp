#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>
#include <numeric>
#include <vector>

#include "models/governance/rules/rules.h"

namespace liandong::governance {
namespace {

/// Non-negative numbers, some of them zero.
std::vector<double> shares(std::size_t n) {
  std::vector<double> result;
  for (std::size_t i = 0; i < n; ++i) result.push_back(*rc::gen::inRange(0, 1000) / 7.0);
  return result;
}

RC_GTEST_PROP(WholeMinutes, SumToTheTotalAndLieWithinAMinuteOfTheirShare, ()) {
  const auto n = *rc::gen::inRange<std::size_t>(1, 12);
  const std::vector<double> given = shares(n);
  const std::int32_t total = *rc::gen::inRange(0, 100000);
  std::vector<std::int32_t> minutes(n);
  whole_minutes(given, total, minutes);
  RC_ASSERT(std::accumulate(minutes.begin(), minutes.end(), 0) == total);
  const double sum = std::accumulate(given.begin(), given.end(), 0.0);
  for (std::size_t k = 0; k < n; ++k) {
    const double exact = sum > 0.0 ? given[k] / sum * total : static_cast<double>(total) / static_cast<double>(n);
    RC_ASSERT(minutes[k] >= 0);
    RC_ASSERT(std::abs(minutes[k] - exact) < 1.0 + 1e-9);
  }
}

RC_GTEST_PROP(Effort, SpendsAllItMayAndEqualisesMarginalReturns, ()) {
  const auto n = *rc::gen::inRange<std::size_t>(1, 9);
  const std::vector<double> weights = shares(n), caps = shares(n);
  const double kappa = *rc::gen::inRange(1, 100), total = *rc::gen::inRange(0, 1000);
  std::vector<double> hours(n);
  allocate_effort(weights, kappa, total, caps, hours);
  double room = 0.0;
  for (std::size_t k = 0; k < n; ++k) room += weights[k] > 0.0 ? caps[k] : 0.0;
  const double spent = std::accumulate(hours.begin(), hours.end(), 0.0);
  RC_ASSERT(std::abs(spent - std::min(total, room)) < 1e-7);
  // Nobody could gain by moving an hour: the return of an hour less somewhere is no smaller than of one more elsewhere.
  const auto marginal = [&](std::size_t k) { return weights[k] / (kappa + hours[k]); };
  for (std::size_t k = 0; k < n; ++k) {
    RC_ASSERT(hours[k] >= 0.0 && hours[k] <= caps[k]);
    for (std::size_t other = 0; other < n; ++other)
      if (hours[k] > 1e-6 && hours[other] < caps[other] - 1e-6)
        RC_ASSERT(marginal(k) >= marginal(other) * (1.0 - 1e-6));
  }
}

/// Between 0 and 1, both included.
double share() { return *rc::gen::inRange(0, 1001) / 1000.0; }

RC_GTEST_PROP(APosition, LiesWithinTheRangeAndHalfTheSpreadOfTheOpinion, ()) {
  Mechanisms m = default_setting().mechanisms;
  m.matter_spread = share();
  const auto opinion = static_cast<float>(share());
  const float position = position_on_matter(m, opinion, share());
  RC_ASSERT(position >= 0.0f && position <= 1.0f);
  RC_ASSERT(std::abs(position - opinion) <= 0.5f * static_cast<float>(m.matter_spread) + 1e-6f);
}

RC_GTEST_PROP(Signing, IsAChanceThatFallsWithServiceAndRisesWithTrustAndSignedNeighbours, ()) {
  const Mechanisms m = default_setting().mechanisms;
  const double service = share(), trust = share(), signed_up = share(), more = share();
  const double chance = signing_chance(m, service, trust, signed_up);
  RC_ASSERT(chance > 0.0 && chance < 1.0);
  RC_ASSERT(signing_chance(m, service + more, trust, signed_up) <= chance);
  RC_ASSERT(signing_chance(m, service, trust + more, signed_up) >= chance);
  RC_ASSERT(signing_chance(m, service, trust, signed_up + more) >= chance);
}

}  // namespace
}  // namespace liandong::governance
