#include "app/cli/terminal.h"

#include <fcntl.h>
#include <unistd.h>

#include <boost/locale/utf.hpp>
#include <cerrno>
#include <cstdio>

#include "analysis/scenario/system_reason.h"
#include "analysis/scenario/text_file.h"
#include "app/cli/failure.h"

namespace liandong::app {
namespace {

constexpr std::string_view replacement = "\uFFFD", erase_line = "\r\x1b[2K";

bool turns_direction(char32_t c) { return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069); }

/// U+2400 and its neighbours are pictures of the first 32 characters and, at the end, of delete.
std::string picture(char32_t control) {
  if (control > 0x7F) return std::string(replacement);
  std::string text = "\u2400";
  text.back() = static_cast<char>(text.back() + (control == 0x7F ? 0x21 : control));
  return text;
}

[[noreturn]] void printing_failed() {
  const Text reason = analysis::system_reason(errno);
  throw Failure({say(Language::en, text::standard_output_failed, reason.en),
                 say(Language::zh, text::standard_output_failed, reason.zh)});
}

void write_to_error(std::string_view text) { std::fwrite(text.data(), 1, text.size(), stderr); }

}  // namespace

void open_missing_streams() {
  for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO})
    if (::fcntl(stream, F_GETFD) == -1 && errno == EBADF)
      // The lowest number that is free is this one. It can be read only, so that writing to it fails.
      static_cast<void>(::open("/dev/null", O_RDONLY));
}

bool error_is_terminal() { return ::isatty(STDERR_FILENO) == 1; }

std::string visible(std::string_view text) {
  namespace utf = boost::locale::utf;
  std::string result;
  result.reserve(text.size());
  for (auto at = text.begin(); at != text.end();) {
    const auto start = at;
    const auto point = utf::utf_traits<char>::decode(at, text.end());
    if (point == utf::illegal || point == utf::incomplete) {
      at = start + 1;
      result += replacement;
    } else if (turns_direction(point)) {
      result += replacement;
    } else if (analysis::is_control(point) && point != '\n' && point != '\t') {
      result += picture(point);
    } else {
      result.append(start, at);
    }
  }
  return result;
}

void print(std::string_view text) {
  const auto shown = visible(text);
  if (std::fwrite(shown.data(), 1, shown.size(), stdout) != shown.size()) printing_failed();
}

void finish_printing() {
  if (std::fflush(stdout) != 0) printing_failed();
}

void complain(std::string_view text) { write_to_error(visible(text) + '\n'); }

void show_status(std::string_view line) {
  write_to_error(std::string(erase_line) + visible(line));
  std::fflush(stderr);
}

void clear_status() { write_to_error(erase_line); }

}  // namespace liandong::app
