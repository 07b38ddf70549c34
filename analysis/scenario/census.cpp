#include "analysis/scenario/census.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include "analysis/scenario/cell_number.h"
#include "analysis/scenario/csv.h"
#include "analysis/scenario/edit_distance.h"

namespace liandong::analysis {
namespace {

using models::CensusRule;

constexpr std::string_view census_key = "place.from_census";
constexpr std::string_view code_column = "code";
constexpr std::array name_columns = {std::string_view("province"), std::string_view("city"),
                                     std::string_view("county")};

/// Rows of divisions below a row of column names.
class CensusTable {
 public:
  explicit CensusTable(std::vector<CsvRow> rows) : rows_(std::move(rows)) {}

  bool has(std::string_view column) const { return position(column) < width(); }
  const std::string& cell(const CsvRow& row, std::string_view column) const { return row.cells[position(column)]; }
  /// nullptr for an unknown code.
  const CsvRow* find(std::string_view code) const {
    const auto found =
        std::find_if(rows_.begin() + 1, rows_.end(), [&](const CsvRow& row) { return cell(row, code_column) == code; });
    return found == rows_.end() ? nullptr : &*found;
  }
  /// "江苏省 苏州市 姑苏区", a name that repeats the one before it left out.
  std::string name_of(const CsvRow& row) const {
    std::string name;
    std::string_view before;
    for (const auto column : name_columns) {
      if (!has(column) || cell(row, column) == before) continue;
      before = cell(row, column);
      name.append(name.empty() ? "" : " ").append(before);
    }
    return name;
  }
  /// "320508 江苏省 苏州市 姑苏区" of the divisions whose code or name is nearest to a text.
  std::vector<std::string> nearest_to(std::string_view text) const;

 private:
  std::size_t width() const { return rows_.front().cells.size(); }
  std::size_t position(std::string_view column) const {
    const auto& names = rows_.front().cells;
    return static_cast<std::size_t>(std::ranges::find(names, column) - names.begin());
  }

  std::vector<CsvRow> rows_;
};

std::vector<std::string> CensusTable::nearest_to(std::string_view text) const {
  constexpr std::size_t most = 3, longest_compared = 40;
  const auto compared = text.substr(0, longest_compared);
  std::vector<std::pair<std::size_t, std::string>> found;
  for (auto row = rows_.begin() + 1; row != rows_.end(); ++row) {
    const std::string name = name_of(*row), &code = cell(*row, code_column);
    const bool named = !compared.empty() && name.find(compared) != std::string::npos;
    found.emplace_back(named ? 0 : sim::edit_distance(compared, code),
                       name.empty() ? code : fmt::format("{} {}", code, name));
  }
  std::ranges::stable_sort(found, {}, [](const auto& entry) { return entry.first; });
  found.resize(std::min(found.size(), most));
  std::vector<std::string> result;
  for (auto& entry : found) result.push_back(std::move(entry.second));
  return result;
}

/// Whether the table has every column that the rules and the search need.
bool check_columns(const CensusTable& table, const std::string& file, const std::vector<CensusRule>& rules,
                   Problems& problems) {
  std::vector<std::string_view> needed{code_column};
  for (const CensusRule& rule : rules) needed.insert(needed.end(), rule.columns.begin(), rule.columns.end());
  std::set<std::string_view> missing;
  for (const auto column : needed)
    if (!table.has(column)) missing.insert(column);
  for (const auto column : missing)
    problems.add({file, 1, 1}, std::string(column), {"this column is missing", "缺少此列"});
  return missing.empty();
}

/// The cells that a rule takes; fewer if one of them is empty or no number.
std::vector<double> numbers_for(const CensusRule& rule, const CensusTable& table, const CsvRow& row) {
  std::vector<double> numbers;
  for (const auto column : rule.columns)
    if (const auto number = number_in_cell(table.cell(row, column))) numbers.push_back(number->value);
  return numbers;
}

std::vector<Assignment> apply_rules(const CensusTable& table, const CsvRow& row, const models::Catalogue& catalogue,
                                    Problems& problems) {
  std::vector<Assignment> values;
  const std::string name = table.cell(row, code_column) + " " + table.name_of(row);
  Text note{row.origin.file + ": " + name, row.origin.file + "：" + name};
  for (const CensusRule& rule : catalogue.census) {
    const auto position = position_in(catalogue, rule.key).value();
    const auto numbers = numbers_for(rule, table, row);
    if (numbers.size() < rule.columns.size()) {
      note.en += fmt::format("\n  {}: not in the table", rule.key);
      note.zh += fmt::format("\n  {}：表中没有", rule.key);
      continue;
    }
    const double value = rule.value(numbers);
    if (!check_range(value, catalogue.parameter(position), catalogue.units, row.origin, std::string(rule.key),
                     problems))
      continue;
    values.push_back({position, value, row.origin});
    note.en += fmt::format("\n  {} = {:.4g}: {}", rule.key, value, rule.rule.en);
    note.zh += fmt::format("\n  {} = {:.4g}：{}", rule.key, value, rule.rule.zh);
  }
  problems.note(std::move(note));
  return values;
}

/// A code may be written as a text or a number.
std::string read_code(TableReader& reader, Problems& problems) {
  const auto* code = reader.require(code_column);
  if (!code) return {};
  if (code->is_text()) return code->text();
  if (code->is_number() && code->integer) return fmt::format("{:.0f}", code->number());
  add_wrong_type(*code, reader.key(code_column), {"a code of six digits", "六位行政区划代码"}, problems);
  return {};
}

}  // namespace

std::vector<Assignment> read_census(const Node& node, const ScenarioFiles& files, const models::Catalogue& catalogue,
                                    Problems& problems) {
  if (catalogue.census.empty()) {
    problems.add(node.origin, std::string(census_key),
                 {fmt::format("the model \"{}\" takes nothing from a census", catalogue.model),
                  fmt::format("模型“{}”不从普查表取值", catalogue.model)});
    return {};
  }
  TableReader reader(node, std::string(census_key), problems);
  reader.require("file");
  const auto name = reader.text("file");
  const auto code = read_code(reader, problems);
  reader.reject_unknown();
  if (name.empty() || code.empty()) return {};
  const auto file = files.beside(name, node.origin, reader.key("file"), problems);
  if (!file) return {};
  auto rows = read_csv(*file, problems);
  if (rows.empty()) return {};
  const CensusTable table(std::move(rows));
  if (!check_columns(table, file->string(), catalogue.census, problems)) return {};
  if (const auto* row = table.find(code)) return apply_rules(table, *row, catalogue, problems);
  const auto near = table.nearest_to(code);
  problems.add(reader.node().find(code_column)->origin, reader.key(code_column),
               {fmt::format("{} has no code \"{}\"; the nearest are: {}", name, code, fmt::join(near, ", ")),
                fmt::format("{} 中没有代码“{}”；相近的有：{}", name, code, fmt::join(near, "、"))});
  return {};
}

}  // namespace liandong::analysis
