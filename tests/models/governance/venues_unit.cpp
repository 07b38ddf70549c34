// Rooms bind: who meets needs a seat, desks take floor, and idle space can be converted at a cost (P72).
#include "models/governance/rules/venues.h"

#include <gtest/gtest.h>

#include "models/governance/week/phases.h"
#include "tests/models/governance/small_place.h"

namespace liandong::governance {
namespace {

/// Two years in a place with so much floor.
struct RoomYears {
  Simulation simulation;
  Tally tally;

  RoomYears(double area, const Levers& levers, small::Values mechanisms = {})
      : simulation(with_floor(area, mechanisms), levers, 6, 0) {
    while (simulation.week() < 104) {
      simulation.step();
      for (const Tally& week : simulation.world().tally) tally.add(week);
    }
  }
  const World& world() const { return simulation.world(); }

 private:
  static Setting with_floor(double area, small::Values mechanisms) {
    Setting place = small::setting_with(mechanisms);
    place.place.venue_area = area;
    return place;
  }
};

Levers room_levers(small::Values values = {}) {
  return small::with(small::with(small::committee_levers(), {{"venues.converted", 0}, {"party.units", 0}}), values);
}

TEST(Offices, TakeFloorWithStaffUpToAPart) {
  const Mechanisms m =
      small::with(small::setting().mechanisms, {{"venues.office_area", 6}, {"venues.office_most", 0.5}});
  EXPECT_EQ(floor_beside_offices(m, 300, 10), 240.0);
  EXPECT_EQ(floor_beside_offices(m, 60, 10), 30.0);
}

TEST(Seats, AreWholeAndAMeetingTakesARoomsTime) {
  const Mechanisms m = small::with(small::setting().mechanisms, {{"deliberation.seat_area", 3}, {"venues.times", 6}});
  EXPECT_EQ(seats_on(m, 31), 10.0);
  EXPECT_EQ(places_for_activities(m, 10, 0), 60.0);
  EXPECT_EQ(places_for_activities(m, 10, 2), 40.0);
  EXPECT_EQ(places_for_activities(m, 10, 9), 0.0);
}

TEST(Meetings, SeatNoMoreThanTheRoomsHold) {
  const RoomYears wide(300, room_levers()), narrow(12, room_levers(), {{"venues.office_area", 0}});
  const double seats = seats_for_residents(narrow.world(), Community{0});
  ASSERT_GE(seats, small::setting().mechanisms.quorum);
  ASSERT_GT(narrow.tally.meetings, 0);
  EXPECT_LE(narrow.tally.attendance, static_cast<Count>(seats) * narrow.tally.meetings);
  EXPECT_GT(static_cast<double>(wide.tally.attendance) / static_cast<double>(wide.tally.meetings), seats);
}

TEST(Rooms, ThatNobodyFillsChangeNothing) {
  const RoomYears ample(2000, room_levers()), plenty(4000, room_levers());
  EXPECT_EQ(ample.world().community.seated[Community{0}], 1.0f);
  EXPECT_EQ(ample.tally.activities, plenty.tally.activities);
  EXPECT_EQ(ample.world().resident.roles.values(), plenty.world().resident.roles.values());
}

TEST(Rooms, ThatAreFullKeepNewcomersOut) {
  const small::Values often = {{"venues.activity", 3}};
  const RoomYears narrow(12, room_levers(), often), wide(2000, room_levers(), often);
  EXPECT_LT(narrow.world().community.seated[Community{0}], 0.5f);
  EXPECT_LT(narrow.tally.activities, wide.tally.activities);
  const auto members = [](const RoomYears& years) {
    return std::ranges::count_if(years.world().resident.organisation.values(), [](auto o) { return o != none16; });
  };
  EXPECT_LT(members(narrow), members(wide));
}

TEST(ConvertedSpace, CostsItsConversionOnceAndItsUpkeepAfter) {
  const RoomYears none(300, room_levers()),
      some(300, room_levers({{"venues.converted", 100}}), {{"venues.conversion_weeks", 10}});
  const World& w = some.world();
  const Place& place = w.setting.place;
  const auto paid = [](const RoomYears& years) {
    return static_cast<double>(
               years.world().money.flow(years.world().money_kind.treasury, years.world().money_kind.venues)) /
           100.0 / years.world().communities();
  };
  EXPECT_NEAR(w.community.converted[Community{0}], 100.0f, 0.01f);
  const double once = 100 * place.conversion_cost, upkeep = place.venue_cost / 52.0 * (94 * 100 + 10 * 55);
  EXPECT_NEAR(paid(some) - paid(none), once + upkeep, 0.01 * (once + upkeep));
  EXPECT_NEAR(seats_for_residents(w, Community{0}) - seats_for_residents(none.world(), Community{0}),
              100.0 / w.mechanisms().seat_area, 1.0);
}

TEST(ConvertedSpace, StaysWhenTheLeverIsTakenBack) {
  Simulation simulation(small::setting(), room_levers({{"venues.converted", 80}}), 6, 0);
  while (simulation.week() < 60) {
    if (simulation.week() == 40) simulation.set_levers(room_levers());
    simulation.step();
  }
  EXPECT_NEAR(simulation.world().community.converted[Community{0}], 80.0f, 0.01f);
}

}  // namespace
}  // namespace liandong::governance
