#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace liandong::sim {

/// Work that waits for its owner, in the order (week, kind, stable id), whatever the order of arrival. Senders write to
/// an outbox of their own; the owner collects all outboxes with `accept` and then sees one sorted line.
///
/// `Item` is trivially copyable, has no padding and has `week`, `kind` and `id` members.
template <class Item>
class OrderedQueue {
 public:
  /// Adds items; call `settle` before reading.
  void accept(std::span<const Item> items) { items_.insert(items_.end(), items.begin(), items.end()); }
  void accept(const Item& item) { items_.push_back(item); }

  /// Puts the line in order. O(n log n) in what arrived since the last call.
  void settle() {
    const auto earlier = [](const Item& a, const Item& b) {
      if (a.week != b.week) return a.week < b.week;
      if (a.kind != b.kind) return a.kind < b.kind;
      return a.id < b.id;
    };
    const auto arrived = items_.begin() + static_cast<std::ptrdiff_t>(std::min(settled_, items_.size()));
    std::sort(arrived, items_.end(), earlier);
    std::inplace_merge(items_.begin(), arrived, items_.end(), earlier);
    settled_ = items_.size();
  }

  std::span<Item> line() noexcept { return items_; }
  std::span<const Item> line() const noexcept { return items_; }
  std::size_t size() const noexcept { return items_.size(); }

  /// Removes what `done` says yes to; the rest keeps its order.
  template <class Done>
  void remove_if(Done&& done) {
    std::erase_if(items_, done);
    settled_ = items_.size();
  }

  /// For state hashes and snapshots; see column.h. A settled queue is all there is.
  template <class Visitor>
  void each_column(const std::string& name, Visitor& visit) {
    visit(name, items_);
    settled_ = items_.size();
  }

 private:
  std::vector<Item> items_;
  std::size_t settled_ = 0;
};

}  // namespace liandong::sim
