#include "sim/store/hdf5_library.h"

#include <functional>
#include <numeric>
#include <vector>

namespace liandong::sim::hdf5 {
namespace {

constexpr std::size_t compress_above = 65536;  // bytes
constexpr std::size_t chunk_bytes = 524288;
constexpr unsigned deflate_level = 4;

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
  if (shape.empty() || bytes <= compress_above) return list;
  const Shape chunk = chunk_of(shape, element_size);
  const std::vector<hsize_t> extents(chunk.begin(), chunk.end());
  op.good(H5Pset_chunk(list, static_cast<int>(extents.size()), extents.data()), "chunk");
  op.good(H5Pset_shuffle(list), "shuffle");
  op.good(H5Pset_deflate(list, deflate_level), "compress");
  return list;
}

Handle open_attribute(const Operation& op, hid_t object, const std::string& name) {
  if (op.good(H5Aexists(object, name.c_str()), "look up an attribute") == 0) op.fail("has no attribute '" + name + "'");
  return {op.good(H5Aopen(object, name.c_str(), H5P_DEFAULT), "open an attribute"), H5Aclose};
}

}  // namespace

void Session::close() {
  if (id < 0) return;
  const Operation op(name, "");
  H5Fclose(id);
  id = -1;
  target.reset();
}

std::string library_reason() {
  std::string reason;
  H5Ewalk2(
      H5E_DEFAULT, H5E_WALK_UPWARD,
      [](unsigned, const H5E_error2_t* error, void* into) -> herr_t {
        auto& text = *static_cast<std::string*>(into);
        if (text.empty() && error->desc != nullptr) text = error->desc;
        return 0;
      },
      &reason);
  constexpr std::string_view quoted = "error message = '";
  if (const auto at = reason.find(quoted); at != std::string::npos) {
    const auto from = at + quoted.size();
    reason = reason.substr(from, reason.find('\'', from) - from);
  }
  return reason.empty() ? "unknown reason" : reason;
}

Handle text_type() {
  const hid_t type = H5Tcopy(H5T_C_S1);
  H5Tset_size(type, H5T_VARIABLE);
  H5Tset_cset(type, H5T_CSET_UTF8);
  return {type, H5Tclose};
}

Handle open_object(const Operation& op, const Session& session, const std::string& path) {
  if (path != "/") {
    // Asks for every part, as the library only answers for the last.
    for (std::size_t slash = path.find('/', 1);; slash = path.find('/', slash + 1)) {
      const std::string part = path.substr(0, slash);
      if (op.good(H5Lexists(session.id, part.c_str(), H5P_DEFAULT), "look up") == 0) op.fail("does not exist");
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
  if (op.good(H5Aexists(object, name.c_str()), "look up an attribute") > 0)
    op.good(H5Adelete(object, name.c_str()), "replace an attribute");
  const Handle space{H5Screate(H5S_SCALAR), H5Sclose};
  const Handle attribute{
      op.good(H5Acreate2(object, name.c_str(), type, space, H5P_DEFAULT, H5P_DEFAULT), "create an attribute"),
      H5Aclose};
  op.good(H5Awrite(attribute, type, value), "write an attribute");
}

void write_text_attribute(const Operation& op, hid_t object, const std::string& name, std::string_view text) {
  op.expect_plain(text);
  const std::string terminated(text);
  const char* value = terminated.c_str();
  const Handle type = text_type();
  write_attribute(op, object, name, type, &value);
}

void write_dataset(const Operation& op, const Session& session, const std::string& path, hid_t type, const Shape& shape,
                   const void* values, const About& about) {
  const Handle space = data_space(op, shape);
  const Handle list = creation(op, shape, H5Tget_size(type));
  const Handle links{H5Pcreate(H5P_LINK_CREATE), H5Pclose};
  H5Pset_create_intermediate_group(links, 1);
  H5Pset_char_encoding(links, H5T_CSET_UTF8);
  const Handle dataset{op.good(H5Dcreate2(session.id, path.c_str(), type, space, links, list, H5P_DEFAULT), "create"),
                       H5Dclose};
  if (values != nullptr) op.good(H5Dwrite(dataset, type, H5S_ALL, H5S_ALL, H5P_DEFAULT, values), "write");
  if (!about.unit.empty()) write_text_attribute(op, dataset, "unit", about.unit);
  if (!about.description.empty()) write_text_attribute(op, dataset, "description", about.description);
}

Shape shape_of(const Operation& op, hid_t dataset) {
  const Handle space{op.good(H5Dget_space(dataset), "read the shape"), H5Sclose};
  const int rank = op.good(H5Sget_simple_extent_ndims(space), "read the shape");
  std::vector<hsize_t> extents(static_cast<std::size_t>(rank));
  if (rank > 0) op.good(H5Sget_simple_extent_dims(space, extents.data(), nullptr), "read the shape");
  return {extents.begin(), extents.end()};
}

bool alike(hid_t a, hid_t b) {
  if (H5Tget_class(a) != H5Tget_class(b) || H5Tget_size(a) != H5Tget_size(b)) return false;
  return H5Tget_class(a) != H5T_INTEGER || H5Tget_sign(a) == H5Tget_sign(b);
}

bool is_text(hid_t type) { return H5Tget_class(type) == H5T_STRING && H5Tis_variable_str(type) > 0; }

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
  const Handle attribute = open_attribute(op, object, name);
  const Handle stored{op.good(H5Aget_type(attribute), "read an attribute"), H5Tclose};
  if (!alike(stored, type)) op.fail("attribute '" + name + "' holds " + type_name(stored) + ", not " + type_name(type));
  op.good(H5Aread(attribute, type, value), "read an attribute");
}

std::string read_text_attribute(const Operation& op, hid_t object, const std::string& name) {
  const Handle attribute = open_attribute(op, object, name);
  const Handle stored{op.good(H5Aget_type(attribute), "read an attribute"), H5Tclose};
  if (!is_text(stored)) op.fail("attribute '" + name + "' holds " + type_name(stored) + ", not text");
  const Handle type = text_type();
  char* text = nullptr;
  op.good(H5Aread(attribute, type, &text), "read an attribute");
  std::string result = text == nullptr ? "" : text;
  H5free_memory(text);
  return result;
}

}  // namespace liandong::sim::hdf5
