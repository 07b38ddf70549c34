#include "sim/store/hdf5_guard.h"

#include <algorithm>
#include <array>

namespace liandong::sim::hdf5 {
namespace {

constexpr std::size_t greatest_chunk = 1 << 20;  // bytes; `Writer` makes chunks of half of this at most
constexpr std::array allowed_filters = {H5Z_FILTER_SHUFFLE, H5Z_FILTER_DEFLATE, H5Z_FILTER_FLETCHER32};

void expect_own_filters(const Operation& op, hid_t creation) {
  const int filters = op.good(H5Pget_nfilters(creation), "read the layout");
  for (int i = 0; i < filters; ++i) {
    unsigned flags = 0;
    std::size_t values = 0;
    const auto filter =
        H5Pget_filter2(creation, static_cast<unsigned>(i), &flags, &values, nullptr, 0, nullptr, nullptr);
    if (std::ranges::find(allowed_filters, filter) == allowed_filters.end()) op.fail("is packed in an unknown way");
  }
}

/// Visits the first corner of every chunk of a shape.
template <class Visit>
void each_chunk(const Shape& shape, const Shape& chunk, Visit&& visit) {
  std::vector<hsize_t> corner(shape.size(), 0);
  for (;;) {
    visit(corner);
    std::size_t axis = shape.size();
    while (axis > 0 && (corner[axis - 1] += chunk[axis - 1]) >= shape[axis - 1]) corner[--axis] = 0;
    if (axis == 0) return;
  }
}

/// Chunks that are all there, none of which is too large, before or after unpacking.
void expect_own_chunks(const Operation& op, const StoredDataset& stored, hid_t creation, std::uint64_t file_bytes) {
  std::vector<hsize_t> extents(stored.shape.size());
  const int rank = op.good(H5Pget_chunk(creation, static_cast<int>(extents.size()), extents.data()), "read the layout");
  const Shape chunk(extents.begin(), extents.end());
  if (static_cast<std::size_t>(rank) != stored.shape.size() || std::ranges::find(chunk, 0u) != chunk.end())
    op.fail("has chunks of another shape");
  Shape counts = stored.shape;
  for (std::size_t axis = 0; axis < counts.size(); ++axis) counts[axis] = (counts[axis] - 1) / chunk[axis] + 1;
  const std::size_t element = H5Tget_size(stored.type), elements = count_of(chunk);
  if (elements > greatest_chunk / element) op.fail("has chunks that are too large");
  constexpr std::size_t checksum = 4;
  if (count_of(counts) > file_bytes / checksum) op.fail("has more chunks than the file can hold");
  expect_own_filters(op, creation);
  const std::size_t greatest = elements * element + elements * element / 100 + 1024;  // deflate may add a little
  each_chunk(stored.shape, chunk, [&](const std::vector<hsize_t>& corner) {
    hsize_t size = 0;
    op.good(H5Dget_chunk_storage_size(stored.id, corner.data(), &size), "find a part");
    if (size <= checksum || size > greatest) op.fail("has a part of " + std::to_string(size) + " bytes");
  });
}

}  // namespace

std::uint64_t budget_of(std::uint64_t bytes) noexcept {
  constexpr std::uint64_t greatest_ratio = 1032;  // of deflate
  return bytes * greatest_ratio;
}

StoredDataset open_stored(const Operation& op, const Session& session, const std::string& path) {
  Handle id = open_of_kind(op, session, path, H5I_DATASET);
  Handle type{op.good(H5Dget_type(id), "read the type"), H5Tclose};
  if (H5Tcommitted(type) != 0) op.fail("is of a type that stands elsewhere");
  Shape shape = shape_of(op, id);
  return {std::move(id), std::move(type), std::move(shape)};
}

void StoredDataset::expect_readable(const Operation& op, Session& session) const {
  if (session.target) return;
  const std::size_t element = H5Tget_size(type), count = count_of(shape);
  if (count == 0) return;
  if (element == 0 || count > session.budget / element)
    op.fail("claims shape " + shape_text(shape) + ", more than a file of this size can hold");
  session.budget -= count * element;
  const Handle creation{op.good(H5Dget_create_plist(id), "read the layout"), H5Pclose};
  if (H5Pget_external_count(creation) != 0) op.fail("keeps its data in another file");
  switch (H5Pget_layout(creation)) {
    case H5D_CONTIGUOUS:
      if (H5Dget_storage_size(id) != count * element || count * element > session.bytes)
        op.fail("claims shape " + shape_text(shape) + ", which is not what the file holds");
      return;
    case H5D_CHUNKED:
      expect_own_chunks(op, *this, creation, session.bytes);
      return;
    default:
      op.fail("is laid out in a way that is not ours");
  }
}

void StoredDataset::read(const Operation& op, void* values) const {
  if (count_of(shape) > 0) op.good(H5Dread(id, type, H5S_ALL, H5S_ALL, H5P_DEFAULT, values), "read");
}

}  // namespace liandong::sim::hdf5
