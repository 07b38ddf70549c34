#include "models/reference/participation.h"

#include <gtest/gtest.h>
#include <tbb/global_control.h>

#include "sim/hash.h"

namespace liandong::reference::participation {
namespace {

constexpr std::uint32_t residents = 20000, ticks = 20;

/// The same rules once more, as one would write them on a blank page: plain vectors, one loop, one word at a time.
Town serial_reference(const Town& start) {
  enum class Purpose : std::uint16_t { decision = 300 };
  Town town = start;
  for (std::uint32_t tick = 0; tick < ticks; ++tick) {
    const std::vector<float> trust = town.trust.values();
    const std::vector<std::uint8_t> active = town.active.values();
    for (std::uint32_t r = 0; r < residents; ++r) {
      float seen = 0.0f;
      for (const std::uint32_t neighbour : start.ties.neighbours(r)) seen += active[neighbour] ? 1.0f : 0.0f;
      const float f = start.ties.degree(r) > 0 ? seen / static_cast<float>(start.ties.degree(r)) : 0.0f;
      const double p = sim::logistic(-2.5f + 3.0f * f + 1.0f * trust[r]);
      town.active[Resident{r}] = start.chance.filled_word(tick, Purpose::decision, r) * 0x1p-32 < p;
      town.trust[Resident{r}] = trust[r] + 0.01f * (f - trust[r]);
    }
  }
  return town;
}

TEST(Participation, EqualsAPlainSerialReferenceForAnyOrderAndThreads) {
  const Town start = town(residents, sim::Chance(1, 0));
  const std::uint64_t expected = sim::state_hash(serial_reference(start));
  for (const sim::Order order : {sim::Order::forward, sim::Order::backward, sim::Order::shuffled})
    for (const std::size_t threads : {0u, 1u, 2u, 3u, 7u}) {
      const tbb::global_control limit(tbb::global_control::max_allowed_parallelism, std::max<std::size_t>(threads, 1));
      Town run = start;
      for (std::uint32_t tick = 0; tick < ticks; ++tick) step(run, {order, threads > 0});
      EXPECT_EQ(sim::state_hash(run), expected) << "order " << static_cast<int>(order) << ", " << threads << " threads";
    }
}

TEST(Participation, HasTheGraphOfTheYardstick) {
  const Town t = town(residents, sim::Chance(1, 0));
  std::size_t inside = 0;
  for (std::uint32_t r = 0; r < residents; ++r)
    for (const std::uint32_t other : t.ties.neighbours(r)) {
      ASSERT_NE(other, r);
      ASSERT_NE(t.ties.find(other, r), sim::Layer::no_arc) << "a tie is known at both ends";
      inside += r / block_residents == other / block_residents;
    }
  const auto arcs = static_cast<double>(t.ties.arcs());
  // 5 N ties are asked for. Two asked for alike count once: with about 4 n ties inside a block of n, at most one in
  // (n - 1) / 8 = 500 (the last block has n = 4000) is asked for twice.
  EXPECT_LE(arcs, 10.0 * residents);
  EXPECT_GE(arcs, 10.0 * residents * (1.0 - 1.0 / 500.0));
  // A partner is inside with .8, or drawn from everybody with .2 and inside by luck: 8000 / 20000 for four in five,
  // 4000 / 20000 for one in five, .36 on average. 100,000 ties: five standard errors are 5 sqrt(.872 .128 / 1e5) =
  // .0053.
  EXPECT_NEAR(static_cast<double>(inside) / arcs, 0.8 + 0.2 * 0.36, 0.0053);
}

TEST(Participation, StartsWithUniformTrustAndOneInTenActive) {
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

TEST(Participation, WorksInATownOfTwo) {
  Town t = town(2, sim::Chance(1, 0));
  EXPECT_EQ(t.ties.arcs(), 2u);
  EXPECT_NO_THROW(step(t));
}

}  // namespace
}  // namespace liandong::reference::participation
