#include "analysis/inference/validation.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "analysis/inference/statistics.h"
#include "models/governance/measures/indicators.h"

namespace liandong::analysis {

namespace {

constexpr double open = std::numeric_limits<double>::infinity(), undefined = std::numeric_limits<double>::quiet_NaN();
/// What an effect of the stated sign must reach: anything but nothing.
constexpr double nothing = 1e-9;
constexpr std::size_t weeks_per_year = 52;
/// Weeks from January 2012, when the studied weeks begin, to the end of June 2015.
constexpr std::size_t mid_2015 = 182;

double mean_of(const ArmResult& arm, std::size_t replicate, std::string_view key, std::size_t first, std::size_t last) {
  const std::size_t indicator = governance::indicator_index(key), weeks = arm.weekly.shape[1];
  std::vector<double> values;
  for (std::size_t week = first; week < std::min(last, weeks); ++week)
    values.push_back(arm.weekly.at(replicate, week, indicator));
  return mean(values);
}

double last_year(const ArmResult& arm, std::size_t replicate, std::string_view key) {
  const std::size_t weeks = arm.weekly.shape[1];
  return mean_of(arm, replicate, key, weeks - std::min(weeks, weeks_per_year), weeks);
}

/// An indicator's mean over the last year.
template <std::size_t N>
struct Key {
  char text[N]{};
  constexpr Key(const char (&words)[N]) { std::copy_n(words, N, text); }
};
template <Key key>
double late(const Results&, const ArmResult& arm, std::size_t replicate) {
  return last_year(arm, replicate, key.text);
}

/// The last election: weeks without one have no turnout.
double turnout(const Results&, const ArmResult& arm, std::size_t replicate) {
  return mean_of(arm, replicate, "turnout", 0, arm.weekly.shape[1]);
}

/// Resolved over reported needs, in a steady state.
double resolution(const Results&, const ArmResult& arm, std::size_t replicate) {
  return last_year(arm, replicate, "coverage") / last_year(arm, replicate, "reporting");
}

/// Yearly growth of the number of organisations, from the first year to the last.
double growth(const Results&, const ArmResult& arm, std::size_t replicate) {
  const double years = static_cast<double>(arm.weekly.shape[1]) / weeks_per_year - 1.0;
  const double first = mean_of(arm, replicate, "organisations", 0, weeks_per_year);
  return years > 0.0 && first > 0.0 ? std::pow(last_year(arm, replicate, "organisations") / first, 1.0 / years) - 1.0
                                    : undefined;
}

double organisations_2015(const Results&, const ArmResult& arm, std::size_t replicate) {
  return mean_of(arm, replicate, "organisations", mid_2015 - 2, mid_2015 + 2);
}

double volunteers_2015(const Results& results, const ArmResult& arm, std::size_t replicate) {
  const double share = mean_of(arm, replicate, "volunteers", mid_2015 - 2, mid_2015 + 2);
  return share * static_cast<double>(results.residents) / results.communities;
}

constexpr auto table = std::to_array<Pattern>({
    {"street-committee", "", 0.55, 0.85, "evidence C7: 70 ± 15%", "administrative share of committee time",
     "居委会行政时间占比", late<"administration">},
    {"street-committee", "", 0.0, 0.4, "evidence C7", "care needs met", "照护需求满足率", late<"coverage.care">},
    {"street-committee", "", 0.43, 0.53, "evidence B2: 47.9% in Shanghai; ± 5 points assumed",
     "turnout of the committee election", "居委会选举投票率", turnout},
    {"street-committee", "", 0.03, 0.10, "evidence M14, C7", "volunteers among residents", "志愿者占居民比例",
     late<"volunteers">},
    {"street-committee", "", 0.20, 0.30, "evidence M13: about 25%; ± 5 points assumed", "near-isolates", "近乎孤立者",
     late<"network.isolates">},
    {"street-committee", "", 0.15, 0.25, "evidence M15: about 20%; ± 5 points assumed", "yearly turnover of workers",
     "工作人员年流失率", late<"turnover">},
    {"street-committee", "", 10.0, 60.0, "evidence B2, C7", "disputes settled per community and year",
     "每社区年化解纠纷数", late<"mediations">},
    {"street-committee", "", -0.02, 0.05, "evidence C7", "yearly growth of organisations", "社会组织年增长率", growth},
    {"street-committee", "", 0.43, 0.63, "evidence B2: Beijing, 53% before; ± 10 points assumed",
     "resolved over reported needs, no hotline", "已反映需求的解决率（无热线）", resolution},
    {"hotline", "", 0.79, 0.99, "evidence B2: Beijing, 89% after; ± 10 points assumed",
     "resolved over reported needs, hotline", "已反映需求的解决率（热线）", resolution},
    {"hotline", "street-committee", nothing, open, "evidence M2, C7: calls grew with resolution",
     "more needs are reported with a hotline", "热线使更多需求得到反映", late<"reporting">},
    {"grid", "street-committee", nothing, open, "P30, evidence C7", "the grid makes more needs known",
     "网格使更多需求被知晓", late<"reporting">},
    {"grid", "street-committee", -open, -nothing, "P39, evidence C7", "the grid takes time from self-government",
     "网格挤占自治时间", late<"autonomy">},
    {"organising", "street-committee", nothing, open, "P53, P75, evidence C7", "organising raises the number of ties",
     "组织培育增加居民关系", late<"network.degree">},
    {"organising", "street-committee", -open, -nothing, "P75, evidence C7", "organising lowers centralisation",
     "组织培育降低网络中心势", late<"network.centralisation">},
    {"strong-government", "", 1.5, 2.5, "S2 三(四): 515 in 255 communities; ± 25% assumed",
     "organisations per community, mid-2015", "每社区社会组织数（2015年年中）", organisations_2015},
    {"strong-government", "", 176.0, 294.0, "S2 三(四): 60,000 in 255 communities; ± 25% assumed",
     "volunteers per community, mid-2015", "每社区志愿者数（2015年年中）", volunteers_2015},
});

const ArmResult* arm_of(const Results& results, std::string_view name) {
  const auto found = std::ranges::find(results.arms, name, &ArmResult::name);
  return found == results.arms.end() ? nullptr : &*found;
}

Finding finding_of(const Pattern& pattern, const Effect& effect) {
  if (effect.pairs == 0) return Finding::not_measured;
  if (effect.low >= pattern.low && effect.high <= pattern.high) return Finding::met;
  return effect.high < pattern.low || effect.low > pattern.high ? Finding::missed : Finding::unclear;
}

}  // namespace

std::span<const Pattern> patterns() { return table; }

std::vector<PatternCheck> check_patterns(const Results& results, double confidence) {
  std::vector<PatternCheck> checks;
  for (const Pattern& pattern : table) {
    const ArmResult* arm = arm_of(results, pattern.arm);
    const ArmResult* against = pattern.against.empty() ? arm : arm_of(results, pattern.against);
    std::vector<double> mine, theirs;
    for (std::size_t r = 0; arm && against && r < results.replicates; ++r) {
      mine.push_back(pattern.figure(results, *arm, r));
      theirs.push_back(pattern.against.empty() ? 0.0 : pattern.figure(results, *against, r));
    }
    const Effect effect = paired_effect(mine, theirs, confidence);
    checks.push_back({&pattern, effect.delta, effect.low, effect.high, finding_of(pattern, effect)});
  }
  return checks;
}

}  // namespace liandong::analysis
