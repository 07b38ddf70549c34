#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "sim/instructions.h"

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
  void prefetch(Id id) const noexcept { sim::prefetch(values_.data() + row(id)); }

  std::vector<T>& values() noexcept { return values_; }
  const std::vector<T>& values() const noexcept { return values_; }

 private:
  std::vector<T> values_;
};

/// A state is any type with
///
///   template <class Self, class Visitor> static void each_column(Self& self, Visitor& visit);
///
/// which calls `visit(name, column)` for every piece of state that a run changes or depends on, always in the same
/// order. `Self` is the type, const or not, so one function serves who reads and who restores. Hashing, snapshots,
/// auditing of phases and memory accounts are all written once against this.
///
/// `name` is "table.column"; a column is a Column, a std::vector or a single number. Elements are trivially copyable
/// and have no padding.
template <class State, class Visitor>
void for_each_column(State& state, Visitor&& visitor) {
  State::each_column(state, visitor);
}

template <class T>
std::span<const T> column_elements(const std::vector<T>& values) noexcept {
  return values;
}
template <class Id, class T>
std::span<const T> column_elements(const Column<Id, T>& column) noexcept {
  return column.values();
}
template <class T>
  requires std::is_arithmetic_v<T> std::span<const T> column_elements(const T& number)
noexcept { return {&number, 1}; }

template <class AnyColumn>
std::span<const std::byte> column_bytes(const AnyColumn& column) noexcept {
  const auto elements = column_elements(column);
  static_assert(std::is_trivially_copyable_v<typename decltype(elements)::value_type>);
  return std::as_bytes(elements);
}

/// Replaces what a column holds by `bytes`, a whole number of its elements. Throws std::length_error where they are not
/// one and the column is a single number.
template <class T>
void restore_column(std::vector<T>& values, std::span<const std::byte> bytes) {
  values.resize(bytes.size() / sizeof(T));
  if (!bytes.empty()) std::memcpy(values.data(), bytes.data(), bytes.size());
}
template <class Id, class T>
void restore_column(Column<Id, T>& column, std::span<const std::byte> bytes) {
  restore_column(column.values(), bytes);
}
template <class T>
  requires std::is_arithmetic_v<T>
void restore_column(T& number, std::span<const std::byte> bytes) {
  if (bytes.size() != sizeof(T))
    throw std::length_error("a single number has " + std::to_string(bytes.size()) + " bytes");
  std::memcpy(&number, bytes.data(), sizeof(T));
}

/// A column as whoever knows nothing of its type sees it.
struct ColumnView {
  std::string name;
  std::size_t element_size = 0;
  std::span<const std::byte> bytes;
};

/// All columns of a state, in order; valid until it changes.
template <class State>
std::vector<ColumnView> column_views(const State& state) {
  std::vector<ColumnView> views;
  for_each_column(state, [&](std::string_view name, const auto& column) {
    views.push_back({std::string(name), sizeof(column_elements(column)[0]), column_bytes(column)});
  });
  return views;
}

/// Bytes that the columns of a state hold.
template <class State>
std::size_t state_bytes(const State& state) {
  std::size_t total = 0;
  for_each_column(state, [&](std::string_view, const auto& column) { total += column_bytes(column).size(); });
  return total;
}

/// Name of the first column in which two states of a model differ, with the first row, "resident.trust[17]"; empty if
/// they are equal.
template <class State>
std::string first_difference(const State& a, const State& b) {
  const auto mine = column_views(a), theirs = column_views(b);
  for (std::size_t i = 0; i < mine.size() && i < theirs.size(); ++i) {
    if (mine[i].name != theirs[i].name) return mine[i].name;
    const auto [here, there] = std::ranges::mismatch(mine[i].bytes, theirs[i].bytes);
    if (here == mine[i].bytes.end() && there == theirs[i].bytes.end()) continue;
    const auto at = static_cast<std::size_t>(here - mine[i].bytes.begin());
    return mine[i].name + "[" + std::to_string(at / mine[i].element_size) + "]";
  }
  return {};
}

}  // namespace liandong::sim
