#include "analysis/inference/sensitivity.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <limits>
#include <stdexcept>
#include <utility>

#include "analysis/inference/statistics.h"
#include "sim/chance/draw.h"

namespace liandong::analysis {
namespace {

constexpr double no_estimate = std::numeric_limits<double>::quiet_NaN();
constexpr std::uint32_t resamples = 1000;

/// Beyond the purposes of any model, which draws with the same seed.
enum class ResamplingPurpose : std::uint16_t { row = 0xff30 };

/// [resamples][rows] rows drawn with replacement.
std::vector<std::vector<std::uint32_t>> drawn_rows(std::size_t rows, std::uint64_t seed) {
  const sim::Chance chance(seed, 0);
  std::vector<std::vector<std::uint32_t>> drawn(resamples, std::vector<std::uint32_t>(rows));
  for (std::uint32_t s = 0; s < resamples; ++s)
    for (std::uint32_t i = 0; i < rows; ++i)
      drawn[s][i] = sim::below(chance.word(s, ResamplingPurpose::row, i), static_cast<std::uint32_t>(rows));
  return drawn;
}

Estimate estimate(double value, const std::vector<double>& resampled) {
  return {value, quantile(resampled, 0.025), quantile(resampled, 0.975)};
}

/// [trajectories] effects of one factor, NaN where a run failed.
using Effects = std::vector<double>;

std::vector<Effects> effects_of(std::size_t factors, std::span<const std::int32_t> moves, double step,
                                std::span<const double> figures) {
  const std::size_t trajectories = moves.size() / (factors + 1);
  std::vector<Effects> effects(factors, Effects(trajectories, no_estimate));
  for (std::size_t p = 1; p < moves.size(); ++p) {
    if (moves[p] == 0) continue;
    const auto factor = static_cast<std::size_t>(std::abs(moves[p])) - 1;
    const double grown = moves[p] > 0 ? figures[p] - figures[p - 1] : figures[p - 1] - figures[p];
    effects.at(factor).at(p / (factors + 1)) = grown / step;
  }
  return effects;
}

double deviation(const Effects& effects) {
  const double middle = mean(effects);
  double squares = 0;
  std::size_t count = 0;
  for (const double effect : effects)
    if (!std::isnan(effect)) squares += (effect - middle) * (effect - middle), ++count;
  return count > 1 ? std::sqrt(squares / static_cast<double>(count - 1)) : no_estimate;
}

ElementaryEffects summary(const Effects& effects, const std::vector<std::vector<std::uint32_t>>& drawn) {
  Effects sizes;
  for (const double effect : effects) sizes.push_back(std::abs(effect));
  std::vector<double> strengths, means;
  Effects chosen(effects.size()), chosen_sizes(effects.size());
  for (const auto& rows : drawn) {
    for (std::size_t i = 0; i < rows.size(); ++i) {
      chosen[i] = effects[rows[i]];
      chosen_sizes[i] = sizes[rows[i]];
    }
    strengths.push_back(mean(chosen_sizes));
    means.push_back(mean(chosen));
  }
  const auto known = std::ranges::count_if(effects, [](double effect) { return !std::isnan(effect); });
  return {estimate(mean(sizes), strengths), estimate(mean(effects), means), deviation(effects),
          static_cast<std::size_t>(known)};
}

/// Figures of one row of a Sobol design: of A, of B, and of A with the factor from B.
struct SobolRow {
  double a, b, mixed;
};

/// First-order and total effect. Figures are taken from their mean, which keeps the error of the first-order effect
/// from growing with it.
std::pair<double, double> shares_of(const std::vector<SobolRow>& rows) {
  const auto count = static_cast<double>(rows.size());
  if (rows.size() < 2) return {no_estimate, no_estimate};
  double sum = 0, squares = 0, alone = 0, total = 0;
  for (const SobolRow& row : rows) sum += row.a + row.b;
  const double middle = sum / (2 * count);
  for (const auto& [a, b, mixed] : rows) {
    squares += (a - middle) * (a - middle) + (b - middle) * (b - middle);
    alone += (b - middle) * (mixed - a);
    total += (a - mixed) * (a - mixed) / 2;
  }
  const double variance = squares / (2 * count - 1);
  if (!(variance > 0)) return {no_estimate, no_estimate};
  return {alone / count / variance, total / count / variance};
}

std::vector<SobolRow> rows_of(std::span<const double> figures, std::size_t base, std::size_t factor) {
  std::vector<SobolRow> rows;
  for (std::size_t j = 0; j < base; ++j)
    rows.push_back({figures[j], figures[base + j], figures[(2 + factor) * base + j]});
  return rows;
}

bool is_known(const SobolRow& row) { return !std::isnan(row.a + row.b + row.mixed); }

}  // namespace

std::vector<ElementaryEffects> elementary_effects(std::size_t factors, std::span<const std::int32_t> moves, double step,
                                                  std::span<const double> figures, std::uint64_t seed) {
  if (figures.size() != moves.size() || moves.size() % (factors + 1) != 0)
    throw std::invalid_argument("figures do not fit trajectories");
  const auto drawn = drawn_rows(moves.size() / (factors + 1), seed);
  std::vector<ElementaryEffects> result;
  for (const Effects& effects : effects_of(factors, moves, step, figures)) result.push_back(summary(effects, drawn));
  return result;
}

std::vector<VarianceShares> variance_shares(std::size_t factors, std::span<const double> figures, std::uint64_t seed) {
  if (figures.size() % (factors + 2) != 0) throw std::invalid_argument("figures do not fit a Sobol design");
  const std::size_t base = figures.size() / (factors + 2);
  const auto drawn = drawn_rows(base, seed);
  std::vector<VarianceShares> result;
  for (std::size_t f = 0; f < factors; ++f) {
    const auto all = rows_of(figures, base, f);
    const auto shares_among = [&](const auto& chosen) {
      std::vector<SobolRow> known;
      for (std::size_t i = 0; i < base; ++i)
        if (const SobolRow& row = all[chosen(i)]; is_known(row)) known.push_back(row);
      return shares_of(known);
    };
    std::vector<double> alone, total;
    for (const auto& rows : drawn) {
      const auto [first, whole] = shares_among([&](std::size_t i) { return rows[i]; });
      alone.push_back(first);
      total.push_back(whole);
    }
    const auto [first, whole] = shares_among([](std::size_t i) { return i; });
    result.push_back({estimate(first, alone), estimate(whole, total)});
  }
  return result;
}

}  // namespace liandong::analysis
