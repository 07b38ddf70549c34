#include "analysis/scenario/toml_scan.h"

#include <fmt/format.h>

#include <algorithm>

#include "analysis/scenario/lookalikes.h"
#include "analysis/scenario/text_file.h"
#include "analysis/scenario/toml_words.h"

namespace liandong::analysis {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool is_letter_or_digit(char c) { return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

bool is_key_character(char c) { return is_letter_or_digit(c) || c == '_' || c == '-'; }

bool starts_number(char c) { return is_digit(c) || c == '+' || c == '-' || c == '.'; }

bool is_date(std::string_view word) { return word.size() == 10 && word[4] == '-' && word[7] == '-'; }

/// Whether the word begins as a date or a time does: 2024-…, 10:…
bool begins_moment(std::string_view word) {
  const auto digits = std::min(word.find_first_not_of("0123456789"), word.size());
  const char next = digits < word.size() ? word[digits] : '\0';
  return (digits == 4 && next == '-') || (digits > 0 && next == ':');
}

/// Whether it is written as a date, a time of day, or both with T between; each time with a fraction and a zone or not.
bool is_moment(std::string_view word) {
  std::string shape(word);
  for (char& c : shape) c = is_digit(c) ? '0' : c == 't' ? 'T' : c;
  const std::string_view zones[] = {"z", "Z", "+00:00", "-00:00"};
  const auto zone = std::find_if(std::begin(zones), std::end(zones), [&](auto end) { return shape.ends_with(end); });
  if (zone != std::end(zones)) shape.resize(shape.size() - zone->size());
  if (const auto point = shape.find('.'); point != std::string::npos && point + 1 < shape.size())
    if (shape.find_first_not_of('0', point + 1) == std::string::npos) shape.resize(point);
  return (is_date(word) && shape == "0000-00-00") || shape == "00:00:00" || shape == "0000-00-00T00:00:00";
}

bool starts_time(std::string_view text) {
  return text.size() > 2 && text[2] == ':' && is_digit(text[0]) && is_digit(text[1]);
}

bool is_number_character(char c) { return is_letter_or_digit(c) || c == '_' || c == ':' || starts_number(c); }

/// U+3400 to U+9FFF, by the first two bytes.
bool begins_with_chinese(std::string_view text) {
  return text.size() > 1 && ((text[0] >= '\xE4' && text[0] <= '\xE9') || (text[0] == '\xE3' && text[1] >= '\x90'));
}

struct Found {
  Origin where;
  Text message;
};

/// Walks over the text once, by recursive descent to `deepest_level`. Throws Found at the first fault.
class Scanner {
 public:
  Scanner(std::string_view text, const std::string& file) : text_(text), here_{file, 1, 1} {}

  void document() {
    unsigned level = 0;
    for (skip_blank_lines(); !at_end(); skip_blank_lines()) {
      if (peek() == '[')
        level = header();
      else
        pair(level);
      end_of_line();
    }
  }

 private:
  bool at_end() const { return text_.empty(); }
  /// The next byte; 0, which stands in no text, at the end.
  char peek() const { return at_end() ? '\0' : text_.front(); }

  std::string_view next_character() const {
    std::size_t length = at_end() ? 0 : 1;
    while (length < text_.size() && (static_cast<unsigned char>(text_[length]) & 0xC0) == 0x80) ++length;
    return text_.substr(0, length);
  }

  void advance() {
    const auto character = next_character();
    if (character == "\n") {
      ++here_.line;
      here_.column = 1;
    } else {
      ++here_.column;
    }
    text_.remove_prefix(character.size());
  }

  bool take(std::string_view wanted) {
    if (!text_.starts_with(wanted)) return false;
    for (std::size_t i = 0; i < wanted.size(); ++i) advance();
    return true;
  }

  [[noreturn]] void fail(Text message) const { throw Found{here_, std::move(message)}; }

