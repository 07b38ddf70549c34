#include "analysis/scenario/design.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <boost/lexical_cast/try_lexical_convert.hpp>
#include <cmath>
#include <iterator>
#include <numeric>

#include "analysis/scenario/csv.h"
#include "analysis/scenario/factor.h"
#include "analysis/scenario/sensitivity_design.h"
#include "sim/chance/draw.h"

namespace liandong::analysis {
namespace {

void refuse_size(const Origin& where, double points, Problems& problems) {
  problems.add(where, "design",
               {fmt::format("has {:.0f} points; at most {} fit", points, most_points),
                fmt::format("共 {:.0f} 个点，最多 {} 个", points, most_points)});
}

Design read_grid(const Node& grid, const Study& study, Problems& problems) {
  std::vector<Factor> factors;
  double size = 1;
  for (const Leaf& leaf : leaves_of(grid, "design.grid", "from", problems)) {
    Factor factor{leaf.key, leaf.node->origin, {}, {}};
    if (!resolve(factor, factors, study, problems)) continue;
    factor.values = levels_of(*leaf.node, factor, study, problems);
    size *= static_cast<double>(factor.values.size());
    factors.push_back(std::move(factor));
  }
  Design design;
  for (const Factor& factor : factors) design.keys.push_back(factor.key);
  if (size > most_points) refuse_size(grid.origin, size, problems);
  if (factors.empty() || size > most_points) return design;
  for (std::size_t i = 0; i < static_cast<std::size_t>(size); ++i) {
    auto& point = design.points.emplace_back(factors.size());
    for (std::size_t f = factors.size(), rest = i; f-- > 0; rest /= factors[f].values.size())
      point[f] = factors[f].values[rest % factors[f].values.size()];
  }
  return design;
}

/// Rows of values under keys, wherever they come from.
struct Rows {
  std::vector<Factor> factors;
  std::vector<std::vector<Node>> rows;
};

Design design_of(const Rows& rows, const Study& study, Problems& problems) {
  Design design;
  for (const Factor& factor : rows.factors) design.keys.push_back(factor.key);
  for (const auto& row : rows.rows) {
    std::vector<double> point;
    for (std::size_t f = 0; f < rows.factors.size(); ++f)
      if (const auto value = value_of(row[f], rows.factors[f], study, problems)) point.push_back(*value);
    if (point.size() == rows.factors.size()) design.points.push_back(std::move(point));
  }
  return design;
}

Design read_list(const std::filesystem::path& file, const Study& study, Problems& problems) {
  const auto table = read_csv(file, problems);
  Rows rows;
  if (table.empty()) return {};
  for (std::uint32_t i = 0; i < table.front().cells.size(); ++i) {
    Factor factor{table.front().cells[i], {file.string(), table.front().origin.line, i + 1}, {}, {}};
    if (!resolve(factor, rows.factors, study, problems)) return {};
    rows.factors.push_back(std::move(factor));
  }
  for (std::size_t r = 1; r < table.size(); ++r) {
    auto& row = rows.rows.emplace_back();
    for (std::uint32_t i = 0; i < table[r].cells.size(); ++i) {
      Node node;
      node.origin = {file.string(), table[r].origin.line, i + 1};
      double value = 0;
      if (boost::conversion::try_lexical_convert(table[r].cells[i], value))
        node.value = value;
      else
        node.value = table[r].cells[i];
      row.push_back(std::move(node));
    }
  }
  return design_of(rows, study, problems);
}

Design read_points(TableReader& reader, const Study& study, Problems& problems) {
  Rows rows;
  const auto* points = reader.find("points");
  for (auto& key : reader.texts("keys")) {
    Factor factor{std::move(key), reader.node().find("keys")->origin, {}, {}};
    if (!resolve(factor, rows.factors, study, problems)) return {};
    rows.factors.push_back(std::move(factor));
  }
  if (!points->is_list()) {
    add_wrong_type(*points, "design.points", {"a list of points", "点的列表"}, problems);
    return {};
  }
  for (const Node& point : points->list()) {
    if (!point.is_list() || point.list().size() != rows.factors.size())
      problems.add(point.origin, "design.points",
                   {fmt::format("each point must be a list of {} numbers, one for each key", rows.factors.size()),
                    fmt::format("每个点须为 {} 个数的列表，与 keys 一一对应", rows.factors.size())});
    else
      rows.rows.push_back(point.list());
  }
  Design design = design_of(rows, study, problems);
  read_shape(reader, design, problems);
  return design;
}

enum class Purpose : std::uint16_t { cell = 100, order = 101 };

/// Latin hypercube: each range is cut into as many cells as there are points, every cell is used once, in an order and
/// at a place drawn from the seed. Source: McKay, Beckman and Conover 1979.
std::vector<double> hypercube_column(double low, double high, std::uint32_t points, std::uint32_t factor,
                                     const sim::Chance& chance) {
  std::vector<std::uint32_t> order(points);
  std::iota(order.begin(), order.end(), 0u);
  std::ranges::stable_sort(order, {}, [&](std::uint32_t i) { return chance.uniform(0, Purpose::order, i, factor); });
  std::vector<double> column(points);
  for (std::uint32_t i = 0; i < points; ++i)
    column[i] = low + (high - low) * (order[i] + chance.uniform(0, Purpose::cell, i, factor)) / points;
  return column;
}

Design read_hypercube(const Node& table, const Study& study, Problems& problems) {
  static constexpr models::Parameter points_definition{"points", "1", 2, most_points, 2, true, "", {}, {}};
  TableReader reader(table, "design.lhs", problems);
  const auto *count = reader.require("points"), *ranges = reader.require("ranges");
  reader.reject_unknown();
  if (!count || !ranges) return {};
  const auto points = static_cast<std::uint32_t>(
      checked_value(*count, points_definition, study.catalogue->units, "design.lhs.points", problems).value_or(0));
  const sim::Chance chance(study.seed, 0);
  Design design;
  design.points.resize(points);
  std::vector<Factor> factors;
  add_ranges(*ranges, "design.lhs.ranges", study, factors, problems);
  for (const Factor& factor : factors) {
    const auto column = hypercube_column(factor.values[0], factor.values[1], points,
                                         static_cast<std::uint32_t>(design.keys.size()), chance);
    for (std::uint32_t i = 0; i < points; ++i)
      design.points[i].push_back(factor.settable.parameter->whole ? std::round(column[i]) : column[i]);
    design.keys.push_back(factor.key);
  }
  return design;
}

}  // namespace

Design read_design(const Node& table, const Study& study, const ScenarioFiles& files, Problems& problems) {
  TableReader reader(table, "design", problems);
  if (!table.is_table()) return {};
  const auto *grid = reader.find("grid"), *list = reader.find("list"), *lhs = reader.find("lhs"),
             *points = reader.find("points"), *morris = reader.find("morris"), *sobol = reader.find("sobol");
  const std::array<const Node*, 6> kinds{grid, list, lhs, points, morris, sobol};
  if (std::ranges::count(kinds, nullptr) + 1 != std::ssize(kinds)) {
    problems.add(table.origin, "design",
                 {"must have one of grid, list, lhs, morris, sobol and points",
                  "须含 grid、list、lhs、morris、sobol、points 之一"});
    return {};
  }
  Design design;
  if (grid) design = read_grid(*grid, study, problems);
  if (lhs) design = read_hypercube(*lhs, study, problems);
  if (morris) design = read_morris(*morris, study, problems);
  if (sobol) design = read_sobol(*sobol, study, problems);
  if (points) design = read_points(reader, study, problems);
  if (list)
    if (const auto name = reader.text("list"); !name.empty())
      if (const auto file = files.beside(name, list->origin, "design.list", problems))
        design = read_list(*file, study, problems);
  reader.reject_unknown();
  if (design.points.size() > most_points)
    refuse_size(table.origin, static_cast<double>(design.points.size()), problems);
  if (design.points.empty() || design.keys.empty())
    problems.add(table.origin, "design", {"has no points", "没有任何点"});
  return design;
}

DesignedStudy::DesignedStudy(const Study& study) : design_(study.design), rest_(study) {
  for (const auto& key : design_.keys) settables_.push_back(find_settable(key, study).value());
  rest_.design = {};
  rest_.text.clear();
}

Study DesignedStudy::at(std::size_t point) const {
  Study result = rest_;
  for (std::size_t k = 0; k < settables_.size(); ++k) set(result, settables_[k], design_.points[point][k]);
  return result;
}

}  // namespace liandong::analysis
