// A rumour on a ring of people: who heard it tells each neighbour with chance one half a week. Written with the
// engine's public headers only. Prints the weeks until all know, and the state hash.
#include <cstdint>
#include <iostream>
#include <numeric>
#include <vector>

#include "sim/chance/draw.h"
#include "sim/graph/layer.h"
#include "sim/phase.h"
#include "sim/store/hash.h"
#include "sim/tables/column.h"

namespace sim = liandong::sim;

enum class Person : std::uint32_t {};
enum class Purpose : std::uint16_t { tell = 10 };

struct Town {
  explicit Town(std::uint32_t people) : knew(people, 0), knows(people, 0) {
    std::vector<sim::Tie> ring;
    for (std::uint32_t p = 0; p < people; ++p) ring.push_back({p, (p + 1) % people});
    ties = sim::Layer::from_ties(people, people, std::move(ring), true);
    knows[Person{0}] = 1;
  }
  template <class Self, class Visitor>
  static void each_column(Self& self, Visitor& visit) {
    visit("person.knew", self.knew);
    visit("person.knows", self.knows);
  }

  std::uint32_t week = 0;
  sim::Chance chance{1, 0};
  sim::Layer ties;
  sim::Column<Person, std::uint8_t> knew, knows;
};

void remember(Town& town, const sim::Execution&) { town.knew = town.knows; }

void tell(Town& town, const sim::Execution& execution) {
  sim::for_each_block(execution, town.ties.rows(), 64, [&](const sim::Rows& rows) {
    rows.each([&](std::uint32_t listener) {
      for (const std::uint32_t teller : town.ties.neighbours(listener))
        if (town.knew[Person{teller}] && town.chance.uniform(town.week, Purpose::tell, teller, listener) < 0.5)
          town.knows[Person{listener}] = 1;
    });
  });
  ++town.week;
}

int main() {
  const sim::Plan<Town> plan(
      {{"remember", {"person.knows"}, {"person.knew"}, remember}, {"tell", {"person.knew"}, {"person.knows"}, tell}});
  Town forward(1000), backward(1000);
  const auto known = [&] {
    const auto& values = forward.knows.values();
    return std::accumulate(values.begin(), values.end(), std::size_t{0});
  };
  while (known() < forward.knows.size()) {
    plan.step(forward, {});
    plan.step(backward, {sim::Order::backward, true});
  }
  std::cout << forward.week << ' ' << sim::hash_text(sim::state_hash(forward)) << '\n';
  // Two fronts walk 1000 people at one half a person a week each: 999 weeks, standard deviation 31.
  const bool as_expected = forward.week > 800 && forward.week < 1200;
  return as_expected && sim::state_hash(forward) == sim::state_hash(backward) ? 0 : 1;
}
