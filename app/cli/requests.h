#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "app/cli/options.h"
#include "models/governance/simulation.h"

namespace liandong::app {

/// A file that `run` writes on its way.
struct StateRequest {
  std::uint32_t week = 0;  ///< weeks run, burn-in included
  std::string layer;       ///< layer of the relationship graph as GraphML; empty: a snapshot of the whole state
  std::filesystem::path file;
};

/// Those of --snapshot-at and --graphml. Throws analysis::InputError for weeks outside 0 … `weeks` and unknown layers.
std::vector<StateRequest> state_requests(const Options& options, std::uint32_t weeks);

/// Writes the files wanted after `simulation.week()` weeks.
void serve(const std::vector<StateRequest>& requests, const governance::Simulation& simulation, const std::string& arm,
           const Options& options);

}  // namespace liandong::app
