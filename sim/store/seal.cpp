#include "sim/store/seal.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <string_view>
#include <system_error>
#include <vector>

#include "sim/store/hash.h"

namespace liandong::sim {
namespace {

constexpr std::string_view mark = "liandong file, seal 1\n";
constexpr std::size_t part_size = 1 << 20;  // a multiple of the words that Hasher takes at a time

std::string seal_text(std::uint64_t bytes, std::uint64_t digest) {
  std::string text(mark);
  text += "bytes " + std::to_string(bytes) + "\ndigest " + hash_text(digest) +
          "\nAn HDF5 file follows these 512 bytes. The digest is of all that follows.\n";
  text.resize(seal_size, '\n');
  return text;
}

/// A file open for reading, for as long as this lives.
class Input {
 public:
  explicit Input(const std::filesystem::path& file) : name_(file.string()) {
    // Without O_NONBLOCK a pipe that nobody writes would be waited for.
    descriptor_ = open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (descriptor_ < 0) fail_by_system("cannot open: ");
    struct stat about {};
    if (fstat(descriptor_, &about) == 0 && S_ISREG(about.st_mode)) return;
    close(descriptor_);
    fail(FileError::Kind::unreadable,
         S_ISDIR(about.st_mode) ? "cannot open: it is a folder" : "cannot open: it is no regular file");
  }
  ~Input() { close(descriptor_); }
  Input(const Input&) = delete;
  Input& operator=(const Input&) = delete;

  /// Fills as much of `into` as the file still holds.
  std::span<std::byte> read(std::span<std::byte> into) {
    std::size_t done = 0;
    while (done < into.size()) {
      const auto more = ::read(descriptor_, into.data() + done, into.size() - done);
      if (more < 0 && errno == EINTR) continue;
      if (more < 0) fail_by_system("cannot read: ");
      if (more == 0) break;
      done += static_cast<std::size_t>(more);
    }
    return into.first(done);
  }
  struct Sealed {
    std::uint64_t bytes;
    std::string text;
  };
  /// The seal of what has not been read yet; `part` is room for a part of it.
  Sealed seal_of_rest(std::span<std::byte> part) {
    Hasher hasher;
    std::uint64_t bytes = 0;
    for (auto read = this->read(part); !read.empty(); read = this->read(part)) {
      hasher.bytes(read);
      bytes += read.size();
    }
    return {bytes, seal_text(bytes, hasher.digest())};
  }
  [[noreturn]] void fail(FileError::Kind kind, const std::string& reason) const {
    throw FileError(kind, name_, reason);
  }
  [[noreturn]] void fail_by_system(const std::string& doing) const {
    const int error = errno;
    throw FileError(FileError::Kind::unreadable, name_, doing + std::generic_category().message(error), error);
  }

 private:
  std::string name_;
  int descriptor_ = -1;
};

std::string_view characters_of(std::span<const std::byte> bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

}  // namespace

std::string seal_of(std::span<const std::byte> content) {
  return seal_text(content.size(), Hasher().bytes(content).digest());
}

bool has_seal(const std::filesystem::path& file) try {
  std::array<std::byte, mark.size()> beginning;
  return characters_of(Input(file).read(beginning)) == mark;
} catch (const FileError&) {
  return false;
}

std::string seal_of(const std::filesystem::path& file) {
  Input input(file);
  std::vector<std::byte> part(part_size);
  input.read(std::span(part).first(seal_size));
  return input.seal_of_rest(part).text;
}

std::uint64_t check_seal(const std::filesystem::path& file) {
  Input input(file);
  std::vector<std::byte> part(part_size);
  const std::string seal(characters_of(input.read(std::span(part).first(seal_size))));
  if (!seal.starts_with(mark))
    input.fail(FileError::Kind::foreign,
               "is not a data file of this program (or an older version wrote it, or its beginning is damaged)");
  const auto [bytes, text] = input.seal_of_rest(part);
  if (seal != text)
    input.fail(FileError::Kind::damaged,
               "is damaged: its content does not match its checksum; use a copy of the file, or make it again");
  return bytes;
}

}  // namespace liandong::sim
