#pragma once

#include <array>
#include <cstdint>

#include "models/governance/world/case.h"
#include "sim/tables/table.h"

/// The kinds of agents of the governance model and what is known of each: one table per kind, a row per agent, a column
/// per attribute. A column is declared here and nowhere else, on one line: type, name, value in a new row, meaning; see
/// sim/tables/table.h. Columns are part of the state hash in this order.
///
/// Shares and attitudes lie in [0, 1]; money is in fen, working time in minutes, time in weeks. `first_…` are rows of
/// the other table.
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

/// What an estate grew out of: housing of a work unit, flats from the market, of people resettled, a village in the
/// city, or several of these.
enum class EstateKind : std::uint8_t { mixed, danwei, commercial, resettlement, village };
inline constexpr std::size_t estate_kinds = 5;

/// How a resident gives to the commons (M8).
enum class Giver : std::uint8_t { conditional, free_rider, hump };

inline constexpr std::uint16_t all_given = 0x8000;
inline constexpr std::uint16_t none16 = 0xffff;
inline constexpr std::uint32_t none32 = 0xffffffff;
inline constexpr std::size_t issues = 3;

/// On each issue, in [0, 1].
using Opinion = std::array<float, issues>;

inline constexpr std::array trust_columns = {"trust_neighbours", "trust_committee",     "trust_station",
                                             "trust_street",     "trust_organisations", "trust_property"};
static_assert(trust_columns.size() == trusted_count);

#define LIANDONG_RESIDENTS(COLUMN, COLUMNS)                                                                           \
  COLUMN(std::uint32_t, community, 0, "row of the community")                                                         \
  COLUMN(std::uint32_t, building, 0, "row of the building")                                                           \
  COLUMN(std::uint32_t, household, 0, "row of the household")                                                         \
  COLUMN(std::uint8_t, age, 0, "years")                                                                               \
  COLUMN(std::uint8_t, traits, 0, "bits of `trait`")                                                                  \
  COLUMN(std::uint8_t, rights_rank, 0, "a migrant has rights here if this is below 256 times the franchise lever")    \
  COLUMN(std::uint8_t, years_here, 0, "years since the household came, at most 255")                                  \
  COLUMN(std::uint32_t, moved_in, 0, "week in which the resident came; 0 for the first residents")                    \
  COLUMN(Giver, giver, Giver::conditional, "how the resident gives to the commons (M8)")                              \
  COLUMN(float, dependence, 0.0f, "need of care of one's own, before the community's mean divides it")                \
  COLUMN(float, free_hours, 0.0f, "free hours a week")                                                                \
  COLUMN(float, tolerance, 0.0f, "largest distance of opinions at which others are listened to (M11)")                \
  COLUMN(float, threshold, 0.0f, "share of active neighbours that moves the resident (M7)")                           \
  COLUMN(float, inclination, 0.0f, "log-odds to take part from what seldom changes: tradition, threshold, free time") \
  COLUMN(Opinion, opinion, Opinion{}, "on each issue")                                                                \
  COLUMN(std::uint32_t, need_threshold, 0, "chance of a need per week, times 2^32")                                   \
  COLUMN(std::uint8_t, roles, 0, "bits of `role`")                                                                    \
  COLUMN(std::uint32_t, tie_weight, 0, "of all ties of a resident, in 2^-16; see example.h")                          \
  COLUMN(std::uint32_t, active_weight, 0, "of those ties that go to residents who take part")                         \
  COLUMN(std::uint8_t, open_cases, 0, "needs that are not yet closed, at most 255")                                   \
  COLUMN(std::uint8_t, knows, 0, "bit per `Trusted`: knows somebody there")                                           \
  COLUMN(float, contacts, 0.0f, "meetings with workers, fading")                                                      \
  COLUMN(float, efficacy, 0.0f, "belief that taking part changes something")                                          \
  COLUMN(float, satisfaction, 0.0f, "with public services")                                                           \
  COLUMN(float, expectation, 0.0f, "of public services")                                                              \
  COLUMN(std::uint16_t, contribution, 0, "to the commons; `all_given` is all one could")                              \
  COLUMN(std::uint16_t, contribution_next, 0, "the same after this round")                                            \
  COLUMNS(float, trust, trust_columns, 0.0f, "in each of `Trusted`")                                                  \
  COLUMN(std::uint32_t, project, none32, "row of the building whose project the resident agreed on, until it ends")   \
  COLUMN(std::uint16_t, organisation, none16, "member of this row of organisations, or none16")                       \
  COLUMN(std::uint16_t, team, none16, "place of the volunteers' team in the community, or none16")                    \
  COLUMN(std::int32_t, credit, 0, "minutes at the time bank")
