// What indicators of unevenness and of dissipation measure.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

#include "models/governance/measures/indicators.h"
#include "tests/models/governance/small_place.h"

namespace liandong::governance {
namespace {

double figure(const Account& account, std::string_view key) {
  const auto place = std::ranges::find(indicators(), key, &Indicator::key) - indicators().begin();
  return indicator_values(account)[static_cast<std::size_t>(place)];
}

TEST(SpreadBetweenCommunities, IsTheirStandardDeviationAndUndefinedForOne) {
  std::array<Stock, 2> stocks{};
  for (Stock& stock : stocks) stock.residents = 10;
  stocks[0].satisfaction = 0.4, stocks[1].satisfaction = 0.6;
  stocks[0].partnership = stocks[1].partnership = 0.3;
  const Account two{{}, stocks[0], 2.0, stocks}, one{{}, stocks[0], 1.0};
  EXPECT_NEAR(figure(two, "satisfaction.spread"), 0.1, 1e-12);
  EXPECT_EQ(figure(two, "partnership.spread"), 0.0);
  EXPECT_TRUE(std::isnan(figure(one, "satisfaction.spread")));
}

/// Minutes dissipated in a year where all cases are the committee's, whatever the station has to do.
Count dissipated(Levers levers) {
  levers = small::with(levers, {{"route.administration", 0},
                                {"route.care", 0},
                                {"route.community", 0},
                                {"tasks.to_station", 0},
                                {"purchase.budget", 0},
                                {"money.service_committee", 0}});
  Simulation simulation(small::setting(), levers, 3, 0);
  Count minutes = 0;
  for (int week = 0; week < 52; ++week) {
    simulation.step();
    for (const Tally& tally : simulation.world().tally) minutes += tally.dissipated_minutes;
  }
  return minutes;
}

TEST(DissipatedTime, IsThatOfAnIdleDeskWhileCasesWaitAtTheOther) {
  const Levers idle_station =
      small::with(default_levers(), {{"staff.committee", 12}, {"staff.station", 12}, {"staff.mutual_help", 0}});
  const Count apart = dissipated(idle_station);
  EXPECT_GT(apart, 0);
  EXPECT_LT(dissipated(small::with(idle_station, {{"staff.mutual_help", 1}})), apart);
}

TEST(DissipatedTime, IsNoMoreThanAnybodyHasLeft) {
  Simulation simulation(small::setting(), small::station_levers(), 3, 0);
  for (int week = 0; week < 52; ++week) {
    const World& w = simulation.world();
    std::array<std::int64_t, 3> partners{};
    for (std::uint32_t c = 0; c < 3; ++c)
      partners[c] = std::accumulate(w.community.volunteer_service[Community{c}].begin(),
                                    w.community.volunteer_service[Community{c}].end(),
                                    std::int64_t{w.community.service_minutes[Community{c}]});
    simulation.step();
    for (std::uint32_t c = 0; c < 3; ++c)
      EXPECT_LE(w.tally[c].dissipated_minutes, w.tally[c].idle_minutes + partners[c]);
  }
}

}  // namespace
}  // namespace liandong::governance
