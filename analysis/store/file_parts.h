#pragma once

#include <fmt/format.h>

#include <cstdint>
#include <numeric>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "analysis/store/array.h"
#include "sim/store/hdf5.h"

/// What the files of a study have in common.
namespace liandong::analysis {

/// What a file says it is. Each kind of file counts its own versions.
struct FileFormat {
  std::string_view name;
  std::int64_t version;
};

inline void write_format(const sim::hdf5::Group& root, const FileFormat& format) {
  root.set("format", format.name);
  root.set("format_version", format.version);
}

/// Throws sim::hdf5::Error, which says `otherwise` of a file of another kind, unless `write_format` wrote this format.
inline void expect_format(const sim::hdf5::Group& root, const FileFormat& format, std::string_view otherwise) {
  if (!root.has_attribute("format") || root.text("format") != format.name) root.refuse(std::string(otherwise));
  if (const auto version = root.integer("format_version"); version != format.version)
    root.refuse(fmt::format("its format version is {}, this program reads version {}", version, format.version));
}

/// An attribute that counts something. Throws sim::hdf5::Error if it is negative or above 2³² − 1.
inline std::uint32_t natural(const sim::hdf5::Group& group, std::string_view name) {
  const std::int64_t value = group.integer(name);
  if (value < 0 || value > 0xffffffffll) group.refuse(fmt::format("{} is {}, which is not a count", name, value));
  return static_cast<std::uint32_t>(value);
}

/// Writes first, first + 1, …: the scale of an axis whose steps have numbers only.
inline void write_numbering(const sim::hdf5::Group& group, const std::string& name, std::size_t count,
                            const std::string& description, std::uint32_t first = 0) {
  std::vector<std::uint32_t> numbers(count);
  std::iota(numbers.begin(), numbers.end(), first);
  group.write_list(name, numbers, {"1", description});
}

/// Throws sim::hdf5::Error unless `write_numbering` wrote these: an axis is as long as the file says elsewhere.
inline void expect_numbering(const sim::hdf5::Group& group, const std::string& name, std::size_t count,
                             std::uint32_t first = 0) {
  for (const auto number : group.read<std::uint32_t>(name, {count}))
    if (number != first++) group.refuse(fmt::format("{} does not count its steps", name));
}

/// An array of a known shape. Throws sim::hdf5::Error if it has another.
template <class T>
Array<T> read_array(const sim::hdf5::Group& group, const char* name, const std::vector<std::size_t>& shape) {
  Array<T> array;
  array.shape = shape;
  array.values = group.read<T>(name, array.shape);
  return array;
}

/// A list of groups "name/000", …, and their number as an attribute.
template <class Item, class Write>
void write_numbered(const sim::hdf5::Group& root, const char* name, const std::vector<Item>& items, Write&& write) {
  const auto group = root.create_group(name);
  group.set("count", items.size());
  for (std::size_t i = 0; i < items.size(); ++i) write(group.create_group(fmt::format("{:03}", i)), items[i]);
}

template <class Read>
auto read_numbered(const sim::hdf5::Group& root, const char* name, Read&& read) {
  const auto group = root.group(name);
  std::vector<std::invoke_result_t<Read, const sim::hdf5::Group&>> items;
  const std::uint32_t count = natural(group, "count");
  // Nothing is reserved: the count is what a file claims, and a group that is missing ends the list with an Error.
  for (std::uint32_t i = 0; i < count; ++i) items.push_back(read(group.group(fmt::format("{:03}", i))));
  return items;
}

}  // namespace liandong::analysis
