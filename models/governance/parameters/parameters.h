#pragma once

#include <array>
#include <span>
#include <string_view>
#include <vector>

#include "models/definition.h"

namespace liandong::governance {

using models::ParameterOf;

/// An arrangement is this vector and nothing else. Units, ranges, defaults, sources: `lever_definitions()`.
struct Levers {
  double staff_committee, staff_station, staff_social_workers, staff_street_moved;
  double wage_ratio, training_hours;
  double list_filter, tasks_to_station, task_money;
  double weight_top_down, weight_resolve, weight_resident, weight_autonomy;
  double resident_rating_weeks, committee_rates_station, assessment_pay;
  double approval_levels, closed_locally, authority_committee, authority_station;
  double whistle, hotline;
  double fund_community, fund_station_share, fund_pooled;
  double purchase_budget, purchase_satisfaction, purchase_relation, contract_weeks;
  double entry_weeks, entry_cost;
  double grid_households, grid_visit_share;
  double information_sharing;
  double deliberation_rate, deliberation_majority, disclosure;
  double organising_hours, broker_hours;
  double volunteer_records;
  double migrant_franchise;
  double owners_cross_appointment;
  double task_migration;
};

/// What a planner's data say of a place; `place_definitions()`. A value may differ between communities.
struct Place {
  double communities, communities_per_street, departments;
  double households, household_size, households_per_building, estates;
  double share_under_15, share_over_60, owner_share, party_share, flexible_share;
  double street_staff, staff_cost, social_worker_cost, party_fund;
  double venue_area;
  double election_first_week, election_interval_weeks, election_weeks;
  double initial_organisations, initial_committee_items;
};

/// What policy cannot set at once; `context_definitions()`. A value may differ between communities.
struct Context {
  double floating_share, heterogeneity, civic_intercept, organisation_readiness, fiscal_base, target_pressure;
  double shock_week, shock_weeks, shock_size;
};

/// Constants of behaviour, the same in every arm; `mechanism_definitions()`.
struct Mechanisms;

std::span<const ParameterOf<Levers>> lever_definitions();
std::span<const ParameterOf<Place>> place_definitions();
std::span<const ParameterOf<Context>> context_definitions();
std::span<const ParameterOf<Mechanisms>> mechanism_definitions();

}  // namespace liandong::governance

#include "models/governance/parameters/mechanisms.h"

namespace liandong::governance {

/// Place and context of one community.
struct CommunitySetting {
  Place place;
  Context context;
};

/// Everything about a run that no arm changes. `communities[c]` overrides place and context for community c; empty
/// means that all communities are alike. If not empty its size is place.communities.
struct Setting {
  Place place;
  Context context;
  Mechanisms mechanisms;
  std::vector<CommunitySetting> communities;

  const Place& place_of(std::size_t community) const {
    return communities.empty() ? place : communities[community].place;
  }
  const Context& context_of(std::size_t community) const {
    return communities.empty() ? context : communities[community].context;
  }
};

/// A setting and levers with every value at its default.
Setting default_setting();
Levers default_levers();

}  // namespace liandong::governance
