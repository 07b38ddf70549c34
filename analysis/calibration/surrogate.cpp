#include "analysis/calibration/surrogate.h"

#include <cmath>

namespace liandong::analysis {
namespace {

constexpr std::size_t folds = 10;

double legendre(unsigned degree, double u) {
  const double x = 2.0 * u - 1.0;
  double before = 1.0, now = x;
  if (degree == 0) return 1.0;
  for (unsigned n = 1; n < degree; ++n) {
    const double next = ((2.0 * n + 1.0) * x * now - n * before) / (n + 1.0);
    before = now, now = next;
  }
  return std::sqrt(2.0 * degree + 1.0) * now;
}

}  // namespace

double Surrogate::operator()(std::span<const double> inputs) const {
  double sum = 0.0;
  for (const auto& [coefficient, factors] : terms) {
    double product = coefficient;
    for (const auto& [input, degree] : factors) product *= legendre(degree, inputs[input]);
    sum += product;
  }
  return sum;
}

TestedSurrogate tested_surrogate(const std::vector<std::vector<double>>& inputs, std::span<const double> figures) {
  TestedSurrogate result{trained_surrogate(inputs, figures), std::vector<double>(figures.size()), 0, 0};
  for (std::size_t fold = 0; fold < folds; ++fold) {
    std::vector<std::vector<double>> seen;
    std::vector<double> seen_figures;
    for (std::size_t i = 0; i < inputs.size(); ++i)
      if (i % folds != fold) {
        seen.push_back(inputs[i]);
        seen_figures.push_back(figures[i]);
      }
    const auto surrogate = trained_surrogate(seen, seen_figures);
    for (std::size_t i = fold; i < inputs.size(); i += folds) result.held_out[i] = surrogate(inputs[i]);
  }
  double sum = 0.0, squares = 0.0, missed = 0.0;
  for (const double figure : figures) sum += figure;
  const auto n = static_cast<double>(figures.size());
  for (std::size_t i = 0; i < figures.size(); ++i) {
    squares += std::pow(figures[i] - sum / n, 2);
    missed += std::pow(figures[i] - result.held_out[i], 2);
  }
  result.error = std::sqrt(missed / n);
  result.q2 = squares > 0.0 ? 1.0 - missed / squares : 1.0;
  return result;
}

}  // namespace liandong::analysis
