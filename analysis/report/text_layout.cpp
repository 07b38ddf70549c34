#include "analysis/report/text_layout.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace liandong::analysis {

namespace {

/// The code point that starts at `at`, which moves behind it; broken bytes count as one sign each.
char32_t next_code_point(std::string_view text, std::size_t& at) noexcept {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char lead = byte(at++);
  const int more = lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : lead >= 0xC0 ? 1 : 0;
  char32_t code = more == 3 ? lead & 0x07u : more == 2 ? lead & 0x0Fu : more == 1 ? lead & 0x1Fu : lead;
  for (int i = 0; i < more && at < text.size() && (byte(at) & 0xC0u) == 0x80u; ++i)
    code = code << 6 | (byte(at++) & 0x3Fu);
  return code;
}

/// Ranges of East Asian Width W and F (Unicode Standard Annex 11) that Chinese text and its punctuation use.
constexpr std::array<std::pair<char32_t, char32_t>, 9> wide_ranges = {{{0x1100, 0x115F},
                                                                       {0x2E80, 0x303E},
                                                                       {0x3041, 0xA4CF},
                                                                       {0xAC00, 0xD7A3},
                                                                       {0xF900, 0xFAFF},
                                                                       {0xFE30, 0xFE6F},
                                                                       {0xFF00, 0xFF60},
                                                                       {0xFFE0, 0xFFE6},
                                                                       {0x1F300, 0x3FFFD}}};

std::size_t width_of(char32_t code) noexcept {
  if (code >= 0x0300 && code <= 0x036F) return 0;
  const bool wide = std::ranges::any_of(wide_ranges, [&](auto r) { return code >= r.first && code <= r.second; });
  return wide ? 2 : 1;
}

/// Signs that no line begins with.
bool closes(char32_t code) noexcept {
  return std::u32string_view(U"，。：；？！、）》”’」』…").find(code) != std::u32string_view::npos;
}
/// Signs that no line ends with.
bool opens(char32_t code) noexcept {
  return std::u32string_view(U"（《“‘「『").find(code) != std::u32string_view::npos;
}

/// Moves text about instead of standing in it: controls of C0 and C1, separators of lines, turns of direction.
bool commands(char32_t code) noexcept {
  return code < 0x20 || (code >= 0x7F && code <= 0x9F) || code == 0x061C || code == 0x200E || code == 0x200F ||
         (code >= 0x2028 && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069);
}

/// Whether the bytes, as `next_code_point` took them, are their code point in well-formed UTF-8.
bool is_well_formed(std::string_view bytes, char32_t code) noexcept {
  const auto lead = static_cast<unsigned char>(bytes[0]);
  const std::size_t said = lead < 0x80 ? 1 : lead < 0xC0 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  const std::size_t needed = code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  return bytes.size() == said && said == needed && code <= 0x10FFFF && !(code >= 0xD800 && code <= 0xDFFF) &&
         lead < 0xF8;
}

std::string_view without_spaces_at_end(std::string_view text) noexcept {
  return text.substr(0, text.find_last_not_of(' ') + 1);
}

/// The pieces of a text between which a line may break.
std::vector<std::string_view> pieces_of(std::string_view text) {
  std::vector<std::string_view> pieces;
  std::size_t start = 0;
  char32_t last = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t before = at;
    const char32_t code = next_code_point(text, at);
    const bool at_script = (width_of(last) == 2 || width_of(code) == 2) && !closes(code) && !opens(last);
    if (before > start && code != ' ' && (last == ' ' || at_script)) {
      pieces.push_back(text.substr(start, before - start));
      start = before;
    }
    last = code;
  }
  if (start < text.size()) pieces.push_back(text.substr(start));
  return pieces;
}

}  // namespace

std::size_t display_width(std::string_view text) noexcept {
  std::size_t width = 0;
  for (std::size_t at = 0; at < text.size();) width += width_of(next_code_point(text, at));
  return width;
}

std::string padded_right(std::string_view text, std::size_t columns) {
  const std::size_t width = display_width(text);
  return std::string(text) + std::string(columns > width ? columns - width : 0, ' ');
}

std::string padded_left(std::string_view text, std::size_t columns) {
  const std::size_t width = display_width(text);
  return std::string(columns > width ? columns - width : 0, ' ') + std::string(text);
}

std::string printable(std::string_view text) {
  std::string result;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t before = at;
    const char32_t code = next_code_point(text, at);
    const std::string_view bytes = text.substr(before, at - before);
    if (code == '\n' || code == '\r' || code == '\t')
      result += ' ';
    else if (commands(code) || !is_well_formed(bytes, code))
      result += "\xEF\xBF\xBD";
    else
      result += bytes;
  }
  return result;
}

std::string grouped(std::uint64_t number) {
  constexpr std::size_t group = 3;
  std::string digits = std::to_string(number);
  for (std::size_t place = digits.size(); place > group;) digits.insert(place -= group, ",");
  return digits;
}

std::string counted(std::uint64_t number, std::string_view one, std::string_view many) {
  const bool several = number != 1, regular = many.empty();
  return fmt::format("{} {}{}", grouped(number), several && !regular ? many : one, several && regular ? "s" : "");
}

std::string figure_text(double value) {
  if (std::isnan(value)) return "–";
  if (std::isinf(value)) return value > 0 ? "∞" : "−∞";
  const double size = std::abs(value);
  const int digits = size >= 100 || size == 0 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3;
  return size > 0 && size < 0.0005 ? fmt::format("{:.1e}", value) : fmt::format("{:.{}f}", value, digits);
}

std::string table(const std::vector<std::vector<std::string>>& rows, const std::vector<bool>& right,
                  std::size_t indent) {
  std::vector<std::size_t> widths;
  for (const auto& row : rows) {
    widths.resize(std::max(widths.size(), row.size()));
    for (std::size_t c = 0; c < row.size(); ++c) widths[c] = std::max(widths[c], display_width(row[c]));
  }
  std::string text;
  for (const auto& row : rows) {
    std::string line(indent, ' ');
    for (std::size_t c = 0; c < row.size(); ++c) {
      const bool to_right = c < right.size() && right[c];
      line += (c > 0 ? "  " : "") + (to_right ? padded_left(row[c], widths[c]) : padded_right(row[c], widths[c]));
    }
    text.append(without_spaces_at_end(line)) += '\n';
  }
  return text;
}

std::string wrapped(std::string_view text, std::size_t columns, std::size_t indent) {
  std::string result, line;
  for (const std::string_view piece : pieces_of(text)) {
    if (!line.empty() && display_width(line) + display_width(without_spaces_at_end(piece)) > columns) {
      result.append(without_spaces_at_end(line)) += '\n';
      line.assign(indent, ' ');
    }
    line += piece;
  }
  return result + line;
}

}  // namespace liandong::analysis
