#include "analysis/store/series_file.h"

#include <stdexcept>

#include "analysis/store/file_parts.h"

namespace liandong::analysis {
namespace {

class StoredRows final : public RowFile {
 public:
  StoredRows(StoredFile file, sim::hdf5::Rows<float> rows) : file_(std::move(file)), rows_(std::move(rows)) {}
  void read(std::size_t row, std::span<float> into) const override { rows_.read(row, into); }
  void write(std::size_t, std::span<const float>) override {
    throw std::logic_error("rows of a finished file are not written again");
  }

 private:
  StoredFile file_;  // outlives its rows
  sim::hdf5::Rows<float> rows_;
};

}  // namespace

void write_series(const sim::hdf5::Group& group, const char* name, const Series& series,
                  const sim::hdf5::About& about) {
  if (series.is_in_memory()) return group.write(name, series.in_memory().values, series.shape(), about);
  const std::size_t size = series.row_size();
  const auto fill = [&](std::size_t first, std::span<float> values) {
    for (std::size_t i = 0; i < values.size() / size; ++i) series.read(first + i, values.subspan(i * size, size));
  };
  group.write_rows<float>(name, series.shape(), fill, about);
}

Series read_series(const StoredFile& file, const sim::hdf5::Group& group, const char* name,
                   const std::vector<std::size_t>& shape, std::size_t most) {
  std::size_t bytes = sizeof(float);
  for (const std::size_t extent : shape) bytes *= extent;
  if (bytes <= most) return read_array<float>(group, name, shape);
  return {shape, std::make_shared<StoredRows>(file, group.rows<float>(name, shape))};
}

}  // namespace liandong::analysis
