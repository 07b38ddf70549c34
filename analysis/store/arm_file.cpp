#include "analysis/store/arm_file.h"

#include <algorithm>
#include <cmath>

#include "analysis/store/catalogue_file.h"
#include "analysis/store/file_parts.h"

namespace liandong::analysis {
namespace {

using models::quarter_weeks;
using sim::hdf5::Group;

void write_arm(const Group& root, const Group& group, const ArmResult& arm) {
  group.write_text("name", arm.name);
  group.write_text("title_en", arm.title.en);
  group.write_text("title_zh", arm.title.zh);
  group.write_text("equal_cost_to", arm.equal_cost_to);
  group.set("cost_scale", arm.cost_scale);
  group.set("cost_scale_clamped", arm.cost_scale_clamped ? 1 : 0);
  group.set("public_cost", arm.public_cost);
  group.write_list("state_hash", arm.state_hash, {"1", "State hash at the end of the run.", {axis::replicate}});
  group.write_list(
      "first_difference", arm.first_difference,
      {"week", "First week whose state differs from the first arm's; all weeks if none does.", {axis::replicate}});
  write_series(group, "weekly", arm.weekly,
               {"see catalogue/indicators/unit", "The whole place.", {axis::replicate, axis::week, axis::indicator}});
  write_series(group, "communities", arm.communities,
               {"see catalogue/indicators/unit",
                "Each community.",
                {axis::replicate, axis::quarter, axis::community, axis::indicator}});
  write_series(group, "groups", arm.groups,
               {"see catalogue/group_indicators/unit",
                "Each group of residents.",
                {axis::replicate, axis::quarter, axis::group, axis::group_indicator}});
  write_flows(root, group, arm.flows);
  if (arm.cost.empty()) return;
  group.write_list("cost", arm.cost, {"fen", "Public cost of the studied weeks.", {axis::replicate}});
  std::vector<std::int64_t> amounts;
  for (const auto& ledger : arm.flows)
    for (const Flow& flow : ledger) amounts.insert(amounts.end(), flow.amounts.begin(), flow.amounts.end());
  const std::size_t replicates = arm.cost.size();
  group.write("flow_amounts", amounts, {amounts.size() / replicates, replicates},
              {"as the ledger counts", "What flowed in the studied weeks.", {group.path() + "/flow", axis::replicate}});
}

/// The part of a file that holds flows and cost by replicate.
void read_amounts(const Group& group, ArmResult& arm, std::size_t replicates) {
  arm.cost = group.read<std::int64_t>("cost", {replicates});
  std::size_t flows = 0;
  for (const auto& ledger : arm.flows) flows += ledger.size();
  const auto amounts = group.read<std::int64_t>("flow_amounts", {flows, replicates});
  auto next = amounts.begin();
  for (auto& ledger : arm.flows)
    for (Flow& flow : ledger) {
      flow.amounts.assign(next, next + static_cast<std::ptrdiff_t>(replicates));
      next += static_cast<std::ptrdiff_t>(replicates);
    }
}

void check(const Group& group, const ArmResult& arm, const Results& results) {
  if (!std::isfinite(arm.cost_scale) || arm.cost_scale <= 0 || !std::isfinite(arm.public_cost))
    group.refuse("its cost is not a number");
  if (std::ranges::any_of(arm.first_difference, [&](std::uint32_t week) { return week > results.weeks; }))
    group.refuse("it first differs after the end of the study");
  for (const auto& ledger : arm.flows)
    for (const Flow& flow : ledger)
      if (!std::isfinite(flow.amount)) group.refuse("a flow is not a number");
}

ArmResult read_arm(const StoredFile& file, const Group& root, const Group& group, const Results& results) {
  const models::Catalogue& catalogue = *results.catalogue;
  const std::size_t replicates = results.replicates, quarters = results.weeks / quarter_weeks;
  const std::size_t indicators = catalogue.indicators.size();
  ArmResult arm;
  arm.name = group.read_text("name");
  arm.title = {group.read_text("title_en"), group.read_text("title_zh")};
  arm.equal_cost_to = group.read_text("equal_cost_to");
  arm.cost_scale = group.real("cost_scale");
  arm.cost_scale_clamped = group.integer("cost_scale_clamped") != 0;
  arm.public_cost = group.real("public_cost");
  arm.state_hash = group.read<std::uint64_t>("state_hash", {replicates});
  arm.first_difference = group.read<std::uint32_t>("first_difference", {replicates});
  arm.weekly = read_series(file, group, "weekly", {replicates, results.weeks, indicators});
  arm.communities = read_series(file, group, "communities", {replicates, quarters, results.communities, indicators});
  arm.groups = read_series(file, group, "groups",
                           {replicates, quarters, catalogue.resident_groups.size(), catalogue.group_indicators.size()});
  arm.flows = read_flows<Flow>(root, group, catalogue.ledgers.size());
  if (!results.identity.empty()) read_amounts(group, arm, replicates);
  check(group, arm, results);
  return arm;
}

}  // namespace

void write_arms(const Group& root, const Results& results) {
  write_numbered(root, "arms", results.arms,
                 [&](const Group& group, const ArmResult& arm) { write_arm(root, group, arm); });
}

std::vector<ArmResult> read_arms(const StoredFile& file, const Results& results) {
  const Group root = file->root();
  auto arms = read_numbered(root, "arms", [&](const Group& group) { return read_arm(file, root, group, results); });
  if (arms.empty()) root.refuse("there are no arms");
  for (const ArmResult& arm : arms)
    if (!arm.equal_cost_to.empty() && std::ranges::find(arms, arm.equal_cost_to, &ArmResult::name) == arms.end())
      root.refuse("arm '" + arm.name + "' is scaled to the cost of an arm that is not there");
  return arms;
}

}  // namespace liandong::analysis
