#pragma once

#include <cstdint>
#include <vector>

#include "sim/graph/layer.h"

namespace liandong::tests {

inline sim::Layer undirected(std::uint32_t rows, std::vector<sim::Tie> ties) {
  return sim::Layer::from_ties(rows, rows, std::move(ties), true);
}
inline sim::Layer star(std::uint32_t rows) {
  std::vector<sim::Tie> ties;
  for (std::uint32_t r = 1; r < rows; ++r) ties.push_back({0, r});
  return undirected(rows, ties);
}
inline sim::Layer ring(std::uint32_t rows) {
  std::vector<sim::Tie> ties;
  for (std::uint32_t r = 0; r < rows; ++r) ties.push_back({r, (r + 1) % rows});
  return undirected(rows, ties);
}
inline sim::Layer complete(std::uint32_t rows) {
  std::vector<sim::Tie> ties;
  for (std::uint32_t r = 0; r < rows; ++r)
    for (std::uint32_t s = 0; s < r; ++s) ties.push_back({r, s});
  return undirected(rows, ties);
}

/// Friendships in a karate club, members numbered from 0. Source: Zachary 1977.
inline sim::Layer karate_club() {
  const std::vector<std::vector<std::uint32_t>> higher{{1, 2, 3, 4, 5, 6, 7, 8, 10, 11, 12, 13, 17, 19, 21, 31},
                                                       {2, 3, 7, 13, 17, 19, 21, 30},
                                                       {3, 7, 8, 9, 13, 27, 28, 32},
                                                       {7, 12, 13},
                                                       {6, 10},
                                                       {6, 10, 16},
                                                       {16},
                                                       {},
                                                       {30, 32, 33},
                                                       {33},
                                                       {},
                                                       {},
                                                       {},
                                                       {33},
                                                       {32, 33},
                                                       {32, 33},
                                                       {},
                                                       {},
                                                       {32, 33},
                                                       {33},
                                                       {32, 33},
                                                       {},
                                                       {32, 33},
                                                       {25, 27, 29, 32, 33},
                                                       {25, 27, 31},
                                                       {31},
                                                       {29, 33},
                                                       {33},
                                                       {31, 33},
                                                       {32, 33},
                                                       {32, 33},
                                                       {32, 33},
                                                       {33}};
  std::vector<sim::Tie> ties;
  for (std::uint32_t r = 0; r < higher.size(); ++r)
    for (const auto to : higher[r]) ties.push_back({r, to});
  return undirected(34, ties);
}

}  // namespace liandong::tests
