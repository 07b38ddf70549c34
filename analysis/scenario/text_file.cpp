#include "analysis/scenario/text_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <boost/locale/utf.hpp>
#include <cerrno>

#include "analysis/scenario/system_reason.h"

namespace liandong::analysis {
namespace {

/// An open file, closed at the end of its scope.
struct Descriptor {
  int number = -1;
  explicit Descriptor(int opened) : number(opened) {}
  ~Descriptor() {
    if (number >= 0) ::close(number);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
};

Text unreadable(int error) {
  const Text reason = system_reason(error);
  return {"cannot be read: " + reason.en, "无法读取：" + reason.zh};
}

/// What stands there in place of a regular file; empty if it is one.
Text no_regular_file(mode_t mode) {
  if (S_ISREG(mode)) return {};
  if (S_ISDIR(mode)) return {"this is a folder, not a file", "这是文件夹，不是文件"};
  if (S_ISFIFO(mode)) return {"this is a named pipe, not a file", "这是命名管道，不是文件"};
  if (S_ISSOCK(mode)) return {"this is a socket, not a file", "这是套接字，不是文件"};
  return {"this is a device, not a file", "这是设备，不是文件"};
}

/// Reads up to one byte more than is allowed, from a file that has `expected` bytes if nobody is writing it. Returns
/// false, with errno, if the system fails.
bool read_all(int descriptor, std::size_t expected, std::string& text) {
  constexpr std::size_t most = greatest_file_bytes + 1;
  text.assign(std::min(expected + 1, most), '\0');
  std::size_t filled = 0;
  while (filled < most) {
    if (filled == text.size()) text.resize(std::min(2 * filled, most));
    const auto count = ::read(descriptor, text.data() + filled, text.size() - filled);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return false;
    if (count == 0) break;
    filled += static_cast<std::size_t>(count);
  }
  text.resize(filled);
  return true;
}

/// Where the first character stands that is not plain: printable and of ASCII.
const char* end_of_plain(const char* at, const char* end) {
  return std::find_if(at, end, [](char c) { return c < ' ' || c > '~'; });
}

}  // namespace

bool is_utf8(std::string_view text) {
  namespace utf = boost::locale::utf;
  const char* const end = text.data() + text.size();
  for (const char* at = end_of_plain(text.data(), end); at != end; at = end_of_plain(at, end))
    if (!utf::is_valid_codepoint(utf::utf_traits<char>::decode(at, end))) return false;
  return true;
}

bool check_text(std::string_view text, const Origin& start, Problems& problems) {
  namespace utf = boost::locale::utf;
  Origin where = start;
  if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
  const char *at = text.data(), *const end = at + text.size();
  while (true) {
    const char* const special = end_of_plain(at, end);
    if (where.line != 0) where.column += static_cast<std::uint32_t>(special - at);
    at = special;
    if (at == end) return true;
    const auto point = utf::utf_traits<char>::decode(at, end);
    if (point == utf::illegal || point == utf::incomplete) {
      problems.add(where, "",
                   {"not UTF-8 text (it may be GBK or GB18030); save or type it as UTF-8",
                    "不是 UTF-8 文本（可能是 GBK 或 GB18030），请改用 UTF-8 编码"});
      return false;
    }
    if (is_control(point) && point != '\t' && point != '\n' && point != '\r') {
      problems.add(where, "",
                   {fmt::format("the control character U+{:04X} stands here; remove it", std::uint32_t{point}),
                    fmt::format("此处有控制字符 U+{:04X}，请删除", std::uint32_t{point})});
      return false;
    }
    if (where.line == 0) continue;
    if (point == '\n') {
      ++where.line;
      where.column = 1;
    } else {
      ++where.column;
    }
  }
}

bool read_bytes(const std::filesystem::path& file, std::string& bytes, Problems& problems) {
  const auto refuse = [&](Text message) {
    problems.add({file.string()}, "", std::move(message));
    return false;
  };
  struct stat status = {};
  if (::stat(file.c_str(), &status) != 0)
    return refuse(errno == ENOENT ? Text{"there is no such file", "文件不存在"} : unreadable(errno));
  if (auto message = no_regular_file(status.st_mode); !message.empty()) return refuse(std::move(message));
  // Should a pipe take the file's place meanwhile, this does not wait for a writer.
  const Descriptor opened(::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  if (opened.number < 0 || !read_all(opened.number, static_cast<std::size_t>(status.st_size), bytes))
    return refuse(unreadable(errno));
  if (bytes.size() > greatest_file_bytes)
    return refuse({fmt::format("larger than {} MB, so it is not read", greatest_file_bytes >> 20),
                   fmt::format("文件超过 {} MB，拒绝读取", greatest_file_bytes >> 20)});
  if (bytes.find_first_not_of(" \t\r\n") == std::string::npos) return refuse({"the file is empty", "文件为空"});
  return true;
}

bool read_text_file(const std::filesystem::path& file, std::string& text, Problems& problems) {
  return read_bytes(file, text, problems) && check_text(text, {file.string(), 1, 1}, problems);
}

bool can_name_a_file(std::string_view name) {
  namespace utf = boost::locale::utf;
  if (name.empty() || name.size() > 100 || name.front() == '.') return false;
  for (auto at = name.begin(); at != name.end();) {
    const auto point = utf::utf_traits<char>::decode(at, name.end());
    if (!utf::is_valid_codepoint(point) || is_control(point) || point == '/' || point == '\\') return false;
  }
  return true;
}

}  // namespace liandong::analysis
