#ifdef LIANDONG_OPENTURNS

#include <algorithm>
#include <cmath>
#include <numeric>
#include <openturns/OT.hxx>
#include <stdexcept>

#include "analysis/calibration/surrogate.h"

namespace liandong::analysis {
namespace {

constexpr std::size_t most_inputs = 30;
constexpr unsigned greatest_degree = 3;
/// Products of two inputs have the norm 2^(1/0.7) = 2.7, so that degree three holds them but no larger products.
constexpr double norm = 0.7;

double squared_correlation(std::span<const double> a, std::span<const double> b) {
  const auto n = static_cast<double>(a.size());
  const double mean_a = std::accumulate(a.begin(), a.end(), 0.0) / n;
  const double mean_b = std::accumulate(b.begin(), b.end(), 0.0) / n;
  double aa = 0, bb = 0, ab = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    const double x = a[i] - mean_a, y = b[i] - mean_b;
    aa += x * x, bb += y * y, ab += x * y;
  }
  return aa > 0 && bb > 0 ? ab * ab / (aa * bb) : 0.0;
}

/// Inputs whose line and parabola explain most of the figures by themselves.
std::vector<std::size_t> chosen_inputs(const std::vector<std::vector<double>>& inputs,
                                       std::span<const double> figures) {
  std::vector<std::pair<double, std::size_t>> scores;
  std::vector<double> line(inputs.size()), parabola(inputs.size());
  for (std::size_t input = 0; input < inputs.front().size(); ++input) {
    for (std::size_t i = 0; i < inputs.size(); ++i) {
      line[i] = 2 * inputs[i][input] - 1;
      parabola[i] = 3 * line[i] * line[i] - 1;
    }
    scores.emplace_back(-squared_correlation(line, figures) - squared_correlation(parabola, figures), input);
  }
  std::ranges::sort(scores);
  std::vector<std::size_t> chosen;
  for (std::size_t i = 0; i < std::min(most_inputs, scores.size()); ++i) chosen.push_back(scores[i].second);
  return chosen;
}

/// [points, inputs] of those chosen, and [points, 1].
std::pair<OT::Sample, OT::Sample> samples_of(const std::vector<std::vector<double>>& inputs,
                                             std::span<const double> figures, const std::vector<std::size_t>& chosen) {
  OT::Sample x(inputs.size(), chosen.size()), y(inputs.size(), 1);
  for (std::size_t i = 0; i < inputs.size(); ++i) {
    for (std::size_t j = 0; j < chosen.size(); ++j) x(i, j) = inputs[i][chosen[j]];
    y(i, 0) = figures[i];
  }
  return {x, y};
}

}  // namespace

bool can_train_surrogates() noexcept { return true; }

Surrogate trained_surrogate(const std::vector<std::vector<double>>& inputs, std::span<const double> figures) {
  if (std::ranges::all_of(figures, [&](double figure) { return figure == figures.front(); }))
    return {{{figures.front(), {}}}};
  OT::Log::Show(OT::Log::NONE);
  const auto chosen = chosen_inputs(inputs, figures);
  const auto [x, y] = samples_of(inputs, figures, chosen);
  const OT::ComposedDistribution cube(
      OT::ComposedDistribution::DistributionCollection(chosen.size(), OT::Uniform(0.0, 1.0)));
  const OT::HyperbolicAnisotropicEnumerateFunction order(chosen.size(), norm);
  const OT::OrthogonalProductPolynomialFactory basis(
      OT::OrthogonalProductPolynomialFactory::PolynomialFamilyCollection(
          chosen.size(), OT::OrthogonalUniVariatePolynomialFamily(OT::LegendreFactory())),
      order);
  const auto size = order.getStrataCumulatedCardinal(order.getMaximumDegreeStrataIndex(greatest_degree));
  const OT::LeastSquaresStrategy strategy(
      x, y, OT::LeastSquaresMetaModelSelectionFactory(OT::LARS(), OT::CorrectedLeaveOneOut()));
  OT::FunctionalChaosAlgorithm chaos(x, y, cube, OT::FixedStrategy(basis, size), strategy);
  chaos.run();
  const auto result = chaos.getResult();
  const auto coefficients = result.getCoefficients();
  Surrogate surrogate;
  for (std::size_t k = 0; k < coefficients.getSize(); ++k) {
    const auto degrees = order(result.getIndices()[k]);
    Surrogate::Term term{coefficients(k, 0), {}};
    for (std::size_t j = 0; j < chosen.size(); ++j)
      if (degrees[j] > 0) term.factors.push_back({chosen[j], static_cast<unsigned>(degrees[j])});
    surrogate.terms.push_back(std::move(term));
  }
  return surrogate;
}

}  // namespace liandong::analysis

#else

#include <stdexcept>

#include "analysis/calibration/surrogate.h"

namespace liandong::analysis {

bool can_train_surrogates() noexcept { return false; }

Surrogate trained_surrogate(const std::vector<std::vector<double>>&, std::span<const double>) {
  throw std::logic_error("built without OpenTURNS, which trains surrogates");
}

}  // namespace liandong::analysis

#endif
