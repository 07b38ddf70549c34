#include "models/reference/participation.h"

#include <gtest/gtest.h>
#include <tbb/global_control.h>

#include <algorithm>
#include <set>
#include <vector>

#include "sim/store/hash.h"

namespace liandong::reference::participation {
namespace {

enum class Purpose : std::uint16_t { partner = 100, start = 200, decision = 300 };

/// The same town and the same rules once more, as one would write them on a blank page: plain vectors and sets, one
/// loop, one word at a time.
struct PlainTown {
  std::vector<std::set<std::uint32_t>> ties;
  std::vector<float> trust;
  std::vector<bool> active;
  sim::Chance chance;

  PlainTown(std::uint32_t residents, const sim::Chance& c) : ties(residents), active(residents), chance(c) {
    for (std::uint32_t r = 0; r < residents; ++r) {
      const std::uint32_t first = r - r % 8000, n = std::min(8000u, residents - first);
      for (std::uint16_t k = 0; k < 5; ++k) {
        const auto words = chance.four(0, Purpose::partner, r, 0, k);
        const bool inside = n > 1 && words[0] < sim::chance_threshold(0.8);
        const std::uint32_t from = inside ? first : 0, among = inside ? n : residents;
        std::uint32_t other = from + sim::below(words[1], among - 1);
        if (other >= r) ++other;
        ties[r].insert(other);
        ties[other].insert(r);
      }
      const auto words = chance.four(0, Purpose::start, r);
      trust.push_back(sim::uniform_float(words[0]));
      active[r] = words[1] < sim::chance_threshold(0.1);
    }
  }

