#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sim/store/seal.h"

/// HDF5 files behind a seal, in the few words that this project needs. Any thread may call; calls wait for each other,
/// as the library itself is not safe for threads. Names inside a group may be paths ("arms/a/weekly"); groups on the
/// way are created.
///
/// What is read is input, not truth. A file whose seal is broken is refused unread. Behind a seal that is whole only
/// what `Writer` itself can have made is taken: hard links; numbers of the machine's own layout, text of fixed length
/// and raw bytes; datasets in one piece or in chunks of bounded size, which together take no more memory than a file
/// of that size can have held. Links to elsewhere, data in other files, types of other kinds and text that is not UTF-8
/// give an Error. What numbers mean (an index in range, not NaN) is for the caller to check.
namespace liandong::sim::hdf5 {

/// The text names file, object and reason; the kind is `content` unless opening the file failed.
using Error = FileError;

/// Extents of a dataset, slowest first; empty for a single value.
using Shape = std::vector<std::size_t>;

/// What a dataset of ours says of itself.
struct About {
  std::string unit;         ///< "fen", "week", "1" for pure numbers
  std::string description;  ///< one sentence
  /// Path of the dimension scale of each axis, "/week"; empty for an axis without, or altogether. A scale is a
  /// one-dimensional dataset of the same file with a value for each step of the axis; it gives the axis its name. One
  /// that nothing else refers to names itself.
  std::vector<std::string> axes = {};
};

template <class T>
concept Number = std::same_as<T, std::uint8_t> || std::same_as<T, std::uint16_t> || std::same_as<T, std::uint32_t> ||
    std::same_as<T, std::uint64_t> || std::same_as<T, std::int32_t> || std::same_as<T, std::int64_t> ||
    std::same_as<T, float> || std::same_as<T, double>;

template <class T>
struct Array {
  Shape shape;
  std::vector<T> values;  ///< row-major
};

/// Raw elements that only their writer understands.
struct Opaque {
  std::size_t element_size = 0;
  std::vector<std::byte> bytes;
};

/// Bytes of text that an attribute can hold; longer ones are for datasets.
inline constexpr std::size_t longest_attribute = 60'000;

struct Session;
struct StoredDataset;

/// A group or dataset of an open file. Copies are cheap; all become invalid when the file is committed or closed, and
/// then throw.
class Object {
 public:
  Object(std::shared_ptr<Session> session, std::string path) : session_(std::move(session)), path_(std::move(path)) {}

  /// Path inside the file, "/" for the root.
  const std::string& path() const noexcept { return path_; }
  /// Name of the file, for messages.
  const std::string& file() const noexcept;
  /// Throws Error: the object is not what its reader expects.
  [[noreturn]] void refuse(const std::string& reason) const;

  /// Writing replaces an attribute of the same name. Text is UTF-8 without zero bytes, at most `longest_attribute`.
  void set(std::string_view name, std::string_view text) const;
  void set(std::string_view name, const char* text) const { set(name, std::string_view(text)); }
  void set(std::string_view name, const std::string& text) const { set(name, std::string_view(text)); }
  void set(std::string_view name, double value) const;
  template <std::integral T>
  void set(std::string_view name, T value) const {
    set_integer(name, static_cast<std::int64_t>(value));
  }
  bool has_attribute(std::string_view name) const;
  /// Throw Error if the attribute is missing or of another type.
  std::string text(std::string_view name) const;
  std::int64_t integer(std::string_view name) const;
  double real(std::string_view name) const;
  /// Attributes "unit" and "description"; empty where absent.
  About about() const;

 protected:
  std::string inside(std::string_view name) const;
  void set_integer(std::string_view name, std::int64_t value) const;
  void read_row(const StoredDataset& dataset, std::size_t row, void* into) const;

  std::shared_ptr<Session> session_;
  std::string path_;
};

/// Rows of a dataset of an open file, a row being what belongs to one step of the slowest axis.
template <Number T>
class Rows : public Object {
 public:
  Rows(std::shared_ptr<Session> session, std::string path, std::shared_ptr<const StoredDataset> dataset)
      : Object(std::move(session), std::move(path)), dataset_(std::move(dataset)) {}
  /// `into` is as long as a row. Throws Error.
  void read(std::size_t row, std::span<T> into) const { read_row(*dataset_, row, into.data()); }

 private:
  std::shared_ptr<const StoredDataset> dataset_;
};

class Group : public Object {
 public:
  using Object::Object;

  Group create_group(std::string_view name) const;
  Group group(std::string_view name) const;
  Object dataset(std::string_view name) const;