struct Residents {
  LIANDONG_TABLE(Resident, LIANDONG_RESIDENTS)
};

#define LIANDONG_HOUSEHOLDS(COLUMN, COLUMNS)                                      \
  COLUMN(std::uint32_t, first_resident, 0, "members are neighbours in the table") \
  COLUMN(std::uint8_t, size, 0, "members")                                        \
  COLUMN(std::uint32_t, building, 0, "row of the building")                       \
  COLUMN(std::uint8_t, renter, 0, "1: rents, 0: owns")                            \
  COLUMN(std::uint8_t, pays_fee, 0, "1: pays the property fee")                   \
  COLUMN(std::uint8_t, signs, 0, "1: has signed for an owners' committee")        \
  COLUMN(std::uint32_t, visited_week, none32, "last week in which a worker came to the door, or none32")
struct Households {
  LIANDONG_TABLE(Household, LIANDONG_HOUSEHOLDS)
};

#define LIANDONG_BUILDINGS(COLUMN, COLUMNS)                                                         \
  COLUMN(std::uint32_t, community, 0, "row of the community")                                       \
  COLUMN(std::uint32_t, estate, 0, "row of the estate")                                             \
  COLUMN(std::uint32_t, first_resident, 0, "residents of a building are neighbours in the table")   \
  COLUMN(std::uint32_t, residents, 0, "number")                                                     \
  COLUMN(std::uint32_t, first_household, 0, "households too")                                       \
  COLUMN(std::uint32_t, households, 0, "number")                                                    \
  COLUMN(float, commons, 0.5f, "stock of order, greenery, repair")                                  \
  COLUMN(float, giving, 0.3f, "mean contribution of the last round")                                \
  COLUMN(std::uint8_t, commons_cases, 0, "open cases of kind C, at most 255")                       \
  COLUMN(std::int32_t, project_minutes, 0, "work left on an agreed project, 0 without one")         \
  COLUMN(std::uint32_t, project_from, 0, "week in which it has been through all gates")             \
  COLUMN(std::uint32_t, project_until, 0, "week in which it lapses")                                \
  COLUMN(float, project_accepted, 0.0f, "share of the meeting that could live with it")             \
  COLUMN(std::uint16_t, party_members, 0, "party members who take part, as of the quarter's start") \
  COLUMN(std::uint16_t, aid_members, 0, "of its mutual-aid group, 0 without one")                   \
  COLUMN(std::int32_t, aid_left, 0, "minutes they have for neighbours, left this week")             \
  COLUMN(std::uint16_t, rule_members, 0, "of its commons group, 0 without one")
struct Buildings {
  LIANDONG_TABLE(Building, LIANDONG_BUILDINGS)
};

#define LIANDONG_ESTATES(COLUMN, COLUMNS)                                                               \
  COLUMN(std::uint32_t, community, 0, "row of the community")                                           \
  COLUMN(EstateKind, kind, EstateKind::mixed, "what it grew out of")                                    \
  COLUMN(std::uint32_t, first_household, none32, "households of an estate are neighbours in the table") \
  COLUMN(std::uint32_t, households, 0, "number")                                                        \
  COLUMN(float, service, 0.6f, "effort of the property company, 1 for full service")                    \
  COLUMN(float, signatures, 0.0f, "share of owners who signed for an owners' committee")                \
  COLUMN(std::uint8_t, owners_committee, 0, "1: there is one")
/// Housing estates, each with a property company.
struct Estates {
  LIANDONG_TABLE(Estate, LIANDONG_ESTATES)
};

/// Activities that working time goes to.
enum class Activity : std::uint8_t { tasks, traces, casework, visits, deliberation, organising, training, idle, help };
inline constexpr std::array activity_columns = {"tasks",      "traces",   "casework", "visits", "deliberation",
                                                "organising", "training", "idle",     "help"};
inline constexpr std::size_t activities = activity_columns.size();

/// Weights of an assessment: from above, resolved cases, residents, autonomy.
using Weights = std::array<float, 4>;
inline constexpr Weights first_weights = {0.8f, 0.1f, 0.05f, 0.05f};

