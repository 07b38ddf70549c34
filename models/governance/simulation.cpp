#include "models/governance/simulation.h"

#include <algorithm>
#include <cstring>
#include <numeric>
#include <stdexcept>

#include "models/governance/measures/indicators.h"
#include "models/governance/measures/stock.h"
#include "models/governance/week/phases.h"
#include "models/governance/week/week.h"
#include "models/governance/world/merger.h"
#include "models/governance/world/population.h"
#include "models/governance/world/purpose.h"
#include "sim/store/hash.h"

namespace liandong::governance {
namespace {

const sim::Plan<World>& plan() {
  static const sim::Plan<World> instance = week();
  return instance;
}

/// What is left of the communities that are named or drawn: one that was made of several is reached if one of them is.
std::vector<Community> reached(const World& w, const models::Reach& reach) {
  for (const std::uint32_t c : reach.communities)
    if (c >= w.communities()) throw std::out_of_range("no community " + std::to_string(c));
  std::vector<std::uint32_t> rows = reach.communities;
  if (rows.empty()) {
    rows.resize(w.communities());
    std::iota(rows.begin(), rows.end(), 0u);
    std::ranges::stable_sort(rows, {}, [&](std::uint32_t c) { return w.chance.word(0, Purpose::pilot, c); });
    rows.resize(std::clamp(nearest_whole(reach.share * w.communities()), 1u, w.communities()));
  }
  std::vector<Community> result;
  for (const std::uint32_t c : rows) result.push_back(w.home_of(Community{c}));
  return result;
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

Simulation::Simulation(const Setting& setting, const Levers& levers, std::uint64_t seed, std::uint32_t replicate)
    : world_(std::make_unique<World>()) {
  world_->setting = setting;
  world_->chance = sim::Chance(seed, replicate);
  build_population(*world_);
  set_levers(levers);
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

void Simulation::set_levers(const Levers& levers, const models::Reach& reach) {
  World& w = *world_;
  if (reach.all()) {
    w.arrangements = {levers};
    w.arrangement_of.assign(w.communities(), 0);
    return;
  }
  for (const Community c : reached(w, reach))
    w.arrangement_of[sim::row(c)] = static_cast<std::uint16_t>(w.arrangements.size());
  for (std::uint32_t c = 0; c < w.communities(); ++c)
    w.arrangement_of[c] = w.arrangement_of[sim::row(w.home_of(Community{c}))];
  w.arrangements.push_back(levers);
}

void Simulation::merge(std::span<const std::uint32_t> communities) {
  World& w = *world_;
  for (const std::uint32_t c : communities)
    if (c >= w.communities()) throw std::out_of_range("no community " + std::to_string(c));
  const Community into = w.home_of(Community{communities.front()});
  for (const std::uint32_t c : communities)
    if (const Community from = w.home_of(Community{c}); from != into) governance::merge(w, into, from);
}

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
  account.communities = static_cast<double>(world_->existing_communities().size());
  account.each = world_->stock;
  return indicator_values(account);
}

std::vector<double> Simulation::community_indicators(std::uint32_t community) const {
  if (community >= world_->communities()) throw std::out_of_range("no community " + std::to_string(community));
  const std::uint32_t home = sim::row(world_->home_of(Community{community}));
  return indicator_values({world_->quarter_tally[home], world_->stock[home], 1.0});
}

std::vector<double> Simulation::group_values(std::size_t group) const {
  GroupTally sum;
  for (const GroupTally& tally : world_->group_tally) sum.add(tally);
  return group_indicator_values(sum, place_stock(*world_), static_cast<Group>(group),
                                {world_->has(Side::committee), world_->has(Side::station)});
}

std::vector<models::Flow> Simulation::money_flows() const { return flows_of(world_->money); }
std::vector<models::Flow> Simulation::minute_flows() const { return flows_of(world_->minutes); }
std::int64_t Simulation::public_cost() const { return governance::public_cost(*world_); }

}  // namespace liandong::governance
