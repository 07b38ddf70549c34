#include "sim/store/hdf5_axes.h"

#include <map>
#include <vector>

namespace liandong::sim::hdf5 {
namespace {

/// An axis that a scale names, as the specification lays it out.
struct Use {
  hobj_ref_t dataset;
  std::uint32_t axis;
  std::uint32_t unused = 0;  ///< so that no byte of the file is left to chance
};

/// A scale and the axes that it names.
struct Scale {
  hobj_ref_t reference;
  std::size_t length;
  std::vector<Use> uses;
};

hobj_ref_t reference_to(const Operation& op, const Session& session, const std::string& path) {
  hobj_ref_t reference;
  op.good(H5Rcreate(&reference, session.id, path.c_str(), H5R_OBJECT, -1), "refer to");
  return reference;
}

void write_vector(const Operation& op, hid_t object, const char* name, hid_t type, std::size_t count,
                  const void* values) {
  const hsize_t extent = count;
  const Handle space{op.good(H5Screate_simple(1, &extent, nullptr), "lay out"), H5Sclose};
  const Handle attribute{op.good(H5Acreate2(object, name, type, space, H5P_DEFAULT, H5P_DEFAULT), "name axes"),
                         H5Aclose};
  op.good(H5Awrite(attribute, type, values), "name axes");
}

/// The scale at a path; one that is met for the first time is marked as such.
Scale& scale_at(std::map<std::string, Scale>& scales, const Session& session, const std::string& path) {
  if (const auto known = scales.find(path); known != scales.end()) return known->second;
  const Operation op(session, path);
  const Handle dataset = open_of_kind(op, session, path, H5I_DATASET);
  const Shape shape = shape_of(op, dataset);
  if (shape.size() != 1) op.fail("names an axis but has shape " + shape_text(shape));
  write_text_attribute(op, dataset, "CLASS", "DIMENSION_SCALE");
  write_text_attribute(op, dataset, "NAME", path.substr(path.rfind('/') + 1));
  return scales[path] = {reference_to(op, session, path), shape[0], {}};
}

void attach(std::map<std::string, Scale>& scales, const Session& session, const std::string& path,
            const std::vector<std::string>& axes) {
  const Operation op(session, path);
  const Handle dataset = open_of_kind(op, session, path, H5I_DATASET);
  const Shape shape = shape_of(op, dataset);
  if (shape.size() != axes.size())
    op.fail("has shape " + shape_text(shape) + " and " + std::to_string(axes.size()) + " scales");
  std::vector<hvl_t> list(axes.size(), hvl_t{0, nullptr});
  for (std::size_t axis = 0; axis < axes.size(); ++axis) {
    if (axes[axis].empty()) continue;
    Scale& scale = scale_at(scales, session, axes[axis]);
    if (scale.length != shape[axis])
      op.fail("has shape " + shape_text(shape) + ", but '" + axes[axis] + "' is of length " +
              std::to_string(scale.length));
    scale.uses.push_back({reference_to(op, session, path), static_cast<std::uint32_t>(axis)});
    list[axis] = {1, &scale.reference};
  }
  const Handle type{H5Tvlen_create(H5T_STD_REF_OBJ), H5Tclose};
  write_vector(op, dataset, "DIMENSION_LIST", type, list.size(), list.data());
}

void write_uses(const Session& session, const std::string& path, const Scale& scale) {
  if (scale.uses.empty() || scale.uses.size() * sizeof(Use) > longest_attribute) return;
  const Operation op(session, path);
  const Handle dataset = open_of_kind(op, session, path, H5I_DATASET);
  const Handle type{H5Tcreate(H5T_COMPOUND, sizeof(Use)), H5Tclose};
  op.good(H5Tinsert(type, "dataset", offsetof(Use, dataset), H5T_STD_REF_OBJ), "name axes");
  op.good(H5Tinsert(type, "dimension", offsetof(Use, axis), H5T_NATIVE_INT), "name axes");
  write_vector(op, dataset, "REFERENCE_LIST", type, scale.uses.size(), scale.uses.data());
}

}  // namespace

void attach_axes(const Session& session) {
  std::map<std::string, Scale> scales;
  for (const auto& [path, axes] : session.axes) attach(scales, session, path, axes);
  for (const auto& [path, scale] : scales) write_uses(session, path, scale);
}

}  // namespace liandong::sim::hdf5