  /// Says what was wanted here and what stands instead; a mark that only looks right is named first.
  [[noreturn]] void expected(std::string_view en, std::string_view zh) const {
    if (const auto message = lookalike_message(next_character()); !message.empty()) fail(message);
    if (at_end())
      fail({fmt::format("the text ends where {} is wanted", en), fmt::format("此处应有{}，文本却已结束", zh)});
    if (peek() == '\n' || peek() == '\r')
      fail({fmt::format("the line ends where {} is wanted", en), fmt::format("此处应有{}，该行却已结束", zh)});
    fail({fmt::format("\"{}\" stands where {} is wanted", next_character(), en),
          fmt::format("此处应有{}，却是“{}”", zh, next_character())});
  }

  void skip_blanks() {
    while (peek() == ' ' || peek() == '\t') advance();
  }
  void skip_comment() {
    if (peek() != '#') return;
    while (!at_end() && peek() != '\n') advance();
  }
  bool skip_line_end() { return take("\r\n") || take("\n"); }
  void skip_blank_lines() {
    do {
      skip_blanks();
      skip_comment();
    } while (skip_line_end());
  }
  void end_of_line() {
    skip_blanks();
    skip_comment();
    if (!at_end() && !skip_line_end()) expected("the end of the line", "行尾");
  }

  unsigned deeper(unsigned level) const {
    if (level >= deepest_level)
      fail({fmt::format("nested more than {} levels deep", deepest_level),
            fmt::format("嵌套超过 {} 层", deepest_level)});
    return level + 1;
  }

  /// A dotted key; gives the level below it.
  unsigned key(unsigned level) {
    do {
      level = deeper(level);
      skip_blanks();
      if (peek() == '"' || peek() == '\'')
        line_of_text(peek());
      else if (is_key_character(peek()))
        bare_key();
      else
        no_key();
      skip_blanks();
    } while (take("."));
    return level;
  }

  void bare_key() {
    while (is_key_character(peek())) advance();
    if (next_character().size() > 1) no_key();
  }

  [[noreturn]] void no_key() const {
    if (next_character().size() < 2 || !lookalike_message(next_character()).empty()) expected("a key", "键");
    fail(
        {fmt::format("\"{}\" stands in a key; keys are in English, \"liandong describe\" lists them", next_character()),
         fmt::format("键中有“{}”；键名须用英文，可用 liandong describe 查看全部键名", next_character())});
  }

  /// [table] or [[list of tables]]; gives the level of what follows.
  unsigned header() {
    const bool list = take("[[");
    if (!list) take("[");
    const auto level = key(list ? 1 : 0);
    if (!take(list ? "]]" : "]")) expected(list ? "]]" : "]", list ? " ]]" : " ]");
    return level;
  }

  void pair(unsigned level) {
    level = key(level);
    if (!take("=")) expected("=", " =");
    skip_blanks();
    value(level);
  }

  void value(unsigned level) {
    if (peek() == '[')
      list(deeper(level));
    else if (peek() == '{')
      table(deeper(level));
    else if (peek() == '"' || peek() == '\'')
      text_value();
    else
      bare_value();
  }

  void list(unsigned level) {
    const Origin start = here_;
    take("[");
    for (;;) {
      skip_blank_lines();
      if (take("]")) return;
      if (at_end()) throw Found{start, {"this [ is not closed by ]", "此处的 [ 没有对应的 ]"}};
      value(level);
      skip_blank_lines();
      if (at_end()) throw Found{start, {"this [ is not closed by ]", "此处的 [ 没有对应的 ]"}};
      if (!take(",") && peek() != ']') expected("a comma or ]", "逗号或 ]");
    }
  }

  void table(unsigned level) {
    take("{");
    skip_blanks();
    if (take("}")) return;
    do {
      skip_blanks();
      pair(level);
      skip_blanks();
    } while (take(","));
    if (!take("}")) expected("a comma or }", "逗号或 }");
  }

  void text_value() {
    const char quote = peek();
    if (!text_.starts_with(std::string(3, quote))) return line_of_text(quote);
    const Origin start = here_;
    const std::string mark(3, quote);
    take(mark);
    while (!take(mark)) {
      if (at_end())
        throw Found{start,
                    {fmt::format("this {} is not closed", mark), fmt::format("此处的 {} 没有对应的结束引号", mark)}};
      if (quote == '"' && peek() == '\\') escape();
      if (!at_end()) advance();
    }
    for (int i = 0; i < 2 && peek() == quote; ++i) advance();
  }

