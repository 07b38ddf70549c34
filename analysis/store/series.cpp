#include "analysis/store/series.h"

#include <algorithm>
#include <functional>
#include <numeric>
#include <stdexcept>

#include "sim/store/scratch_file.h"

namespace liandong::analysis {
namespace {

class ScratchRows final : public RowFile {
 public:
  ScratchRows(const std::filesystem::path& folder, std::size_t rows, std::size_t row_size)
      : file_(folder, rows * row_size * sizeof(float)), row_size_(row_size) {}
  void read(std::size_t row, std::span<float> into) const override {
    file_.read(offset(row), std::as_writable_bytes(into));
  }
  void write(std::size_t row, std::span<const float> values) override {
    file_.write(offset(row), std::as_bytes(values));
  }

 private:
  std::uint64_t offset(std::size_t row) const { return row * row_size_ * sizeof(float); }

  sim::ScratchFile file_;
  std::size_t row_size_;
};

}  // namespace

Series::Series(std::vector<std::size_t> shape, std::shared_ptr<RowFile> file) : file_(std::move(file)) {
  memory_.shape = std::move(shape);
}

Series Series::to_fill(const std::vector<std::size_t>& shape, const std::filesystem::path& folder, std::size_t most) {
  Series rows;
  rows.memory_.shape = shape;
  if (shape.front() * rows.row_size() * sizeof(float) <= most) return Array<float>(shape);
  rows.file_ = std::make_shared<ScratchRows>(folder, shape.front(), rows.row_size());
  return rows;
}

std::size_t Series::row_size() const noexcept {
  if (shape().empty()) return 0;
  return std::accumulate(shape().begin() + 1, shape().end(), std::size_t{1}, std::multiplies<>{});
}

void Series::put(std::size_t row, std::span<const float> values) {
  if (values.size() != row_size()) throw std::logic_error("a row of another number of values than the others");
  if (file_) return file_->write(row, values);
  std::ranges::copy(values, memory_.values.begin() + static_cast<std::ptrdiff_t>(row * row_size()));
}

void Series::read(std::size_t row, std::span<float> into) const {
  if (file_) return file_->read(row, into);
  std::copy_n(memory_.values.begin() + static_cast<std::ptrdiff_t>(row * row_size()), into.size(), into.begin());
}

std::vector<float> Series::row(std::size_t row) const {
  std::vector<float> values(row_size());
  read(row, values);
  return values;
}

Array<float>& Series::in_memory() {
  if (file_) throw std::logic_error("these rows stand in a file");
  return memory_;
}

const Array<float>& Series::in_memory() const { return const_cast<Series*>(this)->in_memory(); }

}  // namespace liandong::analysis
