// A city from nothing: residents with the margins of the place, ties, desks and organisations.
#include <cmath>
#include <string>

#include "bench/city.h"
#include "models/governance/world/population.h"

namespace liandong::bench {
namespace {

using governance::World;

World empty_city() {
  const analysis::Study study = two_paths();
  World w;
  w.setting = governance::setting_of(study.values);
  w.arrangements = {governance::levers_of(study.burn_in())};
  w.chance = sim::Chance(study.seed, 0);
  return w;
}

/// Empty if the population has the margins of its estates. Residents of a household move together, so a share counts
/// like one of households; four standard errors of a share near one half among h households are 2 / √h.
std::string wrong_margin(const World& w) {
  const auto& place = w.setting.place;
  const double residents = w.residents(), households = static_cast<double>(w.household.size.size());
  double migrants = 0, old = 0, stated_migrants = 0, stated_old = 0;
  for (std::uint32_t b = 0; b < w.building.residents.size(); ++b) {
    const governance::Building building{b};
    const double here = w.building.residents[building];
    stated_migrants += here * w.profile(building).floating_share;
    stated_old += here * w.profile(building).share_over_60;
  }
  for (std::uint32_t r = 0; r < w.residents(); ++r) {
    migrants += w.is_migrant(governance::Resident{r});
    old += w.resident.age[governance::Resident{r}] >= 60;
  }
  const double tolerance = 2 / std::sqrt(households);
  if (households != place.households * w.communities()) return "the number of households is off";
  if (std::abs(residents / households / place.household_size - 1) > tolerance) return "households are of another size";
  if (std::abs(migrants - stated_migrants) / residents > tolerance) return "migrants are of another share";
  if (std::abs(old - stated_old) / residents > tolerance) return "the old are of another share";
  return "";
}

void count_residents(benchmark::State& state, const World& w) {
  count_agents(state, w.residents(), sim::state_bytes(w), 1, false);
}

void population(benchmark::State& state) {
  World w = empty_city();
  governance::build_population(w);
  const std::string wrong = wrong_margin(w);
  if (!wrong.empty()) {
    state.SkipWithError(wrong.c_str());
    return;
  }
  for (auto _ : state) {
    World next = empty_city();
    governance::build_population(next);
    benchmark::DoNotOptimize(next.resident.age.values().data());
  }
  count_residents(state, w);
}
BENCHMARK(population)->Unit(benchmark::kMillisecond);

/// The degree that residents report in cities, within wide bounds, and both arcs of every tie.
void ties(benchmark::State& state) {
  World w = empty_city();
  governance::build_population(w);
  governance::build_ties(w);
  for (std::uint32_t r = 0; r < w.residents(); ++r)
    for (const std::uint32_t other : w.ties.neighbours(r))
      if (w.ties.find(other, r) == sim::Layer::no_arc) {
        state.SkipWithError("a tie has one end");
        return;
      }
  for (auto _ : state) governance::build_ties(w);
  count_residents(state, w);
  state.counters["ties_per_agent"] = static_cast<double>(w.ties.arcs()) / w.residents();
}
BENCHMARK(ties)->Unit(benchmark::kMillisecond);

/// Everything that a replicate starts from, and what forking it for an arm costs.
void fork(benchmark::State& state) {
  if (governance::Simulation(burnt_in()).state_hash() != burnt_in().state_hash()) {
    state.SkipWithError("a copy is not the original");
    return;
  }
  for (auto _ : state) benchmark::DoNotOptimize(governance::Simulation(burnt_in()));
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(burnt_in().bytes()));
  count_updates(state, burnt_in(), 1, false);
}
BENCHMARK(fork)->Unit(benchmark::kMillisecond);

void state_hash(benchmark::State& state) {
  governance::Simulation other(burnt_in());
  other.step();
  if (other.state_hash() == burnt_in().state_hash()) {
    state.SkipWithError("a week later the hash is the same");
    return;
  }
  for (auto _ : state) benchmark::DoNotOptimize(burnt_in().state_hash());
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(burnt_in().bytes()));
  count_updates(state, burnt_in(), 1, false);
}
BENCHMARK(state_hash)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace liandong::bench
