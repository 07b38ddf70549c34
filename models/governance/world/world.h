#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "models/governance/parameters/parameters.h"
#include "models/governance/world/case.h"
#include "models/governance/world/purpose.h"
#include "models/governance/world/tables.h"
#include "models/governance/world/tally.h"
#include "sim/chance/draw.h"
#include "sim/graph/layer.h"
#include "sim/phase.h"
#include "sim/tables/ledger.h"
#include "sim/tables/ordered_queue.h"

/// The state of the governance model: tables of agents, cases on their way, ties, ledgers, records.
namespace liandong::governance {

/// What happened to a resident in a case, on the way to attitudes.
struct Experience {
  std::uint32_t resident;
  float quality;  ///< 0 for a need that was not met
  Trusted toward;
  std::uint8_t kind;       ///< of case, or 255 for something else
  std::uint8_t own;        ///< 1: moves satisfaction and expectation; 0: trust only
  std::uint8_t voice = 0;  ///< 1: shows whether taking part changes something
};
static_assert(sizeof(Experience) == 12);

/// Somebody who takes part from now on, or no longer, as seen by a tie in another community; see example.h.
struct SeenElsewhere {
  Resident who;
  std::uint32_t weight;  ///< to add to `active_weight`, modulo 2^32
};

/// What households of an estate of one kind are like, in one community; see estates.h.
struct EstateProfile {
  double floating_share, owner_share, share_over_60, isolate_share, acquaintances;
  float civic_intercept;
  double fee_base;  ///< log-odds of paying the property fee without any service
};
using EstateProfiles = std::array<EstateProfile, estate_kinds>;

/// Kinds of money accounts; see settlement.cpp.
struct MoneyKinds {
  sim::Ledger::Kind treasury, households, contractors, payroll, purchase_pot, party_fund, project_pot, organisation,
      property, foundation, enterprise, donors, units, street_pay, department_pay, mediators, auditors, misused,
      hotline, audits, platforms, training, venues;
  std::array<sim::Ledger::Kind, 2> fund, services;  ///< by `Side`: for projects and seed grants, for service
};
/// What the treasury gives for a year and takes back if it is not spent.
inline std::array<sim::Ledger::Kind, 7> budgets(const MoneyKinds& k) noexcept {
  return {k.fund[0], k.services[0], k.fund[1], k.services[1], k.project_pot, k.party_fund, k.purchase_pot};
}
struct MinuteKinds {
  sim::Ledger::Kind supply, social_work, counselling, mediation, voice, audit, stability, volunteers, neighbours, party,
      organisations, hired, street_organising, street, departments;
  std::array<std::array<sim::Ledger::Kind, activities>, 2> desk;  ///< by `Side`
};
struct CaseKinds {
  sim::Ledger::Kind born, open, resolved, elsewhere, dropped;
};

/// The tables of agents, each under its name in the state.
#define LIANDONG_AGENTS(TABLE)       \
  TABLE(Residents, resident)         \
  TABLE(Households, household)       \
  TABLE(Buildings, building)         \
  TABLE(Estates, estate)             \
  TABLE(Communities, community)      \
  TABLE(Desk, committee)             \
  TABLE(Desk, station)               \
  TABLE(Streets, street)             \
  TABLE(Departments, department)     \
  TABLE(Organisations, organisation) \
  TABLE(Workers, worker)             \
  TABLE(Teams, team)

/// A list for each community: type of an item, member, name in the state, meaning.
#define LIANDONG_LISTS(LIST)                                                       \
  LIST(Case, cases, "case.open", "open ones, in order of (born, resident)")        \
  LIST(Referral, outbox, "case.outbox", "to offices, of this week")                \
  LIST(Reply, replies, "case.replies", "from offices, sorted by (resident, born)") \
  LIST(Experience, experiences, "experience.week", "of this week")                 \
  LIST(sim::Tie, new_ties, "acquaintance.new", "since ties were last rebuilt")     \
  LIST(std::uint32_t, organisations_of, "organisation.of", "rows of the organisations, in order")

/// A record of each community: type, member, name in the state, meaning.
#define LIANDONG_RECORDS(RECORD)                                                \
  RECORD(Tally, tally, "record.tally", "of the week")                           \
  RECORD(Tally, quarter_tally, "record.quarter", "of the quarter")              \
  RECORD(Stock, stock, "record.stock", "means of attitudes, every fourth week") \
  RECORD(GroupTally, group_tally, "record.groups", "of the quarter")

/// The whole state. Everything a run changes or depends on is visited by `each_column`.
struct World {
  World() : money("money", "fen"), minutes("minutes", "minutes"), case_count("cases", "cases") {}

