#pragma once

#include <hdf5.h>

#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sim/store/atomic_file.h"
#include "sim/store/hdf5.h"

/// What hdf5.cpp needs of the C library: ids that close themselves, errors with words, types. Not for other files.
namespace liandong::sim::hdf5 {

/// One open file. `id` is negative once closed.
struct Session {
  std::string name;
  hid_t id = -1;

  std::unique_ptr<AtomicFile> target;                                  ///< writers only
  bool on_disk = false;                                                ///< writers only: it grows on the disk
  std::vector<std::pair<std::string, std::vector<std::string>>> axes;  ///< writers only: datasets, scales of each axis

  std::uint64_t bytes = 0;   ///< readers only: of the file
  std::uint64_t budget = 0;  ///< readers only: bytes of memory that what is read may yet take

  ~Session() { close(); }
  void close();
};

/// An HDF5 id and the function that gives it back.
class Handle {
 public:
  Handle(hid_t id, herr_t (*close)(hid_t)) noexcept : id_(id), close_(close) {}
  ~Handle() {
    if (id_ >= 0) close_(id_);
  }
  Handle(Handle&& other) noexcept : id_(std::exchange(other.id_, -1)), close_(other.close_) {}
  Handle& operator=(Handle&&) = delete;
  operator hid_t() const noexcept { return id_; }

 private:
  hid_t id_;
  herr_t (*close_)(hid_t);
};

/// Innermost reason on the library's error stack, and the error number of the system if it came from there, else 0.
struct LibraryReason {
  std::string words;
  int system_error = 0;
};
LibraryReason library_reason();

/// One operation on one object: holds the library's lock, keeps it quiet and turns failures into Error.
class Operation {
 public:
  Operation(std::string file, std::string object) : lock_(mutex()), file_(std::move(file)), object_(std::move(object)) {
    H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr);
    H5Eclear2(H5E_DEFAULT);
  }
  Operation(const Session& session, std::string object) : Operation(session.name, std::move(object)) {
    writes_ = session.target != nullptr;
    if (session.id < 0) fail("the file is already closed");
  }

  [[noreturn]] void fail(const std::string& reason) const {
    throw Error(Error::Kind::content, file_, (object_.empty() ? "" : object_ + ": ") + reason);
  }
  /// The id or status itself unless it reports a failure; of a file that is written, WriteError where the system's.
  template <class Status>
  Status good(Status status, const char* doing) const {
    if (status < 0) fail_to(doing);
    return status;
  }
  /// Text that the format can hold: UTF-8 without zero bytes.
  void expect_plain(std::string_view text) const;

 private:
  [[noreturn]] void fail_to(const char* doing) const;

  static std::recursive_mutex& mutex() {
    static std::recursive_mutex instance;
    return instance;
  }

  std::lock_guard<std::recursive_mutex> lock_;
  std::string file_, object_;
  bool writes_ = false;
};

/// Text of `length` bytes, at least 1, filled up with zero bytes.
Handle text_type(std::size_t length);
/// Opens what stands at `path`, to which only hard links may lead; the second form also checks that it is a group or a
/// dataset.
Handle open_object(const Operation& op, const Session& session, const std::string& path);
Handle open_of_kind(const Operation& op, const Session& session, const std::string& path, H5I_type_t kind);
bool has_attribute(const Operation& op, hid_t object, const std::string& name);
void write_attribute(const Operation& op, hid_t object, const std::string& name, hid_t type, const void* value);
void write_text_attribute(const Operation& op, hid_t object, const std::string& name, std::string_view text);
void read_number_attribute(const Operation& op, hid_t object, const std::string& name, hid_t type, void* value);
std::string read_text_attribute(const Operation& op, hid_t object, const std::string& name);
/// Writes all of a new dataset; `values` may be null if the shape holds none.
void write_dataset(const Operation& op, Session& session, const std::string& path, hid_t type, const Shape& shape,
                   const void* values, const About& about);
Shape shape_of(const Operation& op, hid_t dataset);
/// Steps of the slowest axis, of which there are `rows`, that a chunk of a dataset holds; all if it is in one piece.
std::size_t rows_of_a_chunk(const Operation& op, hid_t dataset, std::size_t rows);

/// Some rows of a dataset, and room for them in memory.
struct RowSelection {
  RowSelection(const Operation& op, hid_t dataset, const Shape& shape, std::size_t first, std::size_t count);
  Handle in_file, in_memory;
};
/// Number of values; the greatest number if that is too great for one.
std::size_t count_of(const Shape& shape) noexcept;

/// For messages: "32-bit floating-point numbers", "[3, 4]".
std::string type_name(hid_t type);
std::string shape_text(const Shape& shape);

}  // namespace liandong::sim::hdf5
