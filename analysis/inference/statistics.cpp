#include "analysis/inference/statistics.h"

#include <Eigen/Core>
#include <algorithm>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>
#include <limits>
#include <numeric>
#include <stdexcept>

namespace liandong::analysis {

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double undefined = std::numeric_limits<double>::quiet_NaN();

using Values = Eigen::ArrayXd;

/// Unbiased variance of at least two values; exactly zero if all are equal.
double variance(const Values& values) {
  if ((values == values[0]).all()) return 0.0;
  return (values - values.mean()).square().sum() / static_cast<double>(values.size() - 1);
}

struct Pairs {
  Values a, b;
};

Pairs defined_pairs(std::span<const double> a, std::span<const double> b) {
  std::vector<double> left, right;
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (std::isnan(a[i]) || std::isnan(b[i])) continue;
    left.push_back(a[i]);
    right.push_back(b[i]);
  }
  const auto size = static_cast<Eigen::Index>(left.size());
  return {Eigen::Map<Values>(left.data(), size), Eigen::Map<Values>(right.data(), size)};
}

struct Interval {
  double low, high;
};

Interval t_interval(double centre, double standard_error, std::size_t n, double confidence) {
  if (n < 2) return {-infinity, infinity};
  if (standard_error == 0.0) return {centre, centre};
  const boost::math::students_t t(static_cast<double>(n - 1));
  const double half = boost::math::quantile(boost::math::complement(t, (1.0 - confidence) / 2)) * standard_error;
  return {centre - half, centre + half};
}

void require_confidence(double confidence) {
  if (!(confidence > 0.0 && confidence < 1.0)) throw std::invalid_argument("confidence must lie between 0 and 1");
}

/// Positions that sort `p` upwards, NaN taken as 1.
std::vector<std::size_t> ascending(std::span<const double> p) {
  std::vector<std::size_t> order(p.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  const auto value = [&](std::size_t i) { return std::isnan(p[i]) ? 1.0 : p[i]; };
  std::ranges::stable_sort(order, [&](std::size_t i, std::size_t j) { return value(i) < value(j); });
  return order;
}

Interval interval_of(const std::vector<double>& values, double centre, double confidence) {
  if (values.size() < 2) return {-infinity, infinity};
  const Values v = Eigen::Map<const Values>(values.data(), static_cast<Eigen::Index>(values.size()));
  return t_interval(centre, std::sqrt(variance(v) / static_cast<double>(values.size())), values.size(), confidence);
}

/// Path over [replicates, weeks] of the values that `value(replicate, week)` gives.
template <class Value>
Path path_of(std::size_t replicates, std::size_t weeks, double confidence, Value&& value) {
  require_confidence(confidence);
  Path path;
  std::vector<double> values;
  for (std::size_t week = 0; week < weeks; ++week) {
    values.clear();
    for (std::size_t replicate = 0; replicate < replicates; ++replicate) {
      const double v = value(replicate, week);
      if (!std::isnan(v)) values.push_back(v);
    }
    const double centre = mean(values);
    const Interval interval = interval_of(values, centre, confidence);
    path.mean.push_back(centre);
    path.low.push_back(interval.low);
    path.high.push_back(interval.high);
  }
  return path;
}

}  // namespace

Effect paired_effect(std::span<const double> a, std::span<const double> b, double confidence) {
  if (a.size() != b.size()) throw std::invalid_argument("paired figures must be equally many");
  require_confidence(confidence);
  const Pairs pairs = defined_pairs(a, b);
  const auto n = static_cast<std::size_t>(pairs.a.size());
  Effect effect;
  effect.pairs = static_cast<std::uint32_t>(n);
  effect.low = -infinity;
  effect.high = infinity;
  if (n == 0) {
    effect.mean_a = effect.mean_b = effect.delta = undefined;
    return effect;
  }
  const Values difference = pairs.a - pairs.b;
  effect.mean_a = pairs.a.mean();
  effect.mean_b = pairs.b.mean();
  effect.delta = (difference == difference[0]).all() ? difference[0] : difference.mean();
  const auto sign = [](double x) { return (x > 0) - (x < 0); };
  const auto agreeing = std::ranges::count_if(difference, [&](double d) { return sign(d) == sign(effect.delta); });
  effect.agree = static_cast<double>(agreeing) / static_cast<double>(n);
  if (n == 1) return effect;

  const double paired = variance(difference), unpaired = variance(pairs.a) + variance(pairs.b);
  if (paired > 0)
    effect.variance_reduction = unpaired / paired;
  else
    effect.variance_reduction = unpaired > 0 ? infinity : 1.0;
  const double standard_error = std::sqrt(paired / static_cast<double>(n));
  const Interval interval = t_interval(effect.delta, standard_error, n, confidence);
  effect.low = interval.low;
  effect.high = interval.high;
  if (standard_error > 0) {
    const boost::math::students_t t(static_cast<double>(n - 1));
    const double statistic = std::abs(effect.delta) / standard_error;
    effect.p = std::min(1.0, 2 * boost::math::cdf(boost::math::complement(t, statistic)));
  } else {
    effect.p = effect.delta == 0.0 ? 1.0 : 0.0;
  }
  effect.p_adjusted = effect.p;
  return effect;
}

