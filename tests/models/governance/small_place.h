#pragma once

#include <initializer_list>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

#include "models/governance/simulation.h"
#include "models/governance/world/world.h"

/// A place small enough to run for two years in milliseconds and lively enough that every phase has work to do.
namespace liandong::governance::small {

using Values = std::initializer_list<std::pair<std::string_view, double>>;

template <class Group>
void assign(Group& group, std::span<const ParameterOf<Group>> definitions, std::string_view key, double value) {
  for (const auto& definition : definitions)
    if (definition.key == key) {
      group.*definition.member = value;
      return;
    }
  throw std::invalid_argument("no parameter '" + std::string(key) + "'");
}

inline Levers with(Levers levers, Values values) {
  for (const auto& [key, value] : values) assign(levers, lever_definitions(), key, value);
  return levers;
}
inline Mechanisms with(Mechanisms mechanisms, Values values) {
  for (const auto& [key, value] : values) assign(mechanisms, mechanism_definitions(), key, value);
  return mechanisms;
}

/// Three communities of 250 households under two streets, an election after half a year and each year after, a shock
/// in the second year, and people who take part.
inline Setting setting() {
  Setting s = default_setting();
  const auto place = [&](std::string_view key, double value) { assign(s.place, place_definitions(), key, value); };
  const auto context = [&](std::string_view key, double value) {
    assign(s.context, context_definitions(), key, value);
  };
  place("place.communities", 3);
  place("place.communities_per_street", 2);
  place("place.departments", 3);
  place("place.households", 250);
  place("place.households_per_building", 25);
  place("place.estates", 2);
  place("place.street_staff", 2);
  place("place.election_first_week", 20);
  place("place.election_weeks", 6);
  place("place.election_interval_weeks", 52);
  place("place.initial_organisations", 3);
  place("place.initial_items", 40);
  context("context.civic_intercept", -1.0);
  context("context.organisation_readiness", 0.8);
  context("context.shock_week", 60);
  context("context.shock_weeks", 10);
  s.mechanisms = with(s.mechanisms, {{"organisations.founding_rate", 0.3},
                                     {"deliberation.meeting_minutes", 200},
                                     {"deliberation.project_cost", 3000},
                                     {"deliberation.project_minutes", 200},
                                     {"deliberation.quorum", 4},
                                     {"purchase.contract_size", 5000},
                                     {"purchase.venture_size", 5000},
                                     {"platform.leaks", 6},
                                     {"purchase.search_minutes", 5},
                                     {"voice.matter_minutes", 60},
                                     {"voice.need_minutes", 10},
                                     {"budget.vote_minutes", 100},
                                     {"enterprise.fixed", 20},
                                     {"property.sign_base", 2}});
  return s;
}

/// The same with other mechanisms.
inline Setting setting_with(Values mechanisms) {
  Setting s = setting();
  s.mechanisms = with(s.mechanisms, mechanisms);
  return s;
}

/// Everything that happens in so many weeks.
inline Tally passed(const Levers& levers, const Setting& place = setting(), std::uint32_t weeks = 104) {
  Tally sum;
  Simulation simulation(place, levers, 6, 0);
  while (simulation.week() < weeks) {
    simulation.step();
    for (const Tally& tally : simulation.world().tally) sum.add(tally);
  }
  return sum;
}

/// Work and money go to a station; the committee keeps the rest. Staff are per 3000 households, so 30 are two or three.
inline Levers station_levers() {
  return with(default_levers(), {{"staff.committee", 30},
                                 {"staff.station", 30},
                                 {"staff.social_workers", 8},
                                 {"staff.moved_station", 0.5},
                                 {"tasks.list_filter", 0.2},
                                 {"tasks.to_station", 0.7},
                                 {"tasks.role_clarity", 0.4},
                                 {"tasks.list_enforcement", 0.5},
                                 {"tasks.assist_paid", 0.5},
                                 {"career.promotion", 0.6},
                                 {"career.step", 0.1},
                                 {"tasks.money", 300},
                                 {"assessment.top_down", 0.4},
                                 {"assessment.resolve", 0.3},
                                 {"assessment.resident", 0.3},
                                 {"assessment.autonomy", 0.1},
                                 {"assessment.resident_weeks", 26},
                                 {"assessment.committee_rates_station", 1},
                                 {"assessment.pay", 0.15},
                                 {"authority.levels", 3},
                                 {"authority.closed_committee", 0.2},
                                 {"authority.closed_station", 0.4},
                                 {"authority.station", 1},
                                 {"authority.committee", 0.5},
                                 {"money.community_fund", 16.7},
                                 {"money.station_share", 0.7},
                                 {"money.service_committee", 0.2},
                                 {"money.service_station", 0.8},
                                 {"purchase.budget", 10},
                                 {"organisations.entry_weeks", 8},
                                 {"organisations.entry_cost", 0.5},
                                 {"grid.households_per_cell", 350},
                                 {"grid.visits_station", 0.15},
                                 {"information.sharing", 0.4},
                                 {"deliberation.rate", 8},
                                 {"deliberation.majority", 0.6},
                                 {"budget.voted_share", 0.25},
                                 {"budget.reserved_share", 0.5},
                                 {"deliberation.gates", 2},
                                 {"deliberation.decision_disclosed", 0.3},
                                 {"money.departments_spend", 0.5},
                                 {"money.need_list", 0.5},
                                 {"audit.hours", 1},
                                 {"audit.published", 0.3},
                                 {"voice.hours", 2},
                                 {"voice.least", 3},
                                 {"mediation.hours", 1},
                                 {"mediation.early", 0.5},
                                 {"organising.hours", 10},
                                 {"party.broker_hours", 1},
                                 {"party.households", 10},
                                 {"party.units", 1},
                                 {"venues.converted", 50},
                                 {"rights.services", 0.8},
                                 {"platform.channel", 1},
                                 {"platform.safeguards", 0.3},
                                 {"volunteers.records", 1},
                                 {"foundation.seed", 1},
                                 {"foundation.match", 0.5},
                                 {"enterprise.seed", 0.5},
                                 {"enterprise.hours", 4},
                                 {"organisations.incubator_hours", 1},
                                 {"purchase.venture_share", 0.3},
                                 {"organising.street_hours", 2},
                                 {"organising.organisation_hours", 0.2},
                                 {"organising.asset_share", 0.3},
                                 {"groups.aid_hours", 3},
                                 {"groups.commons_hours", 3},
                                 {"organisations.liaison_hours", 1},
                                 {"volunteers.docking", 0.4},
                                 {"volunteers.time_bank", 1},
                                 {"volunteers.redemption", 0.3},
                                 {"rights.migrant_franchise", 0.3},
                                 {"owners.cross_appointment", 1},
                                 {"transition.task_migration", 1}});
}

/// No station: authority, lists and funds lie with the committee.
inline Levers committee_levers() {
  return with(station_levers(), {{"staff.station", 0},
                                 {"staff.moved_station", 0},
                                 {"staff.moved_committee", 0.3},
                                 {"tasks.list_filter", 0.58},
                                 {"tasks.to_station", 0},
                                 {"tasks.money", 600},
                                 {"assessment.top_down", 0.25},
                                 {"assessment.autonomy", 0.2},
                                 {"assessment.committee_rates_station", 0},
                                 {"authority.committee", 1.5},
                                 {"authority.hotline", 1},
                                 {"authority.whistle", 1},
                                 {"route.one_window", 0.5},
                                 {"whistle.summons", 26},
                                 {"whistle.weight", 0.5},
                                 {"hotline.dispatch", 1},
                                 {"hotline.deadline", 3},
                                 {"hotline.callback", 0.5},
                                 {"hotline.ranking", 0.4},
                                 {"social_work.counselling", 0.5},
                                 {"social_work.embedded", 0.25},
                                 {"social_work.diverted", 0.25},
                                 {"platform.channel", 0},
                                 {"money.community_fund", 20},
                                 {"money.station_share", 0},
                                 {"money.pooled", 0.8},
                                 {"grid.households_per_cell", 0},
                                 {"grid.visits_station", 0},
                                 {"organising.hours", 20},
                                 {"rights.migrant_franchise", 0.6},
                                 {"owners.cross_appointment", 0},
                                 {"transition.task_migration", 0}});
}

/// Runs to `week` under `station_levers` first, then, from `turn` on, under `committee_levers`.
inline void run_to(Simulation& simulation, std::uint32_t week, const sim::Execution& execution = {},
                   std::uint32_t turn = 55) {
  while (simulation.week() < week) {
    simulation.set_levers(simulation.week() < turn ? station_levers() : committee_levers());
    simulation.step(execution);
  }
}

/// Two years under the same levers: how things stand then, and all that happened.
struct History {
  Simulation simulation;
  Tally tally;

  History(const Mechanisms& mechanisms, const Levers& levers, std::uint32_t weeks = 104)
      : simulation(setting_with(mechanisms), levers, 5, 0) {
    while (simulation.week() < weeks) {
      simulation.step();
      for (const Tally& week : simulation.world().tally) tally.add(week);
    }
  }
  const World& world() const { return simulation.world(); }

 private:
  static Setting setting_with(const Mechanisms& mechanisms) {
    Setting place = setting();
    place.mechanisms = mechanisms;
    return place;
  }
};

inline Simulation start(std::uint64_t seed = 7, std::uint32_t replicate = 0) {
  return Simulation(setting(), station_levers(), seed, replicate);
}

}  // namespace liandong::governance::small
