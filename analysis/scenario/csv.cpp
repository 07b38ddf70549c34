#include "analysis/scenario/csv.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <utility>

#include "analysis/scenario/gb18030.h"
#include "analysis/scenario/text_file.h"

namespace liandong::analysis {
namespace {

std::string trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return std::string(text.substr(first, text.find_last_not_of(" \t") - first + 1));
}

class CsvParser {
 public:
  CsvParser(std::string_view text, const std::string& name, Problems& problems)
      : text_(text), name_(name), problems_(problems) {}

  std::vector<CsvRow> rows() {
    while (at_ < text_.size() && !problems_.full()) {
      CsvRow row{{name_, line_, 1}, {}};
      do row.cells.push_back(cell(static_cast<std::uint32_t>(row.cells.size() + 1)));
      while (take(','));
      end_line();
      if (std::ranges::any_of(row.cells, [](const std::string& c) { return !c.empty(); })) keep(std::move(row));
    }
    return std::move(rows_);
  }

 private:
  bool take(char c) {
    if (at_ >= text_.size() || text_[at_] != c) return false;
    ++at_;
    return true;
  }
  void go_to_end_of_cell() {
    const char *const text = text_.data(), *const end = text + text_.size();
    const char* const found = std::find_if(text + at_, end, [](char c) { return c == ',' || c == '\n' || c == '\r'; });
    at_ = static_cast<std::size_t>(found - text);
  }
  void end_line() {
    take('\r');
    take('\n');
    ++line_;
  }

  std::string cell(std::uint32_t column) {
    const std::size_t begin = at_;
    while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\t')) ++at_;
    if (take('"')) return quoted({name_, line_, column});
    at_ = begin;
    go_to_end_of_cell();
    return trimmed(text_.substr(begin, at_ - begin));
  }

  std::string quoted(const Origin& where) {
    std::string value;
    bool closed = false;
    while (at_ < text_.size() && !closed) {
      if (take('"')) {
        closed = !take('"');
        if (!closed) value += '"';
        continue;
      }
      if (text_[at_] == '\n') ++line_;
      value += text_[at_++];
    }
    if (!closed) problems_.add(where, "", {"a quote is opened here and never closed", "此处的引号没有闭合"});
    const std::size_t behind = at_;
    go_to_end_of_cell();
    if (!trimmed(text_.substr(behind, at_ - behind)).empty())
      problems_.add(where, "",
                    {"text stands behind a closing quote; double the quotes inside a cell",
                     "引号闭合后还有文字；单元格内的引号须写两次"});
    return value;
  }

  void keep(CsvRow row) {
    if (!rows_.empty() && row.cells.size() != rows_.front().cells.size())
      problems_.add(row.origin, "",
                    {fmt::format("has {} cells, but the first line names {} columns", row.cells.size(),
                                 rows_.front().cells.size()),
                     fmt::format("本行有 {} 格，而首行有 {} 列", row.cells.size(), rows_.front().cells.size())});
    else
      rows_.push_back(std::move(row));
  }

  std::string_view text_;
  const std::string& name_;
  Problems& problems_;
  std::size_t at_ = 0;
  std::uint32_t line_ = 1;
  std::vector<CsvRow> rows_;
};

/// Begins like a file of a spreadsheet program, new (a ZIP archive) or old (an OLE document).
bool is_workbook(std::string_view bytes) {
  return bytes.starts_with("PK\x03\x04") || bytes.starts_with("\xD0\xCF\x11\xE0");
}

bool read_table_text(const std::filesystem::path& file, std::string& text, Problems& problems) {
  if (!read_bytes(file, text, problems)) return false;
  const auto refuse = [&](Text message) {
    problems.add({file.string()}, "", std::move(message));
    return false;
  };
  if (is_workbook(text))
    return refuse({"this is a workbook, not a table of text; save it as \"CSV UTF-8\"",
                   "这是工作簿，不是文本表格；请另存为“CSV UTF-8”"});
  if (!is_utf8(text)) {
    auto converted = utf8_from_gb18030(text);
    if (!converted)
      return refuse({"neither UTF-8 nor GB18030 text; save it as \"CSV UTF-8\"",
                     "既不是 UTF-8 也不是 GB18030 文本；请另存为“CSV UTF-8”"});
    text = std::move(*converted);
  }
  return check_text(text, {file.string(), 1, 1}, problems);
}

}  // namespace

std::vector<CsvRow> parse_csv(std::string_view text, const std::string& name, Problems& problems) {
  if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
  return CsvParser(text, name, problems).rows();
}

std::vector<CsvRow> read_csv(const std::filesystem::path& file, Problems& problems) {
  std::string text;
  if (!read_table_text(file, text, problems)) return {};
  return parse_csv(text, file.string(), problems);
}

}  // namespace liandong::analysis
