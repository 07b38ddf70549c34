// Outcomes emerge from numbers: every number matters, and equal arms are equal.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <tbb/parallel_for.h>

#include <algorithm>
#include <cmath>
#include <mutex>
#include <set>

#include "tests/models/governance/small_place.h"

namespace liandong::governance {
namespace {

// --- Every parameter is read by some equation ---

/// A setting and what is done in it.
struct Scene {
  Setting setting;
  Levers levers;
  Levers idle = default_levers();  ///< nobody reads these
};

/// Hashes of a run at three weeks; a parameter that matters early need not be run to the end.
constexpr std::array<std::uint32_t, 3> looks = {14, 53, 118};

class Course {
 public:
  explicit Course(const Scene& scene) : simulation_(scene.setting, scene.levers, 3, 0) {}
  std::uint64_t hash_at(std::uint32_t week) {
    while (simulation_.week() < week) simulation_.step();
    return simulation_.state_hash();
  }

 private:
  Simulation simulation_;
};

std::array<std::uint64_t, looks.size()> hashes_of(const Scene& scene) {
  Course course(scene);
  std::array<std::uint64_t, looks.size()> hashes;
  std::transform(looks.begin(), looks.end(), hashes.begin(), [&](std::uint32_t week) { return course.hash_at(week); });
  return hashes;
}

/// Scenes in which a parameter has a chance to matter: with a station and without one; and one where owners are slow to
/// sign, volunteers are too many for their social worker, people do not mind being asked again, and the chair decides,
/// as what makes good a lack is idle where nothing lacks; it has many estates, so that their kinds differ; and one
/// where a desk has time to help the other.
std::vector<Scene> scenes() {
  const Setting place = small::setting();
  Setting lacking = place;
  lacking.place.estates = 8;
  lacking.mechanisms = small::with(place.mechanisms, {{"property.sign_base", 0},
                                                      {"volunteers.supervision_ratio", 2},
                                                      {"volunteers.hours", 4},
                                                      {"volunteers.case_minutes", 20},
                                                      {"effort.ask_weeks", 2}});
  const Levers chaired =
      small::with(small::committee_levers(), {{"deliberation.majority", 0}, {"owners.cross_appointment", 1}});
  Setting leisurely = place;
  leisurely.mechanisms.most_share = 0.02;
  Setting crowded = place;  // so many organisations that bids have rivals
  crowded.place.initial_organisations = 12;
  const Levers helping = small::with(small::station_levers(), {{"tasks.to_station", 1}, {"staff.mutual_help", 0.5}});
  return {{place, small::station_levers()},
          {place, small::committee_levers()},
          {lacking, chaired},
          {leisurely, helping},
          {crowded, small::committee_levers()}};
}

/// Values to try instead of `value`: half of it and half as much again first, then towards either end of the range. A
/// place is not tried at the ends: they are whole cities.
std::vector<double> others(const models::Parameter& definition, double value, bool ends) {
  std::vector<double> wanted = {0.5 * value, 1.5 * value};
  if (ends || value == 0.0)
    for (const double share : {0.5, 1.0})
      for (const double end : {definition.low, definition.high}) wanted.push_back(value + share * (end - value));
  std::vector<double> tried;
  for (const double other : wanted) {
    const double whole = other > value ? std::ceil(other) : std::floor(other);
    const double allowed = std::clamp(definition.whole ? whole : other, definition.low, definition.high);
    if (allowed != value) tried.push_back(allowed);
  }
  return tried;
}

bool differs(const Scene& scene, const std::array<std::uint64_t, looks.size()>& expected) {
  Course course(scene);
  for (std::size_t i = 0; i < looks.size(); ++i)
    if (course.hash_at(looks[i]) != expected[i]) return true;
  return false;
}

/// Keys of a group whose change leaves the state of every scene as it was. `get` finds the group in a scene.
template <class Group, class Get>
std::set<std::string_view> unread(std::span<const ParameterOf<Group>> definitions, Get&& get, bool ends = true) {
  const std::vector<Scene> all = scenes();
  std::vector<std::array<std::uint64_t, looks.size()>> expected;
  for (const Scene& scene : all) expected.push_back(hashes_of(scene));
  std::set<std::string_view> result;
  std::mutex guard;
  tbb::parallel_for(std::size_t{0}, definitions.size(), [&](std::size_t d) {
    const auto& definition = definitions[d];
    for (std::size_t s = 0; s < all.size(); ++s)
      for (const double other : others(definition, get(all[s]).*definition.member, ends)) {
        Scene changed = all[s];
        get(changed).*definition.member = other;
        if (differs(changed, expected[s])) return;
      }
    const std::lock_guard lock(guard);
    result.insert(definition.key);
  });
  return result;
}

using Keys = std::set<std::string_view>;

TEST(AParameter, IsFoundOutIfNothingReadsIt) {
  const auto first = lever_definitions().first(1);
  EXPECT_EQ(unread(
                first, [](auto& s) -> auto& { return s.idle; }),
            Keys{first[0].key});
}

TEST(EveryLever, ChangesTheStateOfSomePlace) {
  EXPECT_EQ(unread(
                lever_definitions(), [](auto& s) -> auto& { return s.levers; }),
            Keys{});
}

TEST(EveryFactAboutAPlace, ChangesItsState) {
  EXPECT_EQ(unread(
                place_definitions(), [](auto& s) -> auto& { return s.setting.place; }, false),
            Keys{});
}

TEST(EveryContext, ChangesTheStateOfSomePlace) {
  EXPECT_EQ(unread(
                context_definitions(), [](auto& s) -> auto& { return s.setting.context; }),
            Keys{});
}

TEST(EveryMechanism, ChangesTheStateOfSomePlace) {
  EXPECT_EQ(unread(
                mechanism_definitions(), [](auto& s) -> auto& { return s.setting.mechanisms; }),
            Keys{});
}

// --- Equal arms are equal ---

TEST(Arms, WithTheSameLeversHaveExactlyNoDifference) {
  Simulation north = small::start();
  small::run_to(north, 13);
  Simulation south = north;
  small::run_to(north, 52);
  small::run_to(south, 52);
  EXPECT_EQ(north.first_difference(south), "");
  EXPECT_EQ(north.state_hash(), south.state_hash());
  for (std::size_t group = 0; group < group_count; ++group)
    EXPECT_THAT(north.group_values(group),
                ::testing::Pointwise(::testing::NanSensitiveDoubleEq(), south.group_values(group)));
}

TEST(Arms, AreBitIdenticalUntilTheFirstWeekInWhichTheirLeversDiffer) {
  Simulation north = small::start(), south = small::start();
  constexpr std::uint32_t turn = 20;
  small::run_to(north, turn);
  small::run_to(south, turn, {}, turn);
  EXPECT_EQ(north.state_hash(), south.state_hash());
  small::run_to(north, turn + 1);
  small::run_to(south, turn + 1, {}, turn);
  EXPECT_NE(north.state_hash(), south.state_hash());
}

TEST(Population, DoesNotDependOnLevers) {
  const Simulation one(small::setting(), small::station_levers(), 11, 2);
  const Simulation other(small::setting(), small::committee_levers(), 11, 2);
  EXPECT_EQ(one.first_difference(other), "");
  EXPECT_EQ(one.state_hash(), other.state_hash());
  EXPECT_NE(Simulation(small::setting(), small::station_levers(), 11, 3).state_hash(), one.state_hash());
}

// --- Attitudes change through experience only ---

/// Nobody needs anything, meets, votes, moves or misuses money; memory does not fade.
Setting uneventful() {
  Setting s = small::setting();
  s.mechanisms = small::with(s.mechanisms, {{"need.rate_a", 0},
                                            {"need.rate_b", 0},
                                            {"need.rate_c", 0},
                                            {"need.rate_d", 0},
                                            {"need.rate_e", 0},
                                            {"misuse.chance", 0},
                                            {"trust.forgetting", 0},
                                            {"structure.visits", 0},
                                            {"structure.satisfaction", 0},
                                            {"network.mobility_owner", 0},
                                            {"network.mobility_renter", 0}});
  s.place.election_first_week = 1000;
  return s;
}

TEST(Attitudes, StandStillWhereNothingIsExperienced) {
  Simulation simulation(uneventful(), small::with(small::station_levers(), {{"deliberation.rate", 0}}), 7, 0);
  const Residents before = simulation.world().resident;
  while (simulation.week() < 60) simulation.step();
  const Residents& after = simulation.world().resident;
  for (std::size_t i = 0; i < trusted_count; ++i)
    if (i != static_cast<std::size_t>(Trusted::property)) {
      EXPECT_EQ(before.trust[i].values(), after.trust[i].values()) << "trust " << i;
    }
  EXPECT_EQ(before.satisfaction.values(), after.satisfaction.values());
  EXPECT_EQ(before.expectation.values(), after.expectation.values());
  EXPECT_EQ(before.efficacy.values(), after.efficacy.values());
  EXPECT_EQ(before.opinion.values(), after.opinion.values());
  // Households judge their property company each quarter.
  constexpr auto property = static_cast<std::size_t>(Trusted::property);
  EXPECT_NE(before.trust[property].values(), after.trust[property].values());
}

TEST(Attitudes, AreMovedByAnOrdinaryYear) {
  Simulation simulation = small::start();
  const Residents before = simulation.world().resident;
  small::run_to(simulation, 60);
  const Residents& after = simulation.world().resident;
  for (std::size_t i = 0; i < trusted_count; ++i)
    EXPECT_NE(before.trust[i].values(), after.trust[i].values()) << "trust " << i;
  EXPECT_NE(before.satisfaction.values(), after.satisfaction.values());
  EXPECT_NE(before.efficacy.values(), after.efficacy.values());
  EXPECT_NE(before.opinion.values(), after.opinion.values());
}

}  // namespace
}  // namespace liandong::governance
