// Volunteers' time meets needs of its kind only, and docking assigns it by the needs on record (P71).
#include <gtest/gtest.h>

#include <numeric>

#include "models/governance/rules/volunteering.h"
#include "models/governance/week/phases.h"
#include "tests/models/governance/small_place.h"

namespace liandong::governance {
namespace {

using small::History;

Mechanisms docking_values(small::Values values = {}) { return small::with(small::setting().mechanisms, values); }
Levers docked(double share) {
  return small::with(small::committee_levers(), {{"volunteers.docking", share}, {"volunteers.time_bank", 0}});
}
double share_used(const History& years) {
  return static_cast<double>(years.tally.volunteer_used) / static_cast<double>(years.tally.volunteer_effective);
}

TEST(VolunteersTime, GoesByLikingOrByNeedOrByBoth) {
  const Mechanisms m = docking_values({{"volunteers.likes", 0.5}});
  const HelpMinutes needed = {0, 100, 0, 300};
  EXPECT_EQ(minutes_by_kind(m, 1500, 0.0, needed), (HelpMinutes{800, 400, 200, 100}));
  EXPECT_EQ(minutes_by_kind(m, 1500, 1.0, needed), (HelpMinutes{0, 375, 0, 1125}));
  EXPECT_EQ(minutes_by_kind(m, 1500, 0.5, needed), (HelpMinutes{400, 387, 100, 612}));
  EXPECT_EQ(minutes_by_kind(m, 1500, 1.0, HelpMinutes{}), (HelpMinutes{800, 400, 200, 100})) << "nothing is on record";
}

TEST(KindsOfHelp, AreNeededAlike) {
  const Simulation simulation = small::start();
  const World& w = simulation.world();
  std::array<int, help_kinds> counts{};
  Case item{};
  for (std::uint32_t r = 0; r < 4000; ++r) {
    item.resident = r;
    ++counts[kind_of_help(w, item)];
  }
  for (const int count : counts) EXPECT_NEAR(count, 1000, 110) << "four standard deviations of 4000 draws";
}

TEST(Volunteers, GiveNoMoreThanIsEffective) {
  const History years(docking_values(), docked(0.5));
  EXPECT_GT(years.tally.volunteer_used, 0);
  EXPECT_LE(years.tally.volunteer_used, years.tally.volunteer_effective);
  EXPECT_LE(years.tally.volunteer_effective, years.tally.volunteer_minutes);
}

TEST(Docking, UsesMoreOfVolunteersTimeWhereTheyLikeOtherThingsThanAreNeeded) {
  const Mechanisms apart = docking_values({{"volunteers.likes", 0.2}, {"volunteers.docking_minutes", 0}});
  EXPECT_GT(share_used({apart, docked(1.0)}), share_used({apart, docked(0.0)}));
}

TEST(Docking, LeavesARunAsItWasWhereThereIsNone) {
  const History plain(docking_values(), docked(0.0)),
      other(docking_values({{"volunteers.docking_minutes", 60}}), docked(0.0));
  EXPECT_EQ(plain.simulation.first_difference(other.simulation), "");
}

TEST(Docking, TakesWorkingTimeOfTheHost) {
  const Community first{0};
  const auto demand = [&](double minutes) {
    return History(docking_values({{"volunteers.docking_minutes", minutes}}), docked(1.0), 2)
        .world()
        .committee.task_demand[first];
  };
  const float volunteers =
      History(docking_values({{"volunteers.docking_minutes", 0}}), docked(1.0), 1).world().community.volunteers[first];
  ASSERT_GT(volunteers, 0.0f);
  const auto hours = static_cast<float>(small::setting().mechanisms.volunteer_hours) * volunteers;
  EXPECT_NEAR(demand(30) - demand(0), 30.0f * hours, 0.1f);
}

TEST(Hobbies, DrawThoseWhoHaveLeisure) {
  const auto members_of = [](double share, double hours) {
    Setting place = small::setting_with({{"organisations.hobby_hours", hours}});
    place.context.culture_share = share;
    Simulation simulation(place, docked(0.0), 6, 0);
    while (simulation.week() < 104) simulation.step();
    return simulation.world().resident;
  };
  const auto count = [](const Residents& residents) {
    return std::ranges::count_if(residents.organisation.values(), [](auto o) { return o != none16; });
  };
  const Residents leisured = members_of(1.0, 40), anybody = members_of(1.0, 0.1);
  EXPECT_LT(count(leisured), count(anybody));
  const auto mean_leisure = [](const Residents& residents) {
    double hours = 0.0, members = 0.0;
    for (std::uint32_t r = 0; r < residents.age.size(); ++r)
      if (residents.organisation[Resident{r}] != none16) {
        hours += static_cast<double>(residents.free_hours[Resident{r}]);
        ++members;
      }
    return hours / members;
  };
  EXPECT_GT(mean_leisure(leisured), mean_leisure(anybody));
}

}  // namespace
}  // namespace liandong::governance
