#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "sim/instructions.h"
#include "sim/phase.h"

/// A fixed undirected graph in which most arcs stay close by, kept small and laid out for one question that is asked of
/// every row again and again: how many of your neighbours say yes? docs/design/reference-workload.md says why it is so.
namespace liandong::sim {

/// A tie that a row asks for.
struct Ask {
  std::uint32_t from, to;
};

/// The arcs that leave the rows of one block. Rows and neighbours inside it are counted from the block's first row.
struct BlockArcs {
  static constexpr std::uint32_t slice = 64;     ///< rows whose arcs lie side by side
  static constexpr std::uint32_t window = 1024;  ///< rows that are put in the order of their degree together
  static constexpr std::uint16_t nobody = 8191;  ///< fills up the rows of a slice that are shorter than the longest

  /// [rows] place of each row among those of its window, most neighbours inside the block first.
  std::vector<std::uint16_t> place;
  /// [rows] neighbours, wherever they are.
  std::vector<std::uint8_t> degree;
  /// [slices] most neighbours that a row of the slice has inside the block.
  std::vector<std::uint8_t> width;
  /// For each slice [width][64]: neighbours inside the block, rows by place.
  std::vector<std::uint16_t> inside;
  /// Arcs to other blocks, by neighbour and then row: `far_row[i]` has the neighbour `far[i]`, a row of the table.
  std::vector<std::uint32_t> far;
  std::vector<std::uint16_t> far_row;
  /// Arcs inside the block; `inside` without what fills up.
  std::uint32_t arcs_inside = 0;
};

/// The whole graph: `rows` in consecutive blocks of `block_rows`, the last may be shorter.
class BlockGraph {
 public:
  static constexpr std::uint32_t most_block_rows = 8128, most_neighbours = 255;

  /// Appends the ties that the given rows ask for. Must give the same each time; is called by several threads.
  using Asks = std::function<void(const Rows&, std::vector<Ask>&)>;

  BlockGraph() = default;
  /// Joins every row with those it asks for. Ties that are asked for twice, from whichever end, count once; those of a
  /// row to itself not at all. `block_rows` is a multiple of 64 and at most `most_block_rows`. Calls `asks` three times
  /// for each block and needs about 10 bytes a row beside the result while it works. Throws std::length_error if a row
  /// would have more than `most_neighbours`.
  static BlockGraph build(std::uint32_t rows, std::uint32_t block_rows, const Asks& asks,
                          const Execution& execution = {});

  std::uint32_t rows() const noexcept { return rows_; }
  std::uint32_t block_rows() const noexcept { return block_rows_; }
  const std::vector<BlockArcs>& blocks() const noexcept { return blocks_; }
  /// Two for each tie.
  std::uint64_t arcs() const noexcept;
  /// What the graph holds.
  std::size_t bytes() const noexcept;

  /// Neighbours of each row of the block that begins with row `first`.
  std::span<const std::uint8_t> degrees(std::uint32_t first) const noexcept {
    return blocks_[first / block_rows_].degree;
  }
  /// For each row of the block that begins with row `first`, how many of its neighbours have their bit set: writes
  /// `counts[rows of the block]`. `bits` is one bit for each row of the table, 64 to a word.
  void count(std::uint32_t first, std::span<const std::uint64_t> bits, std::span<std::uint8_t> counts,
             Instructions instructions) const noexcept;

  /// Neighbours of one row, ascending. Slow; for tests and output.
  std::vector<std::uint32_t> neighbours(std::uint32_t row) const;

 private:
  std::uint32_t rows_ = 0, block_rows_ = 0;
  std::vector<BlockArcs> blocks_;
};

}  // namespace liandong::sim
