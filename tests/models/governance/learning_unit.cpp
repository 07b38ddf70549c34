// Organisations learn by what they do and from an incubator (P61, P36).
#include <gtest/gtest.h>

#include <cmath>

#include "models/governance/rules/rules.h"
#include "models/governance/week/phases.h"
#include "tests/models/governance/small_place.h"

namespace liandong::governance {
namespace {

using small::History;

Mechanisms of_learning(small::Values values = {}) { return small::with(small::setting().mechanisms, values); }
Levers incubating(double hours, double budget = 10) {
  return small::with(small::committee_levers(),
                     {{"organisations.incubator_hours", hours}, {"purchase.budget", budget}});
}
double mean_skill(const History& years) {
  double skill = 0.0, n = 0.0;
  const Organisations& o = years.world().organisation;
  for (std::uint32_t row = 0; row < sim::rows(o); ++row)
    if (o.status[Organisation{row}] == OrganisationStatus::registered) skill += o.skill[Organisation{row}], ++n;
  return skill / n;
}

TEST(AnOrganisation, LearnsFromServiceAndGuidanceAndForgetsWhatExceedsItsSurroundings) {
  const Mechanisms m = of_learning(
      {{"organisations.learning", 0.1}, {"organisations.skill_loss", 0.2}, {"organisations.incubator_guidance", 5}});
  EXPECT_NEAR(learned_skill(m, 0.4, 0.5, 1000, 0), 0.4 + (1.0 - std::exp(-1.0)) * 0.6, 1e-12);
  EXPECT_NEAR(learned_skill(m, 0.4, 0.5, 0, 200), 0.4 + (1.0 - std::exp(-1.0)) * 0.6, 1e-12);
  EXPECT_NEAR(learned_skill(m, 0.9, 0.5, 0, 0), 0.9 - 0.2 * 0.4, 1e-12);
  EXPECT_EQ(learned_skill(m, 0.4, 0.5, 0, 0), 0.4) << "nobody falls below what surrounds them";
}

TEST(AnIncubator, SparesRunningCostDownToNothing) {
  const Mechanisms m = of_learning({{"organisations.cost", 40}, {"organisations.incubator_relief", 10}});
  EXPECT_EQ(running_cost(m, 0), 40.0);
  EXPECT_EQ(running_cost(m, 3), 10.0);
  EXPECT_EQ(running_cost(m, 8), 0.0);
}

TEST(AnIncubator, LeavesARunAsItWasWhereThereIsNone) {
  const History plain(of_learning(), incubating(0)),
      other(of_learning({{"organisations.incubator_guidance", 50}, {"organisations.incubator_relief", 1000}}),
            incubating(0));
  EXPECT_EQ(plain.simulation.first_difference(other.simulation), "");
}

TEST(Organisations, KeepTheirSkillWhereNobodyLearnsNorForgets) {
  const History years(of_learning({{"organisations.learning", 0}, {"organisations.skill_loss", 0}}), incubating(5), 60),
      start(of_learning(), incubating(5), 1);
  const Organisations& then = years.world().organisation;
  const Organisations& first = start.world().organisation;
  for (std::uint32_t row = 0; row < sim::rows(first); ++row)
    EXPECT_EQ(then.skill[Organisation{row}], first.skill[Organisation{row}]);
}

TEST(Organisations, LearnByTheServiceTheyArePaidFor) {
  const Mechanisms m = of_learning({{"organisations.learning", 0.5}});
  EXPECT_GT(mean_skill(History(m, incubating(0, 25))), mean_skill(History(m, incubating(0, 0))));
}

TEST(AnIncubator, IsPaidByTheHourAndMakesOrganisationsSkilledAndLasting) {
  const Mechanisms m = of_learning({{"organisations.cost", 200}});
  const History with(m, incubating(40)), without(m, incubating(0));
  EXPECT_GT(mean_skill(with), mean_skill(without));
  EXPECT_LT(with.tally.closed, without.tally.closed);
  const auto& k = with.world().money_kind;
  const auto paid = [&](const History& years) {
    return static_cast<double>(years.world().money.flow(k.training, k.contractors));
  };
  const double hours = 40.0 * m.service_hour_cost * 100.0 * 3 * 104;
  EXPECT_NEAR(paid(with) - paid(without), hours, 0.02 * hours) << "staff who train may be fewer or more";
}

}  // namespace
}  // namespace liandong::governance
