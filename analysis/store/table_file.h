#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "models/definition.h"
#include "sim/store/hdf5.h"

/// Tables in HDF5: a list of structures as one dataset for each member. What the members are called is said once, by a
/// function `describe(table, item)` that serves for writing and for reading:
///
///     template <class Table> void describe(Table& table, models::Theme& theme) {
///       table.key(theme.key);
///       table.words("name", theme.name);
///       table.flag("whole_run", theme.whole_run, "1 if …");
///     }
namespace liandong::analysis {

/// Text read from a file, for views to refer to.
class TextStore {
 public:
  std::string_view keep(std::string text) { return texts_.emplace_back(std::move(text)); }

 private:
  std::deque<std::string> texts_;  // never moves what it holds
};

/// One column while it is collected or read.
struct Column {
  using Values = std::variant<std::vector<std::string>, std::vector<double>, std::vector<std::int64_t>,
                              std::vector<std::uint32_t>, std::vector<std::int32_t>, std::vector<std::uint8_t>>;
  std::string name;
  sim::hdf5::About about;
  Values values;
};

/// Members by name, in either direction; `Direction` gives `exchange(name, value, unit, description)` for the types of
/// a Column and for views.
template <class Derived>
class Table {
 public:
  /// The text that names the row, on the table's axis.
  template <class Text>
  void key(Text& value) {
    exchange("", value, "", "");
  }
  template <class Text>
  void text(const char* name, Text& value) {
    exchange(name, value, "", "");
  }
  void words(const std::string& name, models::Words& value) {
    exchange(name + "_en", value.en, "", "");
    exchange(name + "_zh", value.zh, "", "");
  }
  /// Texts without line breaks.
  void list(const char* name, std::vector<std::string>& value) {
    std::string lines;
    for (const auto& text : value) lines += text + '\n';
    exchange(name, lines, "", "");
    value.clear();
    for (std::size_t from = 0, to; (to = lines.find('\n', from)) != std::string::npos; from = to + 1)
      value.push_back(lines.substr(from, to - from));
  }
  template <class Number>
  void number(const char* name, Number& value, const char* unit, const char* description) {
    exchange(name, value, unit, description);
  }
  void flag(const char* name, bool& value, const char* description) {
    std::uint8_t stored = value ? 1 : 0;
    exchange(name, stored, "1", description);
    value = stored != 0;
  }

 private:
  template <class Value>
  void exchange(const std::string& name, Value& value, const char* unit, const char* description) {
    static_cast<Derived&>(*this).exchange(name, value, unit, description);
  }
};

class TableFileWriter : public Table<TableFileWriter> {
 public:
  void next_row() { at_ = 0, ++rows_; }
  /// Forgets the only row: what remains is a table without rows.
  void clear();
  /// Writes the columns into `group`, which is made, and the keys to `axis`, a path from the root; the numbers of the
  /// rows stand there if they have no keys.
  void write(const sim::hdf5::Group& root, const std::string& group, const std::string& axis) const;

  template <class Value>
  void exchange(const std::string& name, Value& value, const char* unit, const char* description) {
    if constexpr (std::is_convertible_v<Value, std::string_view>)
      column<std::string>(name, unit, description).emplace_back(value);
    else
      column<Value>(name, unit, description).push_back(value);
  }

 private:
  template <class Value>
  std::vector<Value>& column(const std::string& name, const char* unit, const char* description) {
    if (at_ == columns_.size()) columns_.push_back({name, {unit, description}, std::vector<Value>()});
    return std::get<std::vector<Value>>(columns_[at_++].values);
  }

  std::vector<Column> columns_;
  std::size_t at_ = 0, rows_ = 0;
};

class TableFileReader : public Table<TableFileReader> {
 public:
  /// `rows` values are expected in each column. `texts` must outlive the views that are read.
  TableFileReader(const sim::hdf5::Group& root, std::string group, std::string axis, TextStore& texts);
  std::size_t rows() const noexcept { return rows_; }
  void to_row(std::size_t row) { at_ = 0, row_ = row; }

  template <class Value>
  void exchange(const std::string& name, Value& value, const char*, const char*) {
    if constexpr (std::is_same_v<Value, std::string_view>)
      value = texts_.keep(std::move(column<std::string>(name)[row_]));
    else
      value = column<Value>(name)[row_];
  }

 private:
  template <class Value>
  std::vector<Value>& column(const std::string& name) {
    if (at_ == columns_.size()) {
      const std::string path = name.empty() ? axis_ : group_ + "/" + name;
      if constexpr (std::is_same_v<Value, std::string>)
        columns_.push_back({name, {}, root_.read_texts(path, rows_)});
      else
        columns_.push_back({name, {}, root_.read<Value>(path, {rows_})});
    }
    return std::get<std::vector<Value>>(columns_[at_++].values);
  }

  const sim::hdf5::Group& root_;
  std::string group_, axis_;
  TextStore& texts_;
  std::vector<Column> columns_;
  std::size_t at_ = 0, row_ = 0, rows_ = 0;
};

/// `group` and `axis` are paths from the root without a leading slash.
template <class Item>
void write_table(const sim::hdf5::Group& root, const std::string& group, const std::string& axis,
                 std::vector<Item> items) {
  TableFileWriter table;
  const bool empty = items.empty();
  if (empty) items.resize(1);
  for (Item& item : items) {
    table.next_row();
    describe(table, item);
  }
  if (empty) table.clear();
  table.write(root, group, axis);
}

/// Throws sim::hdf5::Error if a column is missing, of another type or of another length than the axis.
template <class Item>
std::vector<Item> read_table(const sim::hdf5::Group& root, const std::string& group, const std::string& axis,
                             TextStore& texts) {
  TableFileReader table(root, group, axis, texts);
  std::vector<Item> items(table.rows());
  for (std::size_t row = 0; row < items.size(); ++row) {
    table.to_row(row);
    describe(table, items[row]);
  }
  return items;
}

}  // namespace liandong::analysis
