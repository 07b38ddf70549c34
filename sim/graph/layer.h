#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "sim/phase.h"

namespace liandong::sim {

/// One tie of an edge list.
struct Tie {
  std::uint32_t from;
  std::uint32_t to;
  float weight = 1.0f;
  std::uint32_t last_used = 0;  ///< week
};

/// One typed layer of the relationship graph in compressed sparse rows: `offsets[rows + 1]`, and per arc a target, a
/// weight and the week of last use. Rows are agents of `from`'s table, targets rows of `to`'s table; an undirected tie
/// is two arcs. Neighbours of a row are in ascending order of target. A layer that changes does so in `rebuild`.
class Layer {
 public:
  Layer() = default;

  /// Builds from ties in any order; of ties that repeat (from, to) the heaviest stays. With `undirected` each tie also
  /// gives its reverse. Ties of a row to itself are dropped when undirected.
  static Layer from_ties(std::uint32_t rows, std::uint32_t target_rows, std::vector<Tie> ties, bool undirected);

  std::uint32_t rows() const noexcept {
    return offsets_.empty() ? 0u : static_cast<std::uint32_t>(offsets_.size() - 1);
  }
  std::uint32_t target_rows() const noexcept { return target_rows_; }
  std::size_t arcs() const noexcept { return targets_.size(); }
  bool undirected() const noexcept { return undirected_; }
  std::uint32_t degree(std::uint32_t row) const noexcept { return offsets_[row + 1] - offsets_[row]; }
  std::uint32_t first_arc(std::uint32_t row) const noexcept { return offsets_[row]; }
  std::span<const std::uint32_t> neighbours(std::uint32_t row) const noexcept {
    return {targets_.data() + offsets_[row], targets_.data() + offsets_[row + 1]};
  }
  std::span<const float> weights(std::uint32_t row) const noexcept {
    return {weights_.data() + offsets_[row], weights_.data() + offsets_[row + 1]};
  }
  /// Asks the processor to have a row's arcs at hand soon. Changes no result.
  void prefetch(std::uint32_t row) const noexcept {
    sim::prefetch(targets_.data() + offsets_[row]);
    sim::prefetch(weights_.data() + offsets_[row]);
  }
  const std::vector<std::uint32_t>& offsets() const noexcept { return offsets_; }
  const std::vector<std::uint32_t>& targets() const noexcept { return targets_; }
  std::vector<float>& arc_weights() noexcept { return weights_; }
  const std::vector<float>& arc_weights() const noexcept { return weights_; }
  std::vector<std::uint32_t>& arc_last_used() noexcept { return last_used_; }
  const std::vector<std::uint32_t>& arc_last_used() const noexcept { return last_used_; }

  /// The row of each arc of rows [first, last), in the order of the arcs. Valid until the thread's next call.
  std::span<const std::uint32_t> row_of_each_arc(std::uint32_t first, std::uint32_t last) const;

  /// Arc from `from` to `to`, or `no_arc`. O(log degree).
  static constexpr std::uint32_t no_arc = 0xffffffffu;
  std::uint32_t find(std::uint32_t from, std::uint32_t to) const noexcept;

  /// Throws std::length_error where 32 bits cannot count that many arcs; so do from_ties and rebuild.
  static void require_countable(std::uint64_t arcs);

  /// Drops every tie for which keep(from, to, weight, last_used) is false and adds `born` (undirected ties once each).
  /// For an undirected layer `keep` must answer alike for both arcs.
  template <class Keep>
  void rebuild(Keep&& keep, const std::vector<Tie>& born, const Execution& execution = {}) {
    if (rows() == 0) return;
    const std::vector<Tie> arrivals = arrivals_of(born);
    require_countable(arcs() + arrivals.size());
    Layer next;
    next.offsets_.assign(offsets_.size(), 0);
    next.resize_arcs(arcs() + arrivals.size());
    // Each block of rows has room for all it could hold; what it does not need is closed up behind it.
    constexpr std::uint32_t grain = 4096;
    for_each_block(execution, rows(), grain, [&](const Rows& block) {
      auto arrival = arrivals.begin() + arrivals_before(arrivals, block.begin_row());
      std::uint32_t arc = room_of(arrivals, block.begin_row());
      for (std::uint32_t r = block.begin_row(); r < block.end_row();) {
        const std::uint32_t quiet =
            arrival == arrivals.end() ? block.end_row() : std::min(arrival->from, block.end_row());
        arc = keep_rows(r, quiet, keep, next, arc);
        r = quiet;
        if (r == block.end_row()) break;
        const std::uint32_t first = arc;
        merge_row(r, keep, arrival, arrivals.end(), [&](const Tie& tie) { next.set_arc(arc++, tie); });
        next.offsets_[++r] = arc - first;
      }
    });
    for (std::uint32_t r = 0; r < rows(); r += grain)
      next.close_up(r, std::min(r + grain, rows()), room_of(arrivals, r));
    next.resize_arcs(next.offsets_.back());
    offsets_ = std::move(next.offsets_);
    targets_ = std::move(next.targets_);
    weights_ = std::move(next.weights_);
    last_used_ = std::move(next.last_used_);
  }