#define LIANDONG_DESKS(COLUMN, COLUMNS)                                                         \
  COLUMN(std::uint32_t, items, 0, "tasks carried")                                              \
  COLUMN(std::int32_t, minutes, 0, "working time this week")                                    \
  COLUMNS(std::int32_t, spent, activity_columns, 0, "working time on this activity, this week") \
  COLUMN(std::int64_t, waiting, 0, "minutes of work that waits, at the start of the week")      \
  COLUMN(std::int32_t, coordination, 0, "of casework, spent on handing cases to partners")      \
  COLUMN(std::int32_t, lent_tasks, 0, "of help, for the other's tasks; the rest for cases")     \
  COLUMN(std::int64_t, handed, 0, "minutes of work on the cases handed over, this week")        \
  COLUMN(float, task_demand, 0.0f, "minutes of tasks, duplicates and elections, this week")     \
  COLUMN(float, task_completion, 1.0f, "share of the week's tasks done, smoothed")              \
  COLUMN(Weights, weights, first_weights, "what the staff work for, as they have learned")      \
  COLUMN(float, skill, 0.6f, "mean over staff present")                                         \
  COLUMN(float, strain, 0.5f, "mean over staff present")                                        \
  COLUMN(float, pay_factor, 1.0f, "from the last assessment")                                   \
  COLUMN(float, score, 0.5f, "of the last assessment")                                          \
  COLUMN(std::uint16_t, staff, 0, "present")                                                    \
  COLUMN(std::uint16_t, grades, 0, "sum over staff present")                                    \
  COLUMN(std::uint16_t, posts, 0, "filled and vacant")                                          \
  COLUMN(std::uint16_t, moved, 0, "of which for people of the street")                          \
  COLUMN(std::int32_t, bought, 0, "service time that its fund bought, left this week")          \
  COLUMN(float, fund_factor, 1.0f, "next year's fund over the promised, from assessment")
/// Residents' committees or service stations (`Side`): who works on a community's matters.
struct Desk {
  LIANDONG_TABLE(Community, LIANDONG_DESKS)
};

/// Kinds of help with a need of care that volunteers give; minutes of each.
inline constexpr std::size_t help_kinds = 4;
using HelpMinutes = std::array<std::int32_t, help_kinds>;

