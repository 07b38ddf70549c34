#include "app/terminal.h"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <boost/locale/utf.hpp>
#include <cstdio>

namespace liandong::app {
namespace {

namespace utf = boost::locale::utf;

struct Range {
  utf::code_point first, last;
};

/// Blocks of wide characters: Hangul, CJK with its punctuation, full-width forms.
constexpr auto wide = std::to_array<Range>({{0x1100, 0x115f}, {0x2e80, 0x303e}, {0x3041, 0xa4cf}, {0xac00, 0xd7a3},
                                            {0xf900, 0xfaff}, {0xfe30, 0xfe6f}, {0xff00, 0xff60}, {0xffe0, 0xffe6},
                                            {0x20000, 0x3fffd}});

std::size_t width_of(utf::code_point point) {
  if (point == utf::illegal || point == utf::incomplete) return 1;
  return std::any_of(wide.begin(), wide.end(), [&](const Range& r) { return point >= r.first && point <= r.last; }) ? 2 : 1;
}

/// Calls visit(character, width) for each character.
template <class Visit>
void each_character(std::string_view text, Visit&& visit) {
  for (auto at = text.begin(); at != text.end();) {
    const auto first = at;
    const auto width = width_of(utf::utf_traits<char>::decode(at, text.end()));
    visit(text.substr(static_cast<std::size_t>(first - text.begin()), static_cast<std::size_t>(at - first)), width);
  }
}

}  // namespace

std::size_t display_width(std::string_view text) {
  std::size_t total = 0;
  each_character(text, [&](std::string_view, std::size_t width) { total += width; });
  return total;
}

std::string padded(std::string_view text, std::size_t width, bool right) {
  std::string kept;
  std::size_t used = 0;
  each_character(text, [&](std::string_view character, std::size_t size) {
    if (used + size > width) {
      used = std::max(used, width);
      return;
    }
    kept += character;
    used += size;
  });
  const std::string space(width - std::min(width, display_width(kept)), ' ');
  return right ? space + kept : kept + space;
}

std::string table(const std::vector<std::vector<std::string>>& rows, const std::vector<bool>& right) {
  std::vector<std::size_t> widths;
  for (const auto& row : rows) {
    widths.resize(std::max(widths.size(), row.size()));
    for (std::size_t c = 0; c < row.size(); ++c) widths[c] = std::max(widths[c], display_width(row[c]));
  }
  std::string text;
  for (const auto& row : rows) {
    std::string line;
    for (std::size_t c = 0; c < row.size(); ++c)
      line += (c > 0 ? "  " : "") + padded(row[c], widths[c], c < right.size() && right[c]);
    line.erase(line.find_last_not_of(' ') + 1);
    text += line + "\n";
  }
  return text;
}

std::string wrapped(std::string_view text, std::size_t width) {
  std::string result, word;
  std::size_t column = 0, word_width = 0;
  const auto place_word = [&] {
    if (column > 0 && column + word_width > width) {
      result.erase(result.find_last_not_of(' ') + 1);
      result += '\n';
      column = 0;
    }
    result += word;
    column += word_width;
    word.clear();
    word_width = 0;
  };
  each_character(text, [&](std::string_view character, std::size_t size) {
    if (size == 2) place_word();
    word += character;
    word_width += size;
    if (character == " " || size == 2) place_word();
  });
  place_word();
  return result;
}

bool error_is_terminal() { return ::isatty(STDERR_FILENO) == 1; }

void print(std::string_view text) { std::fwrite(text.data(), 1, text.size(), stdout); }

void complain(std::string_view text) {
  std::string line(text);
  line += '\n';
  std::fwrite(line.data(), 1, line.size(), stderr);
}

}  // namespace liandong::app
