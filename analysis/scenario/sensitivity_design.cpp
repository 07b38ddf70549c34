#include "analysis/scenario/sensitivity_design.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <functional>
#include <map>
#include <set>

#include "analysis/scenario/arrangement.h"
#include "analysis/scenario/design.h"
#include "analysis/scenario/factor.h"
#include "analysis/scenario/plausible.h"
#include "analysis/scenario/sampling.h"
#include "analysis/scenario/world_reader.h"
#include "models/prior.h"

namespace liandong::analysis {
namespace {

using models::Distribution;

/// A factor and its value by the share of worlds below it; of one of shares, its part of the whole.
struct Mover {
  Factor factor;
  std::function<double(double u)> value;
  const models::Shares* shares = nullptr;
};

const models::Shares* shares_with(std::string_view key, const models::Catalogue& catalogue) {
  for (const auto& shares : catalogue.shares)
    if (std::ranges::find(shares.members, key) != shares.members.end()) return &shares;
  return nullptr;
}

/// A lever's value and range in one stage.
struct Cell {
  double usual = 0;
  models::Plausible range;
  bool operator==(const Cell&) const = default;
};

/// What is so in every stage that the key sets.
std::optional<Cell> cell_of(const Settable& settable, const Study& study) {
  std::optional<Cell> found;
  bool same = true;
  const auto meet = [&](double usual, const Ranges& ranges) {
    const auto range = range_of(settable.position, ranges);
    const auto cell = range ? std::optional(Cell{usual, *range}) : std::nullopt;
    same = same && cell && (!found || found == cell);
    if (!found) found = cell;
  };
  if (settable.burn_in) meet(study.burn_in()[settable.position], study.burn_in_ranges);
  for (const std::size_t arm : settable.arms)
    for (const Stage& stage : study.arms[arm].stages) meet(stage.levers[settable.position], stage.ranges);
  return same ? found : std::nullopt;
}

/// How a factor moves, if that is known.
std::optional<Mover> mover_of(const Factor& factor, const Study& study) {
  const models::Parameter& parameter = *factor.settable.parameter;
  const auto between = [&](const models::Plausible& range, double usual) {
    return Mover{factor, [range, usual, &parameter](double u) { return quantile_in(range, usual, parameter, u); }};
  };
  if (!factor.values.empty()) return between({factor.values[0], factor.values[1]}, factor.values[0]);
  if (factor.settable.lever) {
    const auto cell = cell_of(factor.settable, study);
    return cell ? std::optional(between(cell->range, cell->usual)) : std::nullopt;
  }
  if (!parameter.prior || !models::is_uncertain(*parameter.prior)) return std::nullopt;
  if (parameter.prior->plausible.distribution != Distribution::dirichlet)
    return Mover{factor, [&parameter](double u) { return plausible_quantile(parameter, u); }};
  const auto* shares = shares_with(parameter.key, *study.catalogue);
  return Mover{factor, [shares, mean = parameter.fallback](double u) { return share_part(*shares, mean, u); }, shares};
}

/// Every key of which something says how far it may lie, but for what is stated.
std::vector<std::string> uncertain_keys(const Study& study) {
  const models::Catalogue& catalogue = *study.catalogue;
  const auto is_stated = [&](std::size_t position) { return study.stated.contains(position); };
  std::set<const models::Shares*> stated_shares;
  for (const std::size_t position : study.stated)
    stated_shares.insert(shares_with(catalogue.parameter(position).key, catalogue));
  std::vector<std::string> keys;
  for (std::size_t i = 0; i < catalogue.size(); ++i) {
    const auto* shares = shares_with(catalogue.parameter(i).key, catalogue);
    if (catalogue.parameter(i).prior && !is_stated(i) && !is_known(key_at(i, catalogue), study.worlds) &&
        !(shares && stated_shares.contains(shares)))
      keys.push_back(key_at(i, catalogue));
  }
  for (const bool own_cost : {true, false})  // an arm at equal cost follows the one whose levers it has
    for (const Arm& arm : study.arms)
      if (arm.equal_cost_to.empty() == own_cost)
        for (const auto& lever : lever_parameters(catalogue))
          if (!shares_with(lever.key, catalogue)) keys.push_back(arm.name + "." + std::string(lever.key));
  for (const auto& lever : lever_parameters(catalogue))
    if (!shares_with(lever.key, catalogue)) keys.push_back("burn_in." + std::string(lever.key));
  return keys;
}

/// Factors that are uncertain and that nothing else sets, after those there are.
void add_uncertain(const Origin& where, const Study& study, std::vector<Factor>& factors) {
  for (auto& key : uncertain_keys(study)) {
    Problems nobody;  // what cannot vary is not asked for by name
    Factor factor{std::move(key), where, {}, {}};
    if (resolve(factor, factors, study, nobody) && mover_of(factor, study)) factors.push_back(std::move(factor));
  }
}

void add_named(TableReader& reader, const Node& keys, const Study& study, std::vector<Factor>& factors,
               Problems& problems) {
  for (auto& key : reader.texts("keys")) {
    const bool has_range =
        std::ranges::any_of(factors, [&](const Factor& f) { return f.key == key && !f.values.empty(); });
    Factor factor{std::move(key), keys.origin, {}, {}};
    if (!has_range && resolve(factor, factors, study, problems)) factors.push_back(std::move(factor));
  }
}

std::vector<Factor> read_factors(TableReader& reader, const Study& study, Problems& problems) {
  std::vector<Factor> factors;
  const auto *keys = reader.find("keys"), *ranges = reader.find("ranges");
  if (!keys && !ranges) reader.require("keys");
  if (ranges) add_ranges(*ranges, reader.key("ranges"), study, factors, problems);
  if (keys && keys->is_text() && keys->text() == "uncertain")
    add_uncertain(keys->origin, study, factors);
  else if (keys && !keys->is_list())
    add_wrong_type(*keys, reader.key("keys"), {"a list of keys, or \"uncertain\"", "键的列表，或 \"uncertain\""},
                   problems);
  else if (keys)
    add_named(reader, *keys, study, factors, problems);
  return factors;
}

/// Names the shares that a design would move without the others of their whole.
void check_shares(const std::vector<Mover>& movers, const models::Catalogue& catalogue, Problems& problems) {
  for (const auto& shares : catalogue.shares) {
    std::vector<std::string_view> missing;
    for (const auto& key : shares.members)
      if (!key.empty() && std::ranges::none_of(movers, [&](const Mover& m) {
            return m.shares == &shares && m.factor.settable.parameter->key == key;
          }))
        missing.push_back(key);
    const auto moved = std::ranges::find(movers, &shares, &Mover::shares);
    if (moved != movers.end() && !missing.empty())
      problems.add(moved->factor.origin, "design: " + moved->factor.key,
                   {fmt::format("is one of shares of one whole; name the others too ({}), or give it under ranges",
                                fmt::join(missing, ", ")),
                    fmt::format("是同一整体的份额之一；请一并列出其余各项（{}），或在 ranges 中给出范围",
                                fmt::join(missing, "、"))});
  }
}

std::vector<Mover> read_movers(TableReader& reader, const Study& study, Problems& problems) {
  std::vector<Mover> movers;
  for (Factor& factor : read_factors(reader, study, problems))
    if (auto mover = mover_of(factor, study))
      movers.push_back(std::move(*mover));
    else
      problems.add(factor.origin, "design: " + factor.key,
                   {"nothing says how far it may lie; give it under ranges = { \"" + factor.key +
                        "\" = [low, high] }, or on the command line as --vary " + factor.key + "=LOW..HIGH",
                    "没有说明其可能范围；请写明 ranges = { \"" + factor.key +
                        "\" = [下限, 上限] }，或在命令行写 --vary " + factor.key + "=下限..上限"});
  check_shares(movers, *study.catalogue, problems);
  return movers;
}

/// Divides parts of a whole by their sum; what the members leave of it keeps its usual part.
void close_shares(const std::vector<Mover>& movers, std::vector<double>& point) {
  std::map<const models::Shares*, double> rest, sum;
  for (std::size_t k = 0; k < movers.size(); ++k)
    if (const auto* shares = movers[k].shares) {
      sum[shares] += point[k];
      rest.try_emplace(shares, 1.0).first->second -= movers[k].factor.settable.parameter->fallback;
    }
  for (std::size_t k = 0; k < movers.size(); ++k)
    if (const auto* shares = movers[k].shares) {
      const double left = rest[shares] > 1e-9 ? shares->concentration * rest[shares] : 0.0;
      point[k] = six_digits(point[k] / (sum[shares] + left));
    }
}

/// Values where each mover has so large a share of worlds below it.
std::vector<double> point_at(const std::vector<Mover>& movers, const std::function<double(std::size_t)>& share) {
  std::vector<double> point;
  for (std::size_t k = 0; k < movers.size(); ++k) point.push_back(movers[k].value(share(k)));
  close_shares(movers, point);
  return point;
}

/// A whole number of the table, or nothing and a problem.
std::optional<std::uint32_t> count_in(TableReader& reader, const Node* node, const models::Parameter& definition,
                                      const Study& study, Problems& problems) {
  if (!node) return std::nullopt;
  const auto value = checked_value(*node, definition, study.catalogue->units, reader.key(definition.key), problems);
  return value ? std::optional(static_cast<std::uint32_t>(*value)) : std::nullopt;
}

/// Whether so many points may be asked for; adds a problem if not.
bool fits(std::size_t points, const Node& table, Problems& problems) {
  if (points <= most_points) return true;
  problems.add(table.origin, "design",
               {fmt::format("has {} points; at most {} fit", points, most_points),
                fmt::format("共 {} 个点，最多 {} 个", points, most_points)});
  return false;
}

/// A whole number, up or down, that may be the number of a key.
bool is_count(const Node& node) {
  return node.is_number() && node.integer && std::abs(node.number()) <= static_cast<double>(most_points);
}

void name_keys(const std::vector<Mover>& movers, Design& design) {
  for (const Mover& mover : movers) design.keys.push_back(mover.factor.key);
}

}  // namespace

Design read_morris(const Node& table, const Study& study, Problems& problems) {
  static constexpr models::Parameter count_definition{"trajectories", "1", 2, 10'000, 2, true, "", {}, {}},
      levels_definition{"levels", "1", 2, 100, 4, true, "", {}, {}};
  TableReader reader(table, "design.morris", problems);
  const auto *wanted = reader.require("trajectories"), *levels_wanted = reader.find("levels");
  const auto movers = read_movers(reader, study, problems);
  reader.reject_unknown();
  const auto count = count_in(reader, wanted, count_definition, study, problems);
  const auto levels = levels_wanted ? count_in(reader, levels_wanted, levels_definition, study, problems) : 4;
  if (levels && *levels % 2 != 0)
    problems.add(levels_wanted->origin, "design.morris.levels",
                 {"must be even, so that a move can go half of them", "须为偶数，每步才能移动其半数"});
  Design design;
  name_keys(movers, design);
  if (!count || !levels || *levels % 2 != 0 || movers.empty()) return design;
  if (!fits(*count * (movers.size() + 1), table, problems)) return design;
  auto sample = trajectories(movers.size(), *count, *levels, study.seed);
  for (const auto& at : sample.levels)
    design.points.push_back(point_at(movers, [&](std::size_t k) { return (at[k] + 0.5) / *levels; }));
  design.shape = {DesignKind::morris, 0.5, std::move(sample.moves)};
  return design;
}

Design read_sobol(const Node& table, const Study& study, Problems& problems) {
  static constexpr models::Parameter base_definition{"base", "1", 4, 65'536, 64, true, "", {}, {}};
  TableReader reader(table, "design.sobol", problems);
  const auto* wanted = reader.require("base");
  const auto movers = read_movers(reader, study, problems);
  reader.reject_unknown();
  const auto base = count_in(reader, wanted, base_definition, study, problems);
  if (base && !std::has_single_bit(*base))
    problems.add(wanted->origin, "design.sobol.base",
                 {fmt::format("must be a power of two, as {} or {}", std::bit_floor(*base), std::bit_ceil(*base)),
                  fmt::format("须为 2 的幂，如 {} 或 {}", std::bit_floor(*base), std::bit_ceil(*base))});
  Design design;
  name_keys(movers, design);
  if (movers.size() > most_sobol_factors)
    problems.add(table.origin, "design.sobol.keys",
                 {fmt::format("names {} keys; at most {} fit", movers.size(), most_sobol_factors),
                  fmt::format("列出了 {} 个键，最多 {} 个", movers.size(), most_sobol_factors)});
  if (!base || !std::has_single_bit(*base) || movers.empty() || movers.size() > most_sobol_factors) return design;
  if (!fits(*base * (movers.size() + 2), table, problems)) return design;
  for (const auto& at : sobol_points(movers.size(), *base, study.seed))
    design.points.push_back(point_at(movers, [&](std::size_t k) { return at[k]; }));
  design.shape.kind = DesignKind::sobol;
  return design;
}

void read_shape(TableReader& reader, Design& design, Problems& problems) {
  const auto* node = reader.find("kind");
  if (!node) return;
  const auto name = reader.text("kind");
  const auto known = std::ranges::find(design_kinds, name);
  const auto *step = reader.find("step"), *moves = reader.find("moves");
  DesignShape shape;
  if (known != design_kinds.end()) shape.kind = static_cast<DesignKind>(known - design_kinds.begin());
  if (step && step->is_number()) shape.step = step->number();
  if (moves && moves->is_list())
    for (const Node& move : moves->list())
      shape.moves.push_back(is_count(move) ? static_cast<std::int32_t>(move.number()) : 0);
  const auto fault =
      shape.kind == DesignKind::listed ? "kind" : fault_of(shape, design.points.size(), design.keys.size());
  if (!fault.empty())
    problems.add(node->origin, "design." + std::string(fault),
                 {fmt::format("does not fit points of kind \"{}\"", name), fmt::format("与“{}”类的点不符", name)});
  design.shape = std::move(shape);
}

}  // namespace liandong::analysis
