#pragma once

#include <algorithm>
#include <array>
#include <span>

#include "models/governance/world/world.h"

/// What the phases of a week share. Within a phase no agent reads what another writes in it.
namespace liandong::governance {

/// Calls body(Community) for each community, in the execution's order and threads, or for the one it names.
template <class Body>
void each_community(World& w, const sim::Execution& execution, Body&& body) {
  sim::for_each_part(execution, w.communities(), [&](std::uint32_t c) {
    if (w.exists(Community{c})) body(Community{c});
  });
}

/// The rows of a community's residents, in the execution's direction.
inline sim::Rows residents_of(const World& w, Community c, const sim::Execution& execution) {
  const std::uint32_t first = w.community.first_resident[c];
  return {first, first + w.community.residents[c], execution.order != sim::Order::forward};
}

/// Sums of weight(Community) over a street's communities, by arrangement.
template <class Weight>
std::vector<double> by_arrangement(const World& w, Street s, Weight&& weight) {
  std::vector<double> sums(w.arrangements.size());
  const std::uint32_t first = w.street.first_community[s];
  for (std::uint32_t c = first; c < first + w.street.communities[s]; ++c)
    sums[w.arrangement_of[c]] += weight(Community{c});
  return sums;
}

inline constexpr std::uint32_t weeks_per_month = 4, weeks_per_quarter = 13, weeks_per_year = 52,
                               tie_weeks = 26;          ///< between rebuilds of the ties
inline constexpr std::int32_t minutes_per_week = 2400;  ///< of one worker
inline constexpr double minutes_per_hour = 60.0, fen_per_yuan = 100.0;
inline constexpr std::int64_t million = 1000000;

/// What founders must have in hand to register an organisation.
inline std::int64_t entry_cost_fen(const World& w, Community c) {
  return static_cast<std::int64_t>(w.levers(c).entry_cost * 1000.0 * fen_per_yuan);
}

inline constexpr std::uint8_t adult_age = 18;  ///< years, by law
inline constexpr double households_of_norm = 3000.0,
                        residents_of_norm = 10000.0;  ///< for which levers say staff and funds

/// The whole number nearest to a value that is not negative; halves go up.
constexpr std::uint32_t nearest_whole(double value) noexcept {
  // NOLINTNEXTLINE(bugprone-incorrect-roundings): wrong for negative values only.
  return static_cast<std::uint32_t>(value + 0.5);
}

/// Position of a fixed, evenly spread share for item j, in [0, 1): the same items pass the same list everywhere.
inline double even_rank(std::uint32_t j) noexcept { return sim::uniform((j + 1) * 0x9e3779b1u); }

/// How many agents ahead a loop over scattered agents asks for what it will read; see `Column::prefetch`.
inline constexpr std::size_t look_ahead = 12;

inline Holder holder_of(Side side) noexcept { return side == Side::committee ? Holder::committee : Holder::station; }
/// The desk of a case in the community's hands.
inline Side side_of(Holder holder) noexcept { return holder == Holder::station ? Side::station : Side::committee; }
inline Employer employer_of(Side side) noexcept {
  return side == Side::committee ? Employer::committee : Employer::station;
}
inline Trusted trusted_of(Side side) noexcept {
  return side == Side::committee ? Trusted::committee : Trusted::station;
}
/// Which desk of a community takes what reports, by the shares of its arrangement.
class Routes {
 public:
  Routes(const World& world, Community community) noexcept;
  Side desk_for(const Case& item) const noexcept;

