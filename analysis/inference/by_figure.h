#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <span>
#include <vector>

#include "analysis/store/series.h"

namespace liandong::analysis {

/// Bytes of figures that are held at once.
inline constexpr std::size_t figures_in_memory = std::size_t{16} << 20;

/// Reads series that hold the same replicates figure by figure, although they stand row by row.
/// `reading(row, figure)` is a number that a replicate's row says; `visit(figure, values)` is told that of all
/// replicates, [series] spans of [replicates], for each of `figures` figures in order. The rows are gone through as
/// often as it takes for figures to stay within `most` bytes: more passes, not more memory, with more replicates.
template <std::size_t count, class Reading, class Visit>
void by_figure(const std::array<const Series*, count>& series, std::size_t figures, Reading&& reading, Visit&& visit,
               std::size_t most = figures_in_memory) {
  if (figures == 0) return;
  const std::size_t replicates = series[0]->shape()[0];
  const std::size_t at_once =
      std::clamp<std::size_t>(most / (sizeof(double) * count * std::max<std::size_t>(replicates, 1)), 1, figures);
  std::array<std::vector<double>, count> held;  // [figures at once, replicates]
  for (auto& values : held) values.resize(at_once * replicates);
  std::vector<float> row;
  for (std::size_t first = 0; first < figures; first += at_once) {
    const std::size_t last = std::min(first + at_once, figures);
    for (std::size_t s = 0; s < count; ++s)
      for (std::size_t r = 0; r < replicates; ++r) {
        row.resize(series[s]->row_size());
        series[s]->read(r, row);
        for (std::size_t f = first; f < last; ++f)
          held[s][(f - first) * replicates + r] = reading(std::span<const float>(row), f);
      }
    for (std::size_t f = first; f < last; ++f) {
      std::array<std::span<const double>, count> values;
      for (std::size_t s = 0; s < count; ++s)
        values[s] = std::span(held[s]).subspan((f - first) * replicates, replicates);
      visit(f, values);
    }
  }
}

}  // namespace liandong::analysis
