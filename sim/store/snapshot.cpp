#include "sim/store/snapshot.h"

#include <algorithm>

namespace liandong::sim::detail {
namespace {

constexpr const char* format_name = "liandong snapshot";
constexpr std::int64_t format_version = 2;

/// HDF5 splits names at '/', so a column's name is stored with '/' and '%' as in web addresses.
std::string link_name(std::string_view name) {
  std::string link;
  for (const char c : name) {
    if (c == '/')
      link += "%2F";
    else if (c == '%')
      link += "%25";
    else
      link += c;
  }
  return link;
}

void check_format(const hdf5::Group& group) {
  if (!group.has_attribute("format") || group.text("format") != format_name) group.refuse("is not a snapshot");
  const auto version = group.integer("format_version");
  if (version != format_version)
    group.refuse("has snapshot format " + std::to_string(version) + ", this program reads " +
                 std::to_string(format_version));
}

void check_names(const hdf5::Group& group, const std::vector<std::string>& stored,
                 const std::vector<ColumnView>& model) {
  const auto name = [](bool present, const std::string& text) {
    return present ? "'" + text + "'" : std::string("nothing");
  };
  for (std::size_t i = 0; i < std::max(stored.size(), model.size()); ++i) {
    const bool in_file = i < stored.size(), in_model = i < model.size();
    if (in_file && in_model && stored[i] == model[i].name) continue;
    group.refuse("is of another model: column " + std::to_string(i + 1) + " is " +
                 name(in_file, in_file ? stored[i] : "") + " in the file and " +
                 name(in_model, in_model ? model[i].name : "") + " in the model");
  }
}

}  // namespace

void write_columns(const hdf5::Group& group, const std::vector<ColumnView>& columns, std::uint64_t hash,
                   const Metadata& metadata) {
  group.set("format", format_name);
  group.set("format_version", format_version);
  group.set("state_hash", hash_text(hash));
  std::vector<std::string> names;
  names.reserve(columns.size());
  for (const auto& column : columns) names.push_back(column.name);
  group.write_texts("column_names", names, {"", "Names of the columns in the order of the state hash."});
  const auto all = group.create_group("columns");
  for (const auto& column : columns) {
    const auto link = link_name(column.name);
    all.write_opaque(link, column.bytes, column.element_size);
    all.dataset(link).set("element_size", column.element_size);
  }
  std::vector<std::string> keys, values;
  for (const auto& [key, value] : metadata) {
    keys.push_back(key);
    values.push_back(value);
  }
  group.write_texts("metadata_keys", keys, {"", "Free words about the snapshot: what each says."});
  group.write_texts("metadata_values", values, {"", "Free words about the snapshot."});
}

StoredColumns read_columns(const hdf5::Group& group, const std::vector<ColumnView>& model) {
  check_format(group);
  check_names(group, group.read_texts("column_names"), model);
  StoredColumns stored;
  Hasher hasher;
  const auto all = group.group("columns");
  for (const auto& column : model) {
    auto opaque = all.read_opaque(link_name(column.name));
    if (opaque.element_size != column.element_size)
      group.refuse("column '" + column.name + "' has elements of " + std::to_string(opaque.element_size) +
                   " bytes in the file and of " + std::to_string(column.element_size) + " in the model");
    hasher.text(column.name).number(opaque.bytes.size()).bytes(opaque.bytes);
    stored.bytes.push_back(std::move(opaque.bytes));
  }
  const auto expected = group.text("state_hash"), found = hash_text(hasher.digest());
  if (found != expected) group.refuse("has state hash " + found + " but was written with " + expected);
  const auto keys = group.read_texts("metadata_keys");
  const auto values = group.read_texts("metadata_values", keys.size());
  for (std::size_t i = 0; i < keys.size(); ++i) stored.metadata[keys[i]] = values[i];
  return stored;
}

}  // namespace liandong::sim::detail
