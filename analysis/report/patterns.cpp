#include "analysis/report/patterns.h"

#include <string_view>

#include "analysis/inference/validation.h"
#include "analysis/report/parts.h"

namespace liandong::analysis::report {

using nlohmann::json;

namespace {

std::string_view kind_of(const models::Pattern& pattern) noexcept {
  if (pattern.against.empty()) return "level";
  return pattern.relative ? "relative" : "difference";
}

}  // namespace

json pattern_checks(const Results& results, const Study& study, std::span<const models::Pattern> patterns) {
  json list = json::array();
  for (const auto& check : check_patterns(results, study, patterns)) {
    if (check.arms.empty()) continue;
    const models::Pattern& pattern = *check.pattern;
    list.push_back({{"name", text(pattern.name)},
                    {"arms", text(check.arms)},
                    {"status", key_of(pattern.status)},
                    {"kind", kind_of(pattern)},
                    {"unit", pattern.unit},
                    {"low", rounded(pattern.low)},
                    {"high", rounded(pattern.high)},
                    {"source", pattern.source},
                    {"value", rounded(check.value)},
                    {"from", rounded(check.low)},
                    {"to", rounded(check.high)},
                    {"finding", key_of(check.finding)}});
  }
  return list;
}

}  // namespace liandong::analysis::report
