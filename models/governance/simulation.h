#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "models/governance/parameters/parameters.h"
#include "models/model.h"
#include "sim/graph/layer.h"
#include "sim/phase.h"

namespace liandong::governance {

struct World;

/// One replicate of one arm, week by week. Copying it forks the run: both copies go on from the same state.
class Simulation {
 public:
  /// Builds population, graph and organisations. The same setting, seed and replicate give the same state, whatever
  /// the levers. Throws std::invalid_argument if the setting describes an empty place.
  Simulation(const Setting& setting, const Levers& levers, std::uint64_t seed, std::uint32_t replicate);
  Simulation(const Simulation&);
  Simulation& operator=(const Simulation&);
  Simulation(Simulation&&) noexcept;
  Simulation& operator=(Simulation&&) noexcept;
  ~Simulation();

  /// The arrangement that holds from the next week on in the communities that it reaches; elsewhere what held stays.
  /// Of a share they are drawn: the nearest whole number, one at least. What was
  /// merged is reached if one of its parts is.
  void set_levers(const Levers& levers, const models::Reach& reach = {});
  /// Makes one community of several, the first of the list, with the people, offices, cases and money of all. It is
  /// governed as it was until levers are set. They follow one another in the table, together with all that they have
  /// been merged with before; throws std::invalid_argument if not. The others have the first's figures from now on.
  void merge(std::span<const std::uint32_t> communities);
  /// Runs one week. Throws sim::Ledger::Breach if an account does not balance. `seconds`, if not empty, is [phases] and
  /// grows by what each took.
  void step(const sim::Execution& execution = {}, std::span<double> seconds = {});

  /// Weeks run since the population was built, burn-in included.
  std::uint32_t week() const noexcept;
  std::uint64_t residents() const noexcept;
  std::uint32_t communities() const noexcept;
  std::uint64_t state_hash() const;
  /// Name of the first column in which two states differ, with the first row, e.g. "resident.trust_committee[17]";
  /// empty if they are equal.
  std::string first_difference(const Simulation& other) const;
  /// Bytes of all columns.
  std::size_t bytes() const;

  /// Values in the order of `indicators()`: the whole place in the last week; one community over the quarter up to
  /// the last week; one group over that quarter, in the order of `group_indicators()`.
  std::vector<double> place_indicators() const;
  std::vector<double> community_indicators(std::uint32_t community) const;
  std::vector<double> group_values(std::size_t group) const;

  /// Fen of public money and minutes of working time that moved from one kind of account to another since the start.
  std::vector<models::Flow> money_flows() const;
  std::vector<models::Flow> minute_flows() const;
  /// Public money spent so far, fen: the figure that equal-cost arms share.
  std::int64_t public_cost() const;

  const World& world() const noexcept { return *world_; }
  World& world() noexcept { return *world_; }

 private:
  std::unique_ptr<World> world_;
};

}  // namespace liandong::governance
