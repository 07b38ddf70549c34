#include "sim/store/hdf5.h"

#include <algorithm>
#include <limits>

#include "sim/store/hdf5_axes.h"
#include "sim/store/hdf5_guard.h"

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

void Object::refuse(const std::string& reason) const {
  throw Error(Error::Kind::content, file(), path_ + ": " + reason);
}

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
  return hdf5::has_attribute(op, open_object(op, *session_, path_), std::string(name));
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

void Group::write_numbers(std::string_view name, Kind kind, const void* values, std::size_t value_count,
                          const Shape& shape, const About& about) const {
  const std::string path = inside(name);
  const Operation op(*session_, path);
  if (count_of(shape) != value_count)
    op.fail("shape " + shape_text(shape) + " does not hold " + std::to_string(value_count) + " values");
  write_dataset(op, *session_, path, Types::number(kind), shape, value_count == 0 ? nullptr : values, about);
}

void Group::write_blocks(std::string_view name, Kind kind, const Shape& shape,
                         const std::function<const void*(std::size_t first, std::size_t count)>& block,
                         const About& about) const {
  const std::string path = inside(name);
  const Operation op(*session_, path);
  const hid_t type = Types::number(kind);
  write_dataset(op, *session_, path, type, shape, nullptr, about);
  const std::size_t rows = shape.at(0), row_size = rows > 0 ? count_of(shape) / rows : 0;
  if (row_size == 0) return;
  const Handle dataset = open_of_kind(op, *session_, path, H5I_DATASET);
  const std::size_t step = rows_of_a_chunk(op, dataset, rows);
  for (std::size_t first = 0; first < rows; first += step) {
    const std::size_t count = std::min(step, rows - first);
    const RowSelection selected(op, dataset, shape, first, count);
    op.good(H5Dwrite(dataset, type, selected.in_memory, selected.in_file, H5P_DEFAULT, block(first, count * row_size)),
            "write");
  }
  op.good(H5Dflush(dataset), "write");
}

void Group::write_texts(std::string_view name, const std::vector<std::string>& texts, const About& about) const {
  write_text_values(name, std::vector<std::string_view>(texts.begin(), texts.end()), {texts.size()}, about);
}

void Group::write_text(std::string_view name, std::string_view text, const About& about) const {
  write_text_values(name, std::span(&text, 1), {}, about);
}

