#include "models/reference/voter.h"

#include <numeric>

namespace liandong::reference::voter {
namespace {

enum class Purpose : std::uint16_t { look = 100 };

}  // namespace

Town ring(std::uint32_t people, std::uint32_t reach, std::uint32_t ones, const sim::Chance& chance) {
  std::vector<sim::Tie> ties;
  for (std::uint32_t p = 0; p < people; ++p)
    for (std::uint32_t k = 1; k <= reach; ++k) ties.push_back({p, (p + k) % people});
  Town town;
  town.ties = sim::Layer::from_ties(people, people, std::move(ties), true);
  town.view.resize(people);
  town.view_next.resize(people);
  for (std::uint32_t p = 0; p < ones; ++p) town.view[Person{p}] = 1;
  town.chance = chance;
  return town;
}

void step(Town& town, double looks, const sim::Execution& execution) {
  sim::for_each_block(execution, town.ties.rows(), 1024, [&](const sim::Rows& rows) {
    rows.each([&](std::uint32_t p) {
      const auto words = town.chance.four(town.round, Purpose::look, p);
      const auto around = town.ties.neighbours(p);
      const bool copies = !around.empty() && words[0] < sim::chance_threshold(looks);
      const std::uint32_t model = copies ? around[sim::below(words[1], static_cast<std::uint32_t>(around.size()))] : p;
      town.view_next[Person{p}] = town.view[Person{model}];
    });
  });
  std::swap(town.view, town.view_next);
  ++town.round;
}

double share(const Town& town) {
  const auto& views = town.view.values();
  return std::accumulate(views.begin(), views.end(), 0.0) / static_cast<double>(views.size());
}

}  // namespace liandong::reference::voter
