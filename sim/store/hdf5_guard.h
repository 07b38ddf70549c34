#pragma once

#include "sim/store/hdf5_library.h"

/// What stands between a file and the memory of whoever reads it.
namespace liandong::sim::hdf5 {

/// An open dataset whose type stands in the dataset itself and whose shape is simple.
struct StoredDataset {
  Handle id, type;
  Shape shape;

  /// Fails unless all values stand in the file as `Writer` lays them out and are no more than `session` still allows;
  /// counts them. A session that writes allows everything.
  void expect_readable(const Operation& op, Session& session) const;
  /// Reads all values as they are stored.
  void read(const Operation& op, void* values) const;
};
StoredDataset open_stored(const Operation& op, const Session& session, const std::string& path);

/// Bytes of memory that all values of a file of `bytes` bytes may take: compression saves no more than that.
std::uint64_t budget_of(std::uint64_t bytes) noexcept;

}  // namespace liandong::sim::hdf5
