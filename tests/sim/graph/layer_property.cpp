#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <map>
#include <utility>

#include "sim/graph/layer.h"
#include "sim/store/hash.h"

namespace liandong::sim {
namespace {

struct Value {
  float weight;
  std::uint32_t last_used;
  bool operator==(const Value&) const = default;
};
using Reference = std::map<std::pair<std::uint32_t, std::uint32_t>, Value>;

std::vector<Tie> some_ties(std::uint32_t rows, std::uint32_t target_rows) {
  return *rc::gen::container<std::vector<Tie>>(rc::gen::apply(
      [](std::uint32_t from, std::uint32_t to, int weight, std::uint32_t week) {
        return Tie{from, to, static_cast<float>(weight) / 4.0f, week};
      },
      rc::gen::inRange(0u, rows), rc::gen::inRange(0u, target_rows), rc::gen::inRange(0, 8),
      rc::gen::inRange(0u, 50u)));
}

/// The same rules in the plainest words: a map of pairs.
void add(Reference& reference, const Tie& tie) {
  const Value value{tie.weight, tie.last_used};
  const auto [at, fresh] = reference.try_emplace({tie.from, tie.to}, value);
  if (!fresh && std::pair(value.weight, value.last_used) > std::pair(at->second.weight, at->second.last_used))
    at->second = value;
}
void add_both(Reference& reference, const Tie& tie) {
  if (tie.from == tie.to) return;
  add(reference, tie);
  add(reference, {tie.to, tie.from, tie.weight, tie.last_used});
}

Reference content(const Layer& layer) {
  Reference result;
  for (std::uint32_t r = 0; r < layer.rows(); ++r)
    for (std::uint32_t a = layer.offsets()[r]; a < layer.offsets()[r + 1]; ++a)
      result[{r, layer.targets()[a]}] = {layer.arc_weights()[a], layer.arc_last_used()[a]};
  return result;
}

struct Hashed {
  Layer layer;
  template <class Self, class Visitor>
  static void each_column(Self& self, Visitor& visit) {
    Layer::each_column(self.layer, "layer", visit);
  }
};

RC_GTEST_PROP(Layer, HoldsExactlyItsTies, ()) {
  const auto rows = *rc::gen::inRange(1u, 20u), target_rows = *rc::gen::inRange(1u, 20u);
  const auto ties = some_ties(rows, target_rows);
  Reference reference;
  for (const auto& tie : ties) add(reference, tie);
  const auto layer = Layer::from_ties(rows, target_rows, ties, false);
  RC_ASSERT(content(layer) == reference);
  RC_ASSERT(layer.arcs() == reference.size());
}

RC_GTEST_PROP(Layer, IsSymmetricAndSortedWhenUndirected, ()) {
  const auto rows = *rc::gen::inRange(1u, 20u);
  const auto ties = some_ties(rows, rows);
  Reference reference;
  for (const auto& tie : ties) add_both(reference, tie);
  const auto layer = Layer::from_ties(rows, rows, ties, true);
  RC_ASSERT(content(layer) == reference);
  for (std::uint32_t r = 0; r < rows; ++r) {
    const auto around = layer.neighbours(r);
    RC_ASSERT(std::adjacent_find(around.begin(), around.end(), std::greater_equal<>()) == around.end());
  }
}

RC_GTEST_PROP(Layer, DoesNotDependOnTheOrderOfItsTies, ()) {
  const auto rows = *rc::gen::inRange(1u, 10u);
  const bool undirected = *rc::gen::arbitrary<bool>();
  auto ties = some_ties(rows, rows);
  const auto hash = state_hash(Hashed{Layer::from_ties(rows, rows, ties, undirected)});
  std::reverse(ties.begin(), ties.end());
  RC_ASSERT(state_hash(Hashed{Layer::from_ties(rows, rows, ties, undirected)}) == hash);
}

RC_GTEST_PROP(Layer, FindsEveryTieAndNoOther, ()) {
  const auto rows = *rc::gen::inRange(1u, 12u);
  const auto layer = Layer::from_ties(rows, rows, some_ties(rows, rows), false);
  const auto reference = content(layer);
  for (std::uint32_t from = 0; from < rows; ++from)
    for (std::uint32_t to = 0; to < rows; ++to) {
      const auto arc = layer.find(from, to);
      RC_ASSERT((arc != Layer::no_arc) == reference.contains({from, to}));
      if (arc != Layer::no_arc) RC_ASSERT(layer.targets()[arc] == to);
    }
}

RC_GTEST_PROP(Layer, RebuiltEqualsOneBuiltAfresh, ()) {
  const auto rows = *rc::gen::inRange(1u, 15u);
  const bool undirected = *rc::gen::arbitrary<bool>();
  auto layer = Layer::from_ties(rows, rows, some_ties(rows, rows), undirected);
  const auto born = some_ties(rows, rows);
  const auto keep = [](std::uint32_t from, std::uint32_t to, float, std::uint32_t) { return (from + to) % 3 != 0; };
  Reference reference;
  for (const auto& [pair, value] : content(layer))
    if (keep(pair.first, pair.second, 0, 0)) reference[pair] = value;
  for (const auto& tie : born) undirected ? add_both(reference, tie) : add(reference, tie);
  layer.rebuild(keep, born);
  RC_ASSERT(content(layer) == reference);
  RC_ASSERT(layer.rows() == rows);
}

}  // namespace
}  // namespace liandong::sim
