#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "sim/tables/column.h"

/// Tables whose columns are declared once. A column is one line of a list, which is a macro of two macros:
///
///   COLUMN(std::uint8_t, age, 0, "years")
///   COLUMNS(float, trust, trusted_names, 0.5f, "in each of those who may be trusted")
///
/// that is type, name, value in a new row, and meaning. `COLUMNS` declares an array of columns, one for each of an
/// array of names. Types and values hold no comma outside brackets. Members, growth, and whatever visits all columns
/// follow:
///
///   struct People { LIANDONG_TABLE(Person, PEOPLE) };
#define LIANDONG_TABLE(Id, LIST)                                                           \
  using Row = Id;                                                                          \
  LIST(LIANDONG_DECLARE_COLUMN, LIANDONG_DECLARE_COLUMNS)                                  \
  /** Calls visit(name, meaning, value in a new row, column) for each column, in order. */ \
  template <class Self, class Visitor>                                                     \
  static void each_definition(Self& self, Visitor&& visit) {                               \
    LIST(LIANDONG_VISIT_COLUMN, LIANDONG_VISIT_COLUMNS)                                    \
  }

// Arguments are types and names, which no parentheses may stand around.
// NOLINTBEGIN(bugprone-macro-parentheses)
#define LIANDONG_DECLARE_COLUMN(type, name, first, meaning) ::liandong::sim::Column<Row, type> name;
#define LIANDONG_DECLARE_COLUMNS(type, name, names, first, meaning) \
  std::array<::liandong::sim::Column<Row, type>, std::size(names)> name;
#define LIANDONG_VISIT_COLUMN(type, name, first, meaning) \
  visit(std::string_view(#name), std::string_view(meaning), type(first), self.name);
#define LIANDONG_VISIT_COLUMNS(type, name, names, first, meaning) \
  for (std::size_t i = 0; i < std::size(names); ++i)              \
    visit(std::string_view(names[i]), std::string_view(meaning), type(first), self.name[i]);
// NOLINTEND(bugprone-macro-parentheses)

namespace liandong::sim {

template <class T>
concept Table = requires {
  typename T::Row;
};

/// Rows of a table; all its columns have as many.
template <Table T>
std::size_t rows(const T& table) {
  std::size_t result = 0;
  T::each_definition(table, [&](auto&&, auto&&, auto&&, const auto& column) { result = column.size(); });
  return result;
}

/// New rows hold what the list says.
template <Table T>
void resize(T& table, std::size_t rows) {
  T::each_definition(table, [&](auto&&, auto&&, auto&& first, auto& column) { column.resize(rows, first); });
}

/// One more row with what the list says.
template <Table T>
typename T::Row append(T& table) {
  const auto row = static_cast<typename T::Row>(rows(table));
  T::each_definition(table, [](auto&&, auto&&, auto&& first, auto& column) { column.push_back(first); });
  return row;
}

/// The columns as pieces of a state; see column.h.
template <class T, class Visitor>
  requires Table<std::remove_const_t<T>>
void each_column(T& table, const std::string& name, Visitor& visit) {
  T::each_definition(table, [&](std::string_view column_name, auto&&, auto&&, auto& column) {
    visit(name + "." + std::string(column_name), column);
  });
}

/// What a column is called in the state and what it holds.
struct ColumnText {
  std::string name;
  std::string_view meaning;
};
template <Table T>
void describe_columns(const T& table, const std::string& name, std::vector<ColumnText>& texts) {
  T::each_definition(table, [&](std::string_view column_name, std::string_view meaning, auto&&, auto&&) {
    texts.push_back({name + "." + std::string(column_name), meaning});
  });
}

}  // namespace liandong::sim