  void step(std::uint32_t tick) {
    const std::vector<bool> before = active;
    for (std::uint32_t r = 0; r < ties.size(); ++r) {
      float seen = 0.0f;
      for (const std::uint32_t other : ties[r])
        if (before[other]) seen += 1.0f;
      const float f = ties[r].empty() ? 0.0f : seen / static_cast<float>(ties[r].size());
      const float p = sim::logistic(-2.5f + 3.0f * f + 1.0f * trust[r]);
      active[r] = sim::uniform_float(chance.filled_word(tick, Purpose::decision, r)) < p;
      trust[r] += 0.01f * (f - trust[r]);
    }
  }
};

std::vector<bool> active_of(const Town& town) {
  std::vector<bool> active(town.residents());
  for (std::uint32_t r = 0; r < town.residents(); ++r) active[r] = town.active[Resident{r}];
  return active;
}

std::vector<sim::Instructions> instructions_here() {
  std::vector<sim::Instructions> sets{sim::Instructions::portable};
  if (sim::best_instructions() >= sim::Instructions::avx2) sets.push_back(sim::Instructions::avx2);
  if (sim::best_instructions() >= sim::Instructions::avx512) sets.push_back(sim::Instructions::avx512);
  return sets;
}

TEST(Participation, EqualsAPlainSerialReferenceForAnyOrderThreadsAndInstructions) {
  constexpr std::uint32_t residents = 20000, ticks = 20;
  const Town start = town(residents, sim::Chance(1, 0));
  PlainTown reference(residents, sim::Chance(1, 0));
  for (std::uint32_t tick = 0; tick < ticks; ++tick) reference.step(tick);
  for (const auto instructions : instructions_here())
    for (const sim::Order order : {sim::Order::forward, sim::Order::backward, sim::Order::shuffled})
      for (const std::size_t threads : {0u, 1u, 2u, 3u, 7u}) {
        SCOPED_TRACE(testing::Message() << "instructions " << static_cast<int>(instructions) << ", order "
                                        << static_cast<int>(order) << ", " << threads << " threads");
        const tbb::global_control limit(tbb::global_control::max_allowed_parallelism,
                                        std::max<std::size_t>(threads, 1));
        Town run = start;
        for (std::uint32_t tick = 0; tick < ticks; ++tick) step(run, {order, threads > 0, instructions});
        EXPECT_EQ(run.trust.values(), reference.trust);
        EXPECT_EQ(active_of(run), reference.active);
      }
}

TEST(Participation, IsTheSameTownForAnyOrderAndThreads) {
  const Town serial = town(20000, sim::Chance(3, 0));
  for (const sim::Order order : {sim::Order::forward, sim::Order::backward, sim::Order::shuffled}) {
    const Town other = town(20000, sim::Chance(3, 0), {order, true});
    EXPECT_EQ(sim::state_hash(other), sim::state_hash(serial));
    for (std::uint32_t r = 0; r < 20000; ++r) ASSERT_EQ(other.ties.neighbours(r), serial.ties.neighbours(r));
  }
}

TEST(Participation, JoinsAndRunsTownsOfAnySize) {
  for (const std::uint32_t residents : {2u, 3u, 4u, 65u, 7999u, 8000u, 8001u, 8002u, 16001u}) {
    SCOPED_TRACE(residents);
    Town t = town(residents, sim::Chance(5, 1));
    PlainTown reference(residents, sim::Chance(5, 1));
    std::size_t arcs_there = 0;
    for (std::uint32_t r = 0; r < residents; ++r) {
      ASSERT_EQ(t.ties.neighbours(r), std::vector(reference.ties[r].begin(), reference.ties[r].end())) << r;
      arcs_there += reference.ties[r].size();
    }
    EXPECT_EQ(arcs(t), arcs_there);
    for (std::uint32_t tick = 0; tick < 3; ++tick) {
      step(t);
      reference.step(tick);
    }
    EXPECT_EQ(t.trust.values(), reference.trust);
    EXPECT_EQ(active_of(t), reference.active);
  }
}

TEST(Participation, HasTheGraphOfTheYardstick) {
  constexpr std::uint32_t residents = 20000;
  const Town t = town(residents, sim::Chance(1, 0));
  std::size_t inside = 0;
  for (std::uint32_t r = 0; r < residents; ++r)
    for (const std::uint32_t other : t.ties.neighbours(r)) inside += r / block_residents == other / block_residents;
  const auto all = static_cast<double>(arcs(t));
  // 5 N ties are asked for. Two asked for alike count once: with about 4 n ties inside a block of n, at most one in
  // (n - 1) / 8 = 500 (the last block has n = 4000) is asked for twice.
  EXPECT_LE(all, 10.0 * residents);
  EXPECT_GE(all, 10.0 * residents * (1.0 - 1.0 / 500.0));
  // A partner is inside with .8, or drawn from everybody with .2 and inside by luck: 8000 / 20000 for four in five,
  // 4000 / 20000 for one in five, .36 on average. 100,000 ties: five standard errors are 5 sqrt(.872 .128 / 1e5) =
  // .0053.
  EXPECT_NEAR(static_cast<double>(inside) / all, 0.8 + 0.2 * 0.36, 0.0053);
}

TEST(Participation, StartsWithUniformTrustAndOneInTenActive) {
  constexpr std::uint32_t residents = 20000;
  const Town t = town(residents, sim::Chance(2, 0));
  double trust = 0.0, active = 0.0;
  for (std::uint32_t r = 0; r < residents; ++r) {
    ASSERT_GE(t.trust[Resident{r}], 0.0f);
    ASSERT_LT(t.trust[Resident{r}], 1.0f);
    trust += t.trust[Resident{r}];
    active += t.active[Resident{r}];
  }
  // Five standard errors: 5 sqrt(1 / 12 / 20000) = .0102 and 5 sqrt(.09 / 20000) = .0106.
  EXPECT_NEAR(trust / residents, 0.5, 0.0102);
  EXPECT_NEAR(active / residents, 0.1, 0.0106);
}

TEST(Participation, TakesLittleMemoryForAResident) {
  constexpr std::uint32_t residents = 200'000;
  // 4.25 of state; 10 arcs, of which about 2 take 6 bytes and 8 take 2, a tenth of these filling up; 3 for place and
  // degree. The limit is what the project promises.
  EXPECT_LE(static_cast<double>(bytes(town(residents, sim::Chance(1, 0)))) / residents, 48.0);
}

TEST(Participation, HashesTrustAndActivityOnly) {
  Town t = town(100, sim::Chance(1, 0));
  const std::uint64_t before = sim::state_hash(t);
  t.active_next.set(Resident{7}, !t.active_next[Resident{7}]);
  t.tick = 5;
  EXPECT_EQ(sim::state_hash(t), before);
  t.active.set(Resident{7}, !t.active[Resident{7}]);
  EXPECT_NE(sim::state_hash(t), before);
}

}  // namespace
}  // namespace liandong::reference::participation