#define LIANDONG_COMMUNITIES(COLUMN, COLUMNS)                                                      \
  COLUMN(std::uint32_t, street, 0, "row of the street")                                            \
  COLUMN(std::uint32_t, first_resident, 0, "all of a community are neighbours in their tables")    \
  COLUMN(std::uint32_t, residents, 0, "number")                                                    \
  COLUMN(std::uint32_t, first_household, 0, "row")                                                 \
  COLUMN(std::uint32_t, households, 0, "number")                                                   \
  COLUMN(std::uint32_t, first_building, 0, "row")                                                  \
  COLUMN(std::uint32_t, buildings, 0, "number")                                                    \
  COLUMN(std::uint32_t, first_estate, 0, "row")                                                    \
  COLUMN(std::uint32_t, estates, 0, "number")                                                      \
  COLUMN(float, dependence, 0.0f, "mean over residents")                                           \
  COLUMN(float, slack, 0.0f, "visible slack of the desks")                                         \
  COLUMN(float, readiness, 0.0f, "of people and organisations, for organisations (P1)")            \
  COLUMN(float, trips, 2.0f, "visits per closed case of late")                                     \
  COLUMN(float, success, 0.5f, "share resolved of closed cases of late")                           \
  COLUMN(float, mandate, 0.4f, "turnout of the last election")                                     \
  COLUMN(std::uint32_t, violations, 0, "tasks carried that a list keeps out")                      \
  COLUMN(float, station_share, 0.0f, "share of tasks on the station")                              \
  COLUMN(float, summons, 0.0f, "of departments, that the street has left for it")                  \
  COLUMN(float, hotline_rank, 0.5f, "by calls closed in time in the last quarter, 1 for the best") \
  COLUMN(float, role_clarity, 0.0f, "of the role table in force (P5)")                             \
  COLUMN(float, role_minutes, 0.0f, "each desk's time for the role table this week")               \
  COLUMN(float, arranged_share, 0.0f, "the same as the arrangement has it")                        \
  COLUMN(std::uint32_t, agenda, 0, "matters that wait for a meeting")                              \
  COLUMN(std::uint32_t, agenda_own, 0, "of which raised by residents")                             \
  COLUMN(std::uint16_t, social_workers, 0, "posts")                                                \
  COLUMN(float, volunteer_minutes, 0.0f, "offered this week")                                      \
  COLUMN(float, volunteer_effect, 0.2f, "effective share of that time")                            \
  COLUMN(float, volunteers, 0.0f, "number")                                                        \
  COLUMN(std::int32_t, supervision_minutes, 0, "social workers' time for volunteers")              \
  COLUMN(std::int32_t, counselled, 0, "social workers' time for cases this week")                  \
  COLUMN(float, caseload, 0.0f, "weeks of their time for cases that waits for social workers")     \
  COLUMN(std::int32_t, diverted, 0, "social workers' time for stability work this week")           \
  COLUMN(std::int32_t, embedded, 0, "social workers' time within organisations, next week's")      \
  COLUMN(std::int32_t, service_minutes, 0, "paid service time of organisations left this week")    \
  COLUMN(HelpMinutes, volunteer_service, HelpMinutes{}, "effective volunteer time left this week") \
  COLUMN(std::int32_t, broker_minutes, 0, "party coordination time left this week")                \
  COLUMN(std::int32_t, mediator_minutes, 0, "time of mediators saved up")                          \
  COLUMN(std::int32_t, meeting_minutes, 0, "deliberation time saved up")                           \
  COLUMN(float, partnership, 0.0f, "tie between the community's desks and organisations (M12)")    \
  COLUMN(float, joint_share, 0.0f, "of the cases settled this week, by partners")                  \
  COLUMN(float, joint_fit, 0.0f, "mean fit of those")                                              \
  COLUMN(std::uint32_t, doors_due, 0, "households not visited of late, every fourth week")         \
  COLUMN(std::uint32_t, unasked, 0, "who could take part and do not, every fourth week")           \
  COLUMN(std::uint16_t, leaders, 0, "capable residents")                                           \
  COLUMN(std::int32_t, organised_minutes, 0, "organising this week, but for groups")               \
  COLUMN(std::int32_t, street_minutes, 0, "of which by people of the street")                      \
  COLUMN(std::int32_t, organisation_minutes, 0, "of which by an organisation")                     \
  COLUMN(std::int32_t, hired_minutes, 0, "of an organisation, paid for the coming week")           \
  COLUMN(float, asset_map, 0.0f, "share known of what residents can do")                           \
  COLUMN(std::int32_t, aid_minutes, 0, "organising time saved up for mutual-aid groups")           \
  COLUMN(std::int32_t, rule_minutes, 0, "the same for commons groups")                             \
  COLUMN(std::int32_t, liaison_minutes, 0, "organising time spent with organisations")             \
  COLUMN(std::uint16_t, aid_groups, 0, "mutual-aid groups")                                        \
  COLUMN(std::uint16_t, rule_groups, 0, "commons groups")                                          \
  COLUMN(std::uint8_t, foundation, 0, "1: has a fund at a foundation")                             \
  COLUMN(std::uint8_t, enterprise, 0, "1: has an enterprise")                                      \
  COLUMN(std::int32_t, manager_minutes, 0, "organising time given to it this week")                \
  COLUMN(std::int64_t, credit, 0, "minutes of all residents at the time bank")                     \
  COLUMN(float, redemption, 0.0f, "chance of redemption as members see it")                        \
  COLUMN(float, privacy_doubt, 0.0f, "share of the trust in privacy lost to leaks")                \
  COLUMN(float, converted, 0.0f, "m² of idle space made rooms for residents")                      \
  COLUMN(float, units, 0.0f, "resident units that the party keeps in touch with this week")        \
  COLUMN(float, seated, 1.0f, "share of those who would meet in rooms for whom there was one")
struct Communities {
  LIANDONG_TABLE(Community, LIANDONG_COMMUNITIES)
};

#define LIANDONG_STREETS(COLUMN, COLUMNS)                                                          \
  COLUMN(std::uint32_t, first_community, 0, "communities of a street are neighbours in the table") \
  COLUMN(std::uint32_t, communities, 0, "number")                                                  \
  COLUMN(std::int32_t, minutes, 0, "for cases, this week")                                         \
  COLUMN(std::int32_t, spent, 0, "of which used")
