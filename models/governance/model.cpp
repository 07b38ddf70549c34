#include "models/governance/model.h"

#include <algorithm>
#include <array>
#include <memory>
#include <string>
#include <utility>

#include "models/governance/measures/indicators.h"
#include "models/governance/measures/picture.h"
#include "models/governance/parameters/census.h"
#include "models/governance/patterns.h"
#include "models/governance/simulation.h"
#include "models/governance/week/week.h"
#include "models/governance/words.h"
#include "models/governance/world/layers.h"
#include "models/governance/world/world.h"
#include "models/prior.h"
#include "sim/graph/graphml.h"
#include "sim/store/snapshot.h"

namespace liandong::governance {
namespace {

template <class Group>
std::vector<models::Parameter> parameters(std::span<const ParameterOf<Group>> definitions) {
  return {definitions.begin(), definitions.end()};
}

/// Fills a group from values that start at `next`, and moves on behind them.
template <class Group>
void take(Group& group, std::span<const ParameterOf<Group>> definitions, const double*& next) {
  for (const auto& definition : definitions) group.*definition.member = *next++;
}
template <class Group>
void append(std::vector<double>& values, const Group& group, std::span<const ParameterOf<Group>> definitions) {
  for (const auto& definition : definitions) values.push_back(group.*definition.member);
}

class GovernanceRun final : public models::Run {
 public:
  explicit GovernanceRun(Simulation simulation) : simulation_(std::move(simulation)) {}

  std::unique_ptr<Run> fork() const override { return std::make_unique<GovernanceRun>(simulation_); }
  void set_levers(std::span<const double> levers, const models::Reach& reach) override {
    simulation_.set_levers(levers_of(levers), reach);
  }
  void merge(std::span<const std::uint32_t> communities) override { simulation_.merge(communities); }
  void step(const sim::Execution& execution, std::span<double> seconds) override {
    simulation_.step(execution, seconds);
  }
  std::uint64_t residents() const override { return simulation_.residents(); }
  std::uint32_t communities() const override { return simulation_.communities(); }
  std::size_t bytes() const override { return simulation_.bytes(); }
  std::uint64_t state_hash() const override { return simulation_.state_hash(); }
  std::string first_difference(const Run& other) const override {
    return simulation_.first_difference(dynamic_cast<const GovernanceRun&>(other).simulation_);
  }
  std::vector<double> place_indicators() const override { return simulation_.place_indicators(); }
  std::vector<double> community_indicators(std::uint32_t community) const override {
    return simulation_.community_indicators(community);
  }
  std::vector<double> group_indicators(std::size_t group) const override { return simulation_.group_values(group); }
  std::vector<models::Flow> flows(std::size_t ledger) const override {
    return ledger == 0 ? simulation_.money_flows() : simulation_.minute_flows();
  }
  std::int64_t public_cost() const override { return simulation_.public_cost(); }
  std::optional<models::GraphPicture> picture(std::uint32_t community) const override {
    return governance::picture(simulation_.world(), community);
  }
  void write_snapshot(const std::filesystem::path& file, const Labels& labels) const override {
    sim::write_snapshot(simulation_.world(), file, {labels.begin(), labels.end()});
  }
  void write_layer(std::size_t layer, const std::filesystem::path& file) const override {
    const auto drawn = layer_definitions()[layer].draw(simulation_.world());
    sim::write_graphml(drawn.arcs, node_attributes(simulation_.world(), drawn.nodes), file);
  }

