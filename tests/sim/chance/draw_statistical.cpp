#include <gtest/gtest.h>

#include <algorithm>
#include <boost/math/distributions/chi_squared.hpp>
#include <boost/math/distributions/poisson.hpp>
#include <cmath>
#include <vector>

#include "sim/chance/draw.h"

// Seeds are fixed, so each test always gives one answer. A chi-square of a correct distribution falls into the last
// ten-thousandth by chance once in ten thousand tests.
namespace liandong::sim {
namespace {

enum class Purpose : std::uint16_t { test = 10 };

constexpr std::uint32_t draws = 200'000;
constexpr double smallest_p = 1e-4;

/// `observed` counts against `expected` shares; the classes have at least five expected counts.
double chi_square_p(const std::vector<double>& observed, const std::vector<double>& expected) {
  double statistic = 0;
  for (std::size_t i = 0; i < observed.size(); ++i) {
    const double mean = expected[i] * draws;
    EXPECT_GE(mean, 5.0);
    statistic += (observed[i] - mean) * (observed[i] - mean) / mean;
  }
  return cdf(complement(boost::math::chi_squared(static_cast<double>(observed.size() - 1)), statistic));
}

template <class Classify>
std::vector<double> counts(std::size_t classes, std::uint64_t seed, Classify&& classify) {
  const Chance chance(seed, 0);
  std::vector<double> result(classes, 0.0);
  for (std::uint32_t id = 0; id < draws; ++id) result[classify(chance.word(0, Purpose::test, id))] += 1.0;
  return result;
}

TEST(Below, IsEvenOverItsRange) {
  for (const std::uint32_t n : {2u, 7u, 100u}) {
    const auto observed = counts(n, n, [n](std::uint32_t word) { return below(word, n); });
    EXPECT_GT(chi_square_p(observed, std::vector<double>(n, 1.0 / n)), smallest_p) << n;
  }
}

TEST(Poisson, HasThePoissonShares) {
  for (const double mean : {0.2, 1.0, 5.0, 25.0}) {
    const boost::math::poisson exact(mean);
    // Classes 0 … last - 1 and "last or more", as far as every class expects at least five counts.
    std::vector<double> expected;
    std::size_t first = 0;
    while (cdf(exact, static_cast<double>(first)) * draws < 5.0) ++first;
    expected.push_back(cdf(exact, static_cast<double>(first)));
    std::size_t last = first + 1;
    while (cdf(complement(exact, static_cast<double>(last))) * draws >= 5.0)
      expected.push_back(pdf(exact, static_cast<double>(last++)));
    expected.push_back(cdf(complement(exact, static_cast<double>(last - 1))));
    const auto observed = counts(expected.size(), 11, [&](std::uint32_t word) {
      return std::clamp<std::size_t>(poisson(word, mean), first, last) - first;
    });
    EXPECT_GT(chi_square_p(observed, expected), smallest_p) << mean;
  }
}

TEST(Poisson, OfALargeMeanHasItsMeanAndVariance) {
  const Chance chance(3, 1);
  const double mean = 400.0;
  double sum = 0, squares = 0;
  for (std::uint32_t id = 0; id < draws; ++id) {
    const double n = poisson(chance.word(0, Purpose::test, id), mean);
    sum += n;
    squares += (n - mean) * (n - mean);
  }
  // Four standard errors: of the mean 20 / sqrt(draws); of the variance 400 sqrt(2 / draws), plus 1/12 from rounding.
  EXPECT_NEAR(sum / draws, mean, 4 * 20.0 / std::sqrt(draws));
  EXPECT_NEAR(squares / draws, mean + 1.0 / 12.0, 4 * 400.0 * std::sqrt(2.0 / draws));
}

TEST(Pick, FollowsItsWeights) {
  const std::vector<double> weights{1.0, 0.0, 5.0, 2.5, 0.5};
  const auto observed = counts(5, 13, [&](std::uint32_t word) { return pick(word, weights); });
  EXPECT_EQ(observed[1], 0.0);
  EXPECT_GT(
      chi_square_p({observed[0], observed[2], observed[3], observed[4]}, {1.0 / 9.0, 5.0 / 9.0, 2.5 / 9.0, 0.5 / 9.0}),
      smallest_p);
}

TEST(Chance, FillsEvenlyInEveryLaneAndWithoutTiesBetweenNeighbours) {
  const Chance chance(17, 4);
  std::vector<std::uint32_t> words(4 * draws);
  chance.fill(words, 5, Purpose::test, 0);
  for (std::size_t lane = 0; lane < 4; ++lane) {
    std::vector<double> pairs(64, 0.0);
    for (std::size_t i = 0; i < draws; ++i)
      pairs[8 * below(words[4 * i + lane], 8) + below(words[4 * i + (lane + 1) % 4], 8)] += 1.0;
    EXPECT_GT(chi_square_p(pairs, std::vector<double>(64, 1.0 / 64.0)), smallest_p) << lane;
  }
}

TEST(Draws, OfOtherShapesHaveTheirMeans) {
  const Chance chance(19, 0);
  double exponentials = 0, normals = 0, normal_squares = 0, lognormals = 0, yes = 0;
  for (std::uint32_t id = 0; id < draws; ++id) {
    const auto words = chance.four(0, Purpose::test, id);
    exponentials += exponential(words[0]);
    normals += normal(words[1]);
    normal_squares += normal(words[1]) * normal(words[1]);
    lognormals += lognormal(words[2], 3.0, 0.5);
    yes += words[3] < chance_threshold(0.03) ? 1.0 : 0.0;
  }
  // Four standard errors each; standard deviations 1, 1, sqrt 2, 3 sqrt(e^0.25 - 1) = 1.599, sqrt(0.03 * 0.97).
  const double error = 4.0 / std::sqrt(draws);
  EXPECT_NEAR(exponentials / draws, 1.0, error);
  EXPECT_NEAR(normals / draws, 0.0, error);
  EXPECT_NEAR(normal_squares / draws, 1.0, error * std::sqrt(2.0));
  EXPECT_NEAR(lognormals / draws, 3.0, error * 1.599);
  EXPECT_NEAR(yes / draws, 0.03, error * std::sqrt(0.03 * 0.97));
}

}  // namespace
}  // namespace liandong::sim
