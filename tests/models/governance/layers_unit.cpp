#include "models/governance/world/layers.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>
#include <string>

#include "tests/models/governance/small_place.h"

namespace liandong::governance {
namespace {

/// A lively place after a year and a half, under `levers` since the start.
Simulation lively(const Levers& levers) {
  Simulation simulation(small::setting(), levers, 7, 0);
  while (simulation.week() < 80) simulation.step();
  return simulation;
}
const World& with_stations() {
  static const Simulation simulation = lively(small::station_levers());
  return simulation.world();
}
const World& without_stations() {
  static const Simulation simulation = lively(small::committee_levers());
  return simulation.world();
}

GraphLayer drawn(const World& world, std::string_view key) { return find_layer(key)->draw(world); }

double total_weight(const GraphLayer& layer) {
  const auto& weights = layer.arcs.arc_weights();
  return std::accumulate(weights.begin(), weights.end(), 0.0);
}

/// Calls visit(from, to, weight) for every arc.
template <class Visit>
void each_arc(const GraphLayer& layer, Visit&& visit) {
  for (std::uint32_t from = 0; from < layer.arcs.rows(); ++from)
    for (std::uint32_t i = 0; i < layer.arcs.degree(from); ++i)
      visit(layer.nodes[from], layer.nodes[layer.arcs.neighbours(from)[i]], layer.arcs.weights(from)[i]);
}

TEST(Layers, HaveNamesAndMeaningsInBothLanguagesAndKeysOfTheirOwn) {
  std::set<std::string_view> keys;
  for (const auto& layer : layer_definitions()) {
    EXPECT_TRUE(keys.insert(layer.key).second) << layer.key;
    for (const auto text : {layer.name.en, layer.name.zh, layer.meaning.en, layer.meaning.zh})
      EXPECT_FALSE(text.empty());
    EXPECT_EQ(find_layer(layer.key), &layer);
  }
  EXPECT_EQ(find_layer("friendship"), nullptr);
}

TEST(Layers, AreSoundAndNoneIsEmptyInALivelyPlace) {
  for (const auto& definition : layer_definitions()) {
    const GraphLayer layer = definition.draw(with_stations());
    EXPECT_GT(layer.arcs.arcs(), 0u) << definition.key;
    ASSERT_EQ(layer.arcs.rows(), layer.nodes.size()) << definition.key;
    EXPECT_TRUE(std::is_sorted(layer.nodes.begin(), layer.nodes.end())) << definition.key;
    EXPECT_EQ(std::adjacent_find(layer.nodes.begin(), layer.nodes.end()), layer.nodes.end()) << definition.key;
    each_arc(layer, [&](Node from, Node to, float weight) {
      ASSERT_NE(from, to) << definition.key;
      ASSERT_TRUE(std::isfinite(weight) && weight >= 0.0f) << definition.key << " " << weight;
    });
  }
}

TEST(Layers, StayWithinACommunityWhereBothEndsHaveOne) {
  for (const auto& definition : layer_definitions()) {
    if (definition.key == "ties") continue;  // acquaintance crosses communities
    const GraphLayer layer = definition.draw(with_stations());
    const auto attributes = node_attributes(with_stations(), layer.nodes);
    const auto& community = std::get<std::vector<std::int64_t>>(attributes[2].values);
    ASSERT_EQ(attributes[2].name, "community");
    for (std::uint32_t from = 0; from < layer.arcs.rows(); ++from)
      for (const std::uint32_t to : layer.arcs.neighbours(from))
        EXPECT_TRUE(community[from] < 0 || community[to] < 0 || community[from] == community[to]) << definition.key;
  }
}

TEST(Layers, OfTiesIsTheOneTheModelLives) {
  const GraphLayer ties = drawn(with_stations(), "ties");
  EXPECT_EQ(ties.nodes.size(), with_stations().residents());
  EXPECT_EQ(ties.arcs.targets(), with_stations().ties.targets());
  EXPECT_EQ(ties.arcs.arc_weights(), with_stations().ties.arc_weights());
}

TEST(Layers, OfHouseholdsJoinsEveryPairOnceEachWay) {
  std::size_t arcs = 0;
  for (const std::size_t size : with_stations().household.size.values()) arcs += size * (size - 1);
  EXPECT_EQ(drawn(with_stations(), "household").arcs.arcs(), arcs);
}

TEST(Layers, OfServiceCountsTheMinutesThatWaitAtDesks) {
  // Two open cases of one resident at one desk share an arc, so the arcs hold at most what the cases do.
  const World& w = with_stations();
  double minutes = 0;
  std::set<std::uint32_t> residents;
  for (const auto& cases : w.cases)
    for (const Case& item : cases)
      if (item.state != CaseState::unreported && item.state != CaseState::refused && item.state != CaseState::closed &&
          (item.holder == Holder::committee || item.holder == Holder::station)) {
        minutes += item.work;
        residents.insert(item.resident);
      }
  const GraphLayer serves = drawn(w, "serves");
  EXPECT_LE(total_weight(serves), minutes);
  std::set<std::uint32_t> served;
  each_arc(serves, [&](Node, Node to, float) { served.insert(to.row); });
  EXPECT_EQ(served, residents);
}

TEST(Layers, OfCommandCarryEveryTask) {
  const World& w = with_stations();
  double items = 0;
  for (const auto* desk : {&w.committee, &w.station})
    for (const auto n : desk->items.values()) items += n;
  double carried = 0;
  each_arc(drawn(w, "commands"),
           [&](Node from, Node, float weight) { carried += from.table == Table::street ? weight : 0.0f; });
  EXPECT_DOUBLE_EQ(carried, items);
}

TEST(Layers, OfContractsHoldWhatIsPromised) {
  const World& w = with_stations();
  double fen = 0;
  for (std::uint32_t row = 0; row < w.organisation.status.size(); ++row) {
    const Organisation o{row};
    if (w.organisation.status[o] == OrganisationStatus::registered && w.week < w.organisation.contract_until[o])
      fen += static_cast<double>(w.organisation.contract_fen[o]);
  }
  ASSERT_GT(fen, 0.0);
  EXPECT_NEAR(total_weight(drawn(w, "contracts")), fen, 1e-6 * fen);  // weights are single precision
}

TEST(Layers, OfSupervisionShareOutTheWorkersTime) {
  const World& w = with_stations();
  std::vector<double> shared(w.communities());
  each_arc(drawn(w, "supervises"),
           [&](Node, Node team, float weight) { shared[team.row / teams_per_community] += weight; });
  EXPECT_GT(*std::max_element(shared.begin(), shared.end()), 0.0);
  for (std::uint32_t c = 0; c < w.communities(); ++c) {
    if (shared[c] == 0.0) continue;  // no worker, or nobody to supervise
    EXPECT_NEAR(shared[c], w.community.supervision_minutes[Community{c}], 0.01);
  }
}

TEST(Layers, OfElectionsWidenWithMigrantsRights) {
  World w = with_stations();
  w.arrangements[0].migrant_franchise = 0.0;
  const auto locals = drawn(w, "elects").arcs.arcs();
  w.arrangements[0].migrant_franchise = 1.0;
  const auto all = drawn(w, "elects").arcs.arcs();
  EXPECT_LT(locals, all);
  std::size_t adults = 0;
  for (const auto age : w.resident.age.values()) adults += age >= 18;
  EXPECT_EQ(all, adults);
}

TEST(Layers, KnowNoStationWhereThereIsNone) {
  for (const auto& definition : layer_definitions()) {
    if (definition.key == "knows") continue;  // residents may remember people of a station that was
    for (const Node node : definition.draw(without_stations()).nodes)
      EXPECT_NE(node.table, Table::station) << definition.key;
  }
  EXPECT_EQ(drawn(without_stations(), "appoints").arcs.arcs(), 0u);
}

TEST(NodeAttributes, HaveAValueForEveryNodeAndSayWhereTheyDoNotApply) {
  const GraphLayer layer = drawn(with_stations(), "membership");
  const auto attributes = node_attributes(with_stations(), layer.nodes);
  std::set<std::string> names;
  for (const auto& attribute : attributes) {
    names.insert(attribute.name);
    EXPECT_EQ(std::visit([](const auto& values) { return values.size(); }, attribute.values), layer.nodes.size());
    for (std::size_t i = 0; i < layer.nodes.size(); ++i) {
      const bool resident = layer.nodes[i].table == Table::resident;
      if (attribute.name == "age") {
        EXPECT_EQ(std::get<0>(attribute.values)[i] >= 0, resident);
      } else if (attribute.name == "field") {
        EXPECT_EQ(std::get<2>(attribute.values)[i].empty(), resident);
      }
    }
  }
  for (const char* name : {"table", "number", "community", "age", "hukou", "tenure", "volunteer", "field", "status"})
    EXPECT_TRUE(names.contains(name)) << name;
  EXPECT_FALSE(names.contains("employer"));
}

}  // namespace
}  // namespace liandong::governance
