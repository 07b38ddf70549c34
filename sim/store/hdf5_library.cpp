#include "sim/store/hdf5_library.h"

#include <algorithm>
#include <boost/locale/utf.hpp>
#include <charconv>
#include <functional>
#include <limits>
#include <numeric>

namespace liandong::sim::hdf5 {
namespace {

constexpr std::size_t compress_above = 16384;  // bytes
constexpr std::size_t chunk_bytes = 524288;
constexpr unsigned deflate_level = 4;
constexpr int greatest_rank = 8;

Handle data_space(const Operation& op, const Shape& shape) {
  const std::vector<hsize_t> extents(shape.begin(), shape.end());
  const hid_t id =
      shape.empty() ? H5Screate(H5S_SCALAR) : H5Screate_simple(static_cast<int>(shape.size()), extents.data(), nullptr);
  return {op.good(id, "lay out"), H5Sclose};
}

/// Halves the slowest axes until a chunk is small enough to be read in part and large enough to compress well.
Shape chunk_of(Shape shape, std::size_t element_size) {
  const auto bytes = [&] { return std::accumulate(shape.begin(), shape.end(), element_size, std::multiplies<>{}); };
  for (std::size_t axis = 0; axis < shape.size(); ++axis)
    while (shape[axis] > 1 && bytes() > chunk_bytes) shape[axis] = (shape[axis] + 1) / 2;
  return shape;
}

Handle creation(const Operation& op, const Shape& shape, std::size_t element_size) {
  Handle list{op.good(H5Pcreate(H5P_DATASET_CREATE), "lay out"), H5Pclose};
  H5Pset_obj_track_times(list, false);
  const auto bytes = std::accumulate(shape.begin(), shape.end(), element_size, std::multiplies<>{});
  if (shape.empty() || bytes <= compress_above || element_size > chunk_bytes) return list;
  const Shape chunk = chunk_of(shape, element_size);
  const std::vector<hsize_t> extents(chunk.begin(), chunk.end());
  op.good(H5Pset_chunk(list, static_cast<int>(extents.size()), extents.data()), "chunk");
  op.good(H5Pset_shuffle(list), "shuffle");
  op.good(H5Pset_deflate(list, deflate_level), "compress");
  op.good(H5Pset_fletcher32(list), "give checksums");
  return list;
}

/// An attribute with a single value of a type that stands in it and not elsewhere.
struct Attribute {
  Handle id, type;
};
Attribute open_attribute(const Operation& op, hid_t object, const std::string& name) {
  if (!has_attribute(op, object, name)) op.fail("has no attribute '" + name + "'");
  Handle id{op.good(H5Aopen(object, name.c_str(), H5P_DEFAULT), "open an attribute"), H5Aclose};
  Handle type{op.good(H5Aget_type(id), "read an attribute"), H5Tclose};
  const Handle space{op.good(H5Aget_space(id), "read an attribute"), H5Sclose};
  if (H5Sget_simple_extent_type(space) != H5S_SCALAR) op.fail("attribute '" + name + "' is not a single value");
  if (H5Tcommitted(type) != 0) op.fail("attribute '" + name + "' is of a type that stands elsewhere");
  return {std::move(id), std::move(type)};
}

}  // namespace

void Session::close() {
  if (id < 0) return;
  const Operation op(name, "");
  H5Fclose(id);
  id = -1;
  target.reset();
}

LibraryReason library_reason() {
  std::string reason;
  H5Ewalk2(
      H5E_DEFAULT, H5E_WALK_UPWARD,
      [](unsigned, const H5E_error2_t* error, void* into) -> herr_t {
        auto& text = *static_cast<std::string*>(into);
        if (text.empty() && error->desc != nullptr) text = error->desc;
        return 0;
      },
      &reason);
  const auto after = [&](std::string_view words) {
    const auto at = reason.find(words);
    return at == std::string::npos ? std::string_view{} : std::string_view(reason).substr(at + words.size());
  };
  int number = 0;
  const std::string_view digits = after("errno = "), quoted = after("error message = '");
  std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (!quoted.empty()) return {std::string(quoted.substr(0, quoted.find('\''))), number};
  return {reason.empty() ? "unknown reason" : reason, number};
}

void Operation::fail_to(const char* doing) const {
  const LibraryReason reason = library_reason();
  if (writes_ && reason.system_error != 0) throw WriteError(file_, doing, reason.system_error);
  fail(std::string("cannot ") + doing + ": " + reason.words);
}

void Operation::expect_plain(std::string_view text) const {
  namespace utf = boost::locale::utf;
  if (text.find('\0') != std::string_view::npos) fail("text with a zero byte cannot be stored");
  for (auto at = text.begin(); at != text.end();) {
    const auto point = utf::utf_traits<char>::decode(at, text.end());
    if (point == utf::illegal || point == utf::incomplete) fail("holds text that is not UTF-8");
  }
}

Handle text_type(std::size_t length) {
  const hid_t type = H5Tcopy(H5T_C_S1);
  H5Tset_size(type, std::max<std::size_t>(length, 1));
  H5Tset_strpad(type, H5T_STR_NULLPAD);
  H5Tset_cset(type, H5T_CSET_UTF8);
  return {type, H5Tclose};
}

bool has_attribute(const Operation& op, hid_t object, const std::string& name) {
  return op.good(H5Aexists(object, name.c_str()), "look up an attribute") > 0;
}

namespace {

/// Headers of HDF5 before 1.8 have no checksum, and the library reads beyond those that are damaged. `Writer` makes
/// none.
void expect_own_header(const Operation& op, const Session& session, const std::string& path) {
  H5O_info_t about;
  op.good(H5Oget_info_by_name2(session.id, path.c_str(), &about, H5O_INFO_HDR, H5P_DEFAULT), "look up");
  if (about.hdr.version < 2) op.fail("is laid out in a way that is not ours");
}

}  // namespace

Handle open_object(const Operation& op, const Session& session, const std::string& path) {
  expect_own_header(op, session, "/");
  if (path != "/") {
    // Asks for every part, as the library only answers for the last.
    for (std::size_t slash = path.find('/', 1);; slash = path.find('/', slash + 1)) {
      const std::string part = path.substr(0, slash);
      if (op.good(H5Lexists(session.id, part.c_str(), H5P_DEFAULT), "look up") == 0) op.fail("does not exist");
      H5L_info_t link;
      op.good(H5Lget_info(session.id, part.c_str(), &link, H5P_DEFAULT), "look up");
      if (link.type != H5L_TYPE_HARD) op.fail("is a link to elsewhere");
      expect_own_header(op, session, part);
      if (slash == std::string::npos) break;
    }
  }
  return {op.good(H5Oopen(session.id, path.c_str(), H5P_DEFAULT), "open"), H5Oclose};
}

Handle open_of_kind(const Operation& op, const Session& session, const std::string& path, H5I_type_t kind) {
  Handle object = open_object(op, session, path);
  if (H5Iget_type(object) != kind) op.fail(kind == H5I_DATASET ? "is not a dataset" : "is not a group");
  return object;
}

void write_attribute(const Operation& op, hid_t object, const std::string& name, hid_t type, const void* value) {
  if (has_attribute(op, object, name)) op.good(H5Adelete(object, name.c_str()), "replace an attribute");
  const Handle space{H5Screate(H5S_SCALAR), H5Sclose};
  const Handle attribute{
      op.good(H5Acreate2(object, name.c_str(), type, space, H5P_DEFAULT, H5P_DEFAULT), "create an attribute"),
      H5Aclose};
  op.good(H5Awrite(attribute, type, value), "write an attribute");
}

void write_text_attribute(const Operation& op, hid_t object, const std::string& name, std::string_view text) {
  op.expect_plain(text);
  if (text.size() > longest_attribute)
    op.fail("text of " + std::to_string(text.size()) + " bytes is too long for attribute '" + name + "'");
  const std::string terminated(text);
  write_attribute(op, object, name, text_type(text.size()), terminated.c_str());
}

void write_dataset(const Operation& op, Session& session, const std::string& path, hid_t type, const Shape& shape,
                   const void* values, const About& about) {
  const Handle space = data_space(op, shape);
  const Handle list = creation(op, shape, H5Tget_size(type));
  const Handle links{H5Pcreate(H5P_LINK_CREATE), H5Pclose};
  H5Pset_create_intermediate_group(links, 1);
  H5Pset_char_encoding(links, H5T_CSET_UTF8);
  const Handle dataset{op.good(H5Dcreate2(session.id, path.c_str(), type, space, links, list, H5P_DEFAULT), "create"),
                       H5Dclose};
  if (values != nullptr) {
    op.good(H5Dwrite(dataset, type, H5S_ALL, H5S_ALL, H5P_DEFAULT, values), "write");
    op.good(H5Dflush(dataset), "write");  // closing it would do so, and tell nobody that the disk is full
  }
  if (!about.unit.empty()) write_text_attribute(op, dataset, "unit", about.unit);
  if (!about.description.empty()) write_text_attribute(op, dataset, "description", about.description);
  if (!about.axes.empty()) session.axes.emplace_back(path, about.axes);
}

Shape shape_of(const Operation& op, hid_t dataset) {
  const Handle space{op.good(H5Dget_space(dataset), "read the shape"), H5Sclose};
  if (H5Sget_simple_extent_type(space) == H5S_NULL) op.fail("holds nothing at all");
  const int rank = op.good(H5Sget_simple_extent_ndims(space), "read the shape");
  if (rank > greatest_rank) op.fail("has " + std::to_string(rank) + " axes");
  std::vector<hsize_t> extents(static_cast<std::size_t>(rank));
  if (rank > 0) op.good(H5Sget_simple_extent_dims(space, extents.data(), nullptr), "read the shape");
  return {extents.begin(), extents.end()};
}

std::size_t rows_of_a_chunk(const Operation& op, hid_t dataset, std::size_t rows) {
  const Handle creation{op.good(H5Dget_create_plist(dataset), "read the layout"), H5Pclose};
  if (H5Pget_layout(creation) != H5D_CHUNKED) return rows;
  std::vector<hsize_t> extents(greatest_rank);
  op.good(H5Pget_chunk(creation, greatest_rank, extents.data()), "read the layout");
  return extents[0];
}

RowSelection::RowSelection(const Operation& op, hid_t dataset, const Shape& shape, std::size_t first, std::size_t count)
    : in_file(op.good(H5Dget_space(dataset), "select rows"), H5Sclose), in_memory([&] {
        Shape rows = shape;
        rows[0] = count;
        return data_space(op, rows);
      }()) {
  std::vector<hsize_t> start(shape.size(), 0), extents(shape.begin(), shape.end());
  start[0] = first;
  extents[0] = count;
  op.good(H5Sselect_hyperslab(in_file, H5S_SELECT_SET, start.data(), nullptr, extents.data(), nullptr), "select rows");
}

std::size_t count_of(const Shape& shape) noexcept {
  std::size_t count = 1;
  for (const auto extent : shape)
    if (__builtin_mul_overflow(count, extent, &count)) return std::numeric_limits<std::size_t>::max();
  return count;
}

std::string type_name(hid_t type) {
  const auto bits = std::to_string(8 * H5Tget_size(type)) + "-bit ";
  switch (H5Tget_class(type)) {
    case H5T_INTEGER:
      return bits + (H5Tget_sign(type) == H5T_SGN_NONE ? "unsigned integers" : "signed integers");
    case H5T_FLOAT:
      return bits + "floating-point numbers";
    case H5T_STRING:
      return "text";
    case H5T_OPAQUE:
      return "raw bytes";
    default:
      return "values of a foreign type";
  }
}

std::string shape_text(const Shape& shape) {
  std::string text = "[";
  for (const auto extent : shape) text += (text.size() > 1 ? ", " : "") + std::to_string(extent);
  return text + "]";
}

void read_number_attribute(const Operation& op, hid_t object, const std::string& name, hid_t type, void* value) {
  const Attribute attribute = open_attribute(op, object, name);
  if (H5Tequal(attribute.type, type) <= 0)
    op.fail("attribute '" + name + "' holds " + type_name(attribute.type) + ", not " + type_name(type));
  op.good(H5Aread(attribute.id, type, value), "read an attribute");
}

std::string read_text_attribute(const Operation& op, hid_t object, const std::string& name) {
  const Attribute attribute = open_attribute(op, object, name);
  const std::size_t length = H5Tget_size(attribute.type);
  if (length > longest_attribute || H5Tequal(attribute.type, text_type(length)) <= 0)
    op.fail("attribute '" + name + "' holds " + type_name(attribute.type) + ", not text of fixed length");
  std::string text(length, '\0');
  op.good(H5Aread(attribute.id, attribute.type, text.data()), "read an attribute");
  text.resize(text.find_last_not_of('\0') + 1);
  op.expect_plain(text);
  return text;
}

}  // namespace liandong::sim::hdf5
