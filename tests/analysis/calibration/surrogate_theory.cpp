#include "analysis/calibration/surrogate.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

#include "sim/chance/draw.h"

namespace liandong::analysis {
namespace {

enum class SurrogatePurpose : std::uint16_t { input = 2, noise = 3 };

double uniform(SurrogatePurpose purpose, std::uint32_t point, std::uint32_t input) {
  return sim::open_uniform(sim::Chance(7, 0).word(0, purpose, point, input));
}

struct SurrogateSample {
  std::vector<std::vector<double>> inputs;
  std::vector<double> figures;
};

SurrogateSample surrogate_sample(std::uint32_t points, std::uint32_t inputs,
                                 double (*figure)(const std::vector<double>&), double noise) {
  SurrogateSample result;
  for (std::uint32_t p = 0; p < points; ++p) {
    std::vector<double> x;
    for (std::uint32_t i = 0; i < inputs; ++i) x.push_back(uniform(SurrogatePurpose::input, p, i));
    // Uniform noise of standard deviation `noise`.
    result.figures.push_back(figure(x) + noise * std::sqrt(12.0) * (uniform(SurrogatePurpose::noise, p, 0) - 0.5));
    result.inputs.push_back(std::move(x));
  }
  return result;
}

double product(const std::vector<double>& x) { return 1 + 2 * x[3] + 4 * x[3] * x[7] - x[9] * x[9]; }

/// Ishigami, Homma 1990: variance 13.84 with a = 7, b = 0.1.
double ishigami(const std::vector<double>& x) {
  const auto at = [&](std::size_t i) { return std::numbers::pi * (2 * x[i] - 1); };
  return std::sin(at(0)) + 7 * std::pow(std::sin(at(1)), 2) + 0.1 * std::pow(at(2), 4) * std::sin(at(0));
}

TEST(Surrogate, IsExactForAPolynomialItCanHoldAmongManyIdleInputs) {
  const auto [inputs, figures] = surrogate_sample(200, 100, product, 0);
  const auto tested = tested_surrogate(inputs, figures);
  EXPECT_GT(tested.q2, 0.9999);
  const auto other = surrogate_sample(300, 100, product, 0);
  for (std::size_t i = 200; i < 300; ++i) EXPECT_NEAR(tested.surrogate(other.inputs[i]), other.figures[i], 0.05);
}

TEST(Surrogate, ErrorAtPointsHeldOutIsTheNoiseWhereNothingElseIsMissed) {
  const auto [inputs, figures] = surrogate_sample(600, 30, product, 0.3);
  const auto tested = tested_surrogate(inputs, figures);
  // Four standard errors of a standard deviation from 600 values of uniform noise (kurtosis 1.8):
  // 4 · 0.3 sqrt(0.8 / (4 · 600)) = 0.022; some twenty coefficients add about 20 / 480 of the variance, 0.006.
  EXPECT_NEAR(tested.error, 0.303, 0.028);
}

/// Degree three cannot follow a fourth power, and says so: Q² is that of the best cubic at most.
TEST(Surrogate, SaysWhatItMisses) {
  const auto [inputs, figures] = surrogate_sample(500, 3, ishigami, 0);
  const auto tested = tested_surrogate(inputs, figures);
  EXPECT_LT(tested.q2, 0.75);
  EXPECT_NEAR(tested.error * tested.error, (1 - tested.q2) * 13.84, 0.15 * 13.84);
}

TEST(Surrogate, OfAConstantIsTheConstant) {
  const auto inputs = surrogate_sample(50, 3, product, 0).inputs;
  const auto tested = tested_surrogate(inputs, std::vector<double>(50, 4.5));
  EXPECT_DOUBLE_EQ(tested.surrogate(inputs[7]), 4.5);
  EXPECT_LT(tested.error, 1e-12);
}

TEST(Surrogate, PolynomialsAreOrthonormalOnTheUnitInterval) {
  const Surrogate first{{{1, {{0, 1}}}}}, second{{{1, {{0, 2}}}}}, third{{{1, {{0, 3}}}}};
  double squares = 0, products = 0;
  constexpr int steps = 20000;
  for (int i = 0; i < steps; ++i) {
    const std::vector x{(i + 0.5) / steps};
    squares += third(x) * third(x) / steps;
    products += (third(x) * first(x) + second(x) * first(x)) / steps;
  }
  EXPECT_NEAR(squares, 1, 1e-6);
  EXPECT_NEAR(products, 0, 1e-6);
}

}  // namespace
}  // namespace liandong::analysis
