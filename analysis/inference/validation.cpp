#include "analysis/inference/validation.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

#include "analysis/inference/statistics.h"
#include "analysis/inference/weekly_records.h"

namespace liandong::analysis {
namespace {

/// What patterns of an arm are held against.
struct Recorded {
  Text title;
  const Series* weekly = nullptr;  ///< [replicates, weeks, indicators]; none: the arm is not there
  double first_year = 0;           ///< in which those weeks begin
};

/// The pattern's figure in every replicate.
std::vector<double> figures(const models::Pattern& pattern, const Results& results, const Recorded& recorded) {
  const double residents = static_cast<double>(results.residents) / results.communities;
  std::vector<double> values;
  for (std::size_t r = 0; r < results.replicates; ++r) {
    const auto weekly = recorded.weekly->row(r);
    values.push_back(pattern.figure(WeeklyRecords(*results.catalogue, weekly, residents, recorded.first_year)));
  }
  return values;
}

Text title_or_name(const Text& title, std::string_view name) {
  return title.empty() ? Text(std::string(name), std::string(name)) : title;
}

Recorded arm_of(const Results& results, const Study& study, std::string_view name) {
  const auto found = std::ranges::find(results.arms, name, &ArmResult::name);
  if (found == results.arms.end()) return {};
  return {title_or_name(found->title, name), &found->weekly, static_cast<double>(study.start_year)};
}

/// An arm, or the burn-in in its place.
Recorded arm_or_burn_in(const Results& results, const Study& study, std::string_view name) {
  Recorded arm = arm_of(results, study, name);
  if (arm.weekly || results.burn_in_weeks == 0 || name != study.burn_in_name) return arm;
  const double years = static_cast<double>(results.burn_in_weeks) / models::year_weeks;
  return {title_or_name(study.burn_in_title, name), &results.burn_in, study.start_year - years};
}

Finding finding_of(const models::Pattern& pattern, const Effect& effect) {
  if (effect.pairs == 0) return Finding::not_measured;
  if (effect.low >= pattern.low && effect.high <= pattern.high) return Finding::met;
  return effect.high < pattern.low || effect.low > pattern.high ? Finding::missed : Finding::unclear;
}

PatternCheck checked(const models::Pattern& pattern, Text arms, const std::vector<double>& figures, double confidence) {
  const Effect effect = paired_effect(figures, std::vector<double>(figures.size()), confidence);
  return {&pattern, std::move(arms), effect.delta, effect.low, effect.high, finding_of(pattern, effect)};
}

PatternCheck check_level(const models::Pattern& pattern, const Results& results, const Study& study) {
  const Recorded arm = arm_or_burn_in(results, study, pattern.arm);
  if (!arm.weekly) return checked(pattern, {}, {}, study.confidence);
  return checked(pattern, arm.title, figures(pattern, results, arm), study.confidence);
}

PatternCheck check_difference(const models::Pattern& pattern, const Results& results, const Study& study) {
  const Recorded arm = arm_of(results, study, pattern.arm), other = arm_of(results, study, pattern.against);
  if (!arm.weekly || !other.weekly) return checked(pattern, {}, {}, study.confidence);
  auto differences = figures(pattern, results, arm);
  const auto levels = figures(pattern, results, other);
  for (std::size_t r = 0; r < levels.size(); ++r) {
    differences[r] -= levels[r];
    if (pattern.relative) differences[r] = levels[r] > 0.0 ? differences[r] / levels[r] : std::nan("");
  }
  const Text arms(arm.title.en + " − " + other.title.en, arm.title.zh + " − " + other.title.zh);
  return checked(pattern, arms, differences, study.confidence);
}

}  // namespace

std::string_view key_of(Finding finding) noexcept {
  switch (finding) {
    case Finding::met:
      return "met";
    case Finding::missed:
      return "missed";
    case Finding::unclear:
      return "unclear";
    case Finding::not_measured:
      break;
  }
  return "not_measured";
}

std::string_view key_of(models::Pattern::Status status) noexcept {
  return status == models::Pattern::Status::fitted ? "fitted" : "held_out";
}

std::vector<PatternCheck> check_patterns(const Results& results, const Study& study,
                                         std::span<const models::Pattern> patterns) {
  std::vector<PatternCheck> checks;
  for (const models::Pattern& pattern : patterns)
    checks.push_back(pattern.against.empty() ? check_level(pattern, results, study)
                                             : check_difference(pattern, results, study));
  return checks;
}

}  // namespace liandong::analysis