void Group::write_text_values(std::string_view name, std::span<const std::string_view> texts, const Shape& shape,
                              const About& about) const {
  const std::string path = inside(name);
  const Operation op(*session_, path);
  std::size_t longest = 1;
  for (const auto text : texts) {
    op.expect_plain(text);
    longest = std::max(longest, text.size());
  }
  std::string values(texts.size() * longest, '\0');
  for (std::size_t i = 0; i < texts.size(); ++i) texts[i].copy(values.data() + i * longest, texts[i].size());
  write_dataset(op, *session_, path, text_type(longest), shape, texts.empty() ? nullptr : values.data(), about);
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

void Group::read_numbers(std::string_view name, Kind kind, Shape& shape,
                         const std::function<void*(std::size_t)>& room) const {
  const std::string path = inside(name);
  const Operation op(*session_, path);
  const auto stored = open_rows(name, kind);
  shape = stored->shape;
  stored->read(op, room(count_of(shape)));
}

std::vector<std::string> Group::read_texts(std::string_view name) const { return read_text_values(name, 1); }

std::vector<std::string> Group::read_texts(std::string_view name, std::size_t expected) const {
  expect_shape(name, {expected});
  return read_texts(name);
}

std::string Group::read_text(std::string_view name) const { return read_text_values(name, 0)[0]; }

std::vector<std::string> Group::read_text_values(std::string_view name, std::size_t rank) const {
  const std::string path = inside(name);
  const Operation op(*session_, path);
  const StoredDataset stored = open_stored(op, *session_, path);
  const std::size_t length = H5Tget_size(stored.type);
  if (H5Tget_class(stored.type) != H5T_STRING || H5Tequal(stored.type, text_type(length)) <= 0)
    op.fail("holds " + type_name(stored.type) + ", not text of fixed length");
  if (stored.shape.size() != rank)
    op.fail("has shape " + shape_text(stored.shape) + (rank == 0 ? ", not that of one text" : ", not that of a list"));
  stored.expect_readable(op, *session_);
  std::vector<std::string> texts(count_of(stored.shape));
  std::string values(texts.size() * length, '\0');
  stored.read(op, values.data());
  for (std::size_t i = 0; i < texts.size(); ++i) {
    const auto padded = std::string_view(values).substr(i * length, length);
    texts[i] = padded.substr(0, padded.find_last_not_of('\0') + 1);
    op.expect_plain(texts[i]);
  }
  return texts;
}

Opaque Group::read_opaque(std::string_view name) const {
  const std::string path = inside(name);
  const Operation op(*session_, path);
  const StoredDataset stored = open_stored(op, *session_, path);
  if (H5Tget_class(stored.type) != H5T_OPAQUE) op.fail("holds " + type_name(stored.type) + ", not raw bytes");
  stored.expect_readable(op, *session_);
  Opaque result{H5Tget_size(stored.type), {}};
  result.bytes.resize(count_of(stored.shape) * result.element_size);
  stored.read(op, result.bytes.data());
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

std::shared_ptr<const StoredDataset> Group::open_rows(std::string_view name, Kind kind) const {
  const std::string path = inside(name);
  const Operation op(*session_, path);
  const auto close = [](const StoredDataset* stored) {
    const Operation alone("", "");
    delete stored;
  };
  std::shared_ptr<const StoredDataset> stored(new StoredDataset(open_stored(op, *session_, path)), close);
  const hid_t type = Types::number(kind);
  if (H5Tequal(stored->type, type) <= 0) op.fail("holds " + type_name(stored->type) + ", not " + type_name(type));
  stored->expect_readable(op, *session_);
  return stored;
}

void Object::read_row(const StoredDataset& dataset, std::size_t row, void* into) const {
  const Operation op(*session_, path_);
  const RowSelection selected(op, dataset.id, dataset.shape, row, 1);
  op.good(H5Dread(dataset.id, dataset.type, selected.in_memory, selected.in_file, H5P_DEFAULT, into), "read");
}

Writer::Writer(const std::filesystem::path& file, Growth growth) : session_(std::make_shared<Session>()) {
  session_->name = file.string();
  session_->target = std::make_unique<AtomicFile>(file);
  session_->on_disk = growth == Growth::disk;
  session_->bytes = session_->budget = std::numeric_limits<std::uint64_t>::max();
  const Operation op(session_->name, "");
  const Handle access{op.good(H5Pcreate(H5P_FILE_ACCESS), "create"), H5Pclose};
  if (session_->on_disk)
    H5Pset_file_locking(access, false, true);
  else
    op.good(H5Pset_fapl_core(access, growth_step, false), "create");
  op.good(H5Pset_fclose_degree(access, H5F_CLOSE_STRONG), "create");
  // Headers of HDF5 1.8 take half the room of older ones and have checksums of their own.
  op.good(H5Pset_libver_bounds(access, H5F_LIBVER_V18, H5F_LIBVER_V18), "create");
  const Handle layout{op.good(H5Pcreate(H5P_FILE_CREATE), "create"), H5Pclose};
  op.good(H5Pset_userblock(layout, seal_size), "leave room for the seal");
  const auto& grown = session_->on_disk ? session_->target->temporary() : session_->target->target();
  session_->id = op.good(H5Fcreate(grown.c_str(), H5F_ACC_TRUNC, layout, access), "create");
}

Writer::~Writer() {
  if (session_) session_->close();
}
Writer::Writer(Writer&&) noexcept = default;
Writer& Writer::operator=(Writer&&) noexcept = default;

void Writer::commit() {
  attach_axes(*session_);
  {
    const Operation op(*session_, "");
    op.good(H5Fflush(session_->id, H5F_SCOPE_GLOBAL), "finish");
    if (session_->on_disk) {
      op.good(H5Fclose(std::exchange(session_->id, -1)), "finish");
      session_->target->write(seal_of(session_->target->temporary()));
    } else {
      void** image = nullptr;
      op.good(H5Fget_vfd_handle(session_->id, H5P_DEFAULT, reinterpret_cast<void**>(&image)), "finish");
      const auto size = op.good(H5Fget_file_image(session_->id, nullptr, 0), "finish");  // behind the seal
      const std::span content(static_cast<const std::byte*>(*image) + seal_size, static_cast<std::size_t>(size));
      session_->target->write(seal_of(content));
      session_->target->write(content);
    }
    session_->target->commit();
  }
  session_->close();
}

Reader::Reader(const std::filesystem::path& file) : session_(std::make_shared<Session>()) {
  session_->name = file.string();
  session_->bytes = check_seal(file);
  session_->budget = budget_of(session_->bytes);
  const Operation op(session_->name, "");
  H5PLset_loading_state(0);  // a filter that the file names must not bring in code
  if (H5Fis_hdf5(session_->name.c_str()) <= 0) op.fail("cannot open: not an HDF5 file");
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
