#include "models/reference/cascade.h"

#include <algorithm>
#include <numeric>

namespace liandong::reference::cascade {
namespace {

enum class Purpose : std::uint16_t { threshold = 100 };

std::uint32_t count(const sim::Column<Person, std::uint8_t>& column) {
  return std::accumulate(column.values().begin(), column.values().end(), std::uint32_t{0});
}

}  // namespace

Crowd crowd(const std::vector<std::uint32_t>& thresholds) {
  Crowd result;
  result.threshold.values() = thresholds;
  result.joined.resize(thresholds.size());
  result.joined_next.resize(thresholds.size());
  return result;
}

Crowd normal_crowd(std::uint32_t people, double mean, double sd, const sim::Chance& chance) {
  std::vector<std::uint32_t> thresholds(people);
  for (std::uint32_t p = 0; p < people; ++p) {
    const double share = mean + sd * sim::normal(chance.word(0, Purpose::threshold, p));
    // The least whole number of people that is no smaller share of the crowd.
    const double exact = std::clamp(share, 0.0, 2.0) * people;
    const auto whole = static_cast<std::uint32_t>(exact);
    thresholds[p] = whole < exact ? whole + 1 : whole;
  }
  return crowd(thresholds);
}

std::uint32_t step(Crowd& crowd, const sim::Execution& execution, std::uint32_t others) {
  const std::uint32_t joined = count(crowd.joined) + others;
  sim::for_each_block(execution, static_cast<std::uint32_t>(crowd.threshold.size()), 1024, [&](const sim::Rows& rows) {
    rows.each([&](std::uint32_t p) {
      crowd.joined_next[Person{p}] = crowd.joined[Person{p}] || crowd.threshold[Person{p}] <= joined;
    });
  });
  std::swap(crowd.joined, crowd.joined_next);
  return count(crowd.joined);
}

std::uint32_t settle(Crowd& crowd, const sim::Execution& execution) {
  std::uint32_t before = count(crowd.joined), after = step(crowd, execution);
  while (after > before) {
    before = after;
    after = step(crowd, execution);
  }
  return after;
}

}  // namespace liandong::reference::cascade
