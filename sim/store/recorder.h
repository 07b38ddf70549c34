#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sim/store/hdf5.h"

namespace liandong::sim {

/// What a model records: declared series (one value a step) and panels (one row a step, such as one value per
/// community). A model declares each once, appends while it runs and writes all of them into one HDF5 group.
class Recorder {
 public:
  enum class Handle : std::uint32_t {};

  /// One declared series or panel.
  struct Series {
    std::string name, unit, description;
    std::vector<std::string> labels;  ///< [width] names of a panel's columns; empty for a series
    std::vector<double> values;       ///< [steps, width], row-major

    std::size_t width() const noexcept { return labels.empty() ? 1 : labels.size(); }
    std::size_t steps() const noexcept { return values.size() / width(); }
  };

  /// Throw std::invalid_argument if the name is empty, taken or holds '/', or a panel has no columns.
  Handle declare(std::string name, std::string unit, std::string description);
  Handle declare_panel(std::string name, std::vector<std::string> labels, std::string unit, std::string description);

  /// Throw std::invalid_argument if a panel gets a single value or a row of another width.
  void append(Handle handle, double value) { append(handle, std::span(&value, 1)); }
  void append(Handle handle, std::span<const double> row);

  /// Throws std::out_of_range with the nearest name if there is no such series.
  const Series& operator[](std::string_view name) const;
  /// In the order of declaration.
  const std::vector<Series>& all() const noexcept { return series_; }

  /// One dataset per series, [steps] or [steps, width], with unit and description; a panel's column names stand beside
  /// it as "<name>.labels".
  void write(const hdf5::Group& group) const;
  /// Throws hdf5::Error if the group was not written by `write`.
  static Recorder read(const hdf5::Group& group);

 private:
  Handle add(Series series);

  std::vector<Series> series_;
};

}  // namespace liandong::sim
