// The voice channel (社区民意直通车).
#include <gtest/gtest.h>

#include <algorithm>

#include "models/governance/week/casework.h"
#include "tests/models/governance/small_place.h"

namespace liandong::governance {
namespace {

/// A desk that many needs for departments wait at, and a channel.
Setting in_need(small::Values mechanisms = {}) {
  Setting place = small::setting_with({{"need.rate_e", 0.02}});
  place.mechanisms = small::with(place.mechanisms, mechanisms);
  return place;
}
Levers heard(small::Values levers = {}) {
  return small::with(small::with(small::committee_levers(), {{"authority.hotline", 0},
                                                             {"authority.whistle", 0},
                                                             {"voice.hours", 10},
                                                             {"voice.least", 3},
                                                             {"voice.deadline", 4}}),
                     levers);
}

TEST(TheVoiceChannel, IsAPlaceboWhereNobodyRunsIt) {
  Simulation a(in_need(), heard({{"voice.hours", 0}}), 6, 0),
      b(in_need({{"voice.need_minutes", 0}, {"voice.repeat", 0}}),
        heard({{"voice.hours", 0}, {"voice.least", 1}, {"voice.deadline", 1}}), 6, 0);
  while (a.week() < 60) {
    a.step();
    b.step();
  }
  EXPECT_EQ(a.first_difference(b), "");
}

TEST(AMatter, TakesAsManySimilarNeedsAsTheArrangementAsksAndTheChannelsTime) {
  const Tally few = small::passed(heard({{"voice.least", 3}}), in_need()),
              many = small::passed(heard({{"voice.least", 12}}), in_need()),
              short_of_time = small::passed(heard({{"voice.hours", 0.5}}), in_need());
  ASSERT_GT(few.voice_matters, 0);
  EXPECT_GE(few.voice_needs, 3 * few.voice_matters);
  EXPECT_GE(many.voice_needs, 12 * many.voice_matters);
  EXPECT_LT(many.voice_matters, few.voice_matters);
  EXPECT_LT(short_of_time.voice_matters, few.voice_matters);
  EXPECT_LE(few.voice_minutes, 104 * 3 * 10 * 60);
  EXPECT_EQ(small::passed(heard({{"voice.least", 200}})).voice_matters, 0);
}

TEST(Matters, GoOnTheAgendaAsResidentsOwn) {
  const Tally with = small::passed(heard(), in_need()), without = small::passed(heard({{"voice.hours", 0}}), in_need());
  EXPECT_GT(with.agenda_own, without.agenda_own);
}

TEST(WhatIsRaised, ReachesDepartmentsPastTheStreetAndIsAnsweredByTheDeadline) {
  const Levers four_levels = heard({{"authority.levels", 4}});
  const Setting able = in_need({{"level.department_capacity", 4000}});
  const Tally with = small::passed(four_levels, able),
              without = small::passed(small::with(four_levels, {{"voice.hours", 0}}), able);
  const auto known = static_cast<std::size_t>(CaseKind::departmental);
  EXPECT_GT(with.reported[known], without.reported[known]);
  ASSERT_GT(with.voice_answered, 0);
  EXPECT_LE(with.voice_answered, with.voice_needs);
  EXPECT_LE(with.voice_in_time, with.voice_answered);
  EXPECT_GT(with.voice_in_time, with.voice_answered / 2);
}

TEST(ANeedThatTheChannelBringsIn, TakesTheDeskThePapersOfTheUsualWay) {
  Simulation simulation(in_need(), heard({{"voice.least", 1}, {"route.one_window", 1}, {"authority.levels", 4}}), 6, 0);
  const World& w = simulation.world();
  std::size_t brought_in = 0, past_the_street = 0;
  while (simulation.week() < 60) {
    const std::uint32_t week = simulation.week();
    simulation.step();
    for (std::uint32_t c = 0; c < w.communities(); ++c)
      for (const Case& item : w.cases[c]) {
        if (item.found != Finder::channel || item.reported != week) continue;
        Case as_usual = item;
        as_usual.raised = 0;
        EXPECT_EQ(item.work, work_at_desk(w, Community{c}, as_usual));
        ++brought_in;
        past_the_street += work_at_desk(w, Community{c}, item) < item.work;
      }
  }
  EXPECT_GT(brought_in, 0u);
  EXPECT_GT(past_the_street, 0u);
}

TEST(Answers, ComeInTimeTheLessTheLessTimeDepartmentsHave) {
  const auto timely = [](double capacity) {
    const Tally tally =
        small::passed(heard({{"voice.deadline", 2}}), in_need({{"level.department_capacity", capacity}}));
    return static_cast<double>(tally.voice_in_time) / static_cast<double>(std::max<Count>(1, tally.voice_answered));
  };
  EXPECT_LT(timely(40), timely(4000));
}

TEST(ASimilarNeed, TakesADepartmentLessThanOneThatComesAlone) {
  const auto spent = [](double repeat) {
    Simulation simulation(in_need({{"voice.repeat", repeat}, {"level.department_capacity", 100000}}), heard(), 6, 0);
    while (simulation.week() < 52) simulation.step();
    const World& w = simulation.world();
    return w.minutes.flow(w.minute_kind.supply, w.minute_kind.departments);
  };
  EXPECT_LT(spent(0), spent(1));
}

TEST(TheChannel, IsPaidByItsHoursWhetherItHasMattersOrNot) {
  const auto payroll = [](double hours) {
    Simulation simulation(in_need(), heard({{"voice.hours", hours}, {"voice.least", 200}}), 6, 0);
    while (simulation.week() < 20) simulation.step();
    const World& w = simulation.world();
    return static_cast<double>(w.money.flow(w.money_kind.treasury, w.money_kind.payroll)) / 100.0;
  };
  const double yearly = small::setting().place.staff_cost * heard().wage_ratio;
  EXPECT_NEAR(payroll(10) - payroll(0), 3 * 20.0 / 52.0 * yearly * 10 / 40, 5.0);
}

}  // namespace
}  // namespace liandong::governance
