#include "analysis/scenario/toml_words.h"

#include <fmt/format.h>

namespace liandong::analysis {
namespace {

/// A part of the parser's description and what to say for it. The first that fits is taken.
struct Pattern {
  std::string_view part;
  const char *en, *zh;
};

constexpr Pattern patterns[] = {
    {"cannot redefine existing table", "the key is written twice: this table stands in the file already",
     "键重复定义：此表在文件中已经写过"},
    {"cannot redefine", "the key is written twice", "键重复定义：同一个键写了两次"},
    {"into existing inline table", "the key is written twice: a table between { } cannot be added to later",
     "键重复定义：写在 { } 中的表不能再补充"},
    {"multi-line strings are prohibited", "a key must not run over several lines", "键不能跨行"},
    {"leading zeroes", "a number must not begin with 0", "数字不能以 0 开头"},
    {"underscores", "an underscore in a number must stand between two digits", "数字中的下划线两侧都须是数字"},
    {"not representable in 64 bits", "the number is too large", "数字过大"},
    {"exceeds length limit", "the number has too many digits", "数字位数过多"},
    {"numeric value too long", "the number has too many digits", "数字位数过多"},
    {"unknown escape sequence", "\\ must not stand before this character; for \\ itself write \\\\",
     "反斜杠 \\ 之后不能是此字符；要写反斜杠本身，请写 \\\\"},
    {"unicode scalar sequence", "\\u must be followed by the four hexadecimal digits of a character, \\U by eight",
     "\\u 之后须是某个字符的四位十六进制数（\\U 之后为八位）"},
    {"while parsing date", "this is no date; write it as 2024-01-31", "不是有效的日期；请写作 2024-01-31"},
    {"while parsing time", "this is no time of day", "不是有效的时刻"},
    {"while parsing floating-point", "this is no number", "不是有效的数字"},
    {"integer", "this is no number", "不是有效的数字"},
    {"while parsing boolean", "write true or false", "请写 true 或 false"},
    {"could not determine value type", "this is neither a number, a date, true, false nor text between quotes",
     "不是数字、日期、true、false，也不是引号中的文本"},
};

/// The first characters of a line that is too long to quote.
std::string beginning(std::string_view line) {
  constexpr std::size_t longest = 60;
  if (line.size() <= longest) return std::string(line);
  auto end = longest;
  while (end > 0 && (static_cast<unsigned char>(line[end]) & 0xC0) == 0x80) --end;
  return std::string(line.substr(0, end)) + "…";
}

}  // namespace

Text toml_message(std::string_view description, std::string_view line) {
  for (const auto& pattern : patterns)
    if (description.find(pattern.part) != std::string_view::npos) return {pattern.en, pattern.zh};
  if (line.empty()) return {"not valid TOML", "不符合 TOML 语法"};
  return {fmt::format("not valid TOML: {}", beginning(line)), fmt::format("不符合 TOML 语法：{}", beginning(line))};
}

}  // namespace liandong::analysis
