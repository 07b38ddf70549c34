#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "analysis/scenario/arrangement.h"
#include "analysis/scenario/scenario.h"
#include "models/governance/model.h"

namespace liandong::analysis {
namespace {

TEST(ShippedArrangement, WithoutAStationSendsItNothing) {
  // A change by steps mixes two arrangements: a value that means nothing at the end would mean something on the way.
  const KnownModels models{governance::model().catalogue};
  const auto position = [&](std::string_view lever) { return position_of(lever, *models.front()->levers()).value(); };
  int without = 0;
  for (const auto& file :
       std::filesystem::directory_iterator(std::filesystem::path(LIANDONG_SOURCE_DIR) / "scenarios/arrangements")) {
    const auto levers = load_arrangement(file.path(), models).levers;
    if (levers[position("staff.station")] > 0 || levers[position("staff.moved_station")] > 0) continue;
    ++without;
    for (const char* lever : {"route.administration", "route.care", "route.community", "tasks.to_station",
                              "money.station_share", "money.service_station", "organising.by_station",
                              "authority.station", "authority.closed_station", "grid.visits_station"})
      EXPECT_EQ(levers[position(lever)], 0.0) << file.path().filename() << ": " << lever;
  }
  EXPECT_GE(without, 3);
}

}  // namespace
}  // namespace liandong::analysis
