#include "sim/graph/block_graph.h"

#include <algorithm>
#include <atomic>
#include <memory>
#include <numeric>
#include <stdexcept>

#include "sim/graph/block_count.h"

namespace liandong::sim {
namespace {

/// Two numbers that sort by the first and then the second.
constexpr std::uint64_t pair_of(std::uint32_t first, std::uint32_t second) noexcept {
  return std::uint64_t{first} << 32 | second;
}
constexpr std::uint32_t first_of(std::uint64_t pair) noexcept { return static_cast<std::uint32_t>(pair >> 32); }
constexpr std::uint32_t second_of(std::uint64_t pair) noexcept { return static_cast<std::uint32_t>(pair); }

void sort_once(std::vector<std::uint64_t>& pairs) {
  std::sort(pairs.begin(), pairs.end());
  pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
}

/// For each block the ties that rows of other blocks ask of its rows, as pairs (row that asks, row asked).
class Arrivals {
 public:
  Arrivals(std::uint32_t rows, std::uint32_t block_rows, const BlockGraph::Asks& asks, const Execution& execution)
      : ends_((rows + block_rows - 1) / block_rows + 1) {
    // Counts first, then places; which thread comes first decides the order within a block, which sorting undoes.
    const auto each = [&](auto&& take) {
      for_each_block(execution, rows, block_rows, [&](const Rows& own) {
        std::vector<Ask> asked;
        asks(own, asked);
        for (const Ask& ask : asked)
          if (ask.from / block_rows != ask.to / block_rows) take(ask, ends_[ask.to / block_rows]);
      });
    };
    each([](const Ask&, std::atomic<std::uint64_t>& count) { count.fetch_add(1, std::memory_order_relaxed); });
    std::uint64_t total = 0;
    for (auto& end : ends_) total += end.exchange(total);
    pairs_ = std::make_unique_for_overwrite<std::uint64_t[]>(total);
    each([&](const Ask& ask, std::atomic<std::uint64_t>& end) {
      pairs_[end.fetch_add(1, std::memory_order_relaxed)] = pair_of(ask.from, ask.to);
    });
  }
  std::span<const std::uint64_t> of(std::uint32_t block) const {
    return {pairs_.get() + (block == 0 ? 0 : ends_[block - 1].load()), pairs_.get() + ends_[block].load()};
  }

 private:
  std::vector<std::atomic<std::uint64_t>> ends_;  // counts, then where each block begins, then where it ends
  std::unique_ptr<std::uint64_t[]> pairs_;
};

/// Arcs inside a block as sorted pairs (row, neighbour), and where those of each row begin.
struct Inside {
  std::vector<std::uint64_t> arcs;
  std::vector<std::uint32_t> begin;

