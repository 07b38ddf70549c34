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

/// A column: its parameter's position in the catalogue; none for `name` and for unknown ones.
struct CsvColumn {
  std::string key;
  std::optional<std::size_t> position;
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

/// Position in the catalogue of a parameter that may differ between communities.
std::optional<std::size_t> find_column(const std::string& key, const models::Catalogue& catalogue) {
  for (const auto& group : catalogue.groups)
    if (group.by_community)
      if (const auto position = position_of(key, group)) return catalogue.first_of(group) + *position;
  return std::nullopt;
}

std::vector<CsvColumn> read_header(const Cells& names, const std::string& file, const models::Catalogue& catalogue,
                                   Problems& problems) {
  std::vector<std::string_view> known{"name"};
  for (const auto& group : catalogue.groups)
    if (group.by_community)
      for (const auto& parameter : group.parameters) known.push_back(short_key(parameter.key, group.key));
  std::vector<CsvColumn> columns;
  std::set<std::string> seen;
  for (std::uint32_t i = 0; i < names.size(); ++i) {
    const Origin where{file, 1, i + 1};
    CsvColumn column{names[i], find_column(names[i], catalogue)};
    if (!column.position && column.key != "name")
      add_unknown_key(where, column.key, column.key, known, problems);
    else if (column.position && column.position == communities_position(catalogue))
      problems.add(where, column.key,
                   {"belongs to the whole place, not to one community", "属于整个地区，不能按社区设置"});
    if (!seen.insert(column.key).second) problems.add(where, column.key, {"the column stands twice", "列重复"});
    columns.push_back(std::move(column));
  }
  return columns;
}

void read_cell(const std::string& cell, const CsvColumn& column, const models::Catalogue& catalogue,
               const Origin& where, SettingBuilder::Row& row, Problems& problems) {
  if (cell.empty() || !column.position) return;
  Node node;
  node.origin = where;
  double value = 0;
  if (boost::conversion::try_lexical_convert(cell, value))
    node.value = value;
  else
    node.value = cell;
  const auto checked =
      checked_value(node, catalogue.parameter(*column.position), catalogue.units, column.key, problems);
  if (checked) row.values.push_back({*column.position, *checked, where});
}

}  // namespace

std::vector<SettingBuilder::Row> read_community_table(const std::filesystem::path& file,
                                                      const models::Catalogue& catalogue, Problems& problems) {
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
      columns = read_header(cells, where.file, catalogue, problems);
      continue;
    }
    if (cells.size() != columns.size()) {
      problems.add(where, "",
                   {fmt::format("has {} cells, but the first line names {} columns", cells.size(), columns.size()),
                    fmt::format("本行有 {} 格，而首行有 {} 列", cells.size(), columns.size())});
      continue;
    }
    SettingBuilder::Row row{where, {}};
    for (std::uint32_t i = 0; i < cells.size(); ++i)
      read_cell(cells[i], columns[i], catalogue, {where.file, number, i + 1}, row, problems);
    rows.push_back(std::move(row));
  }
  if (rows.empty()) problems.add({file.string()}, "", {"has no row for any community", "没有任何社区数据行"});
  return rows;
}

}  // namespace liandong::analysis
