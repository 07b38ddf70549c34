#pragma once

#include <array>
#include <cstdint>

#include "models/governance/world/case.h"

namespace liandong::governance {

/// What happened in one community in one week or quarter: counts and sums from which indicators are formed. All
/// integers, so that sums do not depend on order.
struct Tally {
  std::array<std::int64_t, case_kinds> born{}, reported{}, resolved{}, dropped{}, fit{};  ///< fit: millionths
  std::int64_t closed_wait = 0;                                                           ///< weeks, of resolved cases
  std::array<std::int64_t, 54> wait{};  ///< resolved cases by weeks waited; the last holds longer waits
  std::int64_t visits = 0, levels = 0,
               inside = 0;  ///< of resolved cases; inside: nobody above the community was needed
  std::int64_t disputes_inside = 0;
  std::int64_t failed = 0;  ///< reported and given up
  std::int64_t found = 0;   ///< reports that a visit brought to light
  std::int64_t meetings = 0, failed_meetings = 0, attendance = 0, agreed = 0, executed = 0,
               acceptability = 0;  ///< last: millionths
  std::int64_t agenda_own = 0, agenda = 0;
  std::int64_t staff_minutes = 0, autonomy_minutes = 0, committee_minutes = 0, admin_minutes = 0, committee_admin = 0;
  std::int64_t casework_minutes = 0, duplicate_minutes = 0;
  std::int64_t items_committee = 0, items_station = 0;
  std::int64_t volunteer_minutes = 0, service_minutes = 0;
  std::int64_t volunteer_left = 0, volunteers = 0;
  std::int64_t quits = 0, worker_weeks = 0, strain = 0;  ///< millionths
  std::int64_t public_fen = 0, committee_public = 0, committee_own = 0, organisations_public = 0, organisations_own = 0;
  std::int64_t founded = 0, closed = 0, organisation_weeks = 0;
  std::int64_t votes = 0, voters = 0;
  std::int64_t weeks = 0;

  void add(const Tally& other) noexcept;
};

inline constexpr std::size_t group_count = 7;

/// Means over a community's residents, taken every fourth week.
struct Stock {
  double satisfaction = 0, gini = 0, efficacy = 0, expectation = 0, knows_committee = 0;
  std::array<double, 6> trust{};
  double active = 0, volunteers = 0, leaders = 0, members = 0;
  double commons = 0, service = 0, fee_paying = 0, owners_committees = 0;
  double degree = 0, centralisation = 0, isolates = 0, assortativity = 0;  ///< of ties, every quarter
  double organisations = 0, mission = 0, partnership = 0, resident_weight = 0, station_share = 0;
  std::array<double, group_count> group_residents{}, group_satisfaction{}, group_active{}, group_trust{};  ///< sums
  double residents = 0;
};

/// Of one quarter, per group of residents.
struct GroupTally {
  std::array<std::int64_t, group_count> born{}, resolved{}, wait{}, fit{};
};

}  // namespace liandong::governance
