// An epidemic without immunity (SIS) on a changing network, written with the public headers of sim only: what a
// newcomer would write. It keeps the promise that other models can be built on the engine.
#include <gtest/gtest.h>
#include <tbb/global_control.h>
#include <tbb/task_arena.h>

#include <algorithm>

#include "sim/chance/draw.h"
#include "sim/graph/layer.h"
#include "sim/phase.h"
#include "sim/store/hash.h"
#include "sim/store/snapshot.h"
#include "sim/tables/column.h"
#include "sim/tables/ordered_queue.h"
#include "tests/sim/temporary_folder.h"

namespace liandong::toy {
namespace {

using sim::Execution;
using sim::Order;

enum class Person : std::uint32_t {};
enum class Purpose : std::uint16_t { start = 10, infect = 20, recover = 30, forget = 40, meet = 50 };

constexpr std::uint32_t people = 4000;
constexpr std::uint32_t grain = 64;

/// A visit to the doctor.
struct Visit {
  std::uint32_t week, kind, id;
};

struct World {
  sim::Chance chance;
  std::vector<std::uint32_t> week{0};
  sim::Column<Person, std::uint8_t> ill, ill_next;
  sim::Column<Person, float> health;
  sim::Layer contacts;
  sim::OrderedQueue<Visit> waiting;
  std::vector<std::uint64_t> treated{0};

