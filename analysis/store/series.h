#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <span>
#include <utility>
#include <vector>

#include "analysis/store/array.h"

namespace liandong::analysis {

/// Where rows stand that do not stand in memory. Any thread may call, several at once for different rows.
class RowFile {
 public:
  virtual ~RowFile() = default;
  virtual void read(std::size_t row, std::span<float> into) const = 0;
  /// Throws std::logic_error where rows can only be read.
  virtual void write(std::size_t row, std::span<const float> values) = 0;
};

/// What was recorded of many replicates, a row for each: [replicates, …]. Few stand in memory; many stand in a file and
/// are read row by row, so that memory does not grow with replicates. Copies of one in a file share the file.
class Series {
 public:
  /// Bytes of all rows above which they stand in a file.
  static constexpr std::size_t most_in_memory = std::size_t{8} << 20;

  Series() = default;
  Series(Array<float> array) : memory_(std::move(array)) {}
  Series(std::vector<std::size_t> shape, std::shared_ptr<RowFile> file);
  /// All zero, to be filled by `put`: in memory, or in a scratch file (sim/store/scratch_file.h) in `folder`.
  static Series to_fill(const std::vector<std::size_t>& shape, const std::filesystem::path& folder,
                        std::size_t most = most_in_memory);

  const std::vector<std::size_t>& shape() const noexcept { return memory_.shape; }
  /// Whether there is no value at all.
  bool empty() const noexcept { return shape().empty() || shape().front() == 0 || row_size() == 0; }
  std::size_t row_size() const noexcept;

  /// Throws std::logic_error if there are not as many values as in a row, and WriteError.
  void put(std::size_t row, std::span<const float> values);
  /// `into` is as long as a row. Throws WriteError or sim::FileError if the file cannot be read.
  void read(std::size_t row, std::span<float> into) const;
  std::vector<float> row(std::size_t row) const;

  bool is_in_memory() const noexcept { return !file_; }
  /// All of it, which may be changed. Throws std::logic_error if it stands in a file.
  Array<float>& in_memory();
  const Array<float>& in_memory() const;

 private:
  Array<float> memory_;            ///< shape without values where they stand in a file
  std::shared_ptr<RowFile> file_;  ///< none: all is in memory
};

}  // namespace liandong::analysis