  Setting setting;
  std::vector<Levers> arrangements;           ///< in force, few
  std::vector<std::uint16_t> arrangement_of;  ///< [communities] by which each is governed
  sim::Chance chance;
  std::uint32_t week = 0;  ///< the running week, 0 for the first of the burn-in

// Arguments are types and names, which no parentheses may stand around.
// NOLINTBEGIN(bugprone-macro-parentheses)
#define LIANDONG_MEMBER(Type, name) Type name;
#define LIANDONG_LIST_MEMBER(Item, name, column, meaning) std::vector<std::vector<Item>> name;
#define LIANDONG_RECORD_MEMBER(Type, name, column, meaning) std::vector<Type> name;
  // NOLINTEND(bugprone-macro-parentheses)
  LIANDONG_AGENTS(LIANDONG_MEMBER)
  LIANDONG_LISTS(LIANDONG_LIST_MEMBER)
  LIANDONG_RECORDS(LIANDONG_RECORD_MEMBER)
#undef LIANDONG_MEMBER
#undef LIANDONG_LIST_MEMBER
#undef LIANDONG_RECORD_MEMBER
  using Queue = sim::OrderedQueue<Referral>;
  std::vector<Queue> street_queue, department_queue;
  sim::Layer ties;  ///< residents who know each other
  sim::Ledger money, minutes, case_count;
  MoneyKinds money_kind{};
  MinuteKinds minute_kind{};
  CaseKinds case_kind{};
  std::vector<EstateProfiles> profiles;  ///< [communities], follow from setting and estates, so no part of the state
  // What one phase leaves for a later one of the same week; empty between weeks, so no part of the state.
  std::vector<CasesInHand> in_hand;                   ///< [communities], from effort for casework
  std::vector<std::vector<SeenElsewhere>> elsewhere;  ///< [communities], from participation for commons
  std::vector<std::vector<Resident>> helped;  ///< [communities], by neighbours, from reporting for participation

  std::uint32_t residents() const noexcept { return static_cast<std::uint32_t>(resident.community.size()); }
  std::uint32_t communities() const noexcept { return static_cast<std::uint32_t>(community.street.size()); }
  /// Whether a community is still one: what was merged into another has a row, but no residents.
  bool exists(Community c) const noexcept { return community.residents[c] > 0; }
  /// The community to which a row belongs by now: itself, or the one that it was merged into.
  Community home_of(Community c) const noexcept {
    while (!exists(c) && sim::row(c) > 0) c = Community{sim::row(c) - 1};
    return c;
  }
  /// Rows that are one community by now; 0 for one that was merged into another.
  std::uint32_t rows_of(Community c) const noexcept {
    if (!exists(c)) return 0;
    std::uint32_t rows = 1;
    while (sim::row(c) + rows < communities() && !exists(Community{sim::row(c) + rows})) ++rows;
    return rows;
  }
  std::vector<Community> existing_communities() const;
  const Mechanisms& mechanisms() const noexcept { return setting.mechanisms; }
  const Levers& levers(Community c) const noexcept { return arrangements[arrangement_of[sim::row(c)]]; }
  /// For levers that are one for the whole place.
  const Levers& everywhere() const noexcept { return arrangements.front(); }
  /// Whether any community's arrangement has the lever above 0.
  bool anywhere(double Levers::*lever) const noexcept {
    return std::ranges::any_of(arrangements, [=](const Levers& levers) { return levers.*lever > 0.0; });
  }

  EstateKind kind_of(Building b) const noexcept { return estate.kind[Estate{building.estate[b]}]; }
  const EstateProfile& profile(Building b) const noexcept {
    return profiles[building.community[b]][static_cast<std::size_t>(kind_of(b))];
  }

  bool is(Resident r, std::uint8_t role_bit) const noexcept { return resident.roles[r] & role_bit; }
  bool is_migrant(Resident r) const noexcept { return resident.traits[r] & trait::migrant; }
  /// Local, or a migrant to whom the arrangement gives rights here.
  bool has_rights(Community c, Resident r) const noexcept {
    const bool migrant = is_migrant(r), admitted = resident.rights_rank[r] < 256.0 * levers(c).migrant_franchise;
    return !migrant | admitted;
  }
  bool has_rights(Community c, const Case& item) const noexcept {
    const bool admitted = item.rights_rank < 256.0 * levers(c).migrant_franchise;
    return !item.migrant | admitted;
  }

  /// Whether the service that a case asks for is open to its resident: what concerns the place is open to all.
  bool is_entitled(Community c, const Case& item) const noexcept {
    const bool service = item.kind == CaseKind::administrative || item.kind == CaseKind::care;
    const bool closed_to_some = levers(c).services_open < 1.0;
    if (!(item.migrant & service & closed_to_some)) return true;
    return chance.uniform(item.born, Purpose::entitlement, item.resident) < levers(c).services_open;
  }

