#include "app/cli/summary.h"

#include <nlohmann/json.hpp>

#include "analysis/report/parts.h"
#include "analysis/report/verdict_text.h"
#include "sim/store/hash.h"

namespace liandong::app {
namespace {

using analysis::Effect;
using analysis::Results;
using nlohmann::json;

json effects_json(const std::vector<Effect>& effects) {
  auto list = json::array();
  for (const auto& e : effects)
    list.push_back({{"figure", e.figure},
                    {"mean_a", e.mean_a},
                    {"mean_b", e.mean_b},
                    {"delta", e.delta},
                    {"low", e.low},
                    {"high", e.high},
                    {"agree", e.agree},
                    {"variance_reduction", e.variance_reduction},
                    {"p", e.p},
                    {"p_adjusted", e.p_adjusted},
                    {"verdict", analysis::verdict_key(e.verdict)}});
  return list;
}

}  // namespace

json summary_json(const Results& results, const analysis::Study& study) {
  json hashes = json::object();
  for (const auto& arm : results.arms) {
    auto list = json::array();
    for (const auto hash : arm.state_hash) list.push_back(sim::hash_text(hash));
    hashes[arm.name] = std::move(list);
  }
  auto contrasts = json::array();
  for (const auto& c : results.contrasts)
    contrasts.push_back({{"arm_a", c.arm_a},
                         {"arm_b", c.arm_b},
                         {"equal_cost", c.equal_cost},
                         {"indicators", effects_json(c.indicators)},
                         {"groups", effects_json(c.groups)}});
  json scales = json::object();
  for (const auto& arm : results.arms) scales[arm.name] = arm.cost_scale;
  const double resident_weeks = static_cast<double>(results.residents) * static_cast<double>(results.replicates) *
                                (results.burn_in_weeks + static_cast<double>(results.arms.size()) * results.weeks);
  return {{"study", results.name},
          {"state_hash", hashes},
          {"residents", results.residents},
          {"weeks", results.weeks},
          {"burn_in_weeks", results.burn_in_weeks},
          {"replicates", results.replicates},
          {"communities", results.communities},
          {"seed", results.seed},
          {"wall_seconds", results.wall_seconds},
          {"resident_weeks_per_second", results.wall_seconds > 0 ? resident_weeks / results.wall_seconds : 0},
          {"peak_bytes", results.peak_bytes},
          {"cost_scale", scales},
          {"contrasts", contrasts},
          {"worlds", analysis::report::worlds_part(results, study)}};
}

}  // namespace liandong::app
