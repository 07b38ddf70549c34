#include <algorithm>

#include "analysis/report/parts.h"
#include "analysis/report/unit_names.h"

namespace liandong::analysis::report {

using nlohmann::json;

namespace {

json terms(const std::vector<models::Term>& list) {
  json result = json::array();
  for (const auto& one : list) result.push_back(term(one.key, one.name));
  return result;
}

json indicator_list(const std::vector<models::Indicator>& indicators) {
  json list = json::array();
  for (const auto& indicator : indicators)
    list.push_back({{"key", indicator.key},
                    {"theme", indicator.theme},
                    {"unit", indicator.unit},
                    {"direction", static_cast<int>(indicator.direction)},
                    {"smallest", rounded(indicator.smallest_effect)},
                    {"name", text(indicator.name)},
                    {"meaning", text(indicator.meaning)}});
  return list;
}

json theme_list(const std::vector<models::Theme>& themes) {
  json list = json::array();
  for (const auto& theme : themes) {
    list.push_back(term(theme.key, theme.name));
    list.back()["whole_run"] = theme.whole_run;
  }
  return list;
}

json ledger_list(const std::vector<models::LedgerText>& ledgers) {
  json list = json::array();
  for (const auto& ledger : ledgers)
    list.push_back({{"key", ledger.key},
                    {"title", text(ledger.title)},
                    {"unit", std::string(ledger.unit) + "/resident/year"},
                    {"shown", rounded(ledger.shown, 10)},
                    {"source", ledger.source},
                    {"outside", ledger.outside}});
  return list;
}

json mark_list(const std::vector<models::Mark>& marks) {
  json list = json::array();
  for (const auto& mark : marks) {
    list.push_back(term(mark.key, mark.name));
    list.back()["unit"] = mark.unit.empty() ? json(nullptr) : json(mark.unit);
  }
  return list;
}

/// Names of what is scaled to make arms cost the same.
json cost_levers(const models::Catalogue& catalogue) {
  json names = json::array();
  for (const auto& group : catalogue.groups)
    for (const auto& parameter : group.parameters)
      if (std::ranges::find(catalogue.cost_levers, parameter.key) != catalogue.cost_levers.end())
        names.push_back(text(parameter.name));
  return names;
}

bool has_costs(const Results& results) {
  return !results.catalogue->cost_levers.empty() ||
         std::ranges::any_of(results.arms, [](const ArmResult& arm) { return arm.public_cost != 0; });
}

json cost_indicator(const models::Catalogue& catalogue) {
  return catalogue.cost_indicator.empty() ? json(nullptr) : json(catalogue.cost_indicator);
}

json limits(const models::Catalogue& catalogue) {
  json list = json::array();
  for (const auto& limit : catalogue.limits) list.push_back(text(limit));
  return list;
}

void collect_units(const json& value, std::vector<std::string>& found) {
  if (value.is_object() && value.contains("unit") && value["unit"].is_string()) found.push_back(value["unit"]);
  if (value.is_structured())
    for (const auto& part : value) collect_units(part, found);
}

json in_language(std::string_view unit, const models::Catalogue& catalogue, Language language) {
  const auto [name, times] = unit_name(unit, catalogue, language);
  return {{"name", name}, {"times", rounded(times, 10)}};
}

}  // namespace

void add_words(json& document, const Results& results) {
  const auto& catalogue = *results.catalogue;
  document["model"] = {{"title", text(catalogue.title)},
                       {"costs", has_costs(results)},
                       {"cost_levers", cost_levers(catalogue)},
                       {"cost_indicator", cost_indicator(catalogue)},
                       {"limits", limits(catalogue)}};
  document["themes"] = theme_list(catalogue.themes);
  document["indicators"] = indicator_list(catalogue.indicators);
  document["groups"] = terms(catalogue.resident_groups);
  document["group_indicators"] = indicator_list(catalogue.group_indicators);
  document["ledgers"] = ledger_list(catalogue.ledgers);
  document["accounts"] = terms(catalogue.accounts);
  document["marks"] = mark_list(catalogue.marks);
}

json units(const json& document, const models::Catalogue& catalogue) {
  std::vector<std::string> found;
  collect_units(document, found);
  json result = json::object();
  for (const auto& unit : found)
    if (!result.contains(unit))
      result[unit] = {{"zh", in_language(unit, catalogue, Language::zh)},
                      {"en", in_language(unit, catalogue, Language::en)},
                      {"share", is_share(unit)}};
  return result;
}

}  // namespace liandong::analysis::report
