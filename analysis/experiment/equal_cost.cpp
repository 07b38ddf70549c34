#include "analysis/experiment/equal_cost.h"

#include <fmt/format.h>
#include <tbb/parallel_for.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <stdexcept>

namespace liandong::analysis {

namespace {

/// How near the search goes to equal cost, and in how many runs of an arm at most.
struct Precision {
  double tolerance;
  int most_evaluations;
};
constexpr Precision of_a_study{cost_tolerance, 6}, of_a_block{block_cost_tolerance, 4};

/// Factors closer than this share are one: between them the cost jumps, by a whole post in every community.
constexpr double factor_tolerance = 0.005;
constexpr double least_factor = 1.0 / 64, greatest_factor = 64.0;

/// Position of the arm whose cost `arm` shares; nothing if it runs at its own cost.
std::optional<std::size_t> reference_arm(const Study& study, const Arm& arm) {
  if (arm.equal_cost_to.empty()) return std::nullopt;
  const auto found = std::ranges::find(study.arms, arm.equal_cost_to, &Arm::name);
  if (found == study.arms.end())
    throw std::invalid_argument(fmt::format("arm '{}': no arm is called '{}'", arm.name, arm.equal_cost_to));
  if (!found->equal_cost_to.empty())
    throw std::invalid_argument(
        fmt::format("arm '{}': '{}' must run at its own cost to lend it", arm.name, arm.equal_cost_to));
  return static_cast<std::size_t>(found - study.arms.begin());
}

/// Weeks in which any arm of a study changes.
std::vector<std::uint32_t> change_weeks(const Study& study) {
  std::vector<std::uint32_t> weeks;
  for (const Arm& arm : study.arms)
    for (const Stage& stage : arm.stages) weeks.push_back(stage.week);
  return weeks;
}

/// The blocks of a plan after their burn-in, from which any arm of a study can be tried.
class Pilot {
 public:
  Pilot(const Study& study, RunPlan plan, const sim::Execution& execution, Ticker& ticker)
      : study_(study), plan_(std::move(plan)), execution_(execution), ticker_(ticker), blocks_(plan_.blocks.size()) {
    tbb::parallel_for(std::size_t{0}, blocks_.size(),
                      [&](std::size_t b) { blocks_[b].start = start_of(plan_, plan_.blocks[b], execution_, ticker_); });
    refuse_cancelled_work();
  }

  /// Public cost of an arm, fen per resident over the studied weeks.
  double cost(const Arm& arm, double factor) {
    const Course course = course_of(study_, arm, factor);
    tbb::parallel_for(std::size_t{0}, blocks_.size(), [&](std::size_t b) {
      KnownBlock& block = blocks_[b];
      if (block.find(course, plan_.weeks)) return ticker_.skip(plan_.weeks);
      block.arms.emplace_back(
          course, run_course(plan_, plan_.blocks[b], block.start, course, change_weeks(study_), execution_, ticker_));
    });
    refuse_cancelled_work();
    double total = 0.0;
    for (const KnownBlock& block : blocks_)
      total += static_cast<double>(block.find(course, plan_.weeks)->record.public_cost) /
               static_cast<double>(block.start.run->residents());
    return total / static_cast<double>(blocks_.size());
  }

  std::uint64_t weeks_of_a_trial() const { return blocks_.size() * std::uint64_t{plan_.weeks}; }
  std::vector<KnownBlock> runs() && { return std::move(blocks_); }

 private:
  const Study& study_;
  RunPlan plan_;
  sim::Execution execution_;
  Ticker& ticker_;
  std::vector<KnownBlock> blocks_;
};

/// A factor tried and by how much its cost exceeds the target.
struct Trial {
  double factor, excess;
};

/// Next factor by false position between a trial too cheap and one too dear.
class FalsePosition {
 public:
  /// False if trying on cannot help: the cost no longer answers to the factor.
  bool learn(const Trial& trial) {
    if (last_ && trial.excess == last_->excess) return false;
    auto& side = trial.excess < 0 ? cheap_ : dear_;
    auto& other = trial.excess < 0 ? dear_ : cheap_;
    if (last_ && other && side && (trial.excess < 0) == (last_->excess < 0)) other->excess /= 2;
    side = trial;
    before_ = last_;
    last_ = trial;
    return true;
  }
  /// Whether the cost jumps across the target between two factors that are nearly the same.
  bool at_a_jump() const {
    return cheap_ && dear_ && std::abs(cheap_->factor - dear_->factor) < factor_tolerance * dear_->factor;
  }
  double next(double target) const {
    double factor;
    if (cheap_ && dear_)
      factor = crossing(*cheap_, *dear_);
    else if (before_)
      factor = crossing(*before_, *last_);
    else
      factor = last_->factor * target / (target + last_->excess);
    const double limited = std::clamp(factor, last_->factor / 4, last_->factor * 4);
    return std::clamp(limited, least_factor, greatest_factor);
  }