  /// Writes `values` in row-major order; large datasets are chunked, shuffled, compressed and given checksums. Throws
  /// Error if the name is taken or the shape does not hold exactly the values.
  template <Number T>
  void write(std::string_view name, std::span<const T> values, const Shape& shape, const About& about = {}) const {
    write_numbers(name, kind_of<T>(), values.data(), values.size(), shape, about);
  }
  template <Number T>
  void write(std::string_view name, const std::vector<T>& values, const Shape& shape, const About& about = {}) const {
    write(name, std::span<const T>(values), shape, about);
  }
  template <Number T>
  void write_list(std::string_view name, const std::vector<T>& values, const About& about = {}) const {
    write(name, std::span<const T>(values), Shape{values.size()}, about);
  }
  /// The same without all values at once: `fill(first, values)` gives `values.size()` of them from row `first` on, a
  /// row being what belongs to one step of the slowest axis. Rows are asked for in order.
  template <Number T>
  void write_rows(std::string_view name, const Shape& shape,
                  const std::function<void(std::size_t first, std::span<T> values)>& fill,
                  const About& about = {}) const {
    std::vector<T> values;
    write_blocks(
        name, kind_of<T>(), shape,
        [&](std::size_t first, std::size_t count) {
          values.resize(count);
          fill(first, values);
          return values.data();
        },
        about);
  }
  /// One-dimensional, UTF-8 without zero bytes; each takes the room of the longest before compression.
  void write_texts(std::string_view name, const std::vector<std::string>& texts, const About& about = {}) const;
  /// A single text of any length.
  void write_text(std::string_view name, std::string_view text, const About& about = {}) const;
  /// `bytes.size()` is a multiple of `element_size`, which is at most 65535.
  void write_opaque(std::string_view name, std::span<const std::byte> bytes, std::size_t element_size,
                    const About& about = {}) const;

  /// Throw Error if the dataset is missing, of another type, or (with `expected`) of another shape.
  template <Number T>
  Array<T> read(std::string_view name) const {
    Array<T> array;
    read_numbers(name, kind_of<T>(), array.shape, [&](std::size_t count) {
      array.values.resize(count);
      return array.values.data();
    });
    return array;
  }
  template <Number T>
  std::vector<T> read(std::string_view name, const Shape& expected) const {
    expect_shape(name, expected);
    return read<T>(name).values;
  }
  std::vector<std::string> read_texts(std::string_view name) const;
  std::vector<std::string> read_texts(std::string_view name, std::size_t expected) const;
  std::string read_text(std::string_view name) const;
  Opaque read_opaque(std::string_view name) const;
  Shape shape(std::string_view name) const;
  /// A dataset that is read row by row. Throws Error as `read` does.
  template <Number T>
  Rows<T> rows(std::string_view name, const Shape& expected) const {
    expect_shape(name, expected);
    return Rows<T>(session_, inside(name), open_rows(name, kind_of<T>()));
  }

 private:
  void write_text_values(std::string_view name, std::span<const std::string_view> texts, const Shape& shape,
                         const About& about) const;
  std::vector<std::string> read_text_values(std::string_view name, std::size_t rank) const;

  enum class Kind : std::uint8_t { u8, u16, u32, u64, i32, i64, f32, f64 };
  friend struct Types;

  template <Number T>
  static constexpr Kind kind_of() noexcept {
    if constexpr (std::same_as<T, float>)
      return Kind::f32;
    else if constexpr (std::same_as<T, double>)
      return Kind::f64;
    else if constexpr (std::same_as<T, std::int32_t>)
      return Kind::i32;
    else if constexpr (std::same_as<T, std::int64_t>)
      return Kind::i64;
    else if constexpr (sizeof(T) == 1)
      return Kind::u8;
    else if constexpr (sizeof(T) == 2)
      return Kind::u16;
    else if constexpr (sizeof(T) == 4)
      return Kind::u32;
    else
      return Kind::u64;
  }
  void write_numbers(std::string_view name, Kind kind, const void* values, std::size_t count, const Shape& shape,
                     const About& about) const;
  /// Asks for room when the dataset is known to be what it should be.
  void read_numbers(std::string_view name, Kind kind, Shape& shape,
                    const std::function<void*(std::size_t)>& room) const;
  void expect_shape(std::string_view name, const Shape& expected) const;
  /// `block(first, count)` gives the next `count` values, which are of whole rows.
  void write_blocks(std::string_view name, Kind kind, const Shape& shape,
                    const std::function<const void*(std::size_t first, std::size_t count)>& block,
                    const About& about) const;
  std::shared_ptr<const StoredDataset> open_rows(std::string_view name, Kind kind) const;
};

/// A new file. `commit` seals it and gives its temporary name the target's place; without `commit` nothing changes.
class Writer {
 public:
  /// Where the file grows until then: in memory, which is fast and takes as much as the compressed file, or under its
  /// temporary name on the disk.
  enum class Growth : std::uint8_t { memory, disk };
  /// Throws std::runtime_error at once if the folder cannot be written.
  explicit Writer(const std::filesystem::path& file, Growth growth = Growth::memory);
  ~Writer();
  Writer(Writer&&) noexcept;
  Writer& operator=(Writer&&) noexcept;

  Group root() const { return {session_, "/"}; }
  /// Throws std::runtime_error naming file and reason, also if an axis and its scale do not fit; the old file then
  /// stays. Call once, last.
  void commit();

 private:
  std::shared_ptr<Session> session_;
};

/// An existing file, read only. Throws Error if it is missing, not sealed by `Writer` or no longer as it was sealed.
class Reader {
 public:
  explicit Reader(const std::filesystem::path& file);
  ~Reader();
  Reader(Reader&&) noexcept;
  Reader& operator=(Reader&&) noexcept;

  Group root() const { return {session_, "/"}; }

 private:
  std::shared_ptr<Session> session_;
};

}  // namespace liandong::sim::hdf5
