// What professional social workers do (P66, P67).
#include <gtest/gtest.h>

#include "models/governance/rules/social_work.h"
#include "models/governance/week/phases.h"
#include "models/governance/week/social_work.h"
#include "tests/models/governance/small_place.h"

namespace liandong::governance {
namespace {

/// Communities with four or five social workers each and a busy desk.
Setting place() {
  Setting setting = small::setting();
  setting.place.households = 2000;
  setting.place.initial_organisations = 3;
  return setting;
}

Levers linked(small::Values more = {}) {
  return small::with(small::with(small::station_levers(), {{"staff.social_workers", 8},
                                                           {"staff.committee", 3},
                                                           {"staff.station", 3},
                                                           {"tasks.to_station", 0.5},
                                                           {"social_work.counselling", 0},
                                                           {"social_work.embedded", 0},
                                                           {"social_work.diverted", 0}}),
                     more);
}

Tally year(const Levers& levers) {
  Tally sum;
  Simulation simulation(place(), levers, 4, 0);
  while (simulation.week() < 52) {
    simulation.step();
    for (const Tally& tally : simulation.world().tally) sum.add(tally);
  }
  return sum;
}

TEST(SocialWorkersTime, IsFirstEmbeddedThenDivertedThenForCasesAndHalfOfTheRestForVolunteers) {
  const SocialWorkTime time = divide_social_work(1000, 200, 0.25, 0.5);
  EXPECT_DOUBLE_EQ(time.embedded, 200);
  EXPECT_DOUBLE_EQ(time.diverted, 200);
  EXPECT_DOUBLE_EQ(time.counselling, 300);
  Mechanisms m = default_setting().mechanisms;
  m.supervision_share = 0.5;
  EXPECT_DOUBLE_EQ(guidance_minutes(m, 1000, time, 100), 250);
  EXPECT_DOUBLE_EQ(guidance_minutes(m, 1000, {}, 0), 500);
  EXPECT_DOUBLE_EQ(guidance_minutes(m, 100, time, 100), 0);
}

TEST(SocialWorkersWithinAnOrganisation, BringTheirSkillInProportionToTheirTime) {
  EXPECT_DOUBLE_EQ(embedded_skill(0.4, 0.8, 0, 100), 0.4);
  EXPECT_DOUBLE_EQ(embedded_skill(0.4, 0.8, 50, 100), 0.6);
  EXPECT_DOUBLE_EQ(embedded_skill(0.4, 0.8, 100, 100), 0.8);
  EXPECT_DOUBLE_EQ(embedded_skill(0.4, 0.8, 0, 0), 0.4);
}

TEST(ACaseload, WeighsOnSocialWorkersUpToWhatWaitingWorkCan) {
  Mechanisms m = default_setting().mechanisms;
  m = small::with(m,
                  {{"workers.load_social_work", 0.8}, {"workers.load_waiting", 0.1}, {"workers.load_waiting_most", 2}});
  EXPECT_DOUBLE_EQ(social_work_load(m, 0.0), 0.8);
  EXPECT_DOUBLE_EQ(social_work_load(m, 1.5), 0.95);
  EXPECT_DOUBLE_EQ(social_work_load(m, 10.0), 1.0);
}

TEST(Counselling, ResolvesMoreCareAndDisputesAndLeavesVolunteersLess) {
  const auto resolved = [](const Tally& tally) {
    return tally.resolved[static_cast<std::size_t>(CaseKind::care)] +
           tally.resolved[static_cast<std::size_t>(CaseKind::dispute)];
  };
  const Tally none = year(linked()), half = year(linked({{"social_work.counselling", 0.5}}));
  EXPECT_EQ(none.counselling_minutes, 0);
  EXPECT_GT(half.counselling_minutes, 0);
  EXPECT_GT(resolved(half), resolved(none));
  EXPECT_LT(half.guidance_minutes, none.guidance_minutes);
}

TEST(Counselling, StopsAtTheAuthorityOfTheDesk) {
  const small::Values none = {{"authority.committee", 0}, {"authority.station", 0}, {"social_work.counselling", 1}},
                      all = {{"authority.committee", 3}, {"authority.station", 3}, {"social_work.counselling", 1}};
  EXPECT_LT(year(linked(none)).counselling_minutes, year(linked(all)).counselling_minutes);
}

TEST(Diversion, LeavesVolunteersAndCasesLessAndTheDesksFewerUndoneTasks) {
  const auto completion = [](double diverted) {
    Simulation simulation(place(), linked({{"social_work.diverted", diverted}, {"social_work.counselling", 0.5}}), 4,
                          0);
    while (simulation.week() < 52) simulation.step();
    return simulation.world().committee.task_completion[Community{0}];
  };
  EXPECT_GT(completion(0.9), completion(0.0));
  const Tally free = year(linked({{"social_work.counselling", 0.5}})),
              captured = year(linked({{"social_work.diverted", 0.9}, {"social_work.counselling", 0.5}}));
  EXPECT_LT(captured.guidance_minutes, free.guidance_minutes / 2);
  EXPECT_LT(captured.counselling_minutes, free.counselling_minutes);
}

TEST(SocialWorkers, GuideVolunteersForTheirShareOfTheTimeIfNothingElseIsAsked) {
  Simulation simulation(place(), linked(), 4, 0);
  simulation.step();
  while (simulation.week() < 52) {
    const World& w = simulation.world();
    std::vector<std::uint32_t> present;
    for (std::uint32_t c = 0; c < w.communities(); ++c) present.push_back(social_workers(w, Community{c}).present);
    simulation.step();
    for (std::uint32_t row = 0; row < w.communities(); ++row) {
      const Community c{row};
      EXPECT_EQ(w.community.supervision_minutes[c],
                static_cast<std::int32_t>(w.mechanisms().supervision_share * present[row] * minutes_per_week));
      EXPECT_EQ(w.community.counselled[c] + w.community.diverted[c] + w.community.embedded[c], 0);
    }
  }
}

TEST(SocialWorkers, AreNeverAtWorkForLongerThanTheyAreThere) {
  Simulation simulation(
      place(),
      linked({{"social_work.counselling", 0.75}, {"social_work.embedded", 0.5}, {"social_work.diverted", 0.25}}), 4, 0);
  std::int64_t embedded = 0;
  simulation.step();  // posts are filled in the first week
  while (simulation.week() < 104) {
    const World& w = simulation.world();
    std::vector<std::int32_t> within = w.community.embedded.values();
    std::vector<std::uint32_t> present;
    for (std::uint32_t c = 0; c < w.communities(); ++c) present.push_back(social_workers(w, Community{c}).present);
    simulation.step();
    for (std::uint32_t row = 0; row < w.communities(); ++row) {
      const Community c{row};
      const std::int32_t here = w.community.counselled[c] + w.community.diverted[c];
      const auto all = static_cast<std::int32_t>(present[row]) * minutes_per_week;
      EXPECT_LE(here + std::min(within[row], all), all) << "week " << w.week;
      embedded += within[row];
    }
  }
  EXPECT_GT(embedded, 0);
}

TEST(SocialWorkersWithinOrganisations, AddToTheirServiceAndAreNobodysWhereThereIsNone) {
  EXPECT_GT(year(linked({{"social_work.embedded", 0.5}, {"purchase.budget", 0}})).service_minutes, 0);
  EXPECT_EQ(year(linked({{"purchase.budget", 0}})).service_minutes, 0);
  Setting alone = place();
  alone.place.initial_organisations = 0;
  Simulation simulation(alone, linked({{"social_work.embedded", 0.5}}), 4, 0);
  while (simulation.week() < 4) {
    simulation.step();
    EXPECT_EQ(simulation.world().community.embedded.values(), std::vector<std::int32_t>(3, 0));
  }
}

}  // namespace
}  // namespace liandong::governance
