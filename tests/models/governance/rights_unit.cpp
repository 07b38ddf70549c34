// Services that are closed to migrants turn them away, cost desks nothing and leave them to kin and market (P49).
#include <gtest/gtest.h>

#include "tests/models/governance/small_place.h"

namespace liandong::governance {
namespace {

Levers open_to(double share) {
  return small::with(small::committee_levers(), {{"rights.services", share}, {"authority.hotline", 0}});
}

TEST(Services, TurnNobodyAwayWhereTheyAreOpenToAll) { EXPECT_EQ(small::passed(open_to(1.0)).refused, 0); }

TEST(Services, TurnAwayMigrantsForWhatIsClosedAndNobodyElse) {
  Simulation simulation(small::setting(), open_to(0.0), 6, 0);
  std::uint32_t refused = 0, migrants_at_desk = 0;
  while (simulation.week() < 60) {
    simulation.step();
    for (const auto& cases : simulation.world().cases)
      for (const Case& item : cases) {
        const bool service = item.kind == CaseKind::administrative || item.kind == CaseKind::care;
        if (item.state == CaseState::refused) {
          ++refused;
          EXPECT_EQ(item.migrant, 1);
          EXPECT_TRUE(service);
        } else if (item.state != CaseState::unreported && item.state != CaseState::closed) {
          migrants_at_desk += item.migrant;
          EXPECT_FALSE(item.migrant && service);
        }
      }
  }
  EXPECT_GT(refused, 0u);
  EXPECT_GT(migrants_at_desk, 0u) << "commons, disputes and departments' matters are open to all";
}

TEST(Services, ThatOpenMeetMoreNeedsAndTakeMoreOfTheDesks) {
  const Tally closed = small::passed(open_to(0.0)), half = small::passed(open_to(0.5)),
              open = small::passed(open_to(1.0));
  EXPECT_GT(closed.refused, half.refused);
  EXPECT_GT(half.refused, 0);
  EXPECT_GT(total(open.resolved), total(half.resolved));
  EXPECT_GT(total(half.resolved), total(closed.resolved));
  EXPECT_GT(total(closed.bought) + total(closed.kin), total(open.bought) + total(open.kin));
}

}  // namespace
}  // namespace liandong::governance
