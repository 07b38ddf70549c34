// Needs may end without the desks: with kin and neighbours, or in the market. Party members find some for them.
#include <gtest/gtest.h>

#include <algorithm>

#include "models/governance/measures/indicators.h"
#include "models/governance/week/phases.h"
#include "models/governance/world/world.h"
#include "tests/models/governance/small_place.h"

namespace liandong::governance {
namespace {

/// Nobody reports, so that whatever ends does so away from the desks.
Setting silent(small::Values mechanisms) {
  Setting setting = small::setting();
  setting.mechanisms = small::with(setting.mechanisms, {{"report.base", -100}, {"report.visit_detection", 0}});
  setting.mechanisms = small::with(setting.mechanisms, mechanisms);
  return setting;
}

struct Counts {
  Tally tally;
  GroupTally groups;
};

/// Everything that happened in so many weeks; groups of the last quarter begun.
Counts counts_of(const Setting& setting, const Levers& levers, std::uint32_t weeks) {
  Simulation simulation(setting, levers, 5, 0);
  Counts counts;
  while (simulation.week() < weeks) {
    simulation.step();
    for (const Tally& tally : simulation.world().tally) counts.tally.add(tally);
  }
  for (const GroupTally& groups : simulation.world().group_tally) counts.groups.add(groups);
  return counts;
}

TEST(Kin, MeetEveryNeedOfCareAndDisputeOfThoseWhoHaveAnyAndNoOtherIfTiesWorkAtOnce) {
  Simulation simulation(silent({{"ways.kin", 1000}, {"ways.market", 0}}), default_levers(), 5, 0);
  Tally sum;
  std::uint32_t alone = 0;
  while (simulation.week() < 24) {  // until then ties and ages stay as they are
    simulation.step();
    const World& w = simulation.world();
    for (const Tally& tally : w.tally) sum.add(tally);
    for (const auto& cases : w.cases)
      for (const Case& item : cases) {
        if (item.kind != CaseKind::care && item.kind != CaseKind::dispute) continue;
        ++alone;
        std::uint32_t children = 0;
        const Household home{item.household};
        for (std::uint32_t i = 0; i < w.household.size[home]; ++i) {
          const std::uint32_t row = w.household.first_resident[home] + i;
          children += row != item.resident && w.resident.age[Resident{row}] < adult_age;
        }
        EXPECT_LE(w.resident.tie_weight[Resident{item.resident}], (children << 16) + 4000u);
      }
  }
  EXPECT_GT(alone, 0u);
  for (const CaseKind kind : {CaseKind::care, CaseKind::dispute}) EXPECT_GT(sum.kin[static_cast<std::size_t>(kind)], 0);
  for (const CaseKind kind : {CaseKind::administrative, CaseKind::commons, CaseKind::departmental})
    EXPECT_EQ(sum.kin[static_cast<std::size_t>(kind)], 0);
  EXPECT_EQ(total(sum.bought), 0);
}

TEST(Kin, ComeToTheAidOfResidentsWhoAreNotAloneAtHomeMoreOften) {
  const Setting place = silent({{"ways.kin", 0.03}, {"ways.market", 0}});
  std::array<double, 2> met{}, born{};  // by whether they live alone
  for (std::uint32_t replicate = 0; replicate < 3; ++replicate) {
    Simulation simulation(place, default_levers(), 5, replicate);
    std::vector<std::uint8_t> open;
    while (simulation.week() < 100) {
      const World& w = simulation.world();
      open = w.resident.open_cases.values();
      simulation.step();
      for (std::uint32_t row = 0; row < simulation.residents(); ++row) {
        const Resident r{row};
        const std::size_t alone = w.household.size[Household{w.resident.household[r]}] == 1;
        born[alone] += open[row];
        met[alone] += w.resident.open_cases[r] < open[row];
      }
    }
  }
  EXPECT_GT(met[0] / born[0], met[1] / born[1]);
}

TEST(TheMarket, SellsCareAndCommonsToThoseWhoGiveUpAndToRentersLess) {
  const Levers levers = default_levers();
  const auto bought = [&](double renters, Group group) {
    const Counts counts =
        counts_of(silent({{"ways.kin", 0}, {"ways.market", 0.6}, {"ways.renters", renters}}), levers, 101);
    for (const CaseKind kind : {CaseKind::administrative, CaseKind::dispute, CaseKind::departmental})
      EXPECT_EQ(counts.tally.bought[static_cast<std::size_t>(kind)], 0);
    for (const CaseKind kind : {CaseKind::care, CaseKind::commons})
      EXPECT_GT(counts.tally.bought[static_cast<std::size_t>(kind)], 0);
    return static_cast<double>(counts.groups.bought[group]) / static_cast<double>(counts.groups.ended[group]);
  };
  EXPECT_EQ(bought(0.0, Group::renter), 0.0);
  EXPECT_GT(bought(0.5, Group::renter), 0.0);
  EXPECT_LT(bought(0.5, Group::renter), 0.7 * bought(0.5, Group::owner));
}

TEST(TheMarket, IsPaidByHouseholdsByTheHourAndWithNoPublicMoney) {
  const auto spent = [](double price) {
    Simulation simulation(silent({{"ways.market", 1}, {"ways.price", price}}), default_levers(), 5, 0);
    std::int64_t paid = 0, projects = 0;
    while (simulation.week() < 60) {
      simulation.step();
      for (const Tally& tally : simulation.world().tally) {
        paid += tally.private_fen;
        projects += tally.projects_own;
      }
    }
    const World& w = simulation.world();
    EXPECT_EQ(w.money.flow(w.money_kind.households, w.money_kind.contractors), paid + projects);
    return std::pair(paid, simulation.public_cost());
  };
  const auto [free, public_free] = spent(0);
  const auto [cheap, public_cheap] = spent(30);
  const auto [dear, public_dear] = spent(60);
  EXPECT_EQ(free, 0);
  EXPECT_GT(cheap, 0);
  EXPECT_NEAR(static_cast<double>(dear), 2.0 * static_cast<double>(cheap), 2.0 * 60.0 * 100.0);
  EXPECT_EQ(public_free, public_dear);
  EXPECT_EQ(public_cheap, public_dear);
}

TEST(PrivateWays, AreAnExperienceOnlyOfWhoMadeAResidentWait) {
  Simulation simulation = small::start();
  small::run_to(simulation, 8);
  World& w = simulation.world();
  const Community c{0};
  const auto experiences = [&](Ending ending, bool reported) {
    Case item{};
    item.resident = w.community.first_resident[c];
    item.kind = CaseKind::care;
    item.born = 2;
    item.reported = reported ? 3 : none32;
    auto& list = w.experiences[0];
    list.clear();
    close_case(w, c, item, ending, reported ? Holder::committee : Holder::nobody, 0.0);
    return list;
  };
  const std::int64_t failed = w.tally[0].failed;
  EXPECT_TRUE(experiences(Ending::met_by_kin, false).empty());
  EXPECT_TRUE(experiences(Ending::met_by_kin, true).empty());
  EXPECT_TRUE(experiences(Ending::bought, false).empty());
  EXPECT_EQ(w.tally[0].failed, failed);
  const auto waited = experiences(Ending::bought, true);
  ASSERT_EQ(waited.size(), 1u);
  EXPECT_EQ(waited[0].toward, Trusted::committee);
  EXPECT_EQ(waited[0].quality, 0.0f);
  EXPECT_EQ(w.tally[0].failed, failed + 1);
}

TEST(Coverage, CountsWhatDesksResolvedOverAllThatEndedInWhateverWay) {
  Setting place = small::setting();
  place.mechanisms = small::with(place.mechanisms, {{"need.patience_high", 16}, {"ways.market", 0.8}});
  Simulation simulation(place, default_levers(), 5, 0);
  while (simulation.week() < 52) simulation.step();
  const auto value = [&](std::string_view key) {
    const auto at = std::ranges::find(indicators(), key, &Indicator::key) - indicators().begin();
    return simulation.community_indicators(0)[static_cast<std::size_t>(at)];
  };
  const Tally& t = simulation.world().quarter_tally[0];
  const auto ended = static_cast<double>(total(t.resolved) + total(t.dropped) + total(t.kin) + total(t.bought));
  for (const char* key : {"coverage", "ways.kin", "ways.market"}) EXPECT_GT(value(key), 0.0) << key;
  EXPECT_GT(total(t.dropped), 0);
  EXPECT_NEAR(value("coverage") + value("ways.kin") + value("ways.market"),
              1.0 - static_cast<double>(total(t.dropped)) / ended, 1e-12);
}

TEST(PrivateWays, LeaveARunAsItWasWhereTheyAreClosed) {
  Setting base = small::setting(), other = small::setting();
  base.mechanisms = small::with(base.mechanisms, {{"ways.kin", 0}, {"ways.market", 0}});
  other.mechanisms = small::with(base.mechanisms, {{"ways.renters", 1}, {"ways.price", 500}, {"party.detection", 1}});
  const Levers levers = small::with(small::station_levers(), {{"party.households", 0}});
  Simulation a(base, levers, 7, 0), b(other, levers, 7, 0);
  while (a.week() < 60) {
    a.step();
    b.step();
    for (const Tally& tally : a.world().tally) EXPECT_EQ(total(tally.kin) + total(tally.bought) + tally.private_fen, 0);
  }
  EXPECT_EQ(a.first_difference(b), "");
}

TEST(PartyMembers, WhoTakePartFindNeedsInTheHouseholdsTheyLookAfter) {
  const Setting place = silent({{"party.detection", 0.3}});
  std::int64_t before = 0;
  for (const double households : {0.0, 2.0, 10.0}) {
    const Counts counts =
        counts_of(place,
                  small::with(small::committee_levers(),
                              {{"authority.hotline", 0}, {"voice.hours", 0}, {"party.households", households}}),
                  80);
    EXPECT_EQ(counts.tally.found, 0);
    EXPECT_EQ(total(counts.tally.reported), counts.tally.found_party);
    if (households > 0.0)
      EXPECT_GT(counts.tally.found_party, before);
    else
      EXPECT_EQ(counts.tally.found_party, 0);
    before = counts.tally.found_party;
  }
}

TEST(PartyMembers, LookAfterNobodyWhereNoneTakesPart) {
  Setting place = silent({{"party.detection", 1}});
  place.context.civic_intercept = -100.0;
  const Counts counts = counts_of(place, small::with(default_levers(), {{"party.households", 50}}), 40);
  EXPECT_EQ(counts.tally.found_party, 0);
}

TEST(PartyMembers, ArePartOfTheBuildingTheyLiveIn) {
  Simulation simulation = small::start();
  small::run_to(simulation, 40);
  const World& w = simulation.world();
  std::uint32_t most = 0;
  for (const std::uint16_t members : w.building.party_members.values()) most = std::max<std::uint32_t>(most, members);
  EXPECT_GT(most, 0u);
  for (const auto& cases : w.cases)
    for (const Case& item : cases) {
      const Household home{item.household};
      EXPECT_EQ(w.household.building[home], w.resident.building[Resident{item.resident}]);
      EXPECT_LT(item.household - w.building.first_household[Building{w.household.building[home]}],
                w.building.households[Building{w.household.building[home]}]);
    }
}

}  // namespace
}  // namespace liandong::governance
