#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "models/governance/parameters/parameters.h"
#include "models/governance/world/case.h"
#include "models/governance/world/tally.h"
#include "sim/chance/draw.h"
#include "sim/graph/layer.h"
#include "sim/phase.h"
#include "sim/tables/column.h"
#include "sim/tables/ledger.h"
#include "sim/tables/ordered_queue.h"

/// The state of the governance model: one table per kind of agent, a row per agent, a column per attribute.
/// Shares and attitudes lie in [0, 1]; money is in fen, working time in minutes, time in weeks.
namespace liandong::governance {

enum class Resident : std::uint32_t {};
enum class Household : std::uint32_t {};
enum class Building : std::uint32_t {};
enum class Estate : std::uint32_t {};
enum class Community : std::uint32_t {};
enum class Street : std::uint32_t {};
enum class Department : std::uint32_t {};
enum class Organisation : std::uint32_t {};
enum class Worker : std::uint32_t {};
enum class Team : std::uint32_t {};

/// Whom a resident may trust.
enum class Trusted : std::uint8_t { neighbours, committee, station, street, organisations, property, nobody };
inline constexpr std::size_t trusted_count = 6;

/// Bits of a resident's fixed traits.
namespace trait {
inline constexpr std::uint8_t migrant = 1, renter = 2, party = 4, flexible = 8;
}
/// Bits of a resident's roles.
namespace role {
inline constexpr std::uint8_t active = 1, volunteer = 2, leader = 4, representative = 8;
}

/// How a resident gives to the commons (M8).
enum class Giver : std::uint8_t { conditional, free_rider, hump };

inline constexpr std::uint16_t all_given = 0x8000;
inline constexpr std::uint16_t none16 = 0xffff;
inline constexpr std::uint32_t none32 = 0xffffffff;
inline constexpr std::size_t issues = 3;

struct Residents {
  template <class T>
  using Of = sim::Column<Resident, T>;
  Of<std::uint32_t> community, building, household;
  Of<std::uint8_t> age;          ///< years
  Of<std::uint8_t> traits;       ///< bits of `trait`
  Of<std::uint8_t> rights_rank;  ///< a migrant has rights here if this is below 256 × the franchise lever
  Of<std::uint8_t> years_here;
  Of<std::uint32_t> moved_in;  ///< week in which the resident came; 0 for the first residents
  Of<Giver> giver;
  Of<float> dependence, free_hours, tolerance, threshold;
  Of<float> inclination;  ///< log-odds to take part from what seldom changes: tradition, threshold, free time
  Of<std::array<float, issues>> opinion;
  Of<std::uint32_t> need_threshold;  ///< chance of a need per week, times 2^32
  Of<std::uint8_t> roles;            ///< bits of `role`
  Of<std::uint32_t> tie_weight;      ///< of all ties of a resident, 2^-16; see example.h
  Of<std::uint32_t> active_weight;   ///< of those to residents who take part
  Of<std::uint8_t> open_cases;
  Of<std::uint8_t> knows;  ///< bit per Trusted: knows somebody there
  Of<float> contacts;      ///< meetings with workers, fading
  Of<float> efficacy, satisfaction, expectation;
  Of<std::uint16_t> contribution, contribution_next;  ///< to the commons, `all_given` = all one could
  std::array<Of<float>, trusted_count> trust;
  Of<std::uint16_t> organisation;  ///< member of, or none16
  Of<std::uint16_t> team;          ///< volunteers' team, or none16
};

struct Households {
  sim::Column<Household, std::uint32_t> first_resident;
  sim::Column<Household, std::uint8_t> size;
  sim::Column<Household, std::uint32_t> building;
  sim::Column<Household, std::uint8_t> renter;
  sim::Column<Household, std::uint8_t> pays_fee;
  sim::Column<Household, std::uint32_t> visited_week;  ///< last week in which a worker came to the door
};

struct Buildings {
  sim::Column<Building, std::uint32_t> community, estate, first_resident, residents, first_household, households;
  sim::Column<Building, float> commons;               ///< stock of order, greenery, repair
  sim::Column<Building, float> giving;                ///< mean contribution of the last round
  sim::Column<Building, std::uint8_t> commons_cases;  ///< open C cases, capped
};

/// Property company and owners' committee of a housing estate.
struct Estates {
  sim::Column<Estate, std::uint32_t> community, first_household, households;
  sim::Column<Estate, float> service;     ///< effort of the property company, 1 = full service
  sim::Column<Estate, float> signatures;  ///< share of owners who signed for an owners' committee
  sim::Column<Estate, std::uint8_t> owners_committee;
};

/// Activities that working time goes to.
enum class Activity : std::uint8_t { tasks, traces, casework, visits, deliberation, organising, training };
inline constexpr std::size_t activities = 7;

/// Weights of an assessment: from above, resolved cases, residents, autonomy.
using Weights = std::array<float, 4>;

/// A residents' committee or a service station: who works on a community's matters.
struct Desk {
  template <class T>
  using Of = sim::Column<Community, T>;
  Of<std::uint32_t> items;                         ///< tasks carried
  Of<std::int32_t> minutes;                        ///< working time this week
  std::array<Of<std::int32_t>, activities> spent;  ///< of which, by activity
  Of<std::int64_t> waiting;                        ///< minutes of work that waits, at the start of the week
  Of<std::int32_t> coordination;                   ///< of casework, spent on handing cases to partners
  Of<float> task_completion;                       ///< share of the week's tasks done, smoothed
  Of<Weights> weights;                             ///< what the staff work for, as they have learned
  Of<float> skill, strain;                         ///< means over staff present
  Of<float> pay_factor;                            ///< from the last assessment
  Of<std::uint16_t> staff;                         ///< present
  Of<std::uint16_t> posts;
};

struct Communities {
  template <class T>
  using Of = sim::Column<Community, T>;
  Of<std::uint32_t> street, first_resident, residents, first_household, households, first_building, buildings,
      first_estate, estates;
  Of<float> dependence;          ///< mean over residents
  Of<float> slack;               ///< visible slack of the desks
  Of<float> trips;               ///< visits per closed case of late
  Of<float> success;             ///< share resolved of closed cases of late
  Of<float> mandate;             ///< turnout of the last election
  Of<float> station_share;       ///< share of tasks on the station
  Of<float> arranged_share;      ///< the same as the arrangement has it
  Of<std::uint32_t> agenda;      ///< matters that wait for a meeting
  Of<std::uint32_t> agenda_own;  ///< of which raised by residents
  Of<float> rating;              ///< residents' rating at the last report
  Of<std::uint16_t> social_workers;
  Of<float> volunteer_minutes, volunteer_effect, volunteers;
  Of<std::int32_t> supervision_minutes;
  Of<std::int32_t> service_minutes;    ///< paid service time of organisations left this week
  Of<std::int32_t> station_service;    ///< service time that the station bought, left this week
  Of<std::int32_t> volunteer_service;  ///< effective volunteer time left this week
  Of<std::int32_t> broker_minutes;
  Of<std::int32_t> meeting_minutes;  ///< deliberation time saved up
  Of<float> partnership;             ///< tie between the community's desks and organisations, M12
  Of<std::uint8_t> joint_action;     ///< worked together this week
  Of<std::uint16_t> leaders;
  Of<float> fund_factor;  ///< next year's community fund over the promised, from assessment
};

struct Streets {
  sim::Column<Street, std::uint32_t> first_community, communities;
  sim::Column<Street, std::int32_t> minutes, spent;
};

struct Departments {
  sim::Column<Department, std::int32_t> minutes, spent;
  sim::Column<Department, float> backlog_weeks;
};

/// The nine fields of social organisations of S2 三(四).
enum class Field : std::uint8_t { family, comfort, experts, culture, charity, volunteering, safety, education, health };
inline constexpr std::size_t fields = 9;

enum class OrganisationStatus : std::uint8_t { forming, registered, closed };

struct Organisations {
  template <class T>
  using Of = sim::Column<Organisation, T>;
  Of<std::uint32_t> community, founded;
  Of<Field> field;
  Of<OrganisationStatus> status;
  Of<float> skill, mission, reputation, government_tie, dependence;
  Of<std::uint32_t> contract_until;  ///< week
  Of<std::int64_t> contract_fen;     ///< per week
  Of<std::int64_t> paid_fen;         ///< of which, paid last week
  Of<std::int32_t> service_minutes;  ///< paid service time of this week
  Of<std::int32_t> service_left;
  Of<std::uint16_t> members;
  Of<std::uint16_t> arrears;                   ///< weeks in a row without money
  Of<std::int64_t> income_public, income_own;  ///< fen since the last quarter
};

enum class Employer : std::uint8_t { committee, station, social_work };
inline constexpr std::size_t employers = 3;

/// Posts of a community's desks; a post beyond what the levers pay for, or between two holders, is empty.
struct Workers {
  sim::Column<Worker, std::uint8_t> present;
  sim::Column<Worker, std::uint8_t> vacancy;  ///< weeks until the post is filled
  sim::Column<Worker, float> skill, strain;
  sim::Column<Worker, std::uint16_t> tenure;  ///< weeks
};
inline constexpr std::uint32_t posts_per_employer = 256;

/// Volunteer teams; a fixed number of places per community, taken when a leader emerges.
struct Teams {
  sim::Column<Team, std::uint32_t> leader;  ///< resident, or none32 for an empty place
  sim::Column<Team, std::uint16_t> members;
  sim::Column<Team, float> motivation;
};
inline constexpr std::uint32_t teams_per_community = 16;

/// What happened to a resident in a case, on the way to attitudes.
struct Experience {
  std::uint32_t resident;
  float quality;  ///< 0 for a need that was not met
  Trusted toward;
  std::uint8_t kind;  ///< of case, or 255 for something else
  std::uint8_t own;   ///< 1: moves satisfaction and expectation; 0: trust only
  std::uint8_t unused = 0;
};
static_assert(sizeof(Experience) == 12);

/// Somebody who takes part from now on, or no longer, as seen by a tie in another community; see example.h.
struct SeenElsewhere {
  Resident who;
  std::uint32_t weight;  ///< to add to `active_weight`, modulo 2^32
};

/// Kinds of money accounts; see settlement.cpp.
struct MoneyKinds {
  sim::Ledger::Kind treasury, households, payroll, contractors, committee_fund, station_fund, purchase_pot, party_fund,
      organisation, property;
};
struct MinuteKinds {
  sim::Ledger::Kind supply, committee[activities], station[activities], social_work, volunteers, organisations, street,
      departments;
};
struct CaseKinds {
  sim::Ledger::Kind born, open, resolved, dropped;
};

/// The whole state. Everything a run changes or depends on is visited by `each_column`.
struct World {
  World() : money("money", "fen"), minutes("minutes", "minutes"), case_count("cases", "cases") {}

