#include "analysis/scenario/community_table.h"

#include <boost/lexical_cast/try_lexical_convert.hpp>
#include <optional>
#include <set>

#include "analysis/scenario/csv.h"

namespace liandong::analysis {
namespace {

/// A column: its parameter's position in the catalogue; none for `name` and for unknown ones.
struct CsvColumn {
  std::string key;
  std::optional<std::size_t> position;
};

/// Position in the catalogue of a parameter that may differ between communities.
std::optional<std::size_t> find_column(const std::string& key, const models::Catalogue& catalogue) {
  for (const auto& group : catalogue.groups)
    if (group.by_community)
      if (const auto position = position_of(key, group)) return catalogue.first_of(group) + *position;
  return std::nullopt;
}

std::vector<CsvColumn> read_header(const CsvRow& names, const models::Catalogue& catalogue, Problems& problems) {
  std::vector<std::string_view> known{"name"};
  for (const auto& group : catalogue.groups)
    if (group.by_community)
      for (const auto& parameter : group.parameters) known.push_back(short_key(parameter.key, group.key));
  std::vector<CsvColumn> columns;
  std::set<std::string> seen;
  for (std::uint32_t i = 0; i < names.cells.size(); ++i) {
    const Origin where{names.origin.file, names.origin.line, i + 1};
    CsvColumn column{names.cells[i], find_column(names.cells[i], catalogue)};
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
  const auto table = read_csv(file, problems);
  if (table.empty()) return rows;
  const auto columns = read_header(table.front(), catalogue, problems);
  for (std::size_t r = 1; r < table.size() && !problems.full(); ++r) {
    SettingBuilder::Row row{table[r].origin, {}};
    for (std::uint32_t i = 0; i < columns.size(); ++i)
      read_cell(table[r].cells[i], columns[i], catalogue, {row.origin.file, row.origin.line, i + 1}, row, problems);
    rows.push_back(std::move(row));
  }
  if (rows.empty()) problems.add({file.string()}, "", {"has no row for any community", "没有任何社区数据行"});
  return rows;
}

}  // namespace liandong::analysis
