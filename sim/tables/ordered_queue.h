#pragma once

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <type_traits>
#include <vector>

namespace liandong::sim {

/// Work that waits for its owner, in the order (week, kind, stable id), whatever the order of arrival. Senders write to
/// an outbox of their own; the owner collects all outboxes with `accept` and then sees one sorted line.
///
/// `Item` is trivially copyable, has no padding and has the unsigned members `week` and `kind`, of 32 bits, and `id`.
template <class Item>
  requires std::is_trivially_copyable_v<Item>
class OrderedQueue {
 public:
  /// Adds items; call `settle` before reading.
  void accept(std::span<const Item> items) { items_.insert(items_.end(), items.begin(), items.end()); }
  void accept(const Item& item) { items_.push_back(item); }

  /// Puts the line in order, whatever was accepted, removed or restored since. O(n + k log k) for k new items.
  void settle() {
    const auto arrived = std::is_sorted_until(items_.begin(), items_.end(), earlier);
    std::sort(arrived, items_.end(), earlier);
    std::inplace_merge(items_.begin(), arrived, items_.end(), earlier);
  }

  std::span<Item> line() noexcept { return items_; }
  std::span<const Item> line() const noexcept { return items_; }
  std::size_t size() const noexcept { return items_.size(); }

  /// Removes what `done` says yes to; the rest keeps its order.
  template <class Done>
  void remove_if(Done&& done) {
    std::erase_if(items_, done);
  }

  /// For state hashes and snapshots; see column.h. Settle first: an unsettled line is in order of arrival.
  template <class Self, class Visitor>
  static void each_column(Self& self, const std::string& name, Visitor& visit) {
    visit(name, self.items_);
  }

 private:
  /// Total order: the bytes decide where week, kind and id are equal, so that arrival never does.
  static bool earlier(const Item& a, const Item& b) noexcept {
    static_assert(sizeof(a.week) <= 4 && std::is_unsigned_v<decltype(a.week)> && sizeof(a.kind) <= 4 &&
                  std::is_unsigned_v<decltype(a.kind)>);
    const std::uint64_t x = std::uint64_t{a.week} << 32 | a.kind, y = std::uint64_t{b.week} << 32 | b.kind;
    if ((x != y) | (a.id != b.id)) return (x < y) | ((x == y) & (a.id < b.id));
    // NOLINTNEXTLINE(bugprone-suspicious-memory-comparison): any fixed order of the bytes will do.
    return std::memcmp(&a, &b, sizeof(Item)) < 0;
  }

  std::vector<Item> items_;
};

}  // namespace liandong::sim
