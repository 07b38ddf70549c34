#include "sim/store/hdf5.h"

#include <cerrno>
#include <fstream>
#include <functional>
#include <numeric>
#include <system_error>

#include "sim/store/hdf5_library.h"

namespace liandong::sim::hdf5 {

/// HDF5's types for ours.
struct Types {
  static hid_t number(Group::Kind kind) {
    switch (kind) {
      case Group::Kind::u8:
        return H5T_NATIVE_UINT8;
      case Group::Kind::u16:
        return H5T_NATIVE_UINT16;
      case Group::Kind::u32:
        return H5T_NATIVE_UINT32;
      case Group::Kind::u64:
        return H5T_NATIVE_UINT64;
      case Group::Kind::i32:
        return H5T_NATIVE_INT32;
      case Group::Kind::i64:
        return H5T_NATIVE_INT64;
      case Group::Kind::f32:
        return H5T_NATIVE_FLOAT;
      case Group::Kind::f64:
        return H5T_NATIVE_DOUBLE;
    }
    return -1;
  }
};

namespace {

constexpr std::size_t growth_step = 1048576;  // bytes

}  // namespace

const std::string& Object::file() const noexcept { return session_->name; }

std::string Object::inside(std::string_view name) const {
  return (path_ == "/" ? "/" : path_ + "/") + std::string(name);
}

void Object::set(std::string_view name, std::string_view text) const {
  const Operation op(*session_, path_);
  write_text_attribute(op, open_object(op, *session_, path_), std::string(name), text);
}

void Object::set_integer(std::string_view name, std::int64_t value) const {
  const Operation op(*session_, path_);
  write_attribute(op, open_object(op, *session_, path_), std::string(name), H5T_NATIVE_INT64, &value);
}

void Object::set(std::string_view name, double value) const {
  const Operation op(*session_, path_);
  write_attribute(op, open_object(op, *session_, path_), std::string(name), H5T_NATIVE_DOUBLE, &value);
}

bool Object::has_attribute(std::string_view name) const {
  const Operation op(*session_, path_);
  return op.good(H5Aexists(open_object(op, *session_, path_), std::string(name).c_str()), "look up an attribute") > 0;
}

std::vector<std::string> Object::attributes() const {
  const Operation op(*session_, path_);
  const Handle object = open_object(op, *session_, path_);
  std::vector<std::string> names;
  hsize_t position = 0;
  op.good(H5Aiterate2(
              object, H5_INDEX_NAME, H5_ITER_INC, &position,
              [](hid_t, const char* name, const H5A_info_t*, void* into) -> herr_t {
                static_cast<std::vector<std::string>*>(into)->emplace_back(name);
                return 0;
              },
              &names),
          "list attributes");
  return names;
}

std::string Object::text(std::string_view name) const {
  const Operation op(*session_, path_);
  return read_text_attribute(op, open_object(op, *session_, path_), std::string(name));
}

std::int64_t Object::integer(std::string_view name) const {
  const Operation op(*session_, path_);
  std::int64_t value = 0;
  read_number_attribute(op, open_object(op, *session_, path_), std::string(name), H5T_NATIVE_INT64, &value);
  return value;
}

double Object::real(std::string_view name) const {
  const Operation op(*session_, path_);
  double value = 0;
  read_number_attribute(op, open_object(op, *session_, path_), std::string(name), H5T_NATIVE_DOUBLE, &value);
  return value;
}

About Object::about() const {
  return {has_attribute("unit") ? text("unit") : "", has_attribute("description") ? text("description") : ""};
}

Group Group::create_group(std::string_view name) const {
  const std::string path = inside(name);
  const Operation op(*session_, path);
  const Handle links{H5Pcreate(H5P_LINK_CREATE), H5Pclose};
  H5Pset_create_intermediate_group(links, 1);
  H5Pset_char_encoding(links, H5T_CSET_UTF8);
  const Handle group{op.good(H5Gcreate2(session_->id, path.c_str(), links, H5P_DEFAULT, H5P_DEFAULT), "create"),
                     H5Gclose};
  return {session_, path};
}

Group Group::group(std::string_view name) const {
  const std::string path = inside(name);
  const Operation op(*session_, path);
  open_of_kind(op, *session_, path, H5I_GROUP);
  return {session_, path};
}

Object Group::dataset(std::string_view name) const {
  const std::string path = inside(name);
  const Operation op(*session_, path);
  open_of_kind(op, *session_, path, H5I_DATASET);
  return {session_, path};
}

bool Group::contains(std::string_view name) const {
  const std::string path = inside(name);
  const Operation op(*session_, path);
  for (std::size_t slash = path.find('/', 1);; slash = path.find('/', slash + 1)) {
    if (H5Lexists(session_->id, path.substr(0, slash).c_str(), H5P_DEFAULT) <= 0) return false;
    if (slash == std::string::npos) return true;
  }
}

std::vector<std::string> Group::members() const {
  const Operation op(*session_, path_);
  const Handle group = open_of_kind(op, *session_, path_, H5I_GROUP);
  std::vector<std::string> names;
  op.good(H5Literate(
              group, H5_INDEX_NAME, H5_ITER_INC, nullptr,
              [](hid_t, const char* name, const H5L_info_t*, void* into) -> herr_t {
                static_cast<std::vector<std::string>*>(into)->emplace_back(name);
                return 0;
              },
              &names),
          "list members");
  return names;
}

std::size_t Group::count(const Shape& shape) noexcept {
  return std::accumulate(shape.begin(), shape.end(), std::size_t{1}, std::multiplies<>{});
}

void Group::write_numbers(std::string_view name, Kind kind, const void* values, std::size_t value_count,
                          const Shape& shape, const About& about) const {
  const std::string path = inside(name);
  const Operation op(*session_, path);
  if (count(shape) != value_count)
    op.fail("shape " + shape_text(shape) + " does not hold " + std::to_string(value_count) + " values");
  write_dataset(op, *session_, path, Types::number(kind), shape, value_count == 0 ? nullptr : values, about);
}

void Group::write_texts(std::string_view name, const std::vector<std::string>& texts, const About& about) const {
  const std::string path = inside(name);
  const Operation op(*session_, path);
  std::vector<const char*> pointers;
  pointers.reserve(texts.size());
  for (const auto& text : texts) {
    op.expect_plain(text);
    pointers.push_back(text.c_str());
  }
  const Handle type = text_type();
  write_dataset(op, *session_, path, type, {texts.size()}, texts.empty() ? nullptr : pointers.data(), about);
}

void Group::write_opaque(std::string_view name, std::span<const std::byte> bytes, std::size_t element_size,
                         const About& about) const {
  const std::string path = inside(name);
  const Operation op(*session_, path);
  if (element_size == 0 || element_size > 65535 || bytes.size() % element_size != 0)
    op.fail(std::to_string(bytes.size()) + " bytes are not elements of " + std::to_string(element_size) + " bytes");
  const Handle type{op.good(H5Tcreate(H5T_OPAQUE, element_size), "describe"), H5Tclose};
  write_dataset(op, *session_, path, type, {bytes.size() / element_size}, bytes.empty() ? nullptr : bytes.data(),
                about);
}

void Group::read_numbers(std::string_view name, Kind kind, void* values) const {
  const std::string path = inside(name);
  const Operation op(*session_, path);
  const Handle dataset = open_of_kind(op, *session_, path, H5I_DATASET);
  const Handle stored{op.good(H5Dget_type(dataset), "read the type"), H5Tclose};
  const hid_t type = Types::number(kind);
  if (!alike(stored, type)) op.fail("holds " + type_name(stored) + ", not " + type_name(type));
  if (count(shape_of(op, dataset)) > 0) op.good(H5Dread(dataset, type, H5S_ALL, H5S_ALL, H5P_DEFAULT, values), "read");
}

std::vector<std::string> Group::read_texts(std::string_view name) const {
  const std::string path = inside(name);
  const Operation op(*session_, path);
  const Handle dataset = open_of_kind(op, *session_, path, H5I_DATASET);
  const Handle stored{op.good(H5Dget_type(dataset), "read the type"), H5Tclose};
  if (!is_text(stored)) op.fail("holds " + type_name(stored) + ", not text");
  std::vector<char*> pointers(count(shape_of(op, dataset)));
  if (pointers.empty()) return {};
  const Handle type = text_type();
  op.good(H5Dread(dataset, type, H5S_ALL, H5S_ALL, H5P_DEFAULT, pointers.data()), "read");
  std::vector<std::string> texts;
  texts.reserve(pointers.size());
  for (const char* text : pointers) texts.emplace_back(text == nullptr ? "" : text);
  const Handle space{H5Dget_space(dataset), H5Sclose};
  H5Dvlen_reclaim(type, space, H5P_DEFAULT, pointers.data());
  return texts;
}

Opaque Group::read_opaque(std::string_view name) const {
  const std::string path = inside(name);
  const Operation op(*session_, path);
  const Handle dataset = open_of_kind(op, *session_, path, H5I_DATASET);
  const Handle stored{op.good(H5Dget_type(dataset), "read the type"), H5Tclose};
  if (H5Tget_class(stored) != H5T_OPAQUE) op.fail("holds " + type_name(stored) + ", not raw bytes");
  Opaque result{H5Tget_size(stored), {}};
  result.bytes.resize(count(shape_of(op, dataset)) * result.element_size);
  if (!result.bytes.empty())
    op.good(H5Dread(dataset, stored, H5S_ALL, H5S_ALL, H5P_DEFAULT, result.bytes.data()), "read");
  return result;
}

Shape Group::shape(std::string_view name) const {
  const std::string path = inside(name);
  const Operation op(*session_, path);
  return shape_of(op, open_of_kind(op, *session_, path, H5I_DATASET));
}

void Group::expect_shape(std::string_view name, const Shape& expected) const {
  const Shape found = shape(name);
  if (found != expected)
    Operation(*session_, inside(name)).fail("has shape " + shape_text(found) + ", not " + shape_text(expected));
}

Writer::Writer(const std::filesystem::path& file) : session_(std::make_shared<Session>()) {
  session_->name = file.string();
  session_->target = std::make_unique<AtomicFile>(file);
  const Operation op(session_->name, "");
  const Handle access{op.good(H5Pcreate(H5P_FILE_ACCESS), "create"), H5Pclose};
  op.good(H5Pset_fapl_core(access, growth_step, false), "create");
  op.good(H5Pset_fclose_degree(access, H5F_CLOSE_STRONG), "create");
  session_->id = op.good(H5Fcreate(session_->name.c_str(), H5F_ACC_TRUNC, H5P_DEFAULT, access), "create");
}

Writer::~Writer() {
  if (session_) session_->close();
}
Writer::Writer(Writer&&) noexcept = default;
Writer& Writer::operator=(Writer&&) noexcept = default;

void Writer::commit() {
  {
    const Operation op(*session_, "");
    op.good(H5Fflush(session_->id, H5F_SCOPE_GLOBAL), "finish");
    void** image = nullptr;
    op.good(H5Fget_vfd_handle(session_->id, H5P_DEFAULT, reinterpret_cast<void**>(&image)), "finish");
    const auto size = op.good(H5Fget_file_image(session_->id, nullptr, 0), "finish");
    session_->target->write(std::span(static_cast<const std::byte*>(*image), static_cast<std::size_t>(size)));
    session_->target->commit();
  }
  session_->close();
}

Reader::Reader(const std::filesystem::path& file) : session_(std::make_shared<Session>()) {
  session_->name = file.string();
  const Operation op(session_->name, "");
  if (std::filesystem::is_directory(file)) op.fail("cannot open: it is a folder");
  errno = 0;
  if (!std::ifstream(file, std::ios::binary)) op.fail("cannot open: " + std::generic_category().message(errno));
  if (H5Fis_hdf5(session_->name.c_str()) <= 0) op.fail("cannot open: not an HDF5 file, or its beginning is missing");
  const Handle access{op.good(H5Pcreate(H5P_FILE_ACCESS), "open"), H5Pclose};
  op.good(H5Pset_fclose_degree(access, H5F_CLOSE_STRONG), "open");
  H5Pset_file_locking(access, false, true);
  session_->id = op.good(H5Fopen(session_->name.c_str(), H5F_ACC_RDONLY, access), "open");
}

Reader::~Reader() {
  if (session_) session_->close();
}
Reader::Reader(Reader&&) noexcept = default;
Reader& Reader::operator=(Reader&&) noexcept = default;

}  // namespace liandong::sim::hdf5
