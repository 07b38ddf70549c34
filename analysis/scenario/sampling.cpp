#include "analysis/scenario/sampling.h"

#include <algorithm>
#include <boost/random/sobol.hpp>
#include <numeric>

#include "sim/chance/draw.h"

namespace liandong::analysis {
namespace {

/// Beyond the purposes of any model, which draws with the same seed.
enum class SamplingPurpose : std::uint16_t { first_level = 0xff40, order = 0xff41, shift = 0xff42 };

/// Factors in the order in which a trajectory moves them.
std::vector<std::uint32_t> order_of(std::uint32_t trajectory, std::size_t factors, const sim::Chance& chance) {
  std::vector<std::uint32_t> order(factors);
  std::iota(order.begin(), order.end(), 0u);
  std::ranges::stable_sort(order, {},
                           [&](std::uint32_t f) { return chance.word(0, SamplingPurpose::order, trajectory, f); });
  return order;
}

/// Binary digits by which a column of the sequence is shifted.
std::uint64_t shift_of(std::uint32_t column, const sim::Chance& chance) {
  const auto words = chance.four(0, SamplingPurpose::shift, column);
  return (std::uint64_t{words[0]} << 32) | words[1];
}

double in_open_unit(std::uint64_t digits) { return (static_cast<double>(digits >> 12) + 0.5) * 0x1p-52; }

/// [points][columns] of the sequence from its first point on, which lies at zero and which Boost leaves out.
std::vector<std::vector<double>> shifted_sequence(std::size_t columns, std::uint32_t points, std::uint64_t seed) {
  const sim::Chance chance(seed, 0);
  boost::random::sobol sequence(columns);
  std::vector<std::vector<double>> sample(points, std::vector<double>(columns));
  for (std::uint32_t p = 0; p < points; ++p)
    for (std::uint32_t c = 0; c < columns; ++c) {
      const std::uint64_t digits = p == 0 ? 0 : sequence();
      sample[p][c] = in_open_unit(digits ^ shift_of(c, chance));
    }
  return sample;
}

}  // namespace

Trajectories trajectories(std::size_t factors, std::uint32_t count, std::uint32_t levels, std::uint64_t seed) {
  const sim::Chance chance(seed, 0);
  Trajectories found;
  for (std::uint32_t t = 0; t < count; ++t) {
    std::vector<std::uint32_t> point(factors);
    for (std::uint32_t f = 0; f < factors; ++f)
      point[f] = sim::below(chance.word(0, SamplingPurpose::first_level, t, f), levels);
    found.levels.push_back(point);
    found.moves.push_back(0);
    for (const std::uint32_t f : order_of(t, factors, chance)) {
      const bool up = point[f] < levels / 2;
      point[f] = up ? point[f] + levels / 2 : point[f] - levels / 2;
      found.levels.push_back(point);
      found.moves.push_back(up ? static_cast<std::int32_t>(f + 1) : -static_cast<std::int32_t>(f + 1));
    }
  }
  return found;
}

std::vector<std::vector<double>> sobol_points(std::size_t factors, std::uint32_t base, std::uint64_t seed) {
  const auto both = shifted_sequence(2 * factors, base, seed);
  std::vector<std::vector<double>> points;
  const auto half = [&](std::uint32_t row, std::size_t first) {
    const auto begin = both[row].begin() + static_cast<std::ptrdiff_t>(first);
    return std::vector<double>(begin, begin + static_cast<std::ptrdiff_t>(factors));
  };
  for (const std::size_t first : {std::size_t{0}, factors})
    for (std::uint32_t j = 0; j < base; ++j) points.push_back(half(j, first));
  for (std::size_t f = 0; f < factors; ++f)
    for (std::uint32_t j = 0; j < base; ++j) {
      points.push_back(points[j]);
      points.back()[f] = both[j][factors + f];
    }
  return points;
}

}  // namespace liandong::analysis
