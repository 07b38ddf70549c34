#pragma once

#include <cstddef>
#include <vector>

namespace liandong::analysis {

/// Dense array in row-major order: `at(i, j, k)` of `shape`.
template <class T>
struct Array {
  std::vector<std::size_t> shape;
  std::vector<T> values;

  Array() = default;
  explicit Array(std::vector<std::size_t> s) : shape(std::move(s)) {
    std::size_t n = 1;
    for (const auto extent : shape) n *= extent;
    values.resize(n);
  }
  template <class... Index>
  std::size_t offset(Index... index) const {
    std::size_t result = 0, axis = 0;
    ((result = result * shape[axis++] + static_cast<std::size_t>(index)), ...);
    return result;
  }
  template <class... Index>
  T& at(Index... index) {
    return values[offset(index...)];
  }
  template <class... Index>
  const T& at(Index... index) const {
    return values[offset(index...)];
  }
};

}  // namespace liandong::analysis