 private:
  Simulation simulation_;
};

/// Bytes of a resident with household, cases and what phases work with, and of an arc of the graph while it is built,
/// with room to grow: fitted to runs of 2 to 32 communities, with 0 to 20 neighbours and 2 to 12 acquaintances each.
constexpr double bytes_per_resident = 215.0, bytes_per_arc = 20.0;

/// Arcs of a resident, two for each tie: near-isolates look for none, and a tenth of neighbours are met twice.
double arcs_per_resident(const Mechanisms& m) {
  return (1.0 - m.isolate_share) * (m.acquaintances + 0.9 * m.ring_neighbours);
}

std::uint64_t expected_bytes(const models::Values& values) {
  const Setting setting = setting_of(values);
  double residents = 0;
  for (const auto& [place, context] : setting.communities) residents += place.households * place.household_size;
  if (setting.communities.empty())
    residents = setting.place.communities * setting.place.households * setting.place.household_size;
  return static_cast<std::uint64_t>((bytes_per_resident + bytes_per_arc * arcs_per_resident(setting.mechanisms)) *
                                    residents);
}

std::vector<models::Happening> happenings(const models::Values& values) {
  const Context context = setting_of(values).context;
  if (context.shock_weeks <= 0) return {};
  return {{static_cast<std::uint32_t>(context.shock_week),
           static_cast<std::uint32_t>(context.shock_weeks),
           {"shock", "冲击"}}};
}

models::Catalogue catalogue() {
  models::Catalogue c;
  c.model = "governance";
  c.title = {"urban community governance", "城市社区治理"};
  c.groups = {
      {"place",
       {"Place", "地区"},
       {"What a planner's data say; may differ between communities (CSV), not between arms.",
        "来自规划者的数据；可因社区而异（CSV），各方案相同。"},
       false,
       true,
       parameters(place_definitions())},
      {"context",
       {"Context: what policy cannot set at once", "情境：政策无法立即改变的条件"},
       {"May differ between communities (CSV), not between arms.", "可因社区而异（CSV），各方案相同。"},
       false,
       true,
       parameters(context_definitions())},
      {"mechanisms",
       {"Mechanisms: constants of behaviour", "机制：行为常数"},
       {"The same in every arm and community.", "各方案、各社区相同。"},
       false,
       false,
       parameters(mechanism_definitions())},
      {"levers",
       {"Levers of an arrangement", "治理安排的杠杆"},
       {"What an arrangement is: this vector and nothing else. Keys stand in the table `[levers]` of an arrangement. A "
        "stage may hold in some communities only; hotline, `whistle.weight` and venture grants are one for the whole "
        "place.",
        "一种治理安排就是这个向量，别无其他。键写在安排文件的 `[levers]` "
        "表中。方案的阶段可只在部分社区实施；热线、`whistle.weight` "
        "和公益创投由全地区统一设定。"},
       true,
       false,
       parameters(lever_definitions())},
  };
  models::join_priors(c.groups, priors());
  c.shares.assign(shares().begin(), shares().end());
  c.indicators.assign(indicators().begin(), indicators().end());
  c.resident_groups.assign(groups().begin(), groups().end());
  c.group_indicators.assign(group_indicators().begin(), group_indicators().end());
  c.themes.assign(themes().begin(), themes().end());
  c.ledgers.assign(ledgers().begin(), ledgers().end());
  c.accounts.assign(accounts().begin(), accounts().end());
  for (const auto& phase : phases()) c.phases.push_back({phase.name, phase.about, phase.reads, phase.writes});
  for (const auto& layer : layer_definitions()) c.layers.push_back({layer.key, layer.name});
  c.marks.assign(marks().begin(), marks().end());
  c.units.assign(units().begin(), units().end());
  c.communities = "place.communities";
  c.census = census_rules();
  c.cost_indicator = "cost";
  c.limits.assign(limits().begin(), limits().end());
  c.has_pilots = true;
  c.has_mergers = true;
  c.place_levers.assign(place_wide_levers().begin(), place_wide_levers().end());
  c.cost_levers = {"staff.committee", "staff.station", "staff.social_workers", "purchase.budget"};
  return c;
}

}  // namespace

Setting setting_of(const models::Values& values) {
  Setting setting;
  const double* next = values.whole.data();
  take(setting.place, place_definitions(), next);
  take(setting.context, context_definitions(), next);
  take(setting.mechanisms, mechanism_definitions(), next);
  for (const auto& row : values.communities) {
    CommunitySetting& community = setting.communities.emplace_back();
    next = row.data();
    take(community.place, place_definitions(), next);
    take(community.context, context_definitions(), next);
  }
  return setting;
}

Levers levers_of(std::span<const double> values) {
  Levers levers{};
  const double* next = values.data();
  take(levers, lever_definitions(), next);
  return levers;
}

models::Values values_of(const Setting& setting, const Levers& levers) {
  models::Values values;
  const auto row = [&](const Place& place, const Context& context) {
    std::vector<double> result;
    append(result, place, place_definitions());
    append(result, context, context_definitions());
    append(result, setting.mechanisms, mechanism_definitions());
    append(result, levers, lever_definitions());
    return result;
  };
  values.whole = row(setting.place, setting.context);
  for (const auto& community : setting.communities)
    values.communities.push_back(row(community.place, community.context));
  return values;
}

const models::Model& model() {
  static const models::Model instance{
      std::make_shared<const models::Catalogue>(catalogue()),
      {patterns().begin(), patterns().end()},
      patterns_note(),
      [](const models::Values& values, std::uint64_t seed, std::uint32_t replicate) -> std::unique_ptr<models::Run> {
        const std::span<const double> levers = std::span(values.whole).last(lever_definitions().size());
        return std::make_unique<GovernanceRun>(Simulation(setting_of(values), levers_of(levers), seed, replicate));
      },
      happenings,
      expected_bytes};
  return instance;
}

}  // namespace liandong::governance
