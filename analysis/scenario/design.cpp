#include "analysis/scenario/design.h"

#include <fmt/format.h>

#include <algorithm>
#include <boost/lexical_cast/try_lexical_convert.hpp>
#include <cmath>
#include <numeric>

#include "analysis/scenario/csv.h"
#include "analysis/scenario/place_file.h"
#include "sim/chance/draw.h"

namespace liandong::analysis {
namespace {

/// A key that is varied, and the values it takes.
struct Factor {
  std::string key;
  Origin origin;
  Settable settable;
  std::vector<double> values;
};

bool same_target(const Settable& a, const Settable& b) {
  const auto shares_arm = [&](std::size_t arm) { return std::ranges::find(b.arms, arm) != b.arms.end(); };
  return a.lever == b.lever && a.position == b.position && a.burn_in == b.burn_in &&
         (a.arms.empty() || std::ranges::any_of(a.arms, shares_arm));
}

/// Whether it is the number of communities of a place whose communities each have values of their own.
bool counts_own_communities(const Settable& settable, const Study& study) {
  return !study.values.communities.empty() && !settable.lever &&
         settable.position == communities_position(*study.catalogue);
}

/// Finds what a key stands for; adds a problem if it is nothing, or what another key sets already.
bool resolve(Factor& factor, const std::vector<Factor>& others, const Study& study, Problems& problems) {
  const auto settable = find_settable(factor.key, study);
  if (!settable) {
    const auto known = settable_keys(study);
    add_unknown_key(factor.origin, "design: " + factor.key, factor.key, {known.begin(), known.end()}, problems);
    return false;
  }
  factor.settable = *settable;
  if (counts_own_communities(*settable, study)) {
    problems.add(
        factor.origin, "design: " + factor.key,
        {fmt::format("cannot vary: the place has a table of {} communities, which decides how many there are",
                     study.values.communities.size()),
         fmt::format("不能变动：该地区有 {} 个社区的数据表，社区数以表为准", study.values.communities.size())});
    return false;
  }
  for (const Factor& other : others)
    if (same_target(other.settable, *settable)) {
      problems.add(
          factor.origin, "design: " + factor.key,
          {fmt::format("sets what \"{}\" sets too", other.key), fmt::format("与“{}”设置的是同一项", other.key)});
      return false;
    }
  return true;
}

/// The value if it is a number in range.
std::optional<double> value_of(const Node& node, const Factor& factor, const Study& study, Problems& problems) {
  return checked_value(node, *factor.settable.parameter, study.catalogue->units, "design: " + factor.key, problems);
}

/// Leaves of a table of keys, none if it is no table.
std::vector<Leaf> leaves_of(const Node& table, const std::string& key, std::string_view end, Problems& problems) {
  if (table.is_table()) return leaves_of(table, end);
  add_wrong_type(table, key, {"a table of keys", "以键为成员的表"}, problems);
  return {};
}

/// [v, v, …], or { from, to, steps }: steps values at equal distances, both ends included.
std::vector<double> levels_of(const Node& node, const Factor& factor, const Study& study, Problems& problems) {
  std::vector<double> values;
  if (node.is_list()) {
    for (const Node& element : node.list())
      if (const auto value = value_of(element, factor, study, problems)) values.push_back(*value);
    return values;
  }
  if (!node.is_table()) {
    add_wrong_type(node, "design: " + factor.key,
                   {"a list of numbers, or { from, to, steps }", "数字列表，或 { from, to, steps }"}, problems);
    return values;
  }
  static constexpr models::Parameter steps_definition{"steps", "1", 2, 10'000, 2, true, "", {}, {}};
  TableReader reader(node, "design: " + factor.key, problems);
  const auto *from = reader.require("from"), *to = reader.require("to"), *steps = reader.require("steps");
  reader.reject_unknown();
  if (!from || !to || !steps) return values;
  const auto first = value_of(*from, factor, study, problems), last = value_of(*to, factor, study, problems);
  const auto count = checked_value(*steps, steps_definition, study.catalogue->units, reader.key("steps"), problems);
  if (!first || !last || !count) return values;
  for (double i = 0; i < *count; ++i) {
    const double value = *first + (*last - *first) * i / (*count - 1);
    values.push_back(factor.settable.parameter->whole ? std::round(value) : value);
  }
  return values;
}

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
  return design_of(rows, study, problems);
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
  for (const Leaf& leaf : leaves_of(*ranges, "design.lhs.ranges", "", problems)) {
    Factor factor{leaf.key, leaf.node->origin, {}, {}};
    if (!resolve(factor, factors, study, problems)) continue;
    factor.values = levels_of(*leaf.node, factor, study, problems);
    if (factor.values.size() != 2 || factor.values[0] >= factor.values[1]) {
      problems.add(leaf.node->origin, "design.lhs.ranges: " + leaf.key,
                   {"must be [low, high], low below high", "须写作 [下限, 上限]，且下限小于上限"});
      continue;
    }
    const auto column = hypercube_column(factor.values[0], factor.values[1], points,
                                         static_cast<std::uint32_t>(factors.size()), chance);
    for (std::uint32_t i = 0; i < points; ++i)
      design.points[i].push_back(factor.settable.parameter->whole ? std::round(column[i]) : column[i]);
    design.keys.push_back(factor.key);
    factors.push_back(std::move(factor));
  }
  return design;
}

}  // namespace

Design read_design(const Node& table, const Study& study, const ScenarioFiles& files, Problems& problems) {
  TableReader reader(table, "design", problems);
  if (!table.is_table()) return {};
  const auto *grid = reader.find("grid"), *list = reader.find("list"), *lhs = reader.find("lhs"),
             *points = reader.find("points");
  if ((grid != nullptr) + (list != nullptr) + (lhs != nullptr) + (points != nullptr) != 1) {
    problems.add(table.origin, "design",
                 {"must have one of grid, list, lhs and points", "须含 grid、list、lhs、points 之一"});
    return {};
  }
  Design design;
  if (grid) design = read_grid(*grid, study, problems);
  if (lhs) design = read_hypercube(*lhs, study, problems);
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

Study at_point(const Study& study, std::size_t point) {
  Study result = study;
  std::vector<Settable> settables;
  for (const auto& key : study.design.keys) settables.push_back(find_settable(key, study).value());
  for (std::size_t k = 0; k < settables.size(); ++k) set(result, settables[k], study.design.points[point][k]);
  return result;
}

}  // namespace liandong::analysis
