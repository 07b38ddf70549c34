#include "analysis/scenario/half_width.h"

#include <boost/locale/utf.hpp>
#include <iterator>

namespace liandong::analysis {
namespace {

namespace utf = boost::locale::utf;

constexpr bool is_blank(char32_t c) {
  return c == ' ' || (c >= '\t' && c <= '\r') || c == 0xA0 || (c >= 0x2000 && c <= 0x200B) || c == 0x202F ||
         c == 0x3000;
}

constexpr char32_t half_width_of(char32_t c) {
  constexpr char32_t first = 0xFF01, last = 0xFF5E, shift = 0xFEE0;
  if (is_blank(c)) return ' ';
  return c >= first && c <= last ? c - shift : c;
}

}  // namespace

std::string half_width(std::string_view text) {
  std::string result;
  for (auto at = text.begin(); at != text.end();) {
    const auto point = utf::utf_traits<char>::decode(at, text.end());
    if (utf::is_valid_codepoint(point)) utf::utf_traits<char>::encode(half_width_of(point), std::back_inserter(result));
  }
  const auto first = result.find_first_not_of(' ');
  if (first == std::string::npos) return {};
  return result.substr(first, result.find_last_not_of(' ') - first + 1);
}

}  // namespace liandong::analysis