  Desk& desk(Side side) noexcept { return side == Side::committee ? committee : station; }
  const Desk& desk(Side side) const noexcept { return side == Side::committee ? committee : station; }
  DeskLevers levers_of(Community c, Side side) const noexcept { return governance::levers_of(levers(c), side); }
  /// Whether a community's arrangement has people work there.
  bool has(Community c, Side side) const noexcept {
    const DeskLevers there = levers_of(c, side);
    return there.staff > 0.0 || (there.moved > 0.0 && setting.place.street_staff > 0.0);
  }
  /// Whether there is such a desk in any community.
  bool has(Side side) const noexcept {
    for (std::uint32_t c = 0; c < communities(); ++c)
      if (has(Community{c}, side)) return true;
    return false;
  }
  /// The number under which a desk draws chance.
  std::uint32_t stream(Side side) const noexcept {
    return static_cast<std::uint32_t>(side) ^ static_cast<std::uint32_t>(setting.desks_exchanged);
  }
  /// The desks in an order that an exchange of both leaves as it is.
  std::array<Side, 2> in_turn() const noexcept {
    return setting.desks_exchanged ? std::array{Side::station, Side::committee} : sides;
  }
  /// What the station takes of things of which the arrangement gives it a share; without one desk the other takes all.
  double taken_by_station(Community c, double share) const noexcept {
    if (!has(c, Side::station)) return 0.0;
    return has(c, Side::committee) ? share : 1.0;
  }
  /// The desk that takes what has this rank, in [0, 1), among such things.
  Side carrier(Community c, double station_share, double rank) const noexcept {
    const double share = taken_by_station(c, station_share);
    if (setting.desks_exchanged) return rank < 1.0 - share ? Side::committee : Side::station;
    return rank < share ? Side::station : Side::committee;
  }
  /// The desk that calls meetings and organises residents.
  Side host(Community c) const noexcept { return carrier(c, levers(c).organised_by_station, 0.5); }
  /// Where a post draws chance; see `stream`.
  std::uint32_t post_stream(Community c, Employer employer, std::uint32_t n) const noexcept {
    const auto drawn =
        employer == Employer::social_work ? employer : static_cast<Employer>(stream(static_cast<Side>(employer)));
    return sim::row(post(c, drawn, n));
  }
  static Worker post(Community c, Employer employer, std::uint32_t n) noexcept {
    return Worker{(sim::row(c) * static_cast<std::uint32_t>(employers) + static_cast<std::uint32_t>(employer)) *
                      posts_per_employer +
                  n};
  }

  /// Empty lists and records for each community.
  void make_lists(std::uint32_t communities);

  /// For state hashes and snapshots; see sim/tables/column.h.
  template <class Self, class Visitor>
  static void each_column(Self& w, Visitor& visit);
  /// Every column of the tables of agents, in the order of the state.
  static std::vector<sim::ColumnText> column_texts();
};

template <class Self, class Visitor>
void World::each_column(Self& w, Visitor& visit) {
// NOLINTBEGIN(bugprone-macro-parentheses)
#define LIANDONG_VISIT_TABLE(Type, name) sim::each_column(w.name, #name, visit);
#define LIANDONG_VISIT_LIST(Item, name, column, meaning) visit(column + number, w.name[c]);
#define LIANDONG_VISIT_RECORD(Type, name, column, meaning) visit(column, w.name);
  // NOLINTEND(bugprone-macro-parentheses)
  visit("world.week", w.week);
  LIANDONG_AGENTS(LIANDONG_VISIT_TABLE)
  const auto index = [](std::size_t i) { return "[" + std::to_string(i) + "]"; };
  for (std::size_t c = 0; c < w.cases.size(); ++c) {
    const std::string number = index(c);
    LIANDONG_LISTS(LIANDONG_VISIT_LIST)
  }
  for (std::size_t s = 0; s < w.street_queue.size(); ++s)
    Queue::each_column(w.street_queue[s], "street.queue" + index(s), visit);
  for (std::size_t d = 0; d < w.department_queue.size(); ++d)
    Queue::each_column(w.department_queue[d], "department.queue" + index(d), visit);
  sim::Layer::each_column(w.ties, "ties", visit);
  for (auto* ledger : {&w.money, &w.minutes, &w.case_count}) sim::Ledger::each_column(*ledger, visit);
  LIANDONG_RECORDS(LIANDONG_VISIT_RECORD)
#undef LIANDONG_VISIT_TABLE
#undef LIANDONG_VISIT_LIST
#undef LIANDONG_VISIT_RECORD
}

}  // namespace liandong::governance
