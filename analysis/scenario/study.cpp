#include "analysis/scenario/study.h"

#include <algorithm>
#include <cstdlib>

namespace liandong::analysis {

std::string_view fault_of(const DesignShape& shape, std::size_t points, std::size_t keys) {
  if (shape.kind == DesignKind::listed) return "";
  const std::size_t together = shape.kind == DesignKind::morris ? keys + 1 : keys + 2;
  if (points == 0 || keys == 0 || points % together != 0) return "points";
  if (shape.kind == DesignKind::sobol) return "";
  if (!(shape.step > 0 && shape.step <= 1)) return "step";
  if (shape.moves.size() != points) return "moves";
  for (std::size_t p = 0; p < points; ++p) {
    const auto moved = static_cast<std::size_t>(std::abs(static_cast<std::int64_t>(shape.moves[p])));
    if ((moved == 0) != (p % together == 0) || moved > keys) return "moves";
  }
  return "";
}

bool same_measures(const Stage& a, const Stage& b) {
  return a.week == b.week && a.levers == b.levers && a.reach == b.reach;
}

bool same_merger(const Merger& a, const Merger& b) { return a.week == b.week && a.communities == b.communities; }

bool merge_alike(const Arm& a, const Arm& b) { return std::ranges::equal(a.mergers, b.mergers, same_merger); }

bool do_the_same(const Arm& a, const Arm& b) {
  return std::ranges::equal(a.stages, b.stages, same_measures) && merge_alike(a, b);
}

Levers Study::burn_in() const {
  const auto* group = catalogue->levers();
  const std::size_t levers = group ? group->parameters.size() : 0;
  return {values.whole.end() - static_cast<std::ptrdiff_t>(levers), values.whole.end()};
}

models::Values Study::values_of(const Arm& arm) const {
  models::Values result = values;
  for (const auto& [position, value] : arm.own) {
    result.whole[position] = value;
    for (auto& community : result.communities) community[position] = value;
  }
  return result;
}

}  // namespace liandong::analysis
