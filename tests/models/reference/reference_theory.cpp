// Published small models, held to their published answers. They use the engine's public interface only.
#include <gtest/gtest.h>

#include <Eigen/Dense>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>
#include <boost/math/tools/roots.hpp>
#include <cmath>
#include <numeric>

#include "models/reference/cascade.h"
#include "models/reference/consensus.h"
#include "models/reference/counter.h"
#include "models/reference/epidemic.h"
#include "models/reference/voter.h"

namespace liandong::reference {
namespace {

using sim::Chance;
using sim::Execution;
using sim::Order;

/// Where a continuous function changes its sign between `low` and `high`.
template <class Function>
double root(Function&& function, double low, double high) {
  std::uintmax_t steps = 200;
  const auto [left, right] =
      boost::math::tools::toms748_solve(function, low, high, boost::math::tools::eps_tolerance<double>(50), steps);
  return 0.5 * (left + right);
}

// --- Threshold cascade: Granovetter 1978 ---

std::vector<std::uint32_t> hundred_thresholds() {
  std::vector<std::uint32_t> thresholds(100);
  std::iota(thresholds.begin(), thresholds.end(), 0u);
  return thresholds;
}

TEST(Cascade, OfAHundredWithThresholdsFromZeroToNinetyNineEndsWithAll) {
  auto crowd = cascade::crowd(hundred_thresholds());
  EXPECT_EQ(cascade::settle(crowd), 100u);
}

TEST(Cascade, StopsAtOneRioterIfTheThresholdOfOneBecomesTwo) {
  auto thresholds = hundred_thresholds();
  thresholds[1] = 2;
  auto crowd = cascade::crowd(thresholds);
  EXPECT_EQ(cascade::settle(crowd), 1u);
}

TEST(Cascade, NeedsSomebodyWhoBegins) {
  auto thresholds = hundred_thresholds();
  thresholds[0] = 1;
  auto crowd = cascade::crowd(thresholds);
  EXPECT_EQ(cascade::settle(crowd), 0u);
}

/// The smallest share r with F(r) = r for normal thresholds.
double normal_fixed_point(double mean, double sd) {
  const boost::math::normal thresholds(mean, sd);
  const auto surplus = [&](double share) { return cdf(thresholds, share) - share; };
  double above = 0.0;
  while (surplus(above) > 0.0) above += 1e-3;
  return root(surplus, std::max(above - 1e-3, 0.0), above);
}

TEST(Cascade, WithNormalThresholdsEndsAtTheFixedPointOfTheirDistribution) {
  constexpr std::uint32_t people = 100000;
  // Granovetter's mean of .25, on either side of his jump near a deviation of .122.
  for (const double sd : {0.10, 0.20, 0.30}) {
    const double expected = normal_fixed_point(0.25, sd);
    // The empirical F strays from F by sqrt(F (1 - F) / n), which moves the fixed point by that over 1 - F'. Five times
    // that, and one person, as people are whole.
    const double slope = pdf(boost::math::normal(0.25, sd), expected);
    const double tolerance =
        5.0 * std::sqrt(expected * (1.0 - expected) / people) / std::abs(1.0 - slope) + 1.0 / people;
    for (const Order order : {Order::forward, Order::backward, Order::shuffled}) {
      auto crowd = cascade::normal_crowd(people, 0.25, sd, Chance(1, 0));
      EXPECT_NEAR(cascade::settle(crowd, {order, true}) / double{people}, expected, tolerance) << "deviation " << sd;
    }
  }
}

TEST(Cascade, JumpsWhereTheLowerFixedPointVanishes) {
  // F(r) = r has three solutions below a deviation of about .122, one near 1 above it.
  EXPECT_LT(normal_fixed_point(0.25, 0.12), 0.1);
  EXPECT_GT(normal_fixed_point(0.25, 0.13), 0.9);
  auto below = cascade::normal_crowd(100000, 0.25, 0.11, Chance(2, 0));
  auto above = cascade::normal_crowd(100000, 0.25, 0.135, Chance(2, 0));
  EXPECT_LT(cascade::settle(below), 10000u);
  EXPECT_GT(cascade::settle(above), 90000u);
}

// --- Voter model ---

TEST(VoterModel, KeepsTheExpectedShare) {
  constexpr std::uint32_t people = 200, towns = 400;
  double sum = 0.0, squares = 0.0;
  for (std::uint32_t replicate = 0; replicate < towns; ++replicate) {
    auto town = voter::ring(people, 3, 60, Chance(1, replicate));
    for (int round = 0; round < 100; ++round) voter::step(town, 0.5, {Order::shuffled, false});
    const double share = voter::share(town);
    sum += share;
    squares += share * share;
  }
  const double mean = sum / towns, variance = squares / towns - mean * mean;
  // On a regular graph the share is a martingale. Four standard errors of the mean of 400 independent towns.
  EXPECT_NEAR(mean, 60.0 / people, 4.0 * std::sqrt(variance / towns));
  // A share that never moves would pass the line above.
  EXPECT_GT(variance, 0.005);
}

TEST(VoterModel, StaysWithAViewThatAllHold) {
  auto town = voter::ring(100, 2, 100, Chance(1, 0));
  for (int round = 0; round < 20; ++round) voter::step(town, 0.7);
  EXPECT_EQ(voter::share(town), 1.0);
}

// --- SIR on a complete graph ---

TEST(Epidemic, EndsAtTheSizeThatTheFinalSizeRelationGives) {
  constexpr std::uint32_t people = 100000, seeds = 200, outbreaks = 8;
  for (const double reproduction : {1.3, 2.0, 3.0}) {
    // With shares s0 susceptible and i0 infectious at first: z = s0 (1 - e^(-R (z + i0))).
    const double i0 = double{seeds} / people, s0 = 1.0 - i0;
    const double z = root([&](double x) { return s0 * (1.0 - std::exp(-reproduction * (x + i0))) - x; }, 1e-6, 1.0);
    // Of those who may fall ill a share pi escapes. The final share's variance is pi (1 - pi) / (n (1 - R pi)^2) if
    // everybody is infectious for the same time (von Bahr, Martin-Loef 1980).
    const double pi = 1.0 - z / s0;
    const double variance = pi * (1.0 - pi) / (people * std::pow(1.0 - reproduction * pi, 2));
    double mean = 0.0;
    for (std::uint32_t replicate = 0; replicate < outbreaks; ++replicate) {
      auto population = epidemic::population(people, seeds, Chance(1, replicate));
      mean +=
          (epidemic::run_out(population, reproduction, {Order::backward, true}) - seeds) / double{people} / outbreaks;
    }
    EXPECT_NEAR(mean, z, 5.0 * std::sqrt(variance / outbreaks)) << "reproduction " << reproduction;
  }
}

TEST(Epidemic, DiesOutBelowTheThreshold) {
  // With R = .5 each of 10 seeds starts a tree of 1 / (1 - R) = 2 people on average, variance R / (1 - R)^3 = 4.
  constexpr std::uint32_t people = 100000, seeds = 10, outbreaks = 200;
  double mean = 0.0;
  for (std::uint32_t replicate = 0; replicate < outbreaks; ++replicate) {
    auto population = epidemic::population(people, seeds, Chance(1, replicate));
    mean += epidemic::run_out(population, 0.5) / double{outbreaks};
  }
  EXPECT_NEAR(mean, 20.0, 5.0 * std::sqrt(4.0 * seeds / outbreaks));
}

// --- DeGroot ---

TEST(DeGroot, ReachesConsensusAtTheMeanWeightedByTheLeftEigenvector) {
  // Strongly connected, with people who listen to themselves: a limit exists and is unique.
  Eigen::MatrixXf weights(5, 5);
  weights << 2, 1, 0, 0, 1,  //
      1, 1, 3, 0, 0,         //
      0, 2, 1, 1, 0,         //
      4, 0, 1, 2, 1,         //
      0, 0, 0, 3, 1;
  std::vector<sim::Tie> ties;
  for (std::uint32_t i = 0; i < 5; ++i)
    for (std::uint32_t j = 0; j < 5; ++j)
      if (weights(i, j) > 0) ties.push_back({i, j, weights(i, j)});
  const std::vector<double> views = {0.1, 0.9, 0.4, 0.7, 0.2};

  Eigen::MatrixXd trust = weights.cast<double>();
  for (int i = 0; i < 5; ++i) trust.row(i) /= trust.row(i).sum();
  const Eigen::EigenSolver<Eigen::MatrixXd> solver(trust.transpose());
  Eigen::Index first = 0;
  (solver.eigenvalues().array() - 1.0).abs().minCoeff(&first);
  Eigen::VectorXd influence = solver.eigenvectors().col(first).real();
  influence /= influence.sum();
  const double expected = influence.dot(Eigen::Map<const Eigen::VectorXd>(views.data(), 5));

  for (const Order order : {Order::forward, Order::backward}) {
    auto panel = consensus::panel(ties, views);
    for (int round = 0; round < 200; ++round) consensus::step(panel, {order, false});
    // The second eigenvalue's 200th power and two hundred roundings are far below 1e-12.
    for (const double view : panel.view.values()) EXPECT_NEAR(view, expected, 1e-12);
  }
}

TEST(DeGroot, TwoWhoOnlyListenToEachOtherKeepSwappingViews) {
  auto panel = consensus::panel({{0, 1}, {1, 0}}, {0.0, 1.0});
  consensus::step(panel);
  EXPECT_EQ(panel.view.values(), (std::vector<double>{1.0, 0.0}));
  consensus::step(panel);
  EXPECT_EQ(panel.view.values(), (std::vector<double>{0.0, 1.0}));
}

// --- M/M/c ---

struct Erlang {
  double wait, had_to_wait;
};
/// Mean wait in line and the chance to wait at all: Erlang C.
Erlang erlang_c(const counter::Rates& rates) {
  const double load = rates.arrivals / rates.services;
  double term = 1.0, sum = 1.0;
  for (std::uint32_t k = 1; k < rates.clerks; ++k) sum += term *= load / k;
  const double all_busy = term * load / rates.clerks * rates.clerks / (rates.clerks - load);
  const double waits = all_busy / (sum + all_busy);
  return {waits / (rates.clerks * rates.services - rates.arrivals), waits};
}

TEST(ErlangC, OfOneClerkIsTheKnownMeanOfASingleServer) {
  // M/M/1: wait rho / (mu - lambda), chance to wait rho.
  const Erlang e = erlang_c({0.8, 1.0, 1});
  EXPECT_NEAR(e.wait, 4.0, 1e-12);
  EXPECT_NEAR(e.had_to_wait, 0.8, 1e-12);
}

TEST(Counter, KeepsCustomersWaitingAsErlangSays) {
  constexpr std::uint32_t ignored = 20000, counted = 600000, batches = 30;
  for (const counter::Rates rates : {counter::Rates{0.7, 1.0, 1}, {1.6, 1.0, 2}, {8.0, 1.0, 10}, {21.0, 1.0, 25}}) {
    const auto waits = counter::serve(rates, ignored + counted, ignored, batches, Chance(4, rates.clerks));
    const Erlang expected = erlang_c(rates);
    // Batches of 20,000 customers are far longer than the line's memory, so their means are nearly independent; the
    // interval is Student's at 99.9 %.
    const double t = quantile(boost::math::students_t(batches - 1), 0.9995);
    EXPECT_NEAR(waits.mean, expected.wait, t * waits.standard_error) << rates.clerks << " clerks";
    EXPECT_LT(t * waits.standard_error, 0.25 * expected.wait) << "an interval this wide would prove nothing";
    // The share's standard error grows with the same memory; compared with independent customers it is at most
    // sqrt((1 + rho) / (1 - rho)) < 5 times larger. Four of these.
    const double share_error = 4.0 * 5.0 * std::sqrt(expected.had_to_wait * (1.0 - expected.had_to_wait) / counted);
    EXPECT_NEAR(waits.had_to_wait, expected.had_to_wait, share_error) << rates.clerks << " clerks";
  }
}

TEST(Counter, WithOneMoreClerkLetsTheSameCustomersWaitLess) {
  const auto two = counter::serve({1.6, 1.0, 2}, 50000, 0, 10, Chance(5, 0));
  const auto three = counter::serve({1.6, 1.0, 3}, 50000, 0, 10, Chance(5, 0));
  EXPECT_LT(three.mean, two.mean);
}

}  // namespace
}  // namespace liandong::reference
