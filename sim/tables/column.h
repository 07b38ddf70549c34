#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <type_traits>
#include <vector>

namespace liandong::sim {

/// Row number behind a typed id. Ids are `enum class Resident : std::uint32_t {}` and the like.
template <class Id>
  requires std::is_enum_v<Id>
constexpr auto row(Id id) noexcept { return static_cast<std::underlying_type_t<Id>>(id); }

/// One attribute of every agent of a table: `[rows]` values of a trivially copyable type.
/// Indexed by the table's own id type, so that a resident's number cannot be used for a household.
template <class Id, class T>
  requires std::is_enum_v<Id> && std::is_trivially_copyable_v<T>
class Column {
 public:
  using value_type = T;

  Column() = default;
  explicit Column(std::size_t rows, T value = T{}) : values_(rows, value) {}

  T& operator[](Id id) noexcept { return values_[row(id)]; }
  const T& operator[](Id id) const noexcept { return values_[row(id)]; }

  std::size_t size() const noexcept { return values_.size(); }
  void resize(std::size_t rows, T value = T{}) { values_.resize(rows, value); }
  void push_back(T value) { values_.push_back(value); }

  /// Asks the processor to have a row at hand soon. Changes no result.
  void prefetch(Id id) const noexcept { __builtin_prefetch(values_.data() + row(id)); }

  std::vector<T>& values() noexcept { return values_; }
  const std::vector<T>& values() const noexcept { return values_; }
  std::span<const std::byte> bytes() const noexcept { return std::as_bytes(std::span(values_)); }

 private:
  std::vector<T> values_;
};

/// A state is any type with `each_column(visitor)`, which calls `visitor(name, column_or_vector)` for every piece of
/// state that a run changes or depends on, always in the same order. Hashing, snapshots, auditing of phases and memory
/// accounts are all written once against this.
///
/// `name` is "table.column"; the container is a Column or a std::vector of a trivially copyable type without padding.
template <class State, class Visitor>
void for_each_column(State& state, Visitor&& visitor) {
  state.each_column(visitor);
}

template <class T>
std::span<const std::byte> column_bytes(const std::vector<T>& values) {
  static_assert(std::is_trivially_copyable_v<T>);
  return std::as_bytes(std::span(values));
}
template <class Id, class T>
std::span<const std::byte> column_bytes(const Column<Id, T>& column) {
  return column.bytes();
}
template <class T>
std::vector<T>& column_values(std::vector<T>& values) {
  return values;
}
template <class Id, class T>
std::vector<T>& column_values(Column<Id, T>& column) {
  return column.values();
}

/// Bytes that the columns of a state hold.
template <class State>
std::size_t state_bytes(const State& state) {
  std::size_t total = 0;
  for_each_column(const_cast<State&>(state),
                  [&](std::string_view, auto& column) { total += column_bytes(column).size(); });
  return total;
}

}  // namespace liandong::sim
