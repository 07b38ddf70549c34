#pragma once

#include <cstdint>
#include <vector>

/// Where in the unit cube a study is run to find which of many numbers matter.
namespace liandong::analysis {

/// Trajectories of Morris (1991): each begins at random levels and moves every factor once, in random order, by half of
/// the levels, up or down as there is room.
struct Trajectories {
  std::vector<std::vector<std::uint32_t>> levels;  ///< [trajectories × (factors + 1)][factors], counted from 0
  std::vector<std::int32_t> moves;  ///< [points] 0 where a trajectory begins; ±n: factor n − 1 has moved up or down
};

/// `levels` is even and at least 2. Drawn from the seed; a trajectory does not depend on how many follow it.
Trajectories trajectories(std::size_t factors, std::uint32_t count, std::uint32_t levels, std::uint64_t seed);

/// Factors beyond this are too many for the sequence.
inline constexpr std::size_t most_sobol_factors = 1800;

/// Points of Saltelli et al. (2010), [base × (factors + 2)][factors], in (0, 1): two independent samples A and B of
/// `base` points each, then for each factor the sample A with that factor's column taken from B. A and B are columns of
/// one Sobol' sequence (directions of Joe and Kuo 2008), which fills a cube more evenly than chance or a Latin
/// hypercube: it is even in two and more factors at a time, where a hypercube is so in each by itself. Its digits are
/// shifted by draws from the seed, so that no point lies on a border and other seeds give other points.
/// `base` is a power of two, for which the sequence is even.
std::vector<std::vector<double>> sobol_points(std::size_t factors, std::uint32_t base, std::uint64_t seed);

}  // namespace liandong::analysis
