#pragma once

#include <array>
#include <cstdint>
#include <numeric>
#include <type_traits>

#include "models/governance/world/case.h"
#include "models/governance/world/tables.h"

/// What is counted and measured of a community. Every count and every mean is declared here and nowhere else, on one
/// line; sums over weeks and communities follow from it. They are part of the state hash in this order.
namespace liandong::governance {

/// Kinds of residents with figures of their own. A resident is of four: one of hukou, one of age (under 35, 35 to 59,
/// 60 and over), one of tenure, one of the kind of estate.
enum class Group : std::uint8_t {
  local,
  migrant,
  young,
  middle,
  old,
  owner,
  renter,
  mixed,
  danwei,
  commercial,
  resettlement,
  village
};
inline constexpr std::size_t group_count = 12, age_groups = 3;

constexpr Group hukou_group(bool migrant) noexcept { return migrant ? Group::migrant : Group::local; }
constexpr Group age_group(std::uint8_t age) noexcept {
  return static_cast<Group>(static_cast<std::uint8_t>(Group::young) + (age >= 35) + (age >= 60));
}
constexpr Group tenure_group(bool renter) noexcept { return renter ? Group::renter : Group::owner; }
constexpr Group estate_group(EstateKind kind) noexcept {
  return static_cast<Group>(static_cast<std::uint8_t>(Group::mixed) + static_cast<std::uint8_t>(kind));
}

/// One value for each group, indexed by it.
template <class T>
struct ByGroup {
  std::array<T, group_count> values{};
  constexpr T& operator[](Group group) noexcept { return values[static_cast<std::size_t>(group)]; }
  constexpr const T& operator[](Group group) const noexcept { return values[static_cast<std::size_t>(group)]; }
};

using Count = std::int64_t;
using CountByKind = std::array<Count, case_kinds>;
using CountByWeeks = std::array<Count, 54>;
using CountByGroup = ByGroup<Count>;
using CountByDesk = std::array<Count, 2>;  ///< committee, station

/// Of all kinds together.
inline Count total(const CountByKind& counts) { return std::accumulate(counts.begin(), counts.end(), Count{0}); }

#define LIANDONG_TALLY(COUNT)                                                              \
  COUNT(CountByKind, born, "needs that arose")                                             \
  COUNT(CountByKind, reported, "needs made known")                                         \
  COUNT(CountByKind, resolved, "cases resolved")                                           \
  COUNT(CountByKind, dropped, "cases given up")                                            \
  COUNT(CountByKind, left, "cases of residents who moved away")                            \
  COUNT(CountByKind, kin, "needs that kin and neighbours met")                             \
  COUNT(CountByKind, aided, "needs that mutual-aid groups met")                            \
  COUNT(CountByKind, bought, "needs that residents paid for themselves")                   \
  COUNT(Count, private_fen, "what they paid")                                              \
  COUNT(CountByKind, fit, "of resolved cases, millionths")                                 \
  COUNT(Count, closed_wait, "weeks, of resolved cases")                                    \
  COUNT(CountByWeeks, wait, "resolved cases by weeks waited; the last holds longer waits") \
  COUNT(Count, visits, "trips, of resolved cases")                                         \
  COUNT(Count, levels, "levels passed, of resolved cases")                                 \
  COUNT(Count, inside, "resolved cases that needed nobody above the community")            \
  COUNT(Count, disputes_inside, "of which disputes")                                       \
  COUNT(Count, mediated, "disputes settled by mediators from outside")                     \
  COUNT(Count, mediation_minutes, "their time")                                            \
  COUNT(Count, failed, "cases reported and given up")                                      \
  COUNT(Count, found, "reports that a visit brought to light")                             \
  COUNT(Count, found_party, "reports that a party member brought to light")                \
  COUNT(Count, calls, "reports by the hotline")                                            \
  COUNT(Count, online, "reports by the digital platform")                                  \
  COUNT(Count, refused, "reports for which the service is not open to the resident")       \
  COUNT(Count, summons, "cases for which the street summoned departments")                 \
  COUNT(Count, voice_matters, "matters of the voice channel")                              \
  COUNT(Count, voice_needs, "needs pooled in them")                                        \
  COUNT(Count, voice_answered, "of which answered")                                        \
  COUNT(Count, voice_in_time, "of which by the deadline")                                  \
  COUNT(Count, voice_minutes, "of the channel, used")                                      \
  COUNT(Count, called_ended, "cases called in that ended")                                 \
  COUNT(Count, called_in_time, "of which closed in time, as reported")                     \
  COUNT(Count, paper_closures, "of which closed on paper only")                            \
  COUNT(Count, bounces, "times that a case went to whom it does not concern")              \
  COUNT(Count, meetings, "meetings with a quorum")                                         \
  COUNT(Count, failed_meetings, "meetings without")                                        \
  COUNT(Count, attendance, "residents present")                                            \
  COUNT(Count, agreed, "meetings that agreed")                                             \
  COUNT(Count, executed, "agreements carried out")                                         \
  COUNT(Count, lapsed, "agreements that came to nothing")                                  \
  COUNT(Count, vetoed, "of which refused at a gate")                                       \
  COUNT(Count, voted, "projects that residents voted for")                                 \
  COUNT(Count, application_minutes, "for applications to departments")                     \
  COUNT(Count, departments_fen, "spent by departments on projects of their own")           \
  COUNT(Count, wasted_fen, "of which where no open matter was their concern")              \
  COUNT(Count, acceptability, "shares of those present who accept, millionths")            \
  COUNT(Count, agenda_own, "matters raised by residents")                                  \
  COUNT(Count, agenda, "matters")                                                          \
  COUNT(CountByDesk, desk_minutes, "working time")                                         \
  COUNT(CountByDesk, desk_admin, "for tasks and ledgers")                                  \
  COUNT(Count, ledger_minutes, "of which for ledgers")                                     \
  COUNT(Count, host_minutes, "of the desk that organises residents")                       \
  COUNT(Count, autonomy_minutes, "of which for meetings, organising, own visits")          \
  COUNT(Count, idle_minutes, "of desks, with nothing to do")                               \
  COUNT(Count, dissipated_minutes, "unused by one party while cases wait at a desk")       \
  COUNT(Count, help_minutes, "of desks, lent to each other")                               \
  COUNT(Count, casework_minutes, "for cases")                                              \
  COUNT(Count, ordered_minutes, "for what is judged from above")                           \
  COUNT(Count, answering_minutes, "for what residents judge")                              \
  COUNT(CountByDesk, task_minutes, "for tasks from above")                                 \
  COUNT(Count, duplicate_minutes, "of which for entries made before")                      \
  COUNT(CountByDesk, items, "tasks carried")                                               \
  COUNT(Count, violations, "tasks carried that a list keeps out")                          \
  COUNT(Count, volunteer_minutes, "offered")                                               \
  COUNT(Count, volunteer_effective, "of which effective")                                  \
  COUNT(Count, volunteer_used, "of which used for cases")                                  \
  COUNT(CountByKind, served, "cases that organisations resolved")                          \
  COUNT(Count, discovered, "of which nobody had reported")                                 \
  COUNT(Count, service_minutes, "of organisations, used")                                  \
  COUNT(Count, counselling_minutes, "of social workers, for cases")                        \
  COUNT(Count, guidance_minutes, "of social workers, for volunteers")                      \
  COUNT(Count, aid_minutes, "of neighbours, in mutual aid")                                \
  COUNT(Count, party_minutes, "of party members, on visits")                               \
  COUNT(Count, activities, "times that somebody met others in rooms, meetings apart")      \
  COUNT(Count, volunteer_left, "volunteers who quit")                                      \
  COUNT(Count, volunteers, "number")                                                       \
  COUNT(Count, credit_earned, "minutes credited by the time bank")                         \
  COUNT(Count, credit_used, "minutes redeemed")                                            \
  COUNT(Count, credit_lost, "minutes of residents who moved away or died")                 \
  COUNT(Count, credit_asked, "requests to redeem")                                         \
  COUNT(Count, credit_met, "of which met")                                                 \
  COUNT(Count, quits, "workers who quit")                                                  \
  COUNT(Count, drawn_upward, "workers who left for a post above")                          \
  COUNT(Count, promoted, "workers who rose by a grade")                                    \
  COUNT(Count, worker_weeks, "weeks worked")                                               \
  COUNT(Count, strain, "sum over workers, millionths")                                     \
  COUNT(Count, public_fen, "public money spent")                                           \
  COUNT(Count, misused_fen, "public money misused")                                        \
  COUNT(Count, exposed, "times that misuse became known")                                  \
  COUNT(Count, projects_public, "public money for projects and seed grants, fen")          \
  COUNT(Count, projects_own, "households' money for projects, fen")                        \
  COUNT(Count, projects_units, "money of resident units for projects, fen")                \
  COUNT(Count, projects_foundation, "money of the foundation for projects, fen")           \
  COUNT(Count, foundation_public, "public money for the foundation, fen")                  \
  COUNT(Count, donated, "to the foundation, fen")                                          \
  COUNT(Count, profit, "of the enterprise, to the foundation, fen")                        \
  COUNT(Count, organisations_public, "organisations' public income, fen")                  \
  COUNT(Count, organisations_own, "organisations' own income, fen")                        \
  COUNT(Count, founded, "organisations registered")                                        \
  COUNT(Count, closed, "organisations closed")                                             \
  COUNT(Count, organisation_weeks, "weeks in being")                                       \
  COUNT(Count, votes, "cast in the election")                                              \
  COUNT(Count, voters, "who had a vote")                                                   \
  COUNT(Count, weeks, "that were added up")

#define LIANDONG_GROUP_TALLY(COUNT)                                 \
  COUNT(CountByGroup, ended, "cases of residents who did not move") \
  COUNT(CountByGroup, resolved, "cases resolved")                   \
  COUNT(CountByGroup, kin, "needs that kin and neighbours met")     \
  COUNT(CountByGroup, bought, "needs that residents paid for")      \
  COUNT(CountByGroup, wait, "weeks, of resolved cases")             \
  COUNT(CountByGroup, fit, "of resolved cases, millionths")

/// type, member, how communities make a place (`Pooling`), meaning
#define LIANDONG_STOCK(MEAN)                                                            \
  MEAN(double, satisfaction, residents, "mean over residents")                          \
  MEAN(double, gini, residents, "of satisfaction")                                      \
  MEAN(double, efficacy, residents, "mean over residents")                              \
  MEAN(double, expectation, residents, "mean over residents")                           \
  MEAN(double, knows_committee, residents, "share who know somebody there")             \
  MEAN(double, knows_station, residents, "share who know somebody there")               \
  MEAN(double, identity, residents, "trust in neighbours and in who organises them")    \
  MEAN(ByTrusted, trust, residents, "means over residents, in the order of `Trusted`")  \
  MEAN(double, active, residents, "share who take part")                                \
  MEAN(double, volunteers, residents, "share who volunteer")                            \
  MEAN(double, teams, communities, "of volunteers, with at least one")                  \
  MEAN(double, credit, residents, "hours at the time bank per resident")                \
  MEAN(double, users, residents, "share who use the digital platform")                  \
  MEAN(double, asset_map, residents, "share known of what residents can do")            \
  MEAN(double, leaders, residents, "capable residents")                                 \
  MEAN(double, members, residents, "share in a social organisation")                    \
  MEAN(double, commons, residents, "mean over buildings")                               \
  MEAN(double, service, residents, "of property companies, mean over estates")          \
  MEAN(double, aid_groups, communities, "mutual-aid groups")                            \
  MEAN(double, rule_groups, communities, "commons groups")                              \
  MEAN(double, fee_paying, residents, "share of households")                            \
  MEAN(double, owners_committees, residents, "share of estates")                        \
  MEAN(double, degree, residents, "ties per resident, every quarter")                   \
  MEAN(double, tie_gini, residents, "of ties per resident, every quarter")              \
  MEAN(double, isolates, residents, "share of near-isolates, every quarter")            \
  MEAN(double, assortativity, residents, "of ties by hukou, every quarter")             \
  MEAN(double, foundation, communities, "yuan in the community's fund")                 \
  MEAN(double, enterprises, communities, "social enterprises")                          \
  MEAN(double, organisations, communities, "registered ones")                           \
  MEAN(double, skill, organisations, "mean over registered ones")                       \
  MEAN(double, mission, organisations, "mean over registered ones")                     \
  MEAN(double, partnership, residents, "tie between desks and partners")                \
  MEAN(ByGroup<double>, group_residents, sum, "residents")                              \
  MEAN(ByGroup<double>, group_satisfaction, sum, "sum over residents")                  \
  MEAN(ByGroup<double>, group_active, sum, "residents who take part")                   \
  MEAN(ByGroup<double>, group_trust, sum, "in the committee, sum over residents")       \
  MEAN(ByGroup<double>, group_station, sum, "trust in the station, sum over residents") \
  MEAN(double, residents, sum, "residents")

#define LIANDONG_COUNT_MEMBER(Type, name, meaning) Type name{};

/// What happened in one community in one week or quarter: counts and sums from which indicators are formed. All
/// integers, so that sums do not depend on order.
struct Tally {
  LIANDONG_TALLY(LIANDONG_COUNT_MEMBER)
  void add(const Tally& other) noexcept;
};
static_assert(std::has_unique_object_representations_v<Tally>);

/// Of one quarter, per group of residents.
struct GroupTally {
  LIANDONG_GROUP_TALLY(LIANDONG_COUNT_MEMBER)
  void add(const GroupTally& other) noexcept;
};

#undef LIANDONG_COUNT_MEMBER

/// How the values of communities make that of a place: a mean weighted by residents or by organisations, one in which
/// communities weigh alike, or a sum.
enum class Pooling : std::uint8_t { residents, organisations, communities, sum };
using ByTrusted = std::array<double, 6>;

/// How things stand in a community, taken every fourth week.
struct Stock {
#define LIANDONG_MEAN_MEMBER(Type, name, pooling, meaning) Type name{};
  LIANDONG_STOCK(LIANDONG_MEAN_MEMBER)
#undef LIANDONG_MEAN_MEMBER
};

}  // namespace liandong::governance
