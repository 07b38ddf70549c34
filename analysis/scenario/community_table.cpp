#include "analysis/scenario/community_table.h"

#include <fmt/format.h>

#include <algorithm>

#include "analysis/scenario/arrangement.h"
#include "analysis/scenario/cell_number.h"
#include "analysis/scenario/column_names.h"
#include "analysis/scenario/csv.h"
#include "analysis/scenario/units.h"

namespace liandong::analysis {
namespace {

using models::Catalogue;
using models::Parameter;

Origin cell_origin(const CsvRow& row, std::size_t column) {
  return {row.origin.file, row.origin.line, static_cast<std::uint32_t>(column + 1)};
}

bool is_share(const Parameter& parameter) { return parameter.unit == "1"; }

bool has_text_below(const std::vector<CsvRow>& table, std::size_t column) {
  return std::any_of(table.begin() + 1, table.end(), [&](const CsvRow& row) { return !row.cells[column].empty(); });
}

void add_unknown_column(const TableColumn& column, const Origin& where, const ColumnNames& names, Problems& problems) {
  const auto near = names.nearest_to(column.header);
  if (near.empty())
    problems.add(where, column.header,
                 {"this column is not known; delete it, or head it with a key or name that `liandong describe` lists",
                  "不认识这一列；请删去，或改用 liandong describe 列出的键或名称"});
  else
    problems.add(where, column.header,
                 {fmt::format("this column is not known; did you mean \"{}\"? Else delete it", near),
                  fmt::format("不认识这一列，是否想写“{}”？否则请删去", near)});
}

/// Staff, posts and money are levers in models that have any.
void add_shared_column(const TableColumn& column, const Origin& where, const Catalogue& catalogue, Problems& problems) {
  const auto levers = lever_parameters(catalogue);
  const bool is_lever = std::ranges::find(levers, column.shared_key, &Parameter::key) != levers.end();
  if (is_lever)
    problems.add(
        where, column.header,
        {fmt::format("is the lever {}, in which communities cannot differ yet; delete the column and set the "
                     "lever in an arrangement or an arm",
                     column.shared_key),
         fmt::format("对应杠杆 {}，目前各社区只能取同一值；请删去此列，在安排或方案中设置", column.shared_key)});
  else
    problems.add(where, column.header,
                 {fmt::format("is {}, in which communities cannot differ; delete the column and set it in the study",
                              column.shared_key),
                  fmt::format("对应 {}，各社区只能取同一值；请删去此列，在研究文件中设置", column.shared_key)});
}

void check_column(const TableColumn& column, const Origin& where, const ColumnNames& names, const Catalogue& catalogue,
                  Problems& problems) {
  if (column.names) return;
  if (!column.shared_key.empty())
    add_shared_column(column, where, catalogue, problems);
  else if (!column.position)
    add_unknown_column(column, where, names, problems);
  else if (column.position == communities_position(catalogue))
    problems.add(where, column.header,
                 {"belongs to the whole place, not to one community", "属于整个地区，不能按社区设置"});
  else if (column.percent && !is_share(catalogue.parameter(*column.position)))
    problems.add(where, column.header,
                 {"says % of what is no share; leave the % out", "此列不是比例，列名中不应有“%”"});
}

void check_repeated(const std::vector<TableColumn>& earlier, const TableColumn& column, const Origin& where,
                    Problems& problems) {
  const auto same = [&](const TableColumn& other) {
    return (column.position && other.position == column.position) || (column.names && other.names);
  };
  const auto found = std::ranges::find_if(earlier, same);
  if (found == earlier.end()) return;
  problems.add(where, column.header,
               {fmt::format("the column stands twice: \"{}\" is the same", found->header),
                fmt::format("列重复：与“{}”相同", found->header)});
}

/// Columns without a name and without text below are left by spreadsheets; they stay in the result and hold nothing.
std::vector<TableColumn> read_header(const std::vector<CsvRow>& table, const Catalogue& catalogue, Problems& problems) {
  const ColumnNames names(catalogue);
  std::vector<TableColumn> columns;
  for (std::size_t i = 0; i < table.front().cells.size(); ++i) {
    const auto where = cell_origin(table.front(), i);
    auto column = names.column(table.front().cells[i]);
    if (!column.header.empty()) {
      check_column(column, where, names, catalogue, problems);
      check_repeated(columns, column, where, problems);
    } else if (has_text_below(table, i)) {
      problems.add(where, "", {"the column has no name", "此列没有列名"});
    }
    columns.push_back(std::move(column));
  }
  return columns;
}

void add_no_number(const std::string& cell, const TableColumn& column, const Origin& where, Problems& problems) {
  constexpr std::size_t longest_shown = 40;
  const bool shown = cell.size() <= longest_shown;
  problems.add(where, column.header,
               {fmt::format("{} is not a number; write it in digits, without a unit, or leave the cell empty",
                            shown ? "\"" + cell + "\"" : "this text"),
                fmt::format("{}不是数字；请只写数字、不带单位，或留空", shown ? "“" + cell + "”" : "此处文字")});
}

/// Checks a number, and says the repair where a share was written in hundredths.
bool check_number(const CellNumber& number, const Parameter& parameter, const TableColumn& column, const Origin& where,
                  const Catalogue& catalogue, Problems& problems) {
  const double value = number.value;
  if (number.percent && !is_share(parameter)) {
    const auto unit = [&](Language language) { return unit_in_words(parameter.unit, catalogue.units, language); };
    problems.add(where, column.header,
                 {fmt::format("{}% is a share, but this column counts {}", value * 100, unit(Language::en)),
                  fmt::format("{}% 是比例，而此列的单位是{}", value * 100, unit(Language::zh))});
    return false;
  }
  const bool hundredths =
      is_share(parameter) && !number.percent && value > std::max(parameter.high, 1.0) && value <= 100 * parameter.high;
  if (!hundredths) return check_range(value, parameter, catalogue.units, where, column.header, problems);
  problems.add(where, column.header,
               {fmt::format("must be a share between {} and {}; write {} as {} or {}%", parameter.low, parameter.high,
                            value, value / 100, value),
                fmt::format("须为 {} 至 {} 之间的比例；{} 请写作 {} 或 {}%", parameter.low, parameter.high, value,
                            value / 100, value)});
  return false;
}

void read_number(const std::string& cell, const TableColumn& column, const Catalogue& catalogue, const Origin& where,
                 SettingBuilder::Row& row, Problems& problems) {
  const auto& parameter = catalogue.parameter(*column.position);
  auto number = number_in_cell(cell);
  if (number && column.percent && !number->percent) number = number_in_cell(cell + "%");
  if (!number) return add_no_number(cell, column, where, problems);
  if (check_number(*number, parameter, column, where, catalogue, problems))
    row.values.push_back({*column.position, number->value, where});
}

SettingBuilder::Row read_row(const CsvRow& line, const std::vector<TableColumn>& columns, const Catalogue& catalogue,
                             Problems& problems) {
  SettingBuilder::Row row{line.origin, {}, {}};
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const auto where = cell_origin(line, i);
    if (line.cells[i].empty()) continue;
    if (columns[i].names) {
      row.origin = where;
      row.name = line.cells[i];
    } else if (columns[i].position) {
      read_number(line.cells[i], columns[i], catalogue, where, row, problems);
    }
  }
  return row;
}

/// "  户数 → place.households: 2800 to 3600 households, in 3 rows".
Text column_reading(const TableColumn& column, const std::vector<SettingBuilder::Row>& rows,
                    const Catalogue& catalogue) {
  std::vector<double> values;
  for (const auto& row : rows)
    for (const Assignment& value : row.values)
      if (value.index == column.position) values.push_back(value.value);
  const auto key = key_at(*column.position, catalogue);
  if (values.empty())
    return {fmt::format("\n  {} → {}: empty", column.header, key),
            fmt::format("\n  {} → {}：空列", column.header, key)};
  const auto [least, greatest] = std::ranges::minmax(values);
  const auto unit = [&](Language language) {
    const auto words = unit_in_words(catalogue.parameter(*column.position).unit, catalogue.units, language);
    return words.empty() ? words : " " + words;
  };
  return {fmt::format("\n  {} → {}: {} to {}{}, in {} of {} rows", column.header, key, least, greatest,
                      unit(Language::en), values.size(), rows.size()),
          fmt::format("\n  {} → {}：{} 至 {}{}，{} 行中 {} 行有值", column.header, key, least, greatest,
                      unit(Language::zh), rows.size(), values.size())};
}

Text table_reading(const std::filesystem::path& file, const std::vector<TableColumn>& columns,
                   const std::vector<SettingBuilder::Row>& rows, const Catalogue& catalogue) {
  Text text{
      fmt::format("{}: {} communities; an empty cell takes the value of the whole place", file.string(), rows.size()),
      fmt::format("{}：{} 个社区；空格子沿用整个地区的值", file.string(), rows.size())};
  for (const TableColumn& column : columns) {
    Text line;
    if (column.names)
      line = {fmt::format("\n  {} → names", column.header), fmt::format("\n  {} → 名称", column.header)};
    else if (column.position)
      line = column_reading(column, rows, catalogue);
    text.en += line.en;
    text.zh += line.zh;
  }
  return text;
}

}  // namespace

std::vector<SettingBuilder::Row> read_community_table(const std::filesystem::path& file, const Catalogue& catalogue,
                                                      Problems& problems) {
  std::vector<SettingBuilder::Row> rows;
  const auto table = read_csv(file, problems);
  if (table.empty()) return rows;
  const auto problems_before = problems.size();
  const auto columns = read_header(table, catalogue, problems);
  for (std::size_t r = 1; r < table.size() && !problems.full(); ++r)
    rows.push_back(read_row(table[r], columns, catalogue, problems));
  if (rows.empty())
    problems.add({file.string()}, "", {"has no row for any community", "没有任何社区数据行"});
  else if (problems.size() == problems_before)
    problems.note(table_reading(file, columns, rows, catalogue));
  return rows;
}

}  // namespace liandong::analysis
