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
  /// For an undirected layer `keep` must answer alike for both arcs; it is asked by several threads and may not look at
  /// this layer, which is rebuilt in place: what is kept closes up, stretch by stretch of rows, the stretches move to
  /// where they will stand, and new ties are put between. Throws std::length_error before anything changes; if `keep`
  /// throws or memory runs out, the layer is not to be used any more.
  template <class Keep>
  void rebuild(Keep&& keep, const std::vector<Tie>& born, const Execution& execution = {}) {
    if (rows() == 0) return;
    std::vector<Tie> arrivals = arrivals_of(born, execution.parallel);
    require_countable(arcs() + arrivals.size());
    std::vector<Stretch> stretches = stretches_of(arrivals);
    std::vector<std::uint32_t> degrees(rows());
    const auto each_stretch = [&](const auto& body) {
      for_each_block(execution, rows(), stretch_rows,
                     [&](const Rows& block) { body(stretches[block.begin_row() / stretch_rows]); });
    };
    each_stretch([&](Stretch& stretch) {
      stretch.arcs = close_up(stretch, keep, degrees.data());
      meet_again(stretch, degrees.data());
    });
    move_to_new_places(stretches, execution.parallel);
    each_stretch([&](const Stretch& stretch) { take_in(stretch, degrees.data()); });
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
  std::vector<Tie> arrivals_of(const std::vector<Tie>& born, bool parallel) const;
  static Tie heavier(const Tie& a, const Tie& b) noexcept {
    return b.weight > a.weight || (b.weight == a.weight && b.last_used > a.last_used) ? b : a;
  }
  template <class Body>
  void for_each_arc_column(const Body& body) {
    body(targets_);
    body(weights_);
    body(last_used_);
  }
  void resize_arcs(std::size_t arcs);
  Tie tie_at(std::uint32_t row, std::uint32_t arc) const noexcept {
    return {row, targets_[arc], weights_[arc], last_used_[arc]};
  }
  void set_arc(std::uint32_t arc, const Tie& tie) noexcept {
    targets_[arc] = tie.to;
    weights_[arc] = tie.weight;
    last_used_[arc] = tie.last_used;
  }

  /// Rows [first, last) while a layer is rebuilt, their arcs and the new ties that they will have.
  struct Stretch {
    std::uint32_t first, last;
    std::uint32_t first_arc, arcs;
    std::span<Tie> arrivals;
  };
  static constexpr std::uint32_t stretch_rows = 4096;
  std::vector<Stretch> stretches_of(std::span<Tie> arrivals) const;

  /// Moves the ties that are kept to the front of their stretch, writes the degrees of its rows and returns their sum.
  /// Every tie is written down and counts only if it is kept.
  template <class Keep>
  std::uint32_t close_up(const Stretch& stretch, const Keep& keep, std::uint32_t* degrees) {
    thread_local std::vector<std::uint32_t> places;  // kept between calls for its memory only
    const auto rows = row_of_each_arc(stretch.first, stretch.last);
    places.resize(rows.size() + 1);
    std::uint32_t kept = 0;
    for (std::uint32_t i = 0; i < rows.size(); ++i) {
      const Tie tie = tie_at(rows[i], stretch.first_arc + i);
      places[i] = kept;
      set_arc(stretch.first_arc + kept, tie);
      kept += keep(tie.from, tie.to, tie.weight, tie.last_used) ? 1u : 0u;
    }
    places.back() = kept;
    for (std::uint32_t r = stretch.first; r < stretch.last; ++r)
      degrees[r] = places[offsets_[r + 1] - stretch.first_arc] - places[offsets_[r] - stretch.first_arc];
    return kept;
  }
  /// A new tie that repeats one that was kept leaves the heavier and is no arrival.
  void meet_again(Stretch& stretch, const std::uint32_t* degrees);
  /// Moves stretches to where those before them will end.
  void move_to_new_places(std::span<Stretch> stretches, bool parallel);
  /// Puts arrivals between the arcs of their rows and makes offsets of degrees.
  void take_in(const Stretch& stretch, const std::uint32_t* degrees);

  std::uint32_t target_rows_ = 0;
  bool undirected_ = false;
  std::vector<std::uint32_t> offsets_, targets_;
  std::vector<float> weights_;
  std::vector<std::uint32_t> last_used_;
};

}  // namespace liandong::sim
