#include "analysis/store/stored_record.h"

namespace liandong::analysis {
namespace {

ArmRecord arm_record(const ArmResult& arm, std::size_t replicate) {
  ArmRecord record{arm.state_hash[replicate],
                   arm.first_difference[replicate],
                   arm.cost[replicate],
                   arm.weekly.row(replicate),
                   arm.communities.row(replicate),
                   arm.groups.row(replicate),
                   {}};
  for (const auto& ledger : arm.flows) {
    auto& flows = record.flows.emplace_back();
    for (const Flow& flow : ledger)
      if (flow.amounts[replicate] != 0) flows.push_back({flow.from, flow.to, flow.amounts[replicate]});
  }
  return record;
}

}  // namespace

std::optional<ReplicateRecord> stored_record(const Results& results, std::uint32_t replicate) {
  if (results.identity.empty() || results.replicate_residents.empty() || replicate < results.first_replicate)
    return std::nullopt;
  const std::size_t position = replicate - results.first_replicate;
  if (position >= results.replicates) return std::nullopt;
  ReplicateRecord record{
      replicate, results.replicate_residents[position], results.communities, results.burn_in.row(position), {}, {}};
  for (const ArmResult& arm : results.arms) record.arms.push_back(arm_record(arm, position));
  if (replicate == 0) record.pictures = results.pictures;
  return record;
}

}  // namespace liandong::analysis
