#include "sim/chance/math.h"

#include <gtest/gtest.h>

#include <boost/math/distributions/normal.hpp>
#include <cmath>

#include "sim/instructions.h"

namespace liandong::sim {
namespace {

/// Calls check(x) for `count` points from `low` to `high`; the step is no short binary fraction, so all bits vary.
template <class Check>
void sweep(double low, double high, int count, Check&& check) {
  for (int i = 0; i <= count; ++i) check(low + (high - low) * (static_cast<double>(i) / count));
}

double relative_error(long double found, long double exact) {
  return static_cast<double>(std::abs((found - exact) / exact));
}

TEST(Exp, IsWithinItsStatedErrorOverItsWholeRange) {
  double worst = 0;
  const auto check = [&](double x) {
    worst = std::max(worst, relative_error(exp(x), std::exp(static_cast<long double>(x))));
  };
  sweep(-708.0, 709.0, 200'000, check);
  sweep(-1.0, 1.0, 200'000, check);
  EXPECT_LT(worst, 4e-16);
}

TEST(Exp, IsZeroBelowAndInfiniteAboveItsRangeAndExactAtZero) {
  EXPECT_EQ(exp(-708.5), 0.0);
  EXPECT_EQ(exp(-1e300), 0.0);
  EXPECT_EQ(exp(709.5), std::numeric_limits<double>::infinity());
  EXPECT_EQ(exp(0.0), 1.0);
}

TEST(Exp, InSinglePrecisionIsWithinItsStatedError) {
  double worst = 0;
  sweep(-87.0, 88.0, 200'000, [&](double x) {
    const auto single = static_cast<float>(x);
    worst = std::max(worst, relative_error(exp(single), std::exp(static_cast<long double>(single))));
  });
  EXPECT_LT(worst, 3e-7);
  EXPECT_EQ(exp(-200.0f), exp(-87.0f));
  EXPECT_EQ(exp(200.0f), exp(88.0f));
  EXPECT_EQ(exp(0.0f), 1.0f);
}

TEST(Log, IsWithinItsStatedErrorFromTheSmallestToTheLargestNumber) {
  double worst = 0;
  const auto check = [&](double x) {
    if (x != 1.0) worst = std::max(worst, relative_error(log(x), std::log(static_cast<long double>(x))));
  };
  sweep(-1022.0, 1023.0, 200'000, [&](double exponent) { check(std::exp2(exponent)); });
  sweep(0.5, 2.0, 200'000, check);
  sweep(-52.0, -1.0, 1'000, [&](double exponent) {
    check(1.0 + std::exp2(exponent));
    check(1.0 - std::exp2(exponent));
  });
  EXPECT_LT(worst, 5e-16);
  EXPECT_EQ(log(1.0), 0.0);
}

TEST(Log, InSinglePrecisionIsWithinItsStatedError) {
  double worst = 0;
  const auto check = [&](double x) {
    const auto single = static_cast<float>(x);
    const long double exact = std::log(static_cast<long double>(single));
    const auto error = static_cast<double>(std::abs(log(single) - exact));
    worst = std::max(worst, error / std::max(1.0, static_cast<double>(std::abs(exact))));
  };
  sweep(-126.0, 127.0, 200'000, [&](double exponent) { check(std::exp2(exponent)); });
  sweep(0.5, 2.0, 200'000, check);
  EXPECT_LT(worst, 2e-7);
  EXPECT_EQ(log(1.0f), 0.0f);
}

TEST(Log, UndoesExp) {
  // The error of exp, 4e-16 of e^x, is an absolute one of its logarithm; log adds 5e-16 of x.
  sweep(-700.0, 700.0, 10'000, [](double x) { ASSERT_NEAR(log(exp(x)), x, 4e-16 + 5e-16 * std::abs(x)); });
}

TEST(Pow, FollowsItsDefinition) {
  EXPECT_EQ(pow(0.0, 2.0), 0.0);
  EXPECT_EQ(pow(0.0, 0.0), 1.0);
  EXPECT_EQ(pow(7.0, 0.0), 1.0);
  // The relative error of e^z is the absolute one of z = y log x, here at most 23.1 * 3e-16, plus that of exp.
  for (const double x : {0.1, 0.9, 2.0, 10.0})
    for (const double y : {-10.0, -0.5, 0.5, 3.0})
      EXPECT_LT(relative_error(pow(x, y), std::pow(static_cast<long double>(x), static_cast<long double>(y))), 1e-14);
}

TEST(Logistic, IsWithinSinglePrecisionAndKeepsToZeroAndOne) {
  double worst = 0;
  sweep(-80.0, 80.0, 100'000, [&](double x) {
    const auto single = static_cast<float>(x);
    worst =
        std::max(worst, relative_error(logistic(single), 1.0L / (1.0L + std::exp(-static_cast<long double>(single)))));
  });
  EXPECT_LT(worst, 5e-7);
  EXPECT_EQ(logistic(0.0f), 0.5f);
  EXPECT_GE(logistic(-1e9f), 0.0f);
  EXPECT_EQ(logistic(1e9f), 1.0f);
}

TEST(NormalQuantile, InSinglePrecisionIsWithinItsStatedError) {
  const boost::math::normal exact;
  double worst = 0;
  const auto check = [&](double p) {
    const auto single = static_cast<float>(p);
    worst = std::max(
        worst, std::abs(static_cast<double>(normal_quantile(single)) - quantile(exact, static_cast<double>(single))));
  };
  sweep(-25.0, -1.0, 100'000, [&](double exponent) {
    check(std::exp2(exponent));
    check(1.0 - std::exp2(std::max(exponent, -24.0)));
  });
  sweep(0.02, 0.98, 100'000, check);
  EXPECT_LT(worst, 5e-6);
  EXPECT_EQ(normal_quantile(0.5f), 0.0f);
}

TEST(NormalQuantile, IsWithinItsStatedErrorAndGrows) {
  const boost::math::normal exact;
  double worst = 0, before = -40;
  const auto check = [&](double p) { worst = std::max(worst, std::abs(normal_quantile(p) - quantile(exact, p))); };
  sweep(1e-6, 1.0 - 1e-6, 100'000, [&](double p) {
    check(p);
    ASSERT_GE(normal_quantile(p) + 1e-8, before);
    before = normal_quantile(p);
  });
  sweep(-33.0, -2.0, 10'000, [&](double exponent) {
    check(std::exp2(exponent));
    check(1.0 - std::exp2(exponent));
  });
  EXPECT_LT(worst, 1e-8);
  EXPECT_EQ(normal_quantile(0.5), 0.0);
}

TEST(FunctionsWithoutABranch, GiveTheSameBitsManyAtATime) {
  constexpr std::uint32_t n = 1003;
  std::vector<double> x(n), e(n), z(n);
  for (std::uint32_t i = 0; i < n; ++i) x[i] = (i + 0.5) / n;
  for (int set = 0; set <= static_cast<int>(best_instructions()); ++set) {
    for_each_row(static_cast<Instructions>(set), n, [x = x.data(), e = e.data(), z = z.data()](std::uint32_t i) {
      e[i] = exp_within(1400.0 * x[i] - 700.0);
      z[i] = normal_quantile_within(x[i]);
    });
    for (std::uint32_t i = 0; i < n; ++i) {
      ASSERT_EQ(e[i], exp(1400.0 * x[i] - 700.0));
      if (x[i] >= normal_tail && x[i] <= 1.0 - normal_tail) {
        ASSERT_EQ(z[i], normal_quantile(x[i]));
      }
    }
  }
}

TEST(SquareRoot, IsTheCorrectlyRoundedOne) {
  EXPECT_EQ(square_root(2.0), 0x1.6a09e667f3bcdp+0);
  EXPECT_EQ(square_root(0.0), 0.0);
}

}  // namespace
}  // namespace liandong::sim
