#include <algorithm>
#include <cmath>
#include <numeric>

#include "analysis/report/parts.h"

namespace liandong::analysis::report {

using nlohmann::json;

namespace {

/// Ties drawn of one picture; beyond this the eye sees no more and the page grows.
constexpr std::size_t most_ties = 40'000;

/// Positions of the strongest ties, in the order in which they were given.
std::vector<std::size_t> strongest(const std::vector<float>& weight) {
  std::vector<std::size_t> order(weight.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  if (order.size() <= most_ties) return order;
  std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) { return weight[a] > weight[b]; });
  order.resize(most_ties);
  std::sort(order.begin(), order.end());
  return order;
}

std::uint32_t scaled(float share, double largest) {
  return static_cast<std::uint32_t>(std::lround(std::clamp<double>(share, 0, 1) * largest));
}

template <class Values, class Transform>
json packed_of(const Values& values, const Transform& transform) {
  std::vector<std::uint32_t> numbers(values.size());
  std::transform(values.begin(), values.end(), numbers.begin(), transform);
  return packed(numbers);
}

json mark_list(const models::GraphPicture& picture, std::span<const models::Mark> marks) {
  json list = json::array();
  for (std::size_t m = 0; m < marks.size(); ++m)
    list.push_back(packed_of(picture.marks[m], [](std::uint8_t value) { return std::uint32_t{value}; }));
  return list;
}

}  // namespace

json picture(const models::GraphPicture& picture, std::span<const models::Mark> marks) {
  const auto chosen = strongest(picture.weight);
  const auto coordinate = [](float share) { return scaled(share, 4095); };
  return {{"arm", picture.arm},
          {"week", picture.week},
          {"community", picture.community},
          {"ties", picture.from.size()},
          {"density", rounded(picture.density)},
          {"centralisation", rounded(picture.centralisation)},
          {"isolates", rounded(picture.isolates)},
          {"x", packed_of(picture.x, coordinate)},
          {"y", packed_of(picture.y, coordinate)},
          {"marks", mark_list(picture, marks)},
          {"from", packed_of(chosen, [&](std::size_t tie) { return picture.from[tie]; })},
          {"to", packed_of(chosen, [&](std::size_t tie) { return picture.to[tie]; })},
          {"weight", packed_of(chosen, [&](std::size_t tie) { return scaled(picture.weight[tie], 255); })}};
}

}  // namespace liandong::analysis::report
