#include <stdexcept>
#include <utility>

#include "analysis/experiment/comparison.h"
#include "analysis/experiment/rerun.h"
#include "analysis/experiment/run.h"
#include "analysis/scenario/scenario.h"
#include "models/governance/measures/picture.h"
#include "models/governance/simulation.h"

namespace liandong::analysis {

namespace {

using governance::Simulation;

class GovernanceRun final : public Run {
 public:
  explicit GovernanceRun(Simulation simulation) : simulation_(std::move(simulation)) {}

  std::unique_ptr<Run> fork() const override { return std::make_unique<GovernanceRun>(simulation_); }
  void set_levers(const governance::Levers& levers) override { simulation_.set_levers(levers); }
  void step(const sim::Execution& execution) override { simulation_.step(execution); }
  std::uint64_t residents() const override { return simulation_.residents(); }
  std::uint32_t communities() const override { return simulation_.communities(); }
  std::uint64_t state_hash() const override { return simulation_.state_hash(); }
  std::string first_difference(const Run& other) const override {
    return simulation_.first_difference(dynamic_cast<const GovernanceRun&>(other).simulation_);
  }
  std::vector<double> place_indicators() const override { return simulation_.place_indicators(); }
  std::vector<double> community_indicators(std::uint32_t community) const override {
    return simulation_.community_indicators(community);
  }
  std::vector<double> group_values(std::size_t group) const override { return simulation_.group_values(group); }
  std::vector<Simulation::Flow> money_flows() const override { return simulation_.money_flows(); }
  std::vector<Simulation::Flow> minute_flows() const override { return simulation_.minute_flows(); }
  std::int64_t public_cost() const override { return simulation_.public_cost(); }
  std::optional<GraphPicture> picture(std::uint32_t community) const override {
    return analysis::picture(simulation_.world(), community);
  }

 private:
  Simulation simulation_;
};

}  // namespace

Model governance_model() {
  return {[](const governance::Setting& setting, const governance::Levers& levers, std::uint64_t seed,
             std::uint32_t replicate) -> std::unique_ptr<Run> {
            return std::make_unique<GovernanceRun>(Simulation(setting, levers, seed, replicate));
          },
          governance::indicators(), governance::groups(), governance::group_indicators()};
}

Results run_study(const Study& study, const RunOptions& options, Progress& progress) {
  return run_study(governance_model(), study, options, progress);
}

RerunReport rerun(const Results& recorded, std::optional<std::uint32_t> only, const RunOptions& options,
                  Progress& progress) {
  const Study study = load_study_text(recorded.study_text, "results");
  return rerun(governance_model(), study, recorded, only, options, progress);
}

}  // namespace liandong::analysis
