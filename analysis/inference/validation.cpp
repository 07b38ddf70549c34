#include "analysis/inference/validation.h"

#include <algorithm>
#include <stdexcept>
#include <string>

#include "analysis/inference/statistics.h"

namespace liandong::analysis {
namespace {

/// One replicate of a weekly array [replicates, weeks, indicators].
class WeeklyRecords final : public models::Records {
 public:
  WeeklyRecords(const Results& results, const Array<float>& weekly, std::size_t replicate)
      : results_(results), weekly_(weekly), replicate_(replicate) {}

  std::size_t weeks() const override { return weekly_.shape[1]; }
  double residents_per_community() const override {
    return static_cast<double>(results_.residents) / results_.communities;
  }
  double mean(std::string_view indicator, std::size_t first, std::size_t last) const override {
    const auto position = results_.catalogue->indicator(indicator);
    if (!position) throw std::out_of_range("no indicator '" + std::string(indicator) + "'");
    std::vector<double> values;
    for (std::size_t week = first; week < std::min(last, weeks()); ++week)
      values.push_back(weekly_.at(replicate_, week, *position));
    return analysis::mean(values);
  }

 private:
  const Results& results_;
  const Array<float>& weekly_;
  std::size_t replicate_;
};

/// The pattern's figure in every replicate.
std::vector<double> figures(const models::Pattern& pattern, const Results& results, const Array<float>& weekly) {
  std::vector<double> values;
  for (std::size_t r = 0; r < results.replicates; ++r)
    values.push_back(pattern.figure(WeeklyRecords(results, weekly, r)));
  return values;
}

Finding finding_of(const models::Pattern& pattern, const Effect& effect) {
  if (effect.pairs == 0) return Finding::not_measured;
  if (effect.low >= pattern.low && effect.high <= pattern.high) return Finding::met;
  return effect.high < pattern.low || effect.low > pattern.high ? Finding::missed : Finding::unclear;
}

PatternCheck check(const models::Pattern& pattern, const std::vector<double>& mine, const std::vector<double>& theirs,
                   double confidence) {
  const Effect effect = paired_effect(mine, theirs, confidence);
  return {&pattern, effect.delta, effect.low, effect.high, finding_of(pattern, effect)};
}

const ArmResult* arm_of(const Results& results, std::string_view name) {
  const auto found = std::ranges::find(results.arms, name, &ArmResult::name);
  return found == results.arms.end() ? nullptr : &*found;
}

}  // namespace

std::vector<PatternCheck> check_patterns(const Results& results, std::span<const models::Pattern> patterns,
                                         double confidence) {
  std::vector<PatternCheck> checks;
  for (const models::Pattern& pattern : patterns) {
    const ArmResult* arm = arm_of(results, pattern.arm);
    const ArmResult* against = pattern.against.empty() ? arm : arm_of(results, pattern.against);
    std::vector<double> mine, theirs;
    if (arm && against) {
      mine = figures(pattern, results, arm->weekly);
      theirs = pattern.against.empty() ? std::vector<double>(mine.size()) : figures(pattern, results, against->weekly);
    }
    checks.push_back(check(pattern, mine, theirs, confidence));
  }
  return checks;
}

std::vector<PatternCheck> check_burn_in(const Results& results, std::string_view burn_in_name,
                                        std::span<const models::Pattern> patterns, double confidence) {
  std::vector<PatternCheck> checks;
  if (results.burn_in_weeks == 0) return checks;
  for (const models::Pattern& pattern : patterns) {
    if (pattern.arm != burn_in_name || !pattern.against.empty()) continue;
    const auto mine = figures(pattern, results, results.burn_in);
    checks.push_back(check(pattern, mine, std::vector<double>(mine.size()), confidence));
  }
  return checks;
}

}  // namespace liandong::analysis