struct Streets {
  LIANDONG_TABLE(Street, LIANDONG_STREETS)
};

#define LIANDONG_DEPARTMENTS(COLUMN, COLUMNS)              \
  COLUMN(std::int32_t, minutes, 0, "for cases, this week") \
  COLUMN(std::int32_t, spent, 0, "of which used")          \
  COLUMN(float, backlog_weeks, 1.0f, "work that waits over a week's time")
struct Departments {
  LIANDONG_TABLE(Department, LIANDONG_DEPARTMENTS)
};

/// The nine fields of social organisations of S2 三(四).
enum class Field : std::uint8_t { family, comfort, experts, culture, charity, volunteering, safety, education, health };
inline constexpr std::size_t fields = 9;

enum class OrganisationStatus : std::uint8_t { forming, registered, closed };

#define LIANDONG_ORGANISATIONS(COLUMN, COLUMNS)                                                    \
  COLUMN(std::uint32_t, community, 0, "row of the community")                                      \
  COLUMN(std::uint32_t, founded, 0, "week")                                                        \
  COLUMN(Field, field, Field::family, "what it is for")                                            \
  COLUMN(OrganisationStatus, status, OrganisationStatus::forming, "forming, registered or closed") \
  COLUMN(float, skill, 0.0f, "of those who serve")                                                 \
  COLUMN(float, mission, 0.0f, "1: follows residents, 0: follows funders")                         \
  COLUMN(float, reputation, 0.0f, "earned by service")                                             \
  COLUMN(float, government_tie, 0.0f, "tie to the street")                                         \
  COLUMN(float, dependence, 0.0f, "public share of last quarter's income")                         \
  COLUMN(std::uint32_t, contract_until, 0, "week")                                                 \
  COLUMN(std::int64_t, contract_fen, 0, "per week")                                                \
  COLUMN(std::int64_t, paid_fen, 0, "of which, paid last week")                                    \
  COLUMN(std::uint8_t, venture, 0, "1: the contract is a venture grant")                           \
  COLUMN(CaseKind, proposal, CaseKind::care, "the need it is for, if so")                          \
  COLUMN(std::int32_t, service_minutes, 0, "service time of this week")                            \
  COLUMN(std::int32_t, service_left, 0, "of which not yet used")                                   \
  COLUMN(float, service_skill, 0.0f, "of that time, social workers' included")                     \
  COLUMN(std::int32_t, served, 0, "minutes of service since the last quarter")                     \
  COLUMN(std::uint16_t, members, 0, "number")                                                      \
  COLUMN(std::uint16_t, arrears, 0, "weeks in a row without money")                                \
  COLUMN(std::int64_t, income_public, 0, "fen since the last quarter")                             \
  COLUMN(std::int64_t, income_own, 0, "fen since the last quarter")
struct Organisations {
  LIANDONG_TABLE(Organisation, LIANDONG_ORGANISATIONS)
};

enum class Employer : std::uint8_t { committee, station, social_work };
inline constexpr std::size_t employers = 3;

#define LIANDONG_WORKERS(COLUMN, COLUMNS)                            \
  COLUMN(std::uint8_t, present, 0, "1: the post is filled")          \
  COLUMN(std::uint8_t, vacancy, 0, "weeks until the post is filled") \
  COLUMN(float, skill, 0.6f, "of who holds the post")                \
  COLUMN(float, strain, 0.5f, "of who holds the post")               \
  COLUMN(std::uint8_t, grade, 0, "of who holds the post")            \
  COLUMN(std::uint16_t, tenure, 0, "weeks in the post")
/// Posts of a community's desks; a post beyond what the levers pay for, or between two holders, is empty.
struct Workers {
  LIANDONG_TABLE(Worker, LIANDONG_WORKERS)
};
inline constexpr std::uint32_t posts_per_employer = 256;

#define LIANDONG_TEAMS(COLUMN, COLUMNS)                                           \
  COLUMN(std::uint32_t, leader, none32, "resident, or none32 for an empty place") \
  COLUMN(std::uint16_t, members, 0, "number")                                     \
  COLUMN(float, motivation, 0.5f, "follows how much the team achieves")
/// Volunteer teams; a fixed number of places per community, each taken when a leader founds a team.
struct Teams {
  LIANDONG_TABLE(Team, LIANDONG_TEAMS)
};
inline constexpr std::uint32_t teams_per_community = 16;

}  // namespace liandong::governance
