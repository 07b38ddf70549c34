#include <gtest/gtest.h>

#include <algorithm>
#include <boost/random/mersenne_twister.hpp>
#include <boost/random/normal_distribution.hpp>
#include <cmath>
#include <utility>
#include <vector>

#include "analysis/inference/statistics.h"

namespace liandong::analysis {
namespace {

constexpr int studies = 4000;
constexpr std::size_t replicates = 12;
// Four standard errors of a share of 0.05 (or 0.95) among 4000 studies: 4 × sqrt(0.05 × 0.95 / 4000) = 0.0138.
// Chance of a false alarm: 6e-5.
constexpr double tolerance = 0.0138;

struct Sample {
  std::vector<double> a, b;
};

/// Replicates share a normal component, as under common random numbers; arm a is higher by `shift`.
Sample draw(boost::random::mt19937_64& bits, double shift) {
  boost::random::normal_distribution<double> normal;
  Sample sample;
  for (std::size_t r = 0; r < replicates; ++r) {
    const double shared = 3 * normal(bits);
    sample.a.push_back(shared + normal(bits) + shift);
    sample.b.push_back(shared + normal(bits));
  }
  return sample;
}

TEST(RelabelledNull, IsCalledSignificantAtTheRateAlpha) {
  boost::random::mt19937_64 bits(20120401);
  int significant = 0;
  for (int study = 0; study < studies; ++study) {
    Sample sample = draw(bits, 0.0);
    for (std::size_t r = 0; r < replicates; ++r)
      if (bits() % 2 == 1) std::swap(sample.a[r], sample.b[r]);
    if (paired_effect(sample.a, sample.b, 0.95).p < 0.05) ++significant;
  }
  EXPECT_NEAR(static_cast<double>(significant) / studies, 0.05, tolerance);
}

TEST(ConfidenceInterval, CoversTheTruthAsOftenAsItSays) {
  boost::random::mt19937_64 bits(20130501);
  int covered = 0;
  for (int study = 0; study < studies; ++study) {
    const Sample sample = draw(bits, 0.7);
    const Effect effect = paired_effect(sample.a, sample.b, 0.95);
    if (effect.low <= 0.7 && 0.7 <= effect.high) ++covered;
  }
  EXPECT_NEAR(static_cast<double>(covered) / studies, 0.95, tolerance);
}

TEST(RelabelledNull, GivesAnyFalsePositiveUnderHolmAtMostAtTheRateAlpha) {
  boost::random::mt19937_64 bits(20140601);
  int any = 0;
  for (int study = 0; study < studies; ++study) {
    std::vector<double> p;
    for (int indicator = 0; indicator < 20; ++indicator) {
      const Sample sample = draw(bits, 0.0);
      p.push_back(paired_effect(sample.a, sample.b, 0.95).p);
    }
    const auto adjusted = adjusted_by_holm(p);
    if (std::ranges::any_of(adjusted, [](double q) { return q < 0.05; })) ++any;
  }
  // Independent tests: 1 − (1 − 0.05/20)^20 = 0.0488, at most 0.05.
  EXPECT_LE(static_cast<double>(any) / studies, 0.05 + tolerance);
  EXPECT_GE(static_cast<double>(any) / studies, 0.0488 - tolerance);
}

TEST(Pairing, ReducesTheVarianceByTheSharedPart) {
  // var(a) + var(b) = 2 × (9 + 1), var(a − b) = 2: a factor of 10. The logarithm of one estimate from 12 pairs has a
  // deviation of about 0.5 and a bias of about 0.01 (logarithms of chi-squares with 11 degrees of freedom, nearly the
  // same above and below the line), so the mean over 4000 studies is within 0.01 + 4 × 0.5 / sqrt(4000) = 0.042.
  boost::random::mt19937_64 bits(20150701);
  double total = 0;
  for (int study = 0; study < studies; ++study) {
    const Sample sample = draw(bits, 0.0);
    total += std::log(paired_effect(sample.a, sample.b, 0.95).variance_reduction);
  }
  EXPECT_NEAR(total / studies, std::log(10.0), 0.042);
}

}  // namespace
}  // namespace liandong::analysis
