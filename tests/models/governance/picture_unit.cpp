#include "models/governance/measures/picture.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "models/governance/measures/stock.h"
#include "models/governance/world/world.h"

namespace liandong::governance {
namespace {

using models::GraphPicture;

constexpr std::uint32_t people = 5;

/// Two communities of five residents, one building and five households each; in the second, resident 5 knows all others
/// there and also resident 0 of the first.
World star() {
  World world;
  sim::resize(world.resident, 2 * people);
  sim::resize(world.household, 2 * people);
  sim::resize(world.community, 2);
  sim::resize(world.building, 2);
  for (std::uint32_t r = 0; r < 2 * people; ++r) {
    world.resident.household[Resident{r}] = world.household.first_resident[Household{r}] = r;
    world.household.size[Household{r}] = 1;
  }
  for (std::uint32_t c = 0; c < 2; ++c) {
    world.community.first_resident[Community{c}] = world.building.first_resident[Building{c}] = c * people;
    world.community.residents[Community{c}] = world.building.residents[Building{c}] = people;
    world.community.first_building[Community{c}] = c;
    world.community.buildings[Community{c}] = 1;
  }
  world.ties = sim::Layer::from_ties(2 * people, 2 * people, {{5, 6, 0.5f}, {5, 7}, {5, 8}, {5, 9}, {5, 0}}, true);
  return world;
}

TEST(Picture, ShowsEachTieOfTheCommunityOnceAndNoneThatLeavesIt) {
  const GraphPicture shown = picture(star(), 1);
  EXPECT_EQ(shown.from, (std::vector<std::uint32_t>{0, 0, 0, 0}));
  EXPECT_EQ(shown.to, (std::vector<std::uint32_t>{1, 2, 3, 4}));
  EXPECT_EQ(shown.weight[0], 0.5f);
}

TEST(Picture, OfAStarHasFreemansCentralisationOfOne) {
  const GraphPicture shown = picture(star(), 1);
  EXPECT_DOUBLE_EQ(shown.centralisation, 1.0);
  EXPECT_DOUBLE_EQ(shown.density, 4.0 / 10);
  EXPECT_DOUBLE_EQ(shown.isolates, 4.0 / 5);
}

TEST(TieFigures, OfAStarAreAsUnequalAsItsDegreesAndCountNoTieThatLeavesTheCommunity) {
  EXPECT_DOUBLE_EQ(tie_figures(star(), Community{1}).gini, (people - 2.0) / (2.0 * people));
  EXPECT_DOUBLE_EQ(tie_figures(star(), Community{0}).gini, 0.0);
}

TEST(Picture, OfStrangersIsEmptyOfTies) {
  const GraphPicture shown = picture(star(), 0);
  EXPECT_TRUE(shown.from.empty());
  EXPECT_EQ(shown.density, 0.0);
  EXPECT_EQ(shown.isolates, 1.0);
}

TEST(Picture, DoesNotCountTheOwnHouseholdAgainstIsolation) {
  World world = star();
  for (std::uint32_t r = 5; r < 10; ++r) world.resident.household[Resident{r}] = 5;
  world.household.size[Household{5}] = people;
  EXPECT_EQ(picture(world, 1).isolates, 1.0);
}

TEST(Picture, TellsWhoIsWho) {
  World world = star();
  world.resident.traits[Resident{6}] = trait::migrant;
  world.resident.roles[Resident{7}] = role::volunteer | role::leader;
  world.resident.age[Resident{8}] = 81;
  const GraphPicture shown = picture(world, 1);
  const auto mark = [&](std::string_view key) {
    const auto at = std::ranges::find(marks(), key, &models::Mark::key);
    return shown.marks.at(static_cast<std::size_t>(at - marks().begin()));
  };
  EXPECT_EQ(mark("migrant"), (std::vector<std::uint8_t>{0, 1, 0, 0, 0}));
  EXPECT_EQ(mark("volunteer"), (std::vector<std::uint8_t>{0, 0, 1, 0, 0}));
  EXPECT_EQ(mark("leader"), mark("volunteer"));
  EXPECT_EQ(mark("active"), (std::vector<std::uint8_t>{0, 0, 0, 0, 0}));
  EXPECT_EQ(mark("age")[3], 81);
}

TEST(Picture, LaysResidentsOutApartInTheUnitSquare) {
  const GraphPicture shown = picture(star(), 1);
  ASSERT_EQ(shown.x.size(), people);
  for (std::uint32_t i = 0; i < people; ++i) {
    EXPECT_TRUE(shown.x[i] > 0 && shown.x[i] < 1 && shown.y[i] > 0 && shown.y[i] < 1);
    for (std::uint32_t j = 0; j < i; ++j) EXPECT_GT(std::hypot(shown.x[i] - shown.x[j], shown.y[i] - shown.y[j]), 0.1f);
  }
}

TEST(Picture, OfAnUnknownCommunityIsRefused) { EXPECT_THROW(picture(star(), 2), std::out_of_range); }

}  // namespace
}  // namespace liandong::governance
