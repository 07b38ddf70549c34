#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "analysis/store/results.h"
#include "models/governance/measures/indicators.h"
#include "models/governance/parameters/parameters.h"
#include "models/governance/simulation.h"
#include "sim/phase.h"

namespace liandong::analysis {

/// One run as a study sees it; the members mean what they mean in governance::Simulation, which is one. Tests put a
/// toy in its place.
class Run {
 public:
  virtual ~Run() = default;
  /// A copy that goes on from the same state.
  virtual std::unique_ptr<Run> fork() const = 0;
  virtual void set_levers(const governance::Levers& levers) = 0;
  virtual void step(const sim::Execution& execution) = 0;
  virtual std::uint64_t residents() const = 0;
  virtual std::uint32_t communities() const = 0;
  virtual std::uint64_t state_hash() const = 0;
  /// First column and row in which two runs of the same kind differ; empty if they are equal.
  virtual std::string first_difference(const Run& other) const = 0;
  virtual std::vector<double> place_indicators() const = 0;
  virtual std::vector<double> community_indicators(std::uint32_t community) const = 0;
  virtual std::vector<double> group_values(std::size_t group) const = 0;
  virtual std::vector<governance::Simulation::Flow> money_flows() const = 0;
  virtual std::vector<governance::Simulation::Flow> minute_flows() const = 0;
  virtual std::int64_t public_cost() const = 0;
  /// Relationship graph of one community now, arm and week left empty; nothing if the model has none.
  virtual std::optional<GraphPicture> picture(std::uint32_t community) const = 0;
};

/// What can be studied: how a run starts and what it reports.
struct Model {
  std::function<std::unique_ptr<Run>(const governance::Setting&, const governance::Levers&, std::uint64_t seed,
                                     std::uint32_t replicate)>
      start;
  std::span<const governance::Indicator> indicators;
  std::span<const governance::Group> groups;
  std::span<const governance::Indicator> group_indicators;
};

/// The governance model.
Model governance_model();

}  // namespace liandong::analysis
