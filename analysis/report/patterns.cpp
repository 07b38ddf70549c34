#include "analysis/report/patterns.h"

#include <string_view>

#include "analysis/inference/validation.h"
#include "analysis/report/parts.h"

namespace liandong::analysis::report {

using nlohmann::json;

namespace {

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

}  // namespace

json pattern_checks(const Results& results, const Study& study, std::span<const models::Pattern> patterns) {
  json list = json::array();
  if (study.burn_in_name.empty() || results.burn_in_weeks == 0) return list;
  for (const auto& check : check_burn_in(results, study.burn_in_name, patterns, study.confidence))
    list.push_back({{"name", text(check.pattern->name)},
                    {"unit", check.pattern->unit},
                    {"low", rounded(check.pattern->low)},
                    {"high", rounded(check.pattern->high)},
                    {"source", check.pattern->source},
                    {"value", rounded(check.value)},
                    {"from", rounded(check.low)},
                    {"to", rounded(check.high)},
                    {"finding", key_of(check.finding)}});
  return list;
}

}  // namespace liandong::analysis::report