  std::uint32_t degree(std::uint32_t row) const noexcept { return begin[row + 1] - begin[row]; }
};

/// The rows of a window, most neighbours inside the block first, then ascending.
std::vector<std::uint32_t> by_degree(const Inside& inside, std::uint32_t first, std::uint32_t n) {
  std::vector<std::uint32_t> rows(n);
  std::iota(rows.begin(), rows.end(), first);
  std::stable_sort(rows.begin(), rows.end(),
                   [&](std::uint32_t a, std::uint32_t b) { return inside.degree(a) > inside.degree(b); });
  return rows;
}

void lay_out_slice(BlockArcs& block, const Inside& inside, std::span<const std::uint32_t> rows) {
  const std::uint32_t width = inside.degree(rows.front());
  block.width.push_back(static_cast<std::uint8_t>(width));
  const std::size_t start = block.inside.size();
  block.inside.resize(start + std::size_t{width} * BlockArcs::slice, BlockArcs::nobody);
  for (std::size_t lane = 0; lane < rows.size(); ++lane)
    for (std::size_t k = 0; k < inside.degree(rows[lane]); ++k)
      block.inside[start + k * BlockArcs::slice + lane] =
          static_cast<std::uint16_t>(second_of(inside.arcs[inside.begin[rows[lane]] + k]));
}

void lay_out_inside(BlockArcs& block, const Inside& inside, std::uint32_t n) {
  block.place.resize(n);
  for (std::uint32_t first = 0; first < n; first += BlockArcs::window) {
    const auto rows = by_degree(inside, first, std::min(BlockArcs::window, n - first));
    for (std::size_t place = 0; place < rows.size(); ++place)
      block.place[rows[place]] = static_cast<std::uint16_t>(place);
    for (std::size_t place = 0; place < rows.size(); place += BlockArcs::slice)
      lay_out_slice(block, inside,
                    std::span(rows).subspan(place, std::min<std::size_t>(BlockArcs::slice, rows.size() - place)));
  }
  block.arcs_inside = static_cast<std::uint32_t>(inside.arcs.size());
  block.inside.shrink_to_fit();
}

/// `far` holds sorted pairs (neighbour, row).
void lay_out_far(BlockArcs& block, const std::vector<std::uint64_t>& far) {
  block.far.reserve(far.size());
  block.far_row.reserve(far.size());
  for (const std::uint64_t arc : far) {
    block.far.push_back(first_of(arc));
    block.far_row.push_back(static_cast<std::uint16_t>(second_of(arc)));
  }
}

void count_degrees(BlockArcs& block, const Inside& inside, std::uint32_t n) {
  std::vector<std::uint32_t> degrees(n);
  for (std::uint32_t row = 0; row < n; ++row) degrees[row] = inside.degree(row);
  for (const std::uint16_t row : block.far_row) ++degrees[row];
  if (std::ranges::max(degrees) > BlockGraph::most_neighbours)
    throw std::length_error("a row of the graph has more than 255 neighbours");
  block.degree.assign(degrees.begin(), degrees.end());
}

BlockArcs block_of(const Rows& own, std::span<const Ask> asked, std::span<const std::uint64_t> arrived) {
  const std::uint32_t first = own.begin_row(), n = own.end_row() - first;
  Inside inside;
  std::vector<std::uint64_t> far;
  for (const Ask& ask : asked) {
    const std::uint32_t from = ask.from - first, to = ask.to - first;
    if (to >= n) {
      far.push_back(pair_of(ask.to, from));
    } else if (from != to) {
      inside.arcs.push_back(pair_of(from, to));
      inside.arcs.push_back(pair_of(to, from));
    }
  }
  for (const std::uint64_t pair : arrived) far.push_back(pair_of(first_of(pair), second_of(pair) - first));
  sort_once(inside.arcs);
  sort_once(far);
  inside.begin.resize(n + 1);
  for (const std::uint64_t arc : inside.arcs) ++inside.begin[first_of(arc) + 1];
  std::partial_sum(inside.begin.begin(), inside.begin.end(), inside.begin.begin());

  BlockArcs block;
  lay_out_far(block, far);
  count_degrees(block, inside, n);
  lay_out_inside(block, inside, n);
  return block;
}

}  // namespace

BlockGraph BlockGraph::build(std::uint32_t rows, std::uint32_t block_rows, const Asks& asks,
                             const Execution& execution) {
  if (block_rows == 0 || block_rows % 64 != 0 || block_rows > most_block_rows)
    throw std::length_error("rows of a block: a multiple of 64 up to 8128");
  BlockGraph graph;
  graph.rows_ = rows;
  graph.block_rows_ = block_rows;
  graph.blocks_.resize((std::size_t{rows} + block_rows - 1) / block_rows);
  const Arrivals arrivals(rows, block_rows, asks, execution);
  for_each_block(execution, rows, block_rows, [&](const Rows& own) {
    std::vector<Ask> asked;
    asks(own, asked);
    const std::uint32_t block = own.begin_row() / block_rows;
    graph.blocks_[block] = block_of(own, asked, arrivals.of(block));
  });
  return graph;
}

std::uint64_t BlockGraph::arcs() const noexcept {
  std::uint64_t total = 0;
  for (const BlockArcs& block : blocks_) total += block.arcs_inside + block.far.size();
  return total;
}

std::size_t BlockGraph::bytes() const noexcept {
  const auto held = [](const auto& values) { return values.capacity() * sizeof(values[0]); };
  std::size_t total = held(blocks_);
  for (const BlockArcs& block : blocks_)
    total += held(block.place) + held(block.degree) + held(block.width) + held(block.inside) + held(block.far) +
             held(block.far_row);
  return total;
}

void BlockGraph::count(std::uint32_t first, std::span<const std::uint64_t> bits, std::span<std::uint8_t> counts,
                       Instructions instructions) const noexcept {
  const BlockArcs& arcs = blocks_[first / block_rows_];
  const std::size_t n = arcs.degree.size();
  const auto own = bits.subspan(first / 64, (n + 63) / 64);
  if (instructions == Instructions::avx512)
    block_count::avx512(arcs, bits, own, counts.first(n));
  else
    block_count::portable(arcs, bits, own, counts.first(n));
}

std::vector<std::uint32_t> BlockGraph::neighbours(std::uint32_t row) const {
  const std::uint32_t first = row / block_rows_ * block_rows_, own = row - first;
  const BlockArcs& arcs = blocks_[row / block_rows_];
  const std::uint32_t place = own / BlockArcs::window * BlockArcs::window + arcs.place[own];
  std::size_t start = place % BlockArcs::slice;
  for (std::uint32_t s = 0; s < place / BlockArcs::slice; ++s) start += std::size_t{arcs.width[s]} * BlockArcs::slice;
  std::vector<std::uint32_t> found;
  for (std::size_t k = 0; k < arcs.width[place / BlockArcs::slice]; ++k)
    if (const std::uint16_t other = arcs.inside[start + k * BlockArcs::slice]; other != BlockArcs::nobody)
      found.push_back(first + other);
  for (std::size_t i = 0; i < arcs.far.size(); ++i)
    if (arcs.far_row[i] == own) found.push_back(arcs.far[i]);
  std::sort(found.begin(), found.end());
  return found;
}

}  // namespace liandong::sim
