#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "analysis/store/exploration.h"

/// Which of the numbers that a design varies move a figure, and by how much.
namespace liandong::analysis {

/// An estimate with the interval in which 95 of 100 resamples of the design lie (percentile bootstrap). NaN where there
/// is nothing to estimate it from.
struct Estimate {
  double value = 0, low = 0, high = 0;
};

/// Elementary effects of one factor, as figures over its whole range (Morris 1991).
struct ElementaryEffects {
  Estimate strength;  ///< mean of their sizes, "mu*" (Campolongo, Cariboni and Saltelli 2007)
  Estimate mean;      ///< "mu"; its sign is that of the figure when the factor grows
  double spread = 0;  ///< standard deviation, "sigma": effects differ as others do, or do not grow in a straight line
  std::size_t count = 0;
};

/// Of figures [points] of trajectories whose `moves` are those of `Trajectories`; a move goes `step` of the range, in
/// (0, 1]. Moves from or to a NaN are left out. Resamples are of whole trajectories, drawn from the seed. Throws
/// std::invalid_argument if the sizes differ.
std::vector<ElementaryEffects> elementary_effects(std::size_t factors, std::span<const std::int32_t> moves, double step,
                                                  std::span<const double> figures, std::uint64_t seed);

/// Shares of a figure's variance that come of one factor.
struct VarianceShares {
  Estimate alone;  ///< first-order effect (Saltelli et al. 2010)
  Estimate total;  ///< alone and together with others: total effect (Jansen 1999)
};

/// Of figures [base × (factors + 2)] in the order of `sobol_points`. Rows with a NaN in what an estimate needs are left
/// out. Resamples are of rows, drawn from the seed. NaN where the figure does not vary. Throws std::invalid_argument if
/// the sizes do not fit.
std::vector<VarianceShares> variance_shares(std::size_t factors, std::span<const double> figures, std::uint64_t seed);

/// What one factor does to a figure.
struct FactorEffect {
  std::size_t key = 0;  ///< position among the exploration's keys
  Estimate strength;    ///< Morris: mu*, in the indicator's unit; Sobol: total effect, a share
  Estimate alone;       ///< Morris: mu; Sobol: first-order effect
  double spread = 0;    ///< Morris: sigma; Sobol: NaN
  /// The strength that chance alone would show of a factor that only makes runs meet another chance: from how
  /// replicates differ. NaN with one replicate.
  double chance = 0;
};

/// Whether its interval lies above what chance alone would show; false where that is unknown. Of a hundred factors that
/// do nothing two or three stand out all the same.
bool stands_out(const FactorEffect& factor) noexcept;

/// The factors of a design by what they do to one indicator: to the paired difference of two arms, or to the figure of
/// the only arm.
struct Sensitivity {
  std::size_t a = 0, b = 0;  ///< positions of the arms, a minus b; equal where there is only one arm
  std::size_t indicator = 0;
  std::vector<FactorEffect> factors;  ///< the strongest first; those without estimate last
};

/// For every pair of arms, then headline indicator (without headlines: each of which more or less is better). Empty
/// unless the design is one of Morris or Sobol. Figures are means over the replicates of a point.
std::vector<Sensitivity> sensitivities(const Exploration& exploration);

/// The same as a tidy table, RFC 4180: a row for each pair of arms, indicator, key and measure (mu_star, mu, sigma,
/// chance; total, first, chance), with the value and the ends of its interval, empty where there is none.
std::string sensitivity_csv(const Exploration& exploration, const std::vector<Sensitivity>& found);

}  // namespace liandong::analysis
