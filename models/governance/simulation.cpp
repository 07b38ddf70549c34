#include "models/governance/simulation.h"

#include <cstring>
#include <stdexcept>

#include "models/governance/measures/indicators.h"
#include "models/governance/measures/stock.h"
#include "models/governance/week/phases.h"
#include "models/governance/world/population.h"
#include "sim/store/hash.h"

namespace liandong::governance {
namespace {

const sim::Plan<World>& plan() {
  static const sim::Plan<World> instance = week();
  return instance;
}

std::vector<models::Flow> flows_of(const sim::Ledger& ledger) {
  std::vector<models::Flow> flows;
  const auto kinds = static_cast<sim::Ledger::Kind>(ledger.kinds().size());
  for (sim::Ledger::Kind from = 0; from < kinds; ++from)
    for (sim::Ledger::Kind to = 0; to < kinds; ++to)
      if (ledger.flow(from, to) != 0)
        flows.push_back({ledger.kinds()[from].name, ledger.kinds()[to].name, ledger.flow(from, to)});
  return flows;
}

}  // namespace

std::vector<sim::Phase<World>> phases() {
  using Names = std::vector<std::string>;
  const Names state = {"resident.*", "community.*", "committee.*", "station.*"};
  return {
      {"calendar",
       "Budgets, posts and elections.",
       {"resident.*", "building.commons", "money.*"},
       {"money.*", "worker.*", "committee.posts", "station.posts", "committee.staff", "station.staff",
        "community.social_workers", "community.mandate", "community.dependence", "resident.efficacy",
        "resident.need_threshold", "record.*"},
       run_calendar},
      {"needs",
       "Needs arise (M1).",
       {"resident.need_threshold", "resident.dependence", "resident.opinion", "building.commons"},
       {"case.*", "resident.open_cases", "record.*"},
       run_needs,
       true},
      {"reporting",
       "Visits find needs, residents report or give up (M2).",
       {"resident.*", "household.*", "committee.visits", "station.visits", "community.trips", "community.success",
        "ties.*"},
       {"case.*", "experience.*", "household.visited_week", "resident.contacts", "resident.knows",
        "resident.open_cases", "building.commons_cases", "record.*"},
       run_reporting,
       true},
      {"tasks",
       "Departments push tasks down; lists keep some out (M6).",
       {"community.slack", "department.backlog_weeks"},
       {"committee.items", "station.items", "community.station_share", "community.arranged_share", "community.agenda",
        "record.*"},
       run_tasks,
       true},
      {"effort",
       "Desks divide their time (M5).",
       {"case.*", "committee.*", "station.*", "community.mandate"},
       {"committee.*", "station.*", "community.slack", "community.broker_minutes", "record.*"},
       run_effort,
       true},
      {"casework",
       "Cases are worked on, handed to partners and passed up; answers come back (M3, C4).",
       {"case.*", "committee.*", "station.*", "organisation.*", "estate.service", "resident.*"},
       {"case.*", "experience.*", "committee.coordination", "station.coordination", "organisation.service_left",
        "organisation.reputation", "community.broker_minutes", "community.joint_action", "community.agenda",
        "community.agenda_own", "community.service_minutes", "community.station_service", "community.volunteer_service",
        "building.commons_cases", "resident.open_cases", "record.*"},
       run_casework,
       true},
      {"participation",
       "Residents are asked, take part, volunteer and give (M7, M8, M14).",
       {"resident.*", "ties.*", "team.motivation"},
       {"resident.roles", "resident.active_weight", "resident.organisation", "resident.team",
        "resident.contribution_next", "building.giving", "record.*"},
       run_participation,
       true},
      {"offices",
       "Street and departments work off what came up (M4).",
       {"case.*", "street.*", "department.*"},
       {"case.*", "street.*", "department.*"},
       run_offices},
      {"commons",
       "Examples are seen elsewhere; gifts and property companies keep up the commons (M8).",
       {"resident.contribution_next", "building.giving", "estate.service"},
       {"resident.active_weight", "resident.contribution", "building.commons"},
       run_commons},
      {"deliberation",
       "Meetings, decisions, projects (M11).",
       {"resident.*", "community.agenda", "committee.deliberation", "money.*"},
       {"community.meeting_minutes", "community.agenda", "community.agenda_own", "resident.opinion",
        "resident.efficacy", "resident.open_cases", "building.commons", "building.commons_cases", "case.*",
        "experience.*", "money.*", "record.*"},
       run_deliberation},
      {"delivery",
       "Volunteers and organisations make time; owners and property companies settle (M12, M14, M16, M18).",
       {"resident.roles", "worker.present", "organisation.*", "household.*", "estate.*"},
       {"community.*", "organisation.service_minutes", "organisation.service_left", "team.motivation",
        "household.pays_fee", "estate.*", "experience.*", "record.*"},
       run_delivery},
      {"settlement",
       "Money and time settle.",
       {"committee.*", "station.*", "organisation.*", "community.*", "street.spent"},
       {"money.*", "minutes.*", "community.station_service", "organisation.income_public", "organisation.income_own",
        "organisation.arrears", "organisation.paid_fen", "record.*"},
       run_settlement},
      {"organisations",
       "Capable residents emerge; organisations form, bid, drift and close; tasks may migrate (M16).",
       {"resident.*", "organisation.*", "money.*", "committee.organising", "community.success"},
       {"resident.roles", "resident.organisation", "team.*", "organisation.*", "money.*", "community.station_share",
        "record.*"},
       run_organisations},
      {"experience",
       "Experience changes trust, expectation and satisfaction and is talked about; households move (M9, M10).",
       {"experience.*", "resident.*", "ties.*"},
       {"resident.*", "household.visited_week", "experience.*", "case.*", "acquaintance.*", "building.commons_cases",
        "record.*"},
       run_experience,
       true},
      {"assessment",
       "Desks learn what counts; pay and budgets follow.",
       state,
       {"resident.roles", "committee.weights", "station.weights", "committee.pay_factor", "station.pay_factor",
        "community.rating", "community.fund_factor"},
       run_assessment,
       true},
      {"workforce",
       "Strain, quits, hiring, learning (M15).",
       {"case.*", "committee.*", "station.*", "worker.*"},
       {"worker.*", "committee.staff", "station.staff", "committee.skill", "station.skill", "committee.strain",
        "station.strain", "record.*"},
       run_workforce,
       true},
      {"indicators",
       "The week's counts go to the quarter's; attitudes are averaged.",
       {"record.*", "resident.*", "ties.*"},
       {"record.*", "community.trips", "community.success"},
       run_indicators,
       true},
      {"ties",
       "Ties strengthen, fade and begin (M13).",
       {"resident.*", "ties.*", "acquaintance.*"},
       {"ties.*", "acquaintance.*", "resident.tie_weight", "resident.active_weight"},
       run_ties},
      {"closing",
       "Every ledger is checked and the week ends.",
       {"record.*", "case.*"},
       {"cases.*", "world.week"},
       run_closing},
  };
}

sim::Plan<World> week() {
  return sim::Plan<World>(phases(), [](const World& world) { return world.communities(); });
}

Simulation::Simulation(const Setting& setting, const Levers& levers, std::uint64_t seed, std::uint32_t replicate)
    : world_(std::make_unique<World>()) {
  world_->setting = setting;
  world_->levers = levers;
  world_->chance = sim::Chance(seed, replicate);
  build_population(*world_);
  build_ties(*world_);
  build_institutions(*world_);
}

Simulation::Simulation(const Simulation& other) : world_(std::make_unique<World>(*other.world_)) {}
Simulation& Simulation::operator=(const Simulation& other) {
  if (this != &other) world_ = std::make_unique<World>(*other.world_);
  return *this;
}
Simulation::Simulation(Simulation&&) noexcept = default;
Simulation& Simulation::operator=(Simulation&&) noexcept = default;
Simulation::~Simulation() = default;

void Simulation::set_levers(const Levers& levers) { world_->levers = levers; }
void Simulation::step(const sim::Execution& execution, std::span<double> seconds) {
  if (seconds.empty())
    plan().step(*world_, execution);
  else
    plan().step_timed(*world_, execution, seconds);
}

std::uint32_t Simulation::week() const noexcept { return world_->week; }
std::uint64_t Simulation::residents() const noexcept { return world_->residents(); }
std::uint32_t Simulation::communities() const noexcept { return world_->communities(); }
std::uint64_t Simulation::state_hash() const { return sim::state_hash(*world_); }
std::size_t Simulation::bytes() const { return sim::state_bytes(*world_); }

std::string Simulation::first_difference(const Simulation& other) const {
  return sim::first_difference(*world_, *other.world_);
}

std::vector<double> Simulation::place_indicators() const {
  Account account;
  for (const Tally& tally : world_->tally) account.tally.add(tally);
  account.tally.weeks = 1;
  account.stock = place_stock(*world_);
  account.communities = static_cast<double>(world_->communities());
  return indicator_values(account);
}

std::vector<double> Simulation::community_indicators(std::uint32_t community) const {
  return indicator_values({world_->quarter_tally.at(community), world_->stock.at(community), 1.0});
}

std::vector<double> Simulation::group_values(std::size_t group) const {
  GroupTally sum;
  for (const GroupTally& tally : world_->group_tally) sum.add(tally);
  return group_indicator_values(sum, place_stock(*world_), static_cast<Group>(group));
}

std::vector<models::Flow> Simulation::money_flows() const { return flows_of(world_->money); }
std::vector<models::Flow> Simulation::minute_flows() const { return flows_of(world_->minutes); }
std::int64_t Simulation::public_cost() const { return governance::public_cost(*world_); }

}  // namespace liandong::governance
