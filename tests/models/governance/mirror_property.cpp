// Committee and station are two desks of one kind: exchanged in every lever, they exchange their results.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>

#include "models/governance/measures/indicators.h"
#include "tests/models/governance/small_place.h"

namespace liandong::governance {
namespace {

/// What only the committee is, by law and by history, is set alike for both: it is elected and has a mandate (Organic
/// Law of 1989; evidence P48), it runs the elections, it was there first, so that residents know and trust it
/// (evidence M2, M9).
Setting without_exceptions() {
  Setting setting = small::setting();
  setting.mechanisms = small::with(setting.mechanisms, {{"effort.mandate_response", 0},
                                                        {"vote.trust", 0},
                                                        {"tasks.election_hours", 0},
                                                        {"report.initial_awareness", 0},
                                                        {"trust.prior_committee", 0.5},
                                                        {"trust.prior_station", 0.5},
                                                        {"transition.step", 0.0625}});  // held exactly
  return setting;
}

Levers exchanged(const Levers& levers) {
  Levers other = levers;
#define LIANDONG_EXCHANGE(name)                   \
  other.name##_committee = levers.name##_station; \
  other.name##_station = levers.name##_committee;
  LIANDONG_DESK_LEVERS(LIANDONG_EXCHANGE)
#undef LIANDONG_EXCHANGE
  other.committee_rates_station = levers.station_rates_committee;
  other.station_rates_committee = levers.committee_rates_station;
  for (double Levers::*share : {&Levers::tasks_to_station, &Levers::route_administration, &Levers::route_care,
                                &Levers::route_community, &Levers::fund_station_share, &Levers::organised_by_station})
    other.*share = 1.0 - levers.*share;
  other.task_migration = -levers.task_migration;
  return other;
}

/// Every lever anywhere in its range, in steps that binary numbers hold exactly, so that 1 - (1 - x) is x.
Levers any_levers(std::uint32_t seed) {
  std::mt19937 engine(seed);
  Levers levers = default_levers();
  for (const auto& definition : lever_definitions()) {
    constexpr int steps = 64;
    const double part = static_cast<double>(engine() % (steps + 1)) / steps;
    double value = definition.low + part * (definition.high - definition.low);
    if (definition.whole) value = std::round(value);
    levers.*definition.member = value;
  }
  // One desk may be missing; never both.
  if (seed % 5 == 1) levers.staff_station = levers.moved_station = 0.0;
  if (seed % 5 == 2) levers.staff_committee = levers.moved_committee = 0.0;
  return levers;
}

/// Place of the indicator that takes this one's place when the desks are exchanged.
std::size_t counterpart(std::size_t indicator) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 4> pairs = {{
      {"tasks.committee", "tasks.station"},
      {"trust.committee", "trust.station"},
      {"known", "known.station"},
      {"administration", "administration.station"},
  }};
  const auto place = [](std::string_view id) {
    const auto all = indicators();
    return static_cast<std::size_t>(std::ranges::find(all, id, &Indicator::key) - all.begin());
  };
  for (const auto& [a, b] : pairs) {
    if (indicators()[indicator].key == a) return place(b);
    if (indicators()[indicator].key == b) return place(a);
  }
  return indicator;
}

bool same(double a, double b) { return a == b || (std::isnan(a) && std::isnan(b)); }

class ExchangedDesks : public testing::TestWithParam<std::uint32_t> {};

TEST_P(ExchangedDesks, ExchangeTheirResultsToTheLastBit) {
  const Levers levers = any_levers(GetParam());
  Setting setting = without_exceptions();
  if (GetParam() % 2 == 0) setting.mechanisms.most_share = 0.0625;  // leaves time to lend
  Simulation run(setting, levers, 5, 0);
  setting.desks_exchanged = true;
  Simulation mirror(setting, exchanged(levers), 5, 0);
  for (std::uint32_t week = 0; week < 110; ++week) {
    run.step();
    mirror.step();
    const auto here = run.place_indicators(), there = mirror.place_indicators();
    for (std::size_t i = 0; i < here.size(); ++i) {
      const std::string_view id = indicators()[i].key;
      if (id == "tasks.migrated") {
        // Two quotients that add up to one, each rounded; neither where nobody has a task.
        EXPECT_TRUE((std::isnan(here[i]) && std::isnan(there[i])) || std::abs(here[i] + there[i] - 1.0) < 1e-15)
            << "week " << week;
        continue;
      }
      EXPECT_TRUE(same(here[i], there[counterpart(i)]))
          << id << " in week " << week << ": " << here[i] << ", mirrored " << there[counterpart(i)];
    }
    for (std::uint32_t c = 0; c < run.communities(); ++c)
      EXPECT_EQ(run.world().community.station_share[Community{c}],
                1.0f - mirror.world().community.station_share[Community{c}])
          << "week " << week;
    if (HasFailure()) return;
  }
  EXPECT_EQ(run.public_cost(), mirror.public_cost());
  for (const Side side : sides) {
    EXPECT_EQ(run.world().desk(side).skill.values(), mirror.world().desk(other(side)).skill.values());
    EXPECT_EQ(run.world().desk(side).weights.values(), mirror.world().desk(other(side)).weights.values());
  }
  EXPECT_EQ(run.world().resident.satisfaction.values(), mirror.world().resident.satisfaction.values());
}

INSTANTIATE_TEST_SUITE_P(Vectors, ExchangedDesks, testing::Range(1u, 21u));

TEST(TheDesks, HelpEachOtherInSomeOfTheseVectors) {
  Setting setting = without_exceptions();
  setting.mechanisms.most_share = 0.0625;
  Count helped = 0;
  for (std::uint32_t seed = 2; seed < 21; seed += 2) {
    Simulation run(setting, any_levers(seed), 5, 0);
    while (run.week() < 40) {
      run.step();
      for (const Tally& tally : run.world().tally) helped += tally.help_minutes;
    }
  }
  EXPECT_GT(helped, 0);
}

TEST(TheDesks, DifferInTheirResultsWhereTheArrangementTellsThemApart) {
  Simulation run(without_exceptions(), any_levers(3), 5, 0),
      other(without_exceptions(), exchanged(any_levers(3)), 5, 0);
  for (int week = 0; week < 60; ++week) {
    run.step();
    other.step();
  }
  EXPECT_NE(run.world().station.items.values(), run.world().committee.items.values());
  EXPECT_NE(run.state_hash(), other.state_hash());
}

}  // namespace
}  // namespace liandong::governance
