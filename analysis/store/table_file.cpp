#include "analysis/store/table_file.h"

#include <numeric>

namespace liandong::analysis {
namespace {

constexpr std::size_t most_rows = 100'000;  // far above any catalogue; keeps a made-up file from taking all memory

}  // namespace

void TableFileWriter::clear() {
  for (Column& column : columns_) std::visit([](auto& values) { values.clear(); }, column.values);
  rows_ = 0;
}

void TableFileWriter::write(const sim::hdf5::Group& root, const std::string& group, const std::string& axis) const {
  root.create_group(group);
  bool has_keys = false;
  for (const Column& column : columns_) {
    const bool is_key = column.name.empty();
    const std::string path = is_key ? axis : group + "/" + column.name;
    sim::hdf5::About about = column.about;
    if (!is_key) about.axes = {"/" + axis};
    has_keys = has_keys || is_key;
    std::visit(
        [&]<class Value>(const std::vector<Value>& values) {
          if constexpr (std::is_same_v<Value, std::string>)
            root.write_texts(path, values, about);
          else
            root.write_list(path, values, about);
        },
        column.values);
  }
  if (has_keys) return;
  std::vector<std::uint32_t> numbers(rows_);
  std::iota(numbers.begin(), numbers.end(), 0u);
  root.write_list(axis, numbers, {"1", "Number of the row, from 0."});
}

TableFileReader::TableFileReader(const sim::hdf5::Group& root, std::string group, std::string axis, TextStore& texts)
    : root_(root), group_(std::move(group)), axis_(std::move(axis)), texts_(texts) {
  const auto shape = root_.shape(axis_);
  if (shape.size() != 1 || shape[0] > most_rows) root_.refuse(axis_ + " is not a list, or too long a list");
  rows_ = shape[0];
}

}  // namespace liandong::analysis