 private:
  const World& world_;
  Community community_;
  std::array<double, case_kinds> to_station_;  ///< as the arrangement says
  std::array<bool, case_kinds> divided_;       ///< between the desks that there are
  std::array<Side, case_kinds> whole_;         ///< who takes a kind that is not divided
};
/// Whether whoever holds a case may settle it: the authority gate.
bool may_settle(const World& w, Community c, const Case& item) noexcept;
inline Trusted trusted_of(Holder holder) noexcept {
  switch (holder) {
    case Holder::committee:
      return Trusted::committee;
    case Holder::station:
      return Trusted::station;
    case Holder::organisation:
      return Trusted::organisations;
    case Holder::volunteers:
    case Holder::meeting:
      return Trusted::neighbours;
    case Holder::property:
      return Trusted::property;
    case Holder::nobody:
      break;
  }
  return Trusted::nobody;
}

enum class Ending : std::uint8_t { resolved, given_up, moved_away, met_by_kin, aided, bought };
/// Ends a case: counts it and records the resident's experience with whoever held it; one who moves away takes the need
/// along. What kin meet is no experience with anybody who serves; what a group of neighbours meets is one with
/// neighbours, not with services; what a resident buys is one if it was reported: the desk let them wait until their
/// patience ended.
void close_case(World& w, Community c, Case& item, Ending ending, Holder by, double fit);
/// A resident meets somebody who works there; meetings of 1 together make them known.
void meet_worker(World& w, Resident r, Trusted who, float closeness);
/// Trust changes only through a recorded experience; records one that is no case.
void record_experience(World& w, Community c, Resident r, Trusted toward, double quality);

/// The same for efficacy: what came of taking part.
void record_voice(World& w, Community c, Resident r, double success);

/// Whether a resident takes part if asked, or of their own accord (M7), given a uniform draw.
bool would_take_part(const World& w, Community c, Resident r, bool asked, double drawn);

/// Volunteers without a team join that of somebody they know or are gathered by a leader; teams that have become too
/// small dissolve (M14).
void gather_teams(World& w, Community c);

/// Divides the week's organising time of the desk that hosts: what is kept for groups of residents, and the rest.
void divide_organising(World& w, Community c);
/// Minutes that the host reserves for organising, whatever for.
double reserved_for_organising(const World& w, Community c) noexcept;
/// Minutes that people of the street organise residents in each community: no more than they have.
double street_organising_minutes(const World& w, const Levers& levers) noexcept;
/// Yuan a year with which a street may buy services, as the arrangements of its communities say.
double purchase_budget(const World& w, Street s);
/// Fen a week that an organisation of the community is to be paid for organising residents; 0 if there is none.
std::int64_t pay_of_organisers(const World& w, Community c) noexcept;
/// Pays an organisation of the community from the street's purchase money to organise residents next week.
void hire_organisers(World& w, Community c);
/// What surveys of assets find out in a week, and what is out of date.
void survey_assets(World& w, Community c);

/// Organisations with a venture grant find and meet needs of their kind that nobody reported (P55).
void discover_needs(World& w, Community c);

/// The community's fund at a foundation (P69): founded, given to, and in trade through the community's enterprise.
void settle_foundation(World& w, Community c);

/// Every fourth week groups of neighbours end for want of people or of organising time, and new ones are founded where
/// most residents take part (P50, P51).
void tend_groups(World& w, Community c);
/// Mutual-aid groups meet needs of care of those who know somebody in them, every fourth week of a need, as far as
/// their time goes; who was helped is asked to take part (P50).
void help_neighbours(World& w, Community c);

/// The kind of help that a need of care asks for.
std::size_t kind_of_help(const World& w, const Case& item) noexcept;
/// Makes the coming week's effective minutes of volunteers, by kind of help (P71).
void assign_volunteers(World& w, Community c, double minutes);
/// Volunteers give a case so many minutes of the help it asks for.
void use_volunteers(World& w, Community c, const Case& item, std::int32_t minutes);
/// Working time of the host that docking needs in a week.
double docking_minutes(const World& w, Community c) noexcept;

/// The time bank (M14): what volunteers offered this week is credited, as far as accounts are kept.
void credit_volunteers(World& w, Community c);
/// Those who hold credit for a need of care of theirs ask for it, every fourth week of the need; the bank gives what it
/// has set aside of volunteers' time, the oldest need first.
void redeem_credit(World& w, Community c);
/// What credit adds to the log-odds of volunteering.
double worth_of_credit(const World& w, Community c) noexcept;
/// Working time that accounts need in a week.
double timebank_minutes(const World& w, Community c) noexcept;

/// The digital platform (S1 6.1): a week of leaks and of forgetting them.
void keep_platform(World& w, Community c);
bool uses_platform(const World& w, Community c, Resident r) noexcept;
/// Share of residents who do, adults only.
double users_of_platform(const World& w, Community c) noexcept;
/// Working time of the host that the platform needs in a week.
double platform_minutes(const World& w, Community c) noexcept;

/// For each of these cases of a community, 1: a party member who looks after the household finds the need this month
/// (S2 三(五)).
std::vector<std::uint8_t> found_by_party(const World& w, Community c, std::span<const std::uint32_t> places);
/// Free time that party members give to visits this week.
void count_party_visits(World& w, Community c);
/// The party's coordination time goes to the units of its joint committee first; what is left brokers (S1 4.1).
void join_units(World& w, Community c);
/// Units give money for projects.
void collect_from_units(World& w, Community c);

/// People who can meet in the community's rooms at a time.
double seats_for_residents(const World& w, Community c) noexcept;
/// Those in organisations, teams and groups meet as far as there is room (P72); how far, newcomers feel next week.
void hold_activities(World& w, Community c);
enum class Seeking : std::uint8_t { organisation, team, group };
/// Whether somebody new, or a new group of a building, finds a place where places are short.
bool finds_place(const World& w, Community c, std::uint32_t who, Seeking what) noexcept;

/// Whether households move this week.
inline bool households_move(const World& w) noexcept { return w.week % weeks_per_month == weeks_per_month - 1; }

/// Whether who needs care looks for somebody who gives it, as they do every fourth week of the need until they give up;
/// it may have been reported.
inline bool looks_for_care(const World& w, const Case& item) noexcept {
  const bool still_here =
      item.state == CaseState::unreported || item.state == CaseState::waiting || item.state == CaseState::refused;
  return item.kind == CaseKind::care && still_here && w.week < item.give_up &&
         (w.week - item.born) % weeks_per_month == 0;
}

/// Adds to the groups a resident belongs to.
void count_groups(const World& w, std::uint32_t resident, CountByGroup& counts, Count amount);

/// What `hours` come to for each organisation of a community that is not closed; 0 where there is none.
double for_each_organisation(const World& w, Community c, double hours) noexcept;

/// Hours a week that an incubator has for each organisation of a community that is not closed.
double incubated_hours(const World& w, Community c) noexcept;

/// Pays an organisation for work from its street's purchase money, as far as that goes; what was paid and not misused,
/// of which `purchase.service_share` is the cost of the work.
std::int64_t pay_organisation(World& w, Organisation o, std::int64_t wanted);

/// Fen of public money spent: what the treasury gave less what came back and what still lies in public funds.
std::int64_t public_cost(const World& w) noexcept;

}  // namespace liandong::governance
