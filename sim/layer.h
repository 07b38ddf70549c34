#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

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
  const std::vector<std::uint32_t>& offsets() const noexcept { return offsets_; }
  const std::vector<std::uint32_t>& targets() const noexcept { return targets_; }
  std::vector<float>& arc_weights() noexcept { return weights_; }
  const std::vector<float>& arc_weights() const noexcept { return weights_; }
  std::vector<std::uint32_t>& arc_last_used() noexcept { return last_used_; }
  const std::vector<std::uint32_t>& arc_last_used() const noexcept { return last_used_; }

  /// Arc from `from` to `to`, or `no_arc`. O(log degree).
  static constexpr std::uint32_t no_arc = 0xffffffffu;
  std::uint32_t find(std::uint32_t from, std::uint32_t to) const noexcept;

  /// Drops every tie for which keep(from, to, weight, last_used) is false and adds `born` (undirected ties once each).
  /// For an undirected layer `keep` must answer alike for both arcs.
  template <class Keep>
  void rebuild(Keep&& keep, const std::vector<Tie>& born) {
    std::vector<Tie> ties;
    ties.reserve(arcs() + born.size() * (undirected_ ? 2 : 1));
    for (std::uint32_t r = 0; r < rows(); ++r)
      for (std::uint32_t a = offsets_[r]; a < offsets_[r + 1]; ++a)
        if (keep(r, targets_[a], weights_[a], last_used_[a]))
          ties.push_back({r, targets_[a], weights_[a], last_used_[a]});
    for (const Tie& tie : born) {
      if (undirected_ && tie.from == tie.to) continue;
      ties.push_back(tie);
      if (undirected_) ties.push_back({tie.to, tie.from, tie.weight, tie.last_used});
    }
    assign(std::move(ties));
  }

  /// For state hashes and snapshots; see column.h.
  template <class Visitor>
  void each_column(const std::string& name, Visitor& visit) {
    visit(name + ".offsets", offsets_);
    visit(name + ".targets", targets_);
    visit(name + ".weights", weights_);
    visit(name + ".last_used", last_used_);
  }

 private:
  void assign(std::vector<Tie> directed_ties);

  std::uint32_t target_rows_ = 0;
  bool undirected_ = false;
  std::vector<std::uint32_t> offsets_, targets_;
  std::vector<float> weights_;
  std::vector<std::uint32_t> last_used_;
};

}  // namespace liandong::sim
