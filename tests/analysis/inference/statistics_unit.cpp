#include "analysis/inference/statistics.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <stdexcept>
#include <vector>

namespace liandong::analysis {
namespace {

using models::Direction;
constexpr double undefined = std::numeric_limits<double>::quiet_NaN();

// Student (1908), extra hours of sleep of ten patients under two drugs: R's data set `sleep`.
const std::vector<double> drug_1 = {0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0};
const std::vector<double> drug_2 = {1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4};

TEST(PairedEffect, ReproducesStudentsSleepData) {
  // R: t.test(extra ~ group, paired = TRUE): t = -4.0621, df = 9, p = 0.002833, -1.58 in [-2.4598858, -0.7001142].
  const Effect effect = paired_effect(drug_1, drug_2, 0.95);
  EXPECT_EQ(effect.pairs, 10u);
  EXPECT_NEAR(effect.mean_a, 0.75, 1e-12);
  EXPECT_NEAR(effect.mean_b, 2.33, 1e-12);
  EXPECT_NEAR(effect.delta, -1.58, 1e-12);
  EXPECT_NEAR(effect.low, -2.4598858, 1e-7);
  EXPECT_NEAR(effect.high, -0.7001142, 1e-7);
  EXPECT_NEAR(effect.p, 0.002833, 5e-7);
  EXPECT_DOUBLE_EQ(effect.agree, 0.9);  // one patient of ten slept the same
}

TEST(PairedEffect, VarianceReductionIsUnpairedOverPairedVariance) {
  // Variances by R: var(drug 1) = 3.200556, var(drug 2) = 4.009, var(difference) = 1.512889.
  const Effect effect = paired_effect(drug_1, drug_2, 0.95);
  EXPECT_NEAR(effect.variance_reduction, (3.200556 + 4.009) / 1.512889, 1e-5);
}

TEST(PairedEffect, OfANullStudyIsExactlyZero) {
  const std::vector<double> figures = {0.1, 0.2, 0.3};
  const Effect effect = paired_effect(figures, figures, 0.95);
  EXPECT_EQ(effect.delta, 0.0);
  EXPECT_EQ(effect.low, 0.0);
  EXPECT_EQ(effect.high, 0.0);
  EXPECT_EQ(effect.p, 1.0);
  EXPECT_EQ(effect.agree, 1.0);
  EXPECT_TRUE(std::isinf(effect.variance_reduction));
  EXPECT_EQ(verdict(effect, Direction::better, 0.0, 0.95), Verdict::no_difference);
}

TEST(PairedEffect, ThatIsTheSameInEveryPairIsCertain) {
  const std::vector<double> a = {2.5, 2.5, 2.5}, b = {2.0, 2.0, 2.0};
  const Effect effect = paired_effect(a, b, 0.95);
  EXPECT_EQ(effect.low, 0.5);
  EXPECT_EQ(effect.high, 0.5);
  EXPECT_EQ(effect.p, 0.0);
  EXPECT_EQ(effect.variance_reduction, 1.0);
}

TEST(PairedEffect, OfOnePairHasNoBounds) {
  const Effect effect = paired_effect(std::vector{3.0}, std::vector{1.0}, 0.95);
  EXPECT_EQ(effect.delta, 2.0);
  EXPECT_TRUE(std::isinf(effect.low) && effect.low < 0);
  EXPECT_TRUE(std::isinf(effect.high) && effect.high > 0);
  EXPECT_EQ(effect.p, 1.0);
  EXPECT_EQ(verdict(effect, Direction::better, 0.1, 0.95), Verdict::inconclusive);
}

TEST(PairedEffect, LeavesOutPairsWithAnUndefinedFigure) {
  auto a = drug_1, b = drug_2;
  a.push_back(undefined);
  b.push_back(100.0);
  a.push_back(-100.0);
  b.push_back(undefined);
  const Effect with = paired_effect(a, b, 0.95), without = paired_effect(drug_1, drug_2, 0.95);
  EXPECT_EQ(with.pairs, 10u);
  EXPECT_EQ(with.delta, without.delta);
  EXPECT_EQ(with.mean_b, without.mean_b);
  EXPECT_EQ(with.p, without.p);
}

TEST(PairedEffect, OfUndefinedFiguresIsInconclusive) {
  const std::vector<double> nothing = {undefined, undefined};
  const Effect effect = paired_effect(nothing, nothing, 0.95);
  EXPECT_EQ(effect.pairs, 0u);
  EXPECT_TRUE(std::isnan(effect.delta));
  EXPECT_EQ(effect.p, 1.0);
  EXPECT_EQ(verdict(effect, Direction::worse, 1.0, 0.95), Verdict::inconclusive);
}

TEST(PairedEffect, RefusesUnequalSizesAndImpossibleConfidence) {
  EXPECT_THROW(paired_effect(std::vector{1.0}, std::vector{1.0, 2.0}, 0.95), std::invalid_argument);
  EXPECT_THROW(paired_effect(std::vector{1.0}, std::vector{1.0}, 1.0), std::invalid_argument);
}

TEST(Adjustment, OfHolmMatchesAWorkedExample) {
  // Four tests 0.01, 0.04, 0.03, 0.005 times 3, 1, 2, 4, then the running maximum upwards; R: p.adjust(p, "holm").
  const std::vector<double> p = {0.01, 0.04, 0.03, 0.005}, expected = {0.03, 0.06, 0.06, 0.02};
  const auto adjusted = adjusted_by_holm(p);
  for (std::size_t i = 0; i < p.size(); ++i) EXPECT_NEAR(adjusted[i], expected[i], 1e-15);
}

// Benjamini and Hochberg (1995), section 4: fifteen p values of a trial of two treatments of infarction.
const std::vector<double> infarction = {0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344,
                                        0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0000};

TEST(Adjustment, OfBenjaminiAndHochbergRejectsTheFirstFourOfTheirExample) {
  const auto adjusted = adjusted_by_benjamini_hochberg(infarction);
  for (std::size_t i = 0; i < infarction.size(); ++i) EXPECT_EQ(adjusted[i] <= 0.05, i < 4) << i;
  EXPECT_NEAR(adjusted[3], 0.0095 * 15 / 4, 1e-12);
}

TEST(Adjustment, OfHolmRejectsTheFirstThreeOfTheSameExample) {
  // As the paper says of Bonferroni-type procedures: 0.0001, 0.0004 and 0.0019 fall below 0.05/15, /14, /13.
  const auto adjusted = adjusted_by_holm(infarction);
  for (std::size_t i = 0; i < infarction.size(); ++i) EXPECT_EQ(adjusted[i] <= 0.05, i < 3) << i;
}

TEST(Adjustment, TakesAnUndefinedPAsOneAndNeverExceedsOne) {
  const std::vector<double> p = {undefined, 0.9, 0.01};
  for (const auto& adjusted : {adjusted_by_holm(p), adjusted_by_benjamini_hochberg(p)}) {
    EXPECT_EQ(adjusted[0], 1.0);
    EXPECT_LE(adjusted[1], 1.0);
    EXPECT_NEAR(adjusted[2], 0.03, 1e-15);
  }
}

Effect effect_of(double delta, double half_width, double p) {
  Effect effect;
  effect.pairs = 30;
  effect.delta = delta;
  effect.low = delta - half_width;
  effect.high = delta + half_width;
  effect.p = effect.p_adjusted = p;
  return effect;
}

TEST(TheVerdict, FollowsTheDirectionOfTheIndicator) {
  const Effect up = effect_of(0.2, 0.05, 0.001), down = effect_of(-0.2, 0.05, 0.001);
  EXPECT_EQ(verdict(up, Direction::better, 0.1, 0.95), Verdict::better);
  EXPECT_EQ(verdict(up, Direction::worse, 0.1, 0.95), Verdict::worse);
  EXPECT_EQ(verdict(down, Direction::better, 0.1, 0.95), Verdict::worse);
  EXPECT_EQ(verdict(down, Direction::worse, 0.1, 0.95), Verdict::better);
}

TEST(TheVerdict, OnANeutralIndicatorIsNeverBetterOrWorse) {
  for (const double delta : {-0.2, 0.2})
    EXPECT_EQ(verdict(effect_of(delta, 0.05, 0.001), Direction::neutral, 0.1, 0.95), Verdict::different);
}

TEST(TheVerdict, CallsACertainButTinyDifferenceNone) {
  EXPECT_EQ(verdict(effect_of(0.02, 0.01, 1e-9), Direction::better, 0.1, 0.95), Verdict::no_difference);
}

TEST(TheVerdict, IsInconclusiveWhereTheAdjustedPOrTheSizeFallsShort) {
  EXPECT_EQ(verdict(effect_of(0.2, 0.05, 0.2), Direction::better, 0.1, 0.95), Verdict::inconclusive);
  EXPECT_EQ(verdict(effect_of(0.08, 0.05, 0.001), Direction::better, 0.1, 0.95), Verdict::inconclusive);
  EXPECT_EQ(verdict(effect_of(0.0, 0.5, 1.0), Direction::better, 0.1, 0.95), Verdict::inconclusive);
}

TEST(Gini, HasItsClosedForms) {
  EXPECT_DOUBLE_EQ(gini(std::vector{2.0, 2.0, 2.0}), 0.0);
  EXPECT_DOUBLE_EQ(gini(std::vector{0.0, 0.0, 0.0, 5.0}), 0.75);  // one of n has everything: 1 − 1/n
  std::vector<double> ramp;
  for (int i = 1; i <= 100; ++i) ramp.push_back(i);
  EXPECT_NEAR(gini(ramp), 99.0 / 300.0, 1e-12);  // 1…n: (n − 1) / (3n)
  EXPECT_DOUBLE_EQ(gini(std::vector{0.0, 0.0}), 0.0);
}

TEST(Quantile, InterpolatesAsRDoesAndSkipsUndefinedValues) {
  const std::vector<double> values = {4.0, 1.0, undefined, 3.0, 2.0};
  EXPECT_DOUBLE_EQ(quantile(values, 0.0), 1.0);
  EXPECT_DOUBLE_EQ(quantile(values, 0.5), 2.5);
  EXPECT_DOUBLE_EQ(quantile(values, 0.9), 3.7);
  EXPECT_DOUBLE_EQ(quantile(values, 1.0), 4.0);
  EXPECT_TRUE(std::isnan(quantile(std::vector<double>{}, 0.5)));
}

TEST(MeanPath, HasTheIntervalOfEachWeekOnItsOwn) {
  Array<float> weekly({10, 2, 1});
  for (std::size_t r = 0; r < 10; ++r) {
    weekly.at(r, 0, 0) = 1.0f;
    weekly.at(r, 1, 0) = static_cast<float>(drug_2[r] - drug_1[r]);
  }
  const Path path = mean_path(weekly, 0, 0.95);
  EXPECT_EQ(path.low[0], 1.0);
  EXPECT_EQ(path.high[0], 1.0);
  EXPECT_NEAR(path.mean[1], 1.58, 1e-6);  // stored as float: seven digits
  EXPECT_NEAR(path.low[1], 0.7001142, 1e-6);
  EXPECT_NEAR(path.high[1], 2.4598858, 1e-6);
}

TEST(MeanPath, OfDifferencesPairsTheReplicates) {
  Array<float> a({2, 1, 1}), b({2, 1, 1});
  a.values = {10.0f, 20.0f};
  b.values = {9.0f, 19.0f};
  const Path path = mean_difference_path(a, b, 0, 0.95);
  EXPECT_EQ(path.mean[0], 1.0);
  EXPECT_EQ(path.low[0], 1.0);
  EXPECT_EQ(path.high[0], 1.0);
}

}  // namespace
}  // namespace liandong::analysis
