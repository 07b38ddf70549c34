#include "analysis/scenario/plausible.h"

#include <fmt/format.h>

#include <algorithm>
#include <boost/math/special_functions/beta.hpp>
#include <boost/math/special_functions/gamma.hpp>
#include <charconv>
#include <cmath>
#include <string>

#include "models/prior.h"

namespace liandong::analysis {
namespace {

using models::Distribution;

double triangular(double low, double top, double high, double u) {
  const double width = high - low;
  if (u * width < top - low) return low + std::sqrt(u * width * (top - low));
  return high - std::sqrt((1.0 - u) * width * (high - top));
}

/// PERT: exponents such that the mean is (low + 4 top + high) / 6.
double beta(double low, double top, double high, double u) {
  const double width = high - low;
  return low + width * boost::math::ibeta_inv(1.0 + 4.0 * (top - low) / width, 1.0 + 4.0 * (high - top) / width, u);
}

double alternative(const models::Prior& prior, double u) {
  std::size_t chosen = 0;
  for (double sum = prior.weights[0]; u >= sum && chosen + 1 < prior.weights.size(); sum += prior.weights[chosen])
    ++chosen;
  return std::min(static_cast<double>(chosen), prior.plausible.high);
}

}  // namespace

double six_digits(double value) {
  const std::string text = fmt::format("{:.6g}", value);
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

double quantile_in(const models::Plausible& range, double top, const models::Parameter& parameter, double u) {
  const double margin = parameter.whole ? 0.5 : 0.0;  // so that the ends are as likely as the others
  const double low = range.low - margin, high = range.high + margin;
  double value = low + u * (high - low);
  if (range.distribution == Distribution::triangular) value = triangular(low, top, high, u);
  if (range.distribution == Distribution::beta) value = beta(low, top, high, u);
  if (range.distribution == Distribution::log_uniform) value = low * std::pow(high / low, u);
  return std::clamp(parameter.whole ? std::round(value) : six_digits(value), range.low, range.high);
}

double plausible_quantile(const models::Parameter& parameter, double u) {
  if (!parameter.prior || !models::is_uncertain(*parameter.prior)) return parameter.fallback;
  const models::Plausible& range = parameter.prior->plausible;
  if (range.distribution == Distribution::dirichlet) return parameter.fallback;
  if (range.distribution == Distribution::alternatives) return alternative(*parameter.prior, u);
  return quantile_in(range, parameter.fallback, parameter, u);
}

double share_part(const models::Shares& shares, double mean, double u) {
  return mean > 0.0 ? boost::math::gamma_p_inv(shares.concentration * mean, u) : 0.0;
}

}  // namespace liandong::analysis
