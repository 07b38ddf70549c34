#include "analysis/inference/discovery.h"

#include <algorithm>
#include <boost/math/distributions/binomial.hpp>
#include <cmath>
#include <optional>
#include <stdexcept>
#include <utility>

namespace liandong::analysis {
namespace {

using Rows = std::vector<std::size_t>;

enum class Side : bool { below, above };

/// The cases, and which are of interest.
struct Cases {
  const Array<double>& x;
  std::span<const bool> interesting;

  std::size_t size() const { return interesting.size(); }
  std::size_t variables() const { return x.shape[1]; }
  double value(std::size_t row, std::size_t variable) const { return x.at(row, variable); }
  std::size_t hits(const Rows& rows) const {
    return static_cast<std::size_t>(std::ranges::count_if(rows, [&](std::size_t r) { return interesting[r]; }));
  }
  double density(const Rows& rows) const {
    return rows.empty() ? 0.0 : static_cast<double>(hits(rows)) / static_cast<double>(rows.size());
  }
};

bool inside(const Cases& cases, std::size_t row, const std::vector<RuleBound>& bounds) {
  return std::ranges::all_of(bounds, [&](const RuleBound& b) {
    return cases.value(row, b.variable) >= b.low && cases.value(row, b.variable) <= b.high;
  });
}

Rows rows_inside(const Cases& cases, const std::vector<RuleBound>& bounds) {
  Rows rows;
  for (std::size_t row = 0; row < cases.size(); ++row)
    if (inside(cases, row, bounds)) rows.push_back(row);
  return rows;
}

/// The bounds with one side of one variable set anew.
std::vector<RuleBound> with(std::vector<RuleBound> bounds, std::size_t variable, Side side, double value) {
  auto found = std::ranges::find(bounds, variable, &RuleBound::variable);
  if (found == bounds.end()) {
    const auto place = std::ranges::upper_bound(bounds, variable, {}, &RuleBound::variable);
    found = bounds.insert(place, RuleBound{variable});
  }
  (side == Side::below ? found->low : found->high) = value;
  return bounds;
}

/// Values of a variable among some cases, ascending.
std::vector<double> sorted_values(const Cases& cases, const Rows& rows, std::size_t variable) {
  std::vector<double> values;
  for (const std::size_t row : rows) values.push_back(cases.value(row, variable));
  std::ranges::sort(values);
  return values;
}

/// Where to cut so that at least `number` of the values, all equal ones together, lie outside; halfway between
/// neighbours. Nothing if all are equal.
std::optional<double> cut(const std::vector<double>& ascending, std::size_t number, Side side) {
  const std::size_t n = ascending.size();
  if (ascending.empty() || ascending.front() == ascending.back()) return std::nullopt;
  if (side == Side::below) {
    const auto next = std::ranges::upper_bound(ascending, ascending[std::min(number, n) - 1]);
    return next == ascending.end() ? std::nullopt : std::optional(0.5 * (*(next - 1) + *next));
  }
  const auto next = std::ranges::lower_bound(ascending, ascending[n - std::min(number, n)]);
  return next == ascending.begin() ? std::nullopt : std::optional(0.5 * (*(next - 1) + *next));
}

struct Step {
  std::vector<RuleBound> bounds;
  Rows rows;
  double density = -1.0;
};

/// The cut that leaves the densest rest; none if every cut leaves fewer than `least` cases or is no gain.
std::optional<Step> peeled(const Cases& cases, const Step& from, double share, std::size_t least) {
  const auto number = std::max<std::size_t>(1, static_cast<std::size_t>(share * static_cast<double>(from.rows.size())));
  std::optional<Step> best;
  double best_gain = 0.0;
  for (std::size_t variable = 0; variable < cases.variables(); ++variable) {
    const auto values = sorted_values(cases, from.rows, variable);
    for (const Side side : {Side::below, Side::above}) {
      const auto at = cut(values, number, side);
      if (!at) continue;
      Step step{with(from.bounds, variable, side, *at), {}, 0.0};
      for (const std::size_t row : from.rows)
        if (inside(cases, row, step.bounds)) step.rows.push_back(row);
      if (step.rows.size() < least) continue;
      step.density = cases.density(step.rows);
      const auto lost = static_cast<double>(from.rows.size() - step.rows.size());
      const double gain = (step.density - from.density) / lost;
      if (best && gain <= best_gain) continue;
      best_gain = gain;
      best = std::move(step);
    }
  }
  return best;
}

double score(const Cases& cases, const Rows& rows) {
  return cases.density(rows) * static_cast<double>(cases.hits(rows));
}

/// Every box on the way, from all cases down to the least.
std::vector<Step> peeling(const Cases& cases, const DiscoveryOptions& options) {
  Step all{{}, rows_inside(cases, {}), 0.0};
  all.density = cases.density(all.rows);
  std::vector<Step> way{std::move(all)};
  const auto least =
      std::max<std::size_t>(2, static_cast<std::size_t>(options.least_mass * static_cast<double>(cases.size())));
  while (way.back().density < 1.0) {
    auto next = peeled(cases, way.back(), options.peel, least);
    if (!next) break;
    way.push_back(std::move(*next));
  }
  return way;
}

/// The end of a bound moved out by one value: between the next value outside and the one after it, open if there is
/// none. Nothing if the end is open or no case lies beyond.
std::optional<double> moved_out(const Cases& cases, std::vector<RuleBound> bounds, std::size_t b, Side side) {
  constexpr RuleBound open{};
  double& end = side == Side::below ? bounds[b].low : bounds[b].high;
  const double widest = side == Side::below ? open.low : open.high, before = std::exchange(end, widest);
  if (before == widest) return std::nullopt;
  const auto values = sorted_values(cases, rows_inside(cases, bounds), bounds[b].variable);
  if (side == Side::below) {
    const auto next = std::ranges::lower_bound(values, before);
    if (next == values.begin()) return std::nullopt;
    const auto first = std::ranges::lower_bound(values, *(next - 1));
    return first == values.begin() ? widest : 0.5 * (*(first - 1) + *first);
  }
  const auto next = std::ranges::upper_bound(values, before);
  if (next == values.end()) return std::nullopt;
  const auto last = std::ranges::upper_bound(values, *next);
  return last == values.end() ? widest : 0.5 * (*(last - 1) + *last);
}

/// Moves the ends of bounds value by value: outwards as long as the product of density and coverage does not fall, and
/// inwards where it grows.
std::vector<RuleBound> refined(const Cases& cases, std::vector<RuleBound> bounds) {
  double best = score(cases, rows_inside(cases, bounds));
  const auto try_end = [&](std::size_t variable, Side side, std::optional<double> end, bool must_grow) {
    if (!end) return false;
    auto changed = with(bounds, variable, side, *end);
    const double found = score(cases, rows_inside(cases, changed));
    if (must_grow ? found <= best : found < best) return false;
    best = found;
    bounds = std::move(changed);
    return true;
  };
  for (bool moved = true; moved;) {
    moved = false;
    for (std::size_t b = 0; b < bounds.size(); ++b)
      for (const Side side : {Side::below, Side::above}) {
        const std::size_t variable = bounds[b].variable;
        moved |= try_end(variable, side, moved_out(cases, bounds, b, side), false);
        moved |=
            try_end(variable, side, cut(sorted_values(cases, rows_inside(cases, bounds), variable), 1, side), true);
      }
    std::erase_if(bounds, [](const RuleBound& b) { return b.low == RuleBound{}.low && b.high == RuleBound{}.high; });
  }
  return bounds;
}

/// How surely each bound is more than a blind choice: of the cases that hold all others, as many of interest among as
/// many taken at random.
void test_bounds(const Cases& cases, std::vector<RuleBound>& bounds) {
  const Rows rows = rows_inside(cases, bounds);
  const auto hits = static_cast<double>(cases.hits(rows)), n = static_cast<double>(rows.size());
  for (std::size_t b = 0; b < bounds.size(); ++b) {
    auto others = bounds;
    others.erase(others.begin() + static_cast<std::ptrdiff_t>(b));
    const double without = cases.density(rows_inside(cases, others));
    const boost::math::binomial blind(n, without);
    bounds[b].p = hits <= 0.0 ? 1.0 : boost::math::cdf(boost::math::complement(blind, hits - 1.0));
  }
}

/// Drops one bound after another that chance explains as well, or that is one too many.
std::vector<RuleBound> pruned(const Cases& cases, std::vector<RuleBound> bounds, const DiscoveryOptions& options) {
  test_bounds(cases, bounds);
  while (!bounds.empty()) {
    const auto weakest = std::ranges::max_element(bounds, {}, &RuleBound::p);
    if (weakest->p <= options.significant && bounds.size() <= options.most_bounds) break;
    bounds.erase(weakest);
    test_bounds(cases, bounds);
  }
  return bounds;
}

/// Opens ends that keep out next to nobody: a bound is tested as a whole, so that its other end may have carried it.
std::vector<RuleBound> opened(const Cases& cases, std::vector<RuleBound> bounds, const DiscoveryOptions& options) {
  const double least = options.least_kept_out * static_cast<double>(cases.interesting.size());
  for (std::size_t b = 0; b < bounds.size(); ++b)
    for (double RuleBound::*end : {&RuleBound::low, &RuleBound::high}) {
      const auto inside_now = rows_inside(cases, bounds).size();
      auto wider = bounds;
      wider[b].*end = RuleBound{}.*end;
      if (static_cast<double>(rows_inside(cases, wider).size() - inside_now) < least) bounds = std::move(wider);
    }
  std::erase_if(bounds, [](const RuleBound& bound) { return std::isinf(bound.low) && std::isinf(bound.high); });
  return bounds;
}

Box box_of(const Cases& cases, std::vector<RuleBound> bounds) {
  const Rows rows = rows_inside(cases, bounds);
  const auto all = static_cast<double>(std::ranges::count(cases.interesting, true));
  Box box;
  box.mass = cases.size() > 0 ? static_cast<double>(rows.size()) / static_cast<double>(cases.size()) : 1.0;
  box.density = cases.density(rows);
  box.coverage = all > 0.0 ? static_cast<double>(cases.hits(rows)) / all : 1.0;
  box.bounds = std::move(bounds);
  return box;
}

}  // namespace

bool Box::holds(std::span<const double> row) const noexcept {
  return std::ranges::all_of(bounds,
                             [&](const RuleBound& b) { return row[b.variable] >= b.low && row[b.variable] <= b.high; });
}

Box discovered_box(const Array<double>& x, std::span<const bool> interesting, const DiscoveryOptions& options) {
  if (x.shape.size() != 2 || x.shape[0] != interesting.size())
    throw std::invalid_argument("every case needs a row of variables");
  const Cases cases{x, interesting};
  const auto way = peeling(cases, options);
  const auto best = std::ranges::max_element(way, {}, [&](const Step& step) { return score(cases, step.rows); });
  const auto bounds = pruned(cases, refined(cases, pruned(cases, best->bounds, options)), options);
  return box_of(cases, opened(cases, bounds, options));
}

}  // namespace liandong::analysis
