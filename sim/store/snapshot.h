#pragma once

#include <cstddef>
#include <cstdint>
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

struct StoredColumns {
  std::vector<std::vector<std::byte>> bytes;  ///< in the order of the model's columns
  Metadata metadata;
};

void write_columns(const hdf5::Group& group, const std::vector<ColumnView>& columns, std::uint64_t hash,
                   const Metadata& metadata);
/// Checks names, element sizes and hash against the model's columns before it returns anything.
StoredColumns read_columns(const hdf5::Group& group, const std::vector<ColumnView>& model);

}  // namespace detail

/// Writes a state (see column.h) into an empty group. Throws hdf5::Error.
template <class State>
void write_snapshot(const State& state, const hdf5::Group& group, const Metadata& metadata = {}) {
  detail::write_columns(group, column_views(state), state_hash(state), metadata);
}

/// Replaces the columns of `state`, which was built for the same model, by those of the group. Throws hdf5::Error if
/// the group is no snapshot, is of another format version, has other columns (the first that differs is named) or
/// fails its state hash; `state` then stays as it was.
template <class State>
Metadata read_snapshot(State& state, const hdf5::Group& group) {
  auto stored = detail::read_columns(group, column_views(state));
  std::size_t next = 0;
  for_each_column(state, [&](std::string_view, auto& column) { restore_column(column, stored.bytes[next++]); });
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
