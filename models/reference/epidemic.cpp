#include "models/reference/epidemic.h"

#include <algorithm>

namespace liandong::reference::epidemic {
namespace {

enum class Purpose : std::uint16_t { infection = 100 };

std::uint32_t count(const Population& p, State state) {
  return static_cast<std::uint32_t>(std::count(p.state.values().begin(), p.state.values().end(), state));
}

}  // namespace

Population population(std::uint32_t people, std::uint32_t seeds, const sim::Chance& chance) {
  Population result;
  result.state.resize(people, State::susceptible);
  result.state_next.resize(people, State::susceptible);
  for (std::uint32_t p = 0; p < seeds; ++p) result.state[Person{p}] = State::infectious;
  result.chance = chance;
  return result;
}

std::uint32_t step(Population& population, double reproduction, const sim::Execution& execution) {
  const auto people = static_cast<std::uint32_t>(population.state.size());
  const double escape_one = 1.0 - std::min(1.0, reproduction / people);
  const double escape = sim::pow(escape_one, count(population, State::infectious));
  const std::uint32_t infects = sim::chance_threshold(1.0 - escape);
  sim::for_each_block(execution, people, 1024, [&](const sim::Rows& rows) {
    rows.each([&](std::uint32_t p) {
      const State now = population.state[Person{p}];
      State& next = population.state_next[Person{p}];
      next = now == State::susceptible ? State::susceptible : State::recovered;
      if (now == State::susceptible && population.chance.word(population.round, Purpose::infection, p) < infects)
        next = State::infectious;
    });
  });
  std::swap(population.state, population.state_next);
  ++population.round;
  return count(population, State::infectious);
}

std::uint32_t run_out(Population& population, double reproduction, const sim::Execution& execution) {
  while (step(population, reproduction, execution) > 0) {
  }
  return count(population, State::recovered);
}

}  // namespace liandong::reference::epidemic