  Setting setting;
  Levers levers;
  sim::Chance chance;
  std::uint32_t week = 0;  ///< the running week, 0 for the first of the burn-in

  Residents resident;
  Households household;
  Buildings building;
  Estates estate;
  Communities community;
  Desk committee, station;
  Streets street;
  Departments department;
  Organisations organisation;
  std::vector<std::vector<std::uint32_t>> organisations_of;  ///< [communities], rows of `organisation`, in order
  Workers worker;
  Teams team;
  std::vector<std::vector<Case>> cases;       ///< [communities], open ones, in order of (born, resident)
  std::vector<CasesInHand> in_hand;           ///< [communities], from effort for casework of the same week
  std::vector<std::vector<Referral>> outbox;  ///< [communities], to offices, of this week
  std::vector<sim::OrderedQueue<Referral>> street_queue, department_queue;
  std::vector<std::vector<Reply>> replies;           ///< [communities], sorted by (resident, born)
  std::vector<std::vector<Experience>> experiences;  ///< [communities], of this week
  sim::Layer ties;                                   ///< residents who know each other
  std::vector<std::vector<sim::Tie>> new_ties;       ///< [communities], since the last rebuild
  std::vector<std::vector<SeenElsewhere>>
      elsewhere;  ///< [communities], from participation for commons of the same week
  sim::Ledger money, minutes, case_count;
  MoneyKinds money_kind{};
  MinuteKinds minute_kind{};
  CaseKinds case_kind{};
  std::vector<Tally> tally, quarter_tally;  ///< [communities]
  std::vector<Stock> stock;                 ///< [communities], means of attitudes, every fourth week
  std::vector<GroupTally> group_tally;      ///< [communities], of the quarter
  std::vector<std::uint32_t> clock;         ///< [1], the week, so that it is part of snapshots

