#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "analysis/report/text_layout.h"
#include "analysis/scenario/scenario.h"
#include "analysis/scenario/units.h"
#include "analysis/scenario/values.h"
#include "app/cli/commands.h"
#include "app/cli/parameter_tables.h"
#include "app/cli/terminal.h"
#include "app/cli/text.h"

namespace liandong::app {
namespace {

using models::Parameter;
using models::ParameterGroup;

/// [run] and the groups of a model, levers first.
std::vector<const ParameterGroup*> groups_of(const models::Catalogue& catalogue) {
  std::vector<const ParameterGroup*> groups;
  if (catalogue.levers()) groups.push_back(catalogue.levers());
  for (const auto& group : catalogue.groups)
    if (!group.levers) groups.push_back(&group);
  groups.push_back(&analysis::run_group());
  return groups;
}

bool matches(const std::string& wanted, const ParameterGroup& group, const Parameter& definition) {
  const auto full = analysis::full_key(definition, group);
  const auto begins = [&](std::string_view key) {
    return key == wanted || (key.starts_with(wanted) && (wanted.ends_with('.') || key[wanted.size()] == '.'));
  };
  return wanted.empty() || wanted == group.key || begins(full) || begins(definition.key);
}

nlohmann::json json_of(const ParameterGroup& group, const Parameter& d) {
  return {{"key", analysis::full_key(d, group)},
          {"group", group.key},
          {"unit", d.unit},
          {"low", d.low},
          {"high", d.high},
          {"default", d.fallback},
          {"whole", d.whole},
          {"source", d.source},
          {"name_en", d.name.en},
          {"name_zh", d.name.zh},
          {"meaning_en", d.meaning.en},
          {"meaning_zh", d.meaning.zh}};
}

std::string words_of(const ParameterGroup& group, const Parameter& d, analysis::Units units, Language language) {
  const bool zh = language == Language::zh;
  const auto unit = analysis::unit_in_words(d.unit, units, language);
  auto range = fmt::format("{:.10g} … {:.10g}{}{}", d.low, d.high, unit.empty() ? "" : " ", unit);
  if (d.whole) range += zh ? "，" + text::whole_number.zh : ", " + text::whole_number.en;
  const auto facts = fmt::format("{} {}  {} {:.10g}  {} {}", text::range.in(language), range,
                                 text::default_value.in(language), d.fallback, text::source.in(language), d.source);
  const auto below = [](std::string_view line) { return analysis::wrapped("    " + std::string(line), 100, 4) + "\n"; };
  return fmt::format("{}  {}\n", analysis::full_key(d, group), d.name.in(language)) + below(d.meaning.in(language)) +
         below(facts);
}

[[noreturn]] void no_such_key(const std::string& wanted, const models::Catalogue& catalogue) {
  std::vector<std::string> keys;
  for (const auto* group : groups_of(catalogue))
    for (const auto& parameter : group->parameters) keys.push_back(analysis::full_key(parameter, *group));
  for (const auto& indicator : catalogue.indicators) keys.emplace_back(indicator.key);
  analysis::Problems problems;
  analysis::add_unknown_key({}, wanted, wanted, {keys.begin(), keys.end()}, problems);
  throw analysis::InputError(problems.list());
}

}  // namespace

Exit describe(const Options& options) {
  const auto& catalogue = *model_of(options).catalogue;
  if (options.markdown) {
    print(parameter_page(catalogue, options.language));
    return Exit::done;
  }
  auto list = nlohmann::json::array();
  std::string words;
  for (const auto* group : groups_of(catalogue)) {
    const auto units = group == &analysis::run_group() ? analysis::study_units() : analysis::Units(catalogue.units);
    std::string entries;
    for (const auto& parameter : group->parameters) {
      if (!matches(options.key, *group, parameter)) continue;
      list.push_back(json_of(*group, parameter));
      entries += words_of(*group, parameter, units, options.language);
    }
    if (!entries.empty())
      words += fmt::format("{}{}\n\n{}", words.empty() ? "" : "\n", group->title.in(options.language), entries);
  }
  if (list.empty()) no_such_key(options.key, catalogue);
  print(options.json ? nlohmann::json{{"definitions", list}}.dump(2) + "\n" : words);
  return Exit::done;
}

}  // namespace liandong::app