std::vector<double> adjusted_by_holm(std::span<const double> p) {
  std::vector<double> adjusted(p.size());
  double running = 0.0;
  std::size_t left = p.size();
  for (const std::size_t i : ascending(p)) {
    const double value = std::isnan(p[i]) ? 1.0 : p[i];
    running = std::max(running, std::min(1.0, value * static_cast<double>(left--)));
    adjusted[i] = running;
  }
  return adjusted;
}

std::vector<double> adjusted_by_benjamini_hochberg(std::span<const double> p) {
  std::vector<double> adjusted(p.size());
  const auto order = ascending(p);
  const auto n = static_cast<double>(p.size());
  double running = 1.0;
  for (std::size_t rank = order.size(); rank-- > 0;) {
    const std::size_t i = order[rank];
    const double value = std::isnan(p[i]) ? 1.0 : p[i];
    running = std::min(running, value * n / static_cast<double>(rank + 1));
    adjusted[i] = running;
  }
  return adjusted;
}

Verdict verdict(const Effect& effect, models::Direction direction, double smallest_effect, double confidence) {
  if (effect.pairs < 2) return Verdict::inconclusive;
  if (effect.low >= -smallest_effect && effect.high <= smallest_effect) return Verdict::no_difference;
  const bool sure = effect.p_adjusted < 1.0 - confidence && std::abs(effect.delta) >= smallest_effect;
  if (!sure) return Verdict::inconclusive;
  if (direction == models::Direction::neutral) return Verdict::different;
  const bool more_is_better = direction == models::Direction::better;
  return (effect.delta > 0) == more_is_better ? Verdict::better : Verdict::worse;
}

double gini(std::span<const double> values) {
  if (values.empty()) return undefined;
  std::vector<double> sorted(values.begin(), values.end());
  std::ranges::sort(sorted);
  const auto n = static_cast<double>(sorted.size());
  double total = 0.0, weighted = 0.0;
  for (std::size_t i = 0; i < sorted.size(); ++i) {
    total += sorted[i];
    weighted += (2.0 * static_cast<double>(i + 1) - n - 1.0) * sorted[i];
  }
  return total > 0.0 ? weighted / (n * total) : 0.0;
}

double quantile(std::span<const double> values, double share) {
  std::vector<double> sorted;
  std::ranges::copy_if(values, std::back_inserter(sorted), [](double v) { return !std::isnan(v); });
  if (sorted.empty()) return undefined;
  std::ranges::sort(sorted);
  const double position = std::clamp(share, 0.0, 1.0) * static_cast<double>(sorted.size() - 1);
  const auto below = static_cast<std::size_t>(position);
  const std::size_t above = std::min(below + 1, sorted.size() - 1);
  return std::lerp(sorted[below], sorted[above], position - static_cast<double>(below));
}

double mean(std::span<const double> values) {
  double total = 0.0;
  std::size_t n = 0;
  for (const double value : values) {
    if (std::isnan(value)) continue;
    total += value;
    ++n;
  }
  return n > 0 ? total / static_cast<double>(n) : undefined;
}

Path mean_path(const Array<float>& weekly, std::size_t indicator, double confidence) {
  return path_of(weekly.shape[0], weekly.shape[1], confidence,
                 [&](std::size_t r, std::size_t w) { return static_cast<double>(weekly.at(r, w, indicator)); });
}

Path mean_difference_path(const Array<float>& a, const Array<float>& b, std::size_t indicator, double confidence) {
  if (a.shape != b.shape) throw std::invalid_argument("paired paths must have the same shape");
  return path_of(a.shape[0], a.shape[1], confidence, [&](std::size_t r, std::size_t w) {
    return static_cast<double>(a.at(r, w, indicator)) - static_cast<double>(b.at(r, w, indicator));
  });
}

}  // namespace liandong::analysis