  std::uint32_t residents() const noexcept { return static_cast<std::uint32_t>(resident.community.size()); }
  std::uint32_t communities() const noexcept { return static_cast<std::uint32_t>(community.street.size()); }
  const Mechanisms& mechanisms() const noexcept { return setting.mechanisms; }

  bool is(Resident r, std::uint8_t role_bit) const noexcept { return resident.roles[r] & role_bit; }
  bool is_migrant(Resident r) const noexcept { return resident.traits[r] & trait::migrant; }
  /// Local, or a migrant to whom the arrangement gives rights here.
  bool has_rights(Resident r) const noexcept {
    return !is_migrant(r) || resident.rights_rank[r] < 256.0 * levers.migrant_franchise;
  }
  bool has_rights(const Case& item) const noexcept {
    return !item.migrant || item.rights_rank < 256.0 * levers.migrant_franchise;
  }
  bool has_station() const noexcept { return levers.staff_station > 0.0; }
  /// Share of the street's staff who work at stations; without stations there is nowhere to move to.
  double street_moved() const noexcept { return has_station() ? levers.staff_street_moved : 0.0; }
  static Worker post(Community c, Employer employer, std::uint32_t n) noexcept {
    return Worker{(sim::row(c) * static_cast<std::uint32_t>(employers) + static_cast<std::uint32_t>(employer)) *
                      posts_per_employer +
                  n};
  }

  template <class Visitor>
  void each_column(Visitor& visit);
};

}  // namespace liandong::governance

#include "models/governance/world/world_columns.h"
