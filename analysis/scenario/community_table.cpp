#include "analysis/scenario/community_table.h"

#include <fmt/format.h>

#include <boost/lexical_cast/try_lexical_convert.hpp>
#include <boost/tokenizer.hpp>
#include <optional>
#include <set>
#include <sstream>

namespace liandong::analysis {
namespace {

using Cells = std::vector<std::string>;

/// A column's definition: of the place or of the context; neither for `name`.
struct CsvColumn {
  std::string key;
  std::optional<std::size_t> place, context;
};

std::string trimmed(const std::string& text) {
  const auto first = text.find_first_not_of(" \t\r");
  if (first == std::string::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r") - first + 1);
}

bool split(const std::string& line, const Origin& where, Cells& cells, Problems& problems) {
  try {
    const boost::tokenizer<boost::escaped_list_separator<char>> tokens(line);
    cells.clear();
    for (const auto& token : tokens) cells.push_back(trimmed(token));
    return true;
  } catch (const boost::escaped_list_error&) {
    problems.add(where, "", {"a backslash stands where none may", "反斜杠的用法无效"});
    return false;
  }
}

std::vector<CsvColumn> read_header(const Cells& names, const std::string& file, Problems& problems) {
  std::vector<std::string_view> known{"name"};
  for (const auto* definition : place_catalogue()) known.push_back(short_key(definition->key, "place"));
  for (const auto* definition : context_catalogue()) known.push_back(short_key(definition->key, "context"));
  std::vector<CsvColumn> columns;
  std::set<std::string> seen;
  for (std::uint32_t i = 0; i < names.size(); ++i) {
    const Origin where{file, 1, i + 1};
    CsvColumn column{names[i], position_of(names[i], "place", place_catalogue()),
                     position_of(names[i], "context", context_catalogue())};
    if (!column.place && !column.context && column.key != "name")
      add_unknown_key(where, column.key, column.key, known, problems);
    else if (column.place && short_key(place_catalogue()[*column.place]->key, "place") == "communities")
      problems.add(where, column.key,
                   {"belongs to the whole place, not to one community", "属于整个地区，不能按社区设置"});
    if (!seen.insert(column.key).second) problems.add(where, column.key, {"the column stands twice", "列重复"});
    columns.push_back(std::move(column));
  }
  return columns;
}

void read_cell(const std::string& cell, const CsvColumn& column, const Origin& where, SettingBuilder::Row& row,
               Problems& problems) {
  if (cell.empty() || (!column.place && !column.context)) return;
  Node node;
  node.origin = where;
  double value = 0;
  if (boost::conversion::try_lexical_convert(cell, value))
    node.value = value;
  else
    node.value = cell;
  const auto& definition = column.place ? *place_catalogue()[*column.place] : *context_catalogue()[*column.context];
  const auto checked = checked_value(node, definition, column.key, problems);
  if (!checked) return;
  if (column.place)
    row.place.push_back({*column.place, *checked, where});
  else
    row.context.push_back({*column.context, *checked, where});
}

}  // namespace

std::vector<SettingBuilder::Row> read_community_table(const std::filesystem::path& file, Problems& problems) {
  std::vector<SettingBuilder::Row> rows;
  std::string text;
  if (!read_text_file(file, text, problems)) return rows;
  if (text.starts_with("\xEF\xBB\xBF")) text.erase(0, 3);
  std::istringstream lines(text);
  std::string line;
  Cells cells;
  std::vector<CsvColumn> columns;
  for (std::uint32_t number = 1; std::getline(lines, line) && !problems.full(); ++number) {
    const Origin where{file.string(), number, 1};
    if (trimmed(line).empty() || !split(line, where, cells, problems)) continue;
    if (columns.empty()) {
      columns = read_header(cells, where.file, problems);
      continue;
    }
    if (cells.size() != columns.size()) {
      problems.add(where, "",
                   {fmt::format("has {} cells, but the first line names {} columns", cells.size(), columns.size()),
                    fmt::format("本行有 {} 格，而首行有 {} 列", cells.size(), columns.size())});
      continue;
    }
    SettingBuilder::Row row{where, {}, {}};
    for (std::uint32_t i = 0; i < cells.size(); ++i)
      read_cell(cells[i], columns[i], {where.file, number, i + 1}, row, problems);
    rows.push_back(std::move(row));
  }
  if (rows.empty()) problems.add({file.string()}, "", {"has no row for any community", "没有任何社区数据行"});
  return rows;
}

}  // namespace liandong::analysis
