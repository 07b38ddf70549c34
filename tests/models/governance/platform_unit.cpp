// A digital platform: the young use it more, leaks cost trust in privacy, and upkeep costs money and time (S1 6.1).
#include "models/governance/rules/platform.h"

#include <gtest/gtest.h>

#include <cmath>

#include "models/governance/week/phases.h"
#include "tests/models/governance/small_place.h"

namespace liandong::governance {
namespace {

using small::History;

Mechanisms platform_values(small::Values values = {}) { return small::with(small::setting().mechanisms, values); }
Levers with_platform(small::Values values = {}) {
  return small::with(small::with(small::committee_levers(), {{"authority.hotline", 0},
                                                             {"platform.channel", 1},
                                                             {"platform.safeguards", 0},
                                                             {"information.sharing", 0.5}}),
                     values);
}
Levers without_platform() { return small::with(with_platform(), {{"platform.channel", 0}}); }

TEST(Adoption, FollowsALogitThatFallsWithAgeAndRisesWithTrustInPrivacy) {
  const Mechanisms m = platform_values({{"platform.adoption", 0.2}, {"platform.age", 0.5}, {"platform.privacy", 3}});
  EXPECT_NEAR(adoption_chance(m, 40, 0.5), 1.0 / (1.0 + std::exp(-0.2)), 1e-12);
  EXPECT_NEAR(adoption_chance(m, 70, 0.9), 1.0 / (1.0 + std::exp(-(0.2 - 1.5 + 1.2))), 1e-12);
  EXPECT_GT(adoption_chance(m, 25, 0.5), adoption_chance(m, 65, 0.5));
}

TEST(Leaks, ComeFromWhatIsSharedAndNotSafeguarded) {
  const Mechanisms m = platform_values({{"platform.leaks", 4}});
  EXPECT_EQ(leak_of_data_chance(m, 0.0, 0.0), 0.0);
  EXPECT_EQ(leak_of_data_chance(m, 1.0, 1.0), 0.0);
  EXPECT_NEAR(std::pow(1.0 - leak_of_data_chance(m, 0.5, 0.5), 52.0), std::exp(-1.0), 1e-9);
}

TEST(Doubt, GrowsWithALeakAndFadesWithout) {
  const Mechanisms m = platform_values({{"platform.leak_loss", 0.4}, {"platform.forgetting", 0.1}});
  EXPECT_NEAR(updated_doubt(m, 0.5, false), 0.45, 1e-12);
  EXPECT_NEAR(updated_doubt(m, 0.5, true), 0.45 + 0.4 * 0.55, 1e-12);
  EXPECT_LE(updated_doubt(m, 1.0, true), 1.0);
  EXPECT_EQ(trust_in_privacy(m, 1.0), 0.0);
}

TEST(APlatform, LeavesARunAsItWasWhereThereIsNone) {
  const History plain(platform_values(), without_platform()),
      other(platform_values(
                {{"platform.adoption", 4}, {"platform.age", 0}, {"platform.leaks", 12}, {"platform.hours", 80}}),
            without_platform());
  EXPECT_EQ(plain.simulation.first_difference(other.simulation), "");
  EXPECT_EQ(plain.tally.online, 0);
}

TEST(APlatform, TakesReportsWithoutATripFromThoseWhoUseIt) {
  const Mechanisms used = platform_values({{"platform.adoption", 4}, {"platform.age", 0}, {"platform.hours", 0}});
  const History online(used, with_platform()), counter(used, without_platform());
  EXPECT_GT(online.tally.online, 0);
  EXPECT_GT(total(online.tally.reported), total(counter.tally.reported));
  EXPECT_LT(static_cast<double>(online.tally.visits) / static_cast<double>(total(online.tally.resolved)),
            static_cast<double>(counter.tally.visits) / static_cast<double>(total(counter.tally.resolved)));
}

TEST(APlatform, IsUsedByTheYoungMoreThanByTheOldAndLessAfterLeaks) {
  const History safe(platform_values({{"platform.leaks", 0}}), with_platform()),
      leaking(platform_values({{"platform.leaks", 12}}), with_platform());
  const World& w = safe.world();
  std::array<double, 2> users{}, adults{};
  for (std::uint32_t row = 0; row < w.residents(); ++row) {
    const Resident r{row};
    if (w.resident.age[r] < adult_age) continue;
    const std::size_t old = w.resident.age[r] >= 60;
    ++adults[old];
    users[old] += uses_platform(w, Community{w.resident.community[r]}, r);
  }
  EXPECT_GT(users[0] / adults[0], 1.5 * users[1] / adults[1]);
  const Community c{0};
  EXPECT_EQ(w.community.privacy_doubt[c], 0.0f);
  EXPECT_GT(leaking.world().community.privacy_doubt[c], 0.1f);
  EXPECT_LT(users_of_platform(leaking.world(), c), users_of_platform(w, c));
}

TEST(APlatform, CostsPublicMoneyAndTheHostsTime) {
  const Mechanisms m = platform_values();
  const auto paid = [&](const Levers& levers) {
    const History years(m, levers, 26);
    return static_cast<double>(
        years.world().money.flow(years.world().money_kind.treasury, years.world().money_kind.platforms));
  };
  const double none = paid(without_platform()), plain = paid(with_platform()),
               safeguarded = paid(with_platform({{"platform.safeguards", 1}}));
  EXPECT_NEAR(plain / none, 1.0 + small::setting().place.channel_cost / (0.5 * small::setting().place.platform_cost),
              1e-3);
  EXPECT_NEAR(safeguarded / plain, 1.0 + m.safeguard_cost, 1e-3);
  const auto demand = [](const Mechanisms& values) {
    return History(values, with_platform(), 1).world().committee.task_demand[Community{0}];
  };
  EXPECT_NEAR(demand(platform_values({{"platform.hours", 10}})) - demand(platform_values({{"platform.hours", 0}})),
              600.0f, 0.1f);
}

}  // namespace
}  // namespace liandong::governance
