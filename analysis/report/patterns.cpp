#include "analysis/report/patterns.h"

#include <cmath>
#include <span>
#include <string_view>

#include "analysis/inference/statistics.h"
#include "analysis/report/parts.h"
#include "models/governance/measures/indicators.h"

namespace liandong::analysis::report {

using nlohmann::json;

namespace {

/// What was seen somewhere, as a range that a credible model should meet under the arrangement before the reform.
struct Pattern {
  std::string_view key;  ///< of an indicator
  double low, high;
  std::string_view source_zh, source_en;
};

constexpr Pattern patterns[] = {
    {"administration", 0.55, 0.85, "街居制下居委会行政事务占比约70%",
     "about 70% of committee time under the street–committee system"},
    {"turnout", 0.43, 0.53, "上海居委会选举投票率47.9%", "turnout of committee elections in Shanghai, 47.9%"},
    {"volunteers", 0.03, 0.10, "活跃志愿者占居民3–10%", "active volunteers, 3–10% of residents"},
    {"network.isolates", 0.20, 0.30, "上海城市邻里调查：27.5%的居民从不与邻居交谈",
     "Shanghai neighbourhood survey: 27.5% never talk with neighbours"},
    {"coverage.care", 0.0, 0.40, "八项养老服务平均供给不足0.4",
     "eight services for the elderly, mean supply below 0.4"},
    {"mediations", 10, 60, "全国每个调解委员会年均约12起，社区10–60起",
     "about 12 disputes per mediation committee and year; 10 to 60 per community"},
    {"turnover", 0.15, 0.25, "六城市社会工作者年流失率约20%", "social workers of six cities, about 20% leave per year"},
};

/// Mean of one indicator over the last year of the burn-in, per replicate.
std::vector<double> late_values(const Array<float>& weekly, std::size_t indicator) {
  std::vector<double> result;
  for (std::size_t r = 0; r < weekly.shape[0]; ++r) {
    std::vector<double> year;
    for (std::size_t week = weekly.shape[1] > 52 ? weekly.shape[1] - 52 : 0; week < weekly.shape[1]; ++week)
      year.push_back(weekly.at(r, week, indicator));
    result.push_back(mean(year));
  }
  return result;
}

}  // namespace

json pattern_checks(const Results& results) {
  json list = json::array();
  if (results.burn_in.shape.size() != 3 || results.burn_in.values.empty()) return list;
  const auto indicators = governance::indicators();
  for (const auto& pattern : patterns)
    for (std::size_t i = 0; i < indicators.size(); ++i) {
      if (indicators[i].key != pattern.key) continue;
      const auto values = late_values(results.burn_in, i);
      const double value = mean(values);
      if (!std::isfinite(value)) continue;
      list.push_back({{"indicator", i},
                      {"low", pattern.low},
                      {"high", pattern.high},
                      {"source", text(pattern.source_zh, pattern.source_en)},
                      {"value", rounded(value)},
                      {"from", rounded(quantile(values, 0.1))},
                      {"to", rounded(quantile(values, 0.9))},
                      {"hit", value >= pattern.low && value <= pattern.high}});
    }
  return list;
}

}  // namespace liandong::analysis::report
