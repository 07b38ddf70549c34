#pragma once

#include <cstddef>
#include <cstdint>

#include "sim/graph/layer.h"
#include "sim/instructions.h"

/// Loops over the arcs of many rows at once. A loop over each row's own arcs ends after a handful, a different one for
/// each row, and a processor that guesses wrong waits longer than the arcs take. So these go through all arcs in one
/// loop and know of each arc which row it belongs to.
namespace liandong::sim {

/// Rows to take together: what is noted of their arcs stays in the first-level cache.
inline constexpr std::uint32_t rows_together = 256;

/// Room for so many numbers, until the thread's next call.
std::uint64_t* running_sums(std::size_t numbers);

/// Asks the processor for what columns hold of the first and the last neighbour of each of rows [first, last). Arcs of
/// a row are sorted, so that neighbours far away stand at its ends: those are not at hand already, and a loop over arcs
/// waits for each of them. Changes no result.
template <class... T>
void prefetch_ends(const Layer& layer, std::uint32_t first, std::uint32_t last, const T*... columns) noexcept {
  const std::uint32_t* const target = layer.targets().data();
  for (std::uint32_t row = first; row < last; ++row) {
    if (layer.degree(row) == 0) continue;
    const std::uint32_t front = target[layer.first_arc(row)], back = target[layer.first_arc(row + 1) - 1];
    (prefetch(columns + front), ...);
    (prefetch(columns + back), ...);
  }
}

/// Calls body(row, arc) for every arc of rows [first, last), in order.
template <class Body>
void each_arc(const Layer& layer, std::uint32_t first, std::uint32_t last, Body&& body) {
  for (std::uint32_t begin = first; begin < last; begin += rows_together) {
    const std::uint32_t end = last - begin < rows_together ? last : begin + rows_together;
    const std::uint32_t first_arc = layer.first_arc(begin);
    const auto rows = layer.row_of_each_arc(begin, end);
    const std::uint32_t* const row = rows.data();
    const auto arcs = static_cast<std::uint32_t>(rows.size());
    for (std::uint32_t i = 0; i < arcs; ++i) body(row[i], first_arc + i);
  }
}

/// Sums value(arc) over the arcs of each of rows [first, last) and calls sum_of_row(row, sum), in order. Values are
/// whole numbers; sums are right modulo 2^64, as differences of running sums.
template <class Value, class SumOfRow>
void sum_rows(const Layer& layer, std::uint32_t first, std::uint32_t last, Value value, SumOfRow&& sum_of_row) {
  for (std::uint32_t begin = first; begin < last; begin += rows_together) {
    const std::uint32_t end = last - begin < rows_together ? last : begin + rows_together;
    const std::uint32_t first_arc = layer.first_arc(begin);
    const std::uint32_t arcs = layer.first_arc(end) - first_arc;
    std::uint64_t* const before = running_sums(arcs + 1);
    std::uint64_t sum = 0;
    before[0] = 0;
#pragma GCC unroll 8
    for (std::uint32_t i = 0; i < arcs; ++i) before[i + 1] = sum += value(first_arc + i);
    const std::uint32_t* const offset = layer.offsets().data();
    std::uint64_t before_row = 0;
    for (std::uint32_t row = begin; row < end; ++row) {
      const std::uint64_t behind_row = before[offset[row + 1] - first_arc];
      sum_of_row(row, behind_row - before_row);
      before_row = behind_row;
    }
  }
}

}  // namespace liandong::sim
