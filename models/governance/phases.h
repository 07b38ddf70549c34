#pragma once

#include "models/governance/world.h"

/// The fifteen phases of a week, one file each. Within a phase no agent reads what another writes in it.
namespace liandong::governance {

void run_calendar(World&, const sim::Execution&);       // 1
void run_needs(World&, const sim::Execution&);          // 2
void run_reporting(World&, const sim::Execution&);      // 3
void run_tasks(World&, const sim::Execution&);          // 4
void run_effort(World&, const sim::Execution&);         // 5
void run_casework(World&, const sim::Execution&);       // 6
void run_participation(World&, const sim::Execution&);  // 7
void run_deliberation(World&, const sim::Execution&);   // 8
void run_delivery(World&, const sim::Execution&);       // 9
void run_settlement(World&, const sim::Execution&);     // 10
void run_experience(World&, const sim::Execution&);     // 11
void run_assessment(World&, const sim::Execution&);     // 12
void run_workforce(World&, const sim::Execution&);      // 13
void run_organisations(World&, const sim::Execution&);  // 14
void run_indicators(World&, const sim::Execution&);     // 15

/// Calls body(Community) for each community, in the execution's order and threads.
template <class Body>
void each_community(World& w, const sim::Execution& execution, Body&& body) {
  sim::for_each_block(execution, w.communities(), 1,
                      [&](const sim::Rows& rows) { rows.each([&](std::uint32_t c) { body(Community{c}); }); });
}

/// The rows of a community's residents, in the execution's direction.
inline sim::Rows residents_of(const World& w, Community c, const sim::Execution& execution) {
  const std::uint32_t first = w.community.first_resident[c];
  return {first, first + w.community.residents[c], execution.order != sim::Order::forward};
}

inline constexpr std::uint32_t weeks_per_month = 4, weeks_per_quarter = 13, weeks_per_year = 52,
                               tie_weeks = 26;          ///< between rebuilds of the ties
inline constexpr std::int32_t minutes_per_week = 2400;  ///< of one worker
inline constexpr std::int64_t million = 1000000;

/// The whole number nearest to a value that is not negative; halves go up.
constexpr std::uint32_t nearest_whole(double value) noexcept {
  // NOLINTNEXTLINE(bugprone-incorrect-roundings): wrong for negative values only.
  return static_cast<std::uint32_t>(value + 0.5);
}

/// Position of a fixed, evenly spread share for item j, in [0, 1): the same items pass the same list everywhere.
inline double even_rank(std::uint32_t j) noexcept { return sim::uniform((j + 1) * 0x9e3779b1u); }

/// The desk that takes a report of this kind.
inline Holder desk_for(const World& w, CaseKind kind) noexcept {
  const bool public_service =
      kind == CaseKind::administrative || kind == CaseKind::care || kind == CaseKind::departmental;
  return public_service && w.has_station() ? Holder::station : Holder::committee;
}
inline Trusted trusted_of(Holder holder) noexcept {
  switch (holder) {
    case Holder::committee:
      return Trusted::committee;
    case Holder::station:
      return Trusted::station;
    case Holder::organisation:
      return Trusted::organisations;
    case Holder::volunteers:
      return Trusted::neighbours;
    case Holder::meeting:
      return Trusted::neighbours;
    case Holder::property:
      return Trusted::property;
    case Holder::nobody:
      break;
  }
  return Trusted::nobody;
}

/// Ends a case: counts it and records the resident's experience with whoever held it.
void close_case(World& w, Community c, Case& item, bool resolved, Holder by, double fit);
/// A resident meets somebody who works there; 1 is a visit at home, after which the resident knows them.
void meet_worker(World& w, Resident r, Trusted who, float closeness);
/// Trust changes only through a recorded experience; records one that is no case.
void record_experience(World& w, Community c, Resident r, Trusted toward, double quality);

/// Whether a resident takes part if asked, or of their own accord (M7), given a uniform draw.
bool would_take_part(const World& w, Resident r, bool asked, double drawn);

/// Adds to the groups a resident belongs to, in the order of `groups()`.
void count_groups(const World& w, std::uint32_t resident, std::array<std::int64_t, group_count>& counts,
                  std::int64_t amount);

/// Fen of public money spent: what the treasury gave less what came back and what still lies in public funds.
std::int64_t public_cost(const World& w) noexcept;

}  // namespace liandong::governance