 private:
  static double crossing(const Trial& a, const Trial& b) {
    return a.factor - a.excess * (b.factor - a.factor) / (b.excess - a.excess);
  }
  std::optional<Trial> cheap_, dear_, before_, last_;
};

double equal_cost_factor(Pilot& pilot, const Arm& arm, double target, const Precision& precision, Ticker& ticker) {
  FalsePosition search;
  Trial best{1.0, pilot.cost(arm, 1.0) - target};
  Trial trial = best;
  for (int evaluation = 1; evaluation < precision.most_evaluations; ++evaluation) {
    if (std::abs(best.excess) <= precision.tolerance * target || !search.learn(trial) || search.at_a_jump()) break;
    const double factor = search.next(target);
    if (!(factor != trial.factor)) break;
    ticker.extend(pilot.weeks_of_a_trial());
    trial = {factor, pilot.cost(arm, factor) - target};
    if (std::abs(trial.excess) < std::abs(best.excess)) best = trial;
  }
  return best.factor;
}

using References = std::vector<std::optional<std::size_t>>;

/// [arms] whose cost each shares.
References references_of(const Study& study) {
  References references;
  for (const Arm& arm : study.arms) references.push_back(reference_arm(study, arm));
  return references;
}

std::uint64_t scaled(const References& references) {
  return static_cast<std::uint64_t>(std::ranges::count_if(references, [](const auto& r) { return r.has_value(); }));
}

/// [arms] factors, 1 for those at their own cost.
std::vector<double> factors_of(Pilot& pilot, const Study& study, const References& references,
                               const Precision& precision, Ticker& ticker) {
  std::vector<double> factors(study.arms.size(), 1.0);
  for (std::size_t arm = 0; arm < factors.size(); ++arm) {
    if (!references[arm]) continue;
    const double target = pilot.cost(study.arms[*references[arm]], 1.0);
    factors[arm] = equal_cost_factor(pilot, study.arms[arm], target, precision, ticker);
  }
  return factors;
}

void report_scale(const Study& study, const Arm& arm, const Arm& reference, double factor, Progress& progress) {
  progress.message({fmt::format("{}: {} times {:.3f} to cost as much as {}", arm.title.en,
                                fmt::join(study.catalogue->cost_levers, ", "), factor, reference.title.en),
                    fmt::format("{}：{} 乘以 {:.3f}，使公共支出与{}相等", arm.title.zh,
                                fmt::join(study.catalogue->cost_levers, "、"), factor, reference.title.zh)});
  if (!scaling_clamps(study, arm, factor)) return;
  progress.message({fmt::format("{}: a scaled lever met the end of its range; costs may differ", arm.title.en),
                    fmt::format("{}：缩放后有参数达到取值边界，支出可能不完全相等", arm.title.zh)});
}

}  // namespace

bool wants_equal_cost(const Study& study) {
  return std::ranges::any_of(study.arms, [](const Arm& arm) { return !arm.equal_cost_to.empty(); });
}

std::vector<double> equal_cost_scales(const models::Model& model, const Study& study, const sim::Execution& execution,
                                      Progress& progress, const std::atomic<bool>* stop,
                                      std::vector<KnownBlock>* runs) {
  const References references = references_of(study);
  std::vector<double> factors(study.arms.size(), 1.0);
  if (scaled(references) == 0) return factors;

  const std::uint32_t pilots = std::min(pilot_replicates, study.replicates);
  Ticker ticker(progress, Task::equal_cost, pilots * (study.burn_in_weeks + 2 * scaled(references) * study.weeks),
                stop);
  Pilot pilot(study, plan_of(model, study, factors, 0, pilots), execution, ticker);
  factors = factors_of(pilot, study, references, of_a_study, ticker);
  for (std::size_t arm = 0; arm < factors.size(); ++arm)
    if (references[arm]) report_scale(study, study.arms[arm], study.arms[*references[arm]], factors[arm], progress);
  if (runs) *runs = std::move(pilot).runs();
  return factors;
}

BalancedBlock at_equal_cost(const RunPlan& plan, const Block& block, const sim::Execution& execution, Ticker& ticker) {
  const Study& study = *block.study;
  const References references = references_of(study);
  BalancedBlock result{block, {}, std::vector<double>(study.arms.size(), 1.0)};
  if (scaled(references) == 0) return result;
  ticker.extend(plan.burn_in_weeks + 2 * scaled(references) * plan.weeks);
  Pilot pilot(study, {plan.model, plan.burn_in_weeks, plan.weeks, plan.recording, {block}}, execution, ticker);
  result.scales = factors_of(pilot, study, references, of_a_block, ticker);
  for (std::size_t arm = 0; arm < study.arms.size(); ++arm)
    result.block.branches[arm].course =
        std::make_shared<const Course>(course_of(study, study.arms[arm], result.scales[arm]));
  result.known = std::move(std::move(pilot).runs().front());
  return result;
}

}  // namespace liandong::analysis
