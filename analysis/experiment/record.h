#pragma once

#include <cstdint>
#include <vector>

#include "models/model.h"

namespace liandong::analysis {

/// What one arm of one replicate left. Flows and cost are those of the studied weeks.
struct ArmRecord {
  std::uint64_t state_hash = 0;
  std::uint32_t first_difference = 0;  ///< first week whose state differs from the first arm's; the weeks if none
  std::int64_t public_cost = 0;        ///< fen
  std::vector<float> weekly;           ///< [weeks, indicators]
  std::vector<float> communities;      ///< [quarters, communities, indicators]
  std::vector<float> groups;           ///< [quarters, groups, group indicators]
  std::vector<std::vector<models::Flow>> flows;  ///< [ledgers]
};

/// What one replicate left.
struct ReplicateRecord {
  std::uint32_t replicate = 0;
  std::uint64_t residents = 0;
  std::uint32_t communities = 0;
  std::vector<float> burn_in;  ///< [burn-in weeks, indicators]
  std::vector<ArmRecord> arms;
  std::vector<double> cost_scales = {};  ///< [arms] factors of equal cost; empty where the whole study shares them
  std::vector<models::GraphPicture> pictures = {};  ///< if asked for: the end of the burn-in, then the end of each arm
};

}  // namespace liandong::analysis
