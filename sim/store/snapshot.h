#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <filesystem>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sim/store/hash.h"
#include "sim/store/hdf5.h"
#include "sim/tables/column.h"

/// The complete state of a model in a file and back, bit for bit. The format is in docs/snapshot-format.md.
namespace liandong::sim {

/// Free words about a snapshot: which study, which week.
using Metadata = std::map<std::string, std::string>;

namespace detail {

/// A column as the file sees it.
struct ColumnView {
  std::string name;
  std::size_t element_size = 0;
  std::span<const std::byte> bytes;
};
struct StoredColumns {
  std::vector<std::vector<std::byte>> bytes;  ///< in the order of the model's columns
  Metadata metadata;
};

void write_columns(const hdf5::Group& group, const std::vector<ColumnView>& columns, std::uint64_t hash,
                   const Metadata& metadata);
/// Checks names, element sizes and hash against the model's columns before it returns anything.
StoredColumns read_columns(const hdf5::Group& group, const std::vector<ColumnView>& model);

template <class State>
std::vector<ColumnView> column_views(State& state) {
  std::vector<ColumnView> views;
  auto collect = [&](std::string_view name, auto& column) {
    using Element = typename std::remove_reference_t<decltype(column_values(column))>::value_type;
    views.push_back({std::string(name), sizeof(Element), column_bytes(column)});
  };
  for_each_column(state, collect);
  return views;
}

}  // namespace detail

/// Writes a state (see column.h) into an empty group. Throws hdf5::Error.
template <class State>
void write_snapshot(const State& state, const hdf5::Group& group, const Metadata& metadata = {}) {
  detail::write_columns(group, detail::column_views(const_cast<State&>(state)), state_hash(state), metadata);
}

/// Replaces the columns of `state`, which was built for the same model, by those of the group. Throws hdf5::Error if
/// the group is no snapshot, is of another format version, has other columns (the first that differs is named) or
/// fails its state hash; `state` then stays as it was.
template <class State>
Metadata read_snapshot(State& state, const hdf5::Group& group) {
  auto stored = detail::read_columns(group, detail::column_views(state));
  std::size_t next = 0;
  auto restore = [&](std::string_view, auto& column) {
    const auto& bytes = stored.bytes[next++];
    auto& values = column_values(column);
    values.resize(bytes.size() / sizeof(values[0]));
    if (!bytes.empty()) std::memcpy(values.data(), bytes.data(), bytes.size());
  };
  for_each_column(state, restore);
  return std::move(stored.metadata);
}

/// The same with a file of its own. The file appears whole or not at all.
template <class State>
void write_snapshot(const State& state, const std::filesystem::path& file, const Metadata& metadata = {}) {
  hdf5::Writer writer(file);
  write_snapshot(state, writer.root(), metadata);
  writer.commit();
}
template <class State>
Metadata read_snapshot(State& state, const std::filesystem::path& file) {
  return read_snapshot(state, hdf5::Reader(file).root());
}

}  // namespace liandong::sim