  template <class Self, class Visitor>
  static void each_column(Self& self, Visitor& visit) {
    visit("clock.week", self.week);
    visit("person.ill", self.ill);
    visit("person.ill_next", self.ill_next);
    visit("person.health", self.health);
    sim::Layer::each_column(self.contacts, "contacts", visit);
    sim::OrderedQueue<Visit>::each_column(self.waiting, "doctor.waiting", visit);
    visit("doctor.treated", self.treated);
  }
};

World founded(std::uint64_t seed) {
  World world;
  world.chance = sim::Chance(seed, 0);
  world.ill = world.ill_next = sim::Column<Person, std::uint8_t>(people);
  world.health = sim::Column<Person, float>(people, 1.0f);
  std::vector<sim::Tie> ties;
  for (std::uint32_t p = 0; p < people; ++p) {
    world.ill[Person{p}] = world.chance.uniform(0, Purpose::start, p) < 0.05 ? 1 : 0;
    for (const std::uint32_t step : {1u, 2u, 3u}) ties.push_back({p, (p + step) % people});
  }
  world.contacts = sim::Layer::from_ties(people, people, std::move(ties), true);
  return world;
}

/// Chance to fall ill in a week with so many ill neighbours.
float infection_chance(std::uint32_t ill_neighbours, float health) {
  return 1.0f - sim::exp(-0.12f * static_cast<float>(ill_neighbours) * (1.5f - health));
}

void spread(World& world, const Execution& execution) {
  const auto week = world.week[0];
  sim::for_each_block(execution, people, grain, [&](const sim::Rows& rows) {
    rows.each([&](std::uint32_t p) {
      std::uint32_t ill_neighbours = 0;
      for (const auto other : world.contacts.neighbours(p)) ill_neighbours += world.ill[Person{other}];
      const Person id{p};
      const bool ill = world.ill[id] != 0 ? world.chance.uniform(week, Purpose::recover, p) >= 0.3
                                          : world.chance.uniform(week, Purpose::infect, p) <
                                                static_cast<double>(infection_chance(ill_neighbours, world.health[id]));
      world.ill_next[id] = ill ? 1 : 0;
    });
  });
}

void weaken(World& world, const Execution& execution) {
  sim::for_each_block(execution, people, grain, [&](const sim::Rows& rows) {
    rows.each([&](std::uint32_t p) {
      const Person id{p};
      world.ill[id] = world.ill_next[id];
      world.health[id] += world.ill[id] != 0 ? -0.1f * world.health[id] : 0.05f * (1.0f - world.health[id]);
    });
  });
}

void see_the_doctor(World& world, const Execution& execution) {
  const auto week = world.week[0];
  // Each block has an outbox of its own; the line does not depend on who filled his first.
  std::vector<std::vector<Visit>> outbox((people + grain - 1) / grain);
  sim::for_each_block(execution, people, grain, [&](const sim::Rows& rows) {
    rows.each([&](std::uint32_t p) {
      if (world.health[Person{p}] < 0.7f) outbox[rows.begin_row() / grain].push_back({week, p % 2, p});
    });
  });
  for (const auto& visits : outbox) world.waiting.accept(std::span<const Visit>(visits));
  world.waiting.settle();
  std::uint32_t places = 20;
  for (const auto& visit : world.waiting.line()) {
    if (places-- == 0) break;
    world.health[Person{visit.id}] = 1.0f;
    ++world.treated[0];
  }
  std::uint32_t left = 20;
  world.waiting.remove_if([&](const Visit& visit) {
    const bool seen = left > 0;
    left -= seen ? 1 : 0;
    return seen || visit.week + 4 < week;
  });
}

void make_and_lose_contacts(World& world, const Execution&) {
  const auto week = world.week[0];
  if (week % 4 == 0) {
    std::vector<sim::Tie> born;
    for (std::uint32_t p = 0; p < people; ++p) {
      const auto words = world.chance.four(week, Purpose::meet, p);
      if (words[0] < sim::chance_threshold(0.1)) born.push_back({p, sim::below(words[1], people), 1.0f, week});
    }
    const auto keep = [&](std::uint32_t from, std::uint32_t to, float, std::uint32_t) {
      return world.chance.uniform(week, Purpose::forget, std::min(from, to), std::max(from, to)) >= 0.03;
    };
    world.contacts.rebuild(keep, born);
  }
  ++world.week[0];
}

sim::Plan<World> plan() {
  return sim::Plan<World>({
      {"spread", {"person.ill", "person.health", "contacts.*"}, {"person.ill_next"}, spread},
      {"weaken", {"person.ill_next"}, {"person.ill", "person.health"}, weaken},
      {"doctor", {"person.health"}, {"doctor.*", "person.health"}, see_the_doctor},
      {"contacts", {}, {"contacts.*", "clock.week"}, make_and_lose_contacts},
  });
}

double prevalence(const World& world) {
  std::uint64_t ill = 0;
  for (const auto value : world.ill.values()) ill += value;
  return static_cast<double>(ill) / people;
}

std::uint64_t hash_after(std::uint32_t weeks, const Execution& execution, std::uint64_t seed = 1) {
  World world = founded(seed);
  const auto phases = plan();
  for (std::uint32_t w = 0; w < weeks; ++w) phases.step(world, execution);
  return sim::state_hash(world);
}

constexpr std::uint32_t weeks = 30;

TEST(ToyModel, HasOneStateHashForEveryVisitingOrderAndNumberOfThreads) {
  const auto expected = hash_after(weeks, {});
  for (const auto order : {Order::forward, Order::backward, Order::shuffled}) {
    EXPECT_EQ(hash_after(weeks, {order, false}), expected) << static_cast<int>(order);
    for (const std::size_t threads : {1, 2, 3, 7}) {
      // Limits the pool and, where the machine has fewer cores, asks it for more workers than cores.
      const tbb::global_control limit(tbb::global_control::max_allowed_parallelism, threads);
      tbb::task_arena arena(static_cast<int>(threads));
      arena.execute([&] {
        EXPECT_EQ(hash_after(weeks, {order, true}), expected) << static_cast<int>(order) << " " << threads;
      });
    }
  }
}

// Written down once, so that builds by other compilers, with other flags or for other processors must give the same.
TEST(ToyModel, HasTheStateHashThatEveryBuildGives) {
  EXPECT_EQ(sim::hash_text(hash_after(weeks, {})), "eb597616d11d8ef5");
}

TEST(ToyModel, HasAnotherHashForAnotherSeed) { EXPECT_NE(hash_after(3, {}, 1), hash_after(3, {}, 2)); }

TEST(ToyModel, GoesOnFromASnapshotAsIfItHadNeverStopped) {
  const tests::TemporaryFolder folder;
  const auto expected = hash_after(weeks, {});
  const auto phases = plan();
  for (const std::uint32_t stop : {0u, 1u, 4u, 17u, 29u}) {
    World before = founded(1);
    for (std::uint32_t w = 0; w < stop; ++w) phases.step(before, {});
    sim::write_snapshot(before, folder / "toy.h5", {{"week", std::to_string(stop)}});

    World after = founded(1);
    EXPECT_EQ(sim::read_snapshot(after, folder / "toy.h5").at("week"), std::to_string(stop));
    for (std::uint32_t w = stop; w < weeks; ++w) phases.step(after, {Order::backward, true});
    EXPECT_EQ(sim::state_hash(after), expected) << stop;
  }
}

TEST(ToyModel, GoesOnFromASnapshotThatReplacesALaterState) {
  const tests::TemporaryFolder folder;
  const auto phases = plan();
  World world = founded(1);
  for (std::uint32_t w = 0; w < 10; ++w) phases.step(world, {});
  sim::write_snapshot(world, folder / "toy.h5");
  for (std::uint32_t w = 10; w < 25; ++w) phases.step(world, {});
  sim::read_snapshot(world, folder / "toy.h5");
  for (std::uint32_t w = 10; w < weeks; ++w) phases.step(world, {});
  EXPECT_EQ(sim::state_hash(world), hash_after(weeks, {}));
}

TEST(ToyModel, WritesOnlyWhatItsPhasesDeclare) {
  World world = founded(1);
  const auto phases = plan();
  for (std::uint32_t w = 0; w < 6; ++w) EXPECT_NO_THROW(phases.audit(world, {}));
  EXPECT_EQ(sim::state_hash(world), hash_after(6, {}));
}

void spread_in_place(World& world, const Execution& execution) {
  sim::for_each_block(execution, people, grain, [&](const sim::Rows& rows) {
    rows.each([&](std::uint32_t p) {
      for (const auto other : world.contacts.neighbours(p)) world.ill[Person{p}] ^= world.ill[Person{other}];
    });
  });
}

TEST(ToyModel, ThatReadsWhatItWritesIsCaughtByVisitingBackwards) {
  const auto hash = [](Order order) {
    World world = founded(1);
    spread_in_place(world, {order, false});
    return sim::state_hash(world);
  };
  EXPECT_NE(hash(Order::forward), hash(Order::backward));
}

TEST(ToyModel, KeepsTheIllnessBetweenDyingOutAndReachingEveryone) {
  World world = founded(1);
  const auto phases = plan();
  for (std::uint32_t w = 0; w < weeks; ++w) phases.step(world, {});
  // With six contacts an ill person infects on average 6 * 0.06 a week and recovers in about three: 1.1 and more as
  // health falls.
  EXPECT_GT(prevalence(world), 0.02);
  EXPECT_LT(prevalence(world), 0.9);
}

}  // namespace
}  // namespace liandong::toy