  void line_of_text(char quote) {
    const Origin start = here_;
    const auto rest = text_.substr(0, text_.find('\n'));
    advance();
    while (peek() != quote) {
      if (at_end() || peek() == '\n') unclosed(start, rest, quote);
      if (quote == '"' && peek() == '\\') escape();
      if (!at_end() && peek() != '\n') advance();
    }
    advance();
  }

  /// A backslash. What may follow it is for the parser to say, but of characters beyond ASCII it knows only Chinese
  /// ones here, and those only where the text goes on after the end of the line: at others it runs into undefined
  /// behaviour.
  void escape() {
    const Origin start = here_;
    advance();
    const auto next = text_.substr(std::min(text_.find_first_not_of(" \t\r\n"), text_.size()));
    if (next.empty() || static_cast<unsigned char>(next[0]) < 0x80) return;
    const bool goes_on = text_.substr(0, text_.size() - next.size()).find('\n') != std::string_view::npos;
    if (!goes_on) throw Found{start, toml_message("unknown escape sequence", "")};
    if (!begins_with_chinese(next))
      throw Found{
          start,
          {"after \\ at the end of a line the text cannot go on with this character; write it as \\u and its four "
           "hexadecimal digits, or break the line elsewhere",
           "行末 \\ 之后的文本不能以此字符接续；请写作 \\u 加四位十六进制数，或在别处换行"}};
  }

  [[noreturn]] static void unclosed(const Origin& start, std::string_view rest, char quote) {
    Text message{fmt::format("the text that begins with {} is not closed on this line", quote),
                 fmt::format("以 {} 开头的文本在本行没有结束", quote)};
    if (const auto other = closing_lookalike(rest); !other.empty()) {
      message.en += fmt::format("; in place of \"{}\" write {}", other, quote);
      message.zh += fmt::format("；请把其中的“{}”改为 {}", other, quote);
    }
    throw Found{start, std::move(message)};
  }

  /// true, false, inf, nan, a number, a date or a time. A date and a time may have one blank between them.
  void bare_value() {
    const auto all = text_;
    const Origin start = here_;
    const bool number = starts_number(peek());
    while (!at_end() && is_number_character(peek())) advance();
    auto word = all.substr(0, all.size() - text_.size());
    if (word.empty() && (at_end() || next_character().size() == 1)) expected("a value", "值");
    const bool word_of_toml = word == "true" || word == "false" || word == "inf" || word == "nan";
    const bool more = next_character().size() > 1 || peek() == '%' || peek() == '/' || peek() == '"' || peek() == '\'';
    if ((number || word_of_toml) && more) refuse_after(word);
    if (begins_moment(word) && !is_moment(word))
      throw Found{start, {"this is no date; write it as 2024-01-31", "不是有效的日期；请写作 2024-01-31"}};
    if (is_date(word) && peek() == ' ' && starts_time(text_.substr(1))) {
      advance();
      return bare_value();
    }
    if (number || word_of_toml) return;
    if (word.empty())
      if (const auto message = lookalike_message(next_character()); !message.empty()) fail(message);
    throw Found{start, {"text must stand between quotes, as in \"text\"", "文本须写在英文引号之中，如 \"文本\""}};
  }

  [[noreturn]] void refuse_after(std::string_view word) const {
    if (const auto message = lookalike_message(next_character()); !message.empty()) fail(message);
    fail({fmt::format("\"{}\" stands right after {}; write the number alone", next_character(), word),
          fmt::format("{} 之后紧跟着“{}”；请只写数字", word, next_character())});
  }

  std::string_view text_;
  Origin here_;
};

}  // namespace

bool scan_toml(std::string_view text, const std::string& file, Problems& problems) {
  try {
    Scanner(text, file).document();
    return true;
  } catch (Found& found) {
    problems.add(found.where, "", std::move(found.message));
    return false;
  }
}

}  // namespace liandong::analysis
