#include "analysis/store/worlds_table.h"

#include <fmt/format.h>

#include <cmath>
#include <functional>
#include <vector>

#include "analysis/scenario/ensemble.h"
#include "analysis/store/results.h"
#include "sim/store/hash.h"

namespace liandong::analysis {
namespace {

/// RFC 4180.
std::string quoted_cell(const std::string& text) {
  if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
  std::string cell = "\"";
  for (const char c : text) cell += c == '"' ? std::string("\"\"") : std::string(1, c);
  return cell + "\"";
}

std::string number_cell(double value) { return std::isfinite(value) ? fmt::format("{}", value) : std::string(); }

/// A heading, and what stands below it in the row of a world at a position.
struct CsvColumn {
  std::string heading;
  std::function<std::string(std::size_t)> cell;
};
using CsvColumns = std::vector<CsvColumn>;

void add_drawn(CsvColumns& columns, const Worlds& worlds) {
  for (std::size_t u = 0; u < worlds.unknowns.size(); ++u)
    columns.push_back(
        {worlds.unknowns[u].key, [&worlds, u](std::size_t w) { return number_cell(worlds.values.at(w, u)); }});
  for (std::size_t p = 0; p < worlds.patterns.size(); ++p)
    columns.push_back({std::string(implausibility_heading) + worlds.patterns[p],
                       [&worlds, p](std::size_t w) { return number_cell(worlds.implausibilities.at(w, p)); }});
}

void add_arm(CsvColumns& columns, const Results& results, std::size_t a) {
  const Worlds& worlds = results.worlds;
  const ArmResult& arm = results.arms[a];
  const auto& indicators = results.catalogue->indicators;
  columns.push_back(
      {arm.name + ".cost_scale", [&worlds, a](std::size_t w) { return number_cell(worlds.cost_scales.at(w, a)); }});
  if (!arm.equal_cost_to.empty())
    columns.push_back({arm.name + ".equal_cost_to", [&arm](std::size_t) { return arm.equal_cost_to; }});
  for (std::size_t i = 0; i < indicators.size(); ++i)
    columns.push_back({fmt::format("{}.{}", arm.name, indicators[i].key),
                       [&worlds, a, i](std::size_t w) { return number_cell(worlds.figures.at(w, a, i)); }});
  columns.push_back(
      {arm.name + ".state_hash", [&worlds, a](std::size_t w) { return sim::hash_text(worlds.state_hash.at(w, a)); }});
}

const char* direction_cell(models::Direction direction) {
  if (direction == models::Direction::neutral) return "0";
  return direction == models::Direction::better ? "1" : "-1";
}

void add_differences(CsvColumns& columns, const Results& results, std::size_t i) {
  const Worlds& worlds = results.worlds;
  const auto& indicator = results.catalogue->indicators[i];
  const auto& arms = results.arms;
  columns.push_back({fmt::format("direction: {}", indicator.key),
                     [&indicator](std::size_t) { return std::string(direction_cell(indicator.direction)); }});
  columns.push_back({fmt::format("smallest_effect: {}", indicator.key),
                     [&indicator](std::size_t) { return number_cell(indicator.smallest_effect); }});
  for (std::size_t a = 0; a < arms.size(); ++a)
    for (std::size_t b = a + 1; b < arms.size(); ++b)
      columns.push_back({fmt::format("difference: {} - {}: {}", arms[a].name, arms[b].name, indicator.key),
                         [&worlds, a, b, i](std::size_t w) {
                           return number_cell(worlds.figures.at(w, a, i) - worlds.figures.at(w, b, i));
                         }});
}

}  // namespace

std::string worlds_csv(const Results& results, std::span<const std::size_t> indicators) {
  const Worlds& worlds = results.worlds;
  CsvColumns columns{{"world", [&worlds](std::size_t w) { return fmt::format("{}", worlds.numbers[w]); }}};
  add_drawn(columns, worlds);
  for (std::size_t a = 0; a < results.arms.size(); ++a) add_arm(columns, results, a);
  for (const std::size_t i : indicators) add_differences(columns, results, i);
  std::string csv;
  const auto add_row = [&](auto&& cell) {
    for (const CsvColumn& column : columns) csv += (&column == &columns.front() ? "" : ",") + quoted_cell(cell(column));
    csv += "\r\n";
  };
  add_row([](const CsvColumn& column) { return column.heading; });
  for (std::size_t w = 0; w < worlds.numbers.size(); ++w)
    add_row([&](const CsvColumn& column) { return column.cell(w); });
  return csv;
}

}  // namespace liandong::analysis