  /// For state hashes and snapshots; see column.h.
  template <class Self, class Visitor>
  static void each_column(Self& self, const std::string& name, Visitor& visit) {
    visit(name + ".offsets", self.offsets_);
    visit(name + ".targets", self.targets_);
    visit(name + ".weights", self.weights_);
    visit(name + ".last_used", self.last_used_);
  }

 private:
  void assign(std::vector<Tie> directed_ties);
  /// New ties as arcs in the order of rows and targets, each once, the heaviest of those that repeat.
  std::vector<Tie> arrivals_of(const std::vector<Tie>& born) const;
  static Tie heavier(const Tie& a, const Tie& b) noexcept {
    return b.weight > a.weight || (b.weight == a.weight && b.last_used > a.last_used) ? b : a;
  }
  void resize_arcs(std::size_t arcs);
  void set_arc(std::uint32_t arc, const Tie& tie) noexcept {
    targets_[arc] = tie.to;
    weights_[arc] = tie.weight;
    last_used_[arc] = tie.last_used;
  }

  /// Puts the ties that rows [first, last) keep into `next`, from `arc` on, and their degrees, where nothing arrives.
  /// Every tie is written down and counts only if it is kept. Returns the arc behind.
  template <class Keep>
  std::uint32_t keep_rows(std::uint32_t first, std::uint32_t last, const Keep& keep, Layer& next,
                          std::uint32_t arc) const {
    const auto rows = row_of_each_arc(first, last);
    const std::uint32_t first_arc = offsets_[first];
    std::vector<std::uint32_t> places(rows.size() + 1);
    for (std::uint32_t i = 0; i < rows.size(); ++i) {
      const std::uint32_t a = first_arc + i;
      places[i] = arc;
      next.set_arc(arc, {rows[i], targets_[a], weights_[a], last_used_[a]});
      arc += keep(rows[i], targets_[a], weights_[a], last_used_[a]) ? 1u : 0u;
    }
    places.back() = arc;
    for (std::uint32_t r = first; r < last; ++r)
      next.offsets_[r + 1] = places[offsets_[r + 1] - first_arc] - places[offsets_[r] - first_arc];
    return arc;
  }
  /// Calls sink(tie) with the ties a row will have, in the order of targets. `arrival`: the first of its arrivals;
  /// moves on behind them.
  template <class Keep, class Arrival, class Sink>
  void merge_row(std::uint32_t row, const Keep& keep, Arrival& arrival, Arrival end, const Sink& sink) const {
    const auto arrives = [&](std::uint32_t before) {
      return arrival != end && arrival->from == row && arrival->to < before;
    };
    for (std::uint32_t a = offsets_[row]; a < offsets_[row + 1]; ++a) {
      Tie tie{row, targets_[a], weights_[a], last_used_[a]};
      if (!keep(row, tie.to, tie.weight, tie.last_used)) continue;
      for (; arrives(tie.to); ++arrival) sink(*arrival);
      if (arrives(tie.to + 1)) tie = heavier(tie, *arrival++);
      sink(tie);
    }
    for (; arrival != end && arrival->from == row; ++arrival) sink(*arrival);
  }
  static std::ptrdiff_t arrivals_before(const std::vector<Tie>& arrivals, std::uint32_t row);
  /// The first arc that a row would have if no tie ended.
  std::uint32_t room_of(const std::vector<Tie>& arrivals, std::uint32_t row) const {
    return offsets_[row] + static_cast<std::uint32_t>(arrivals_before(arrivals, row));
  }
  /// Moves the arcs of rows [first, last), which begin at `from`, up to the end of the rows before, and makes offsets
  /// of what are degrees.
  void close_up(std::uint32_t first, std::uint32_t last, std::uint32_t from);

  std::uint32_t target_rows_ = 0;
  bool undirected_ = false;
  std::vector<std::uint32_t> offsets_, targets_;
  std::vector<float> weights_;
  std::vector<std::uint32_t> last_used_;
};

}  // namespace liandong::sim
