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

using governance::Definition;

struct Group {
  std::string_view key;  ///< section of a study file
  const Text& title;
  analysis::Catalogue definitions;
};

std::vector<Group> groups() {
  return {{"levers", text::group_levers, analysis::catalogue(governance::lever_definitions())},
          {"context", text::group_context, analysis::catalogue(governance::context_definitions())},
          {"place", text::group_place, analysis::catalogue(governance::place_definitions())},
          {"run", text::group_run, analysis::catalogue(analysis::run_definitions())},
          {"mechanisms", text::group_mechanisms, analysis::catalogue(governance::mechanism_definitions())}};
}

/// Key as --set takes it: with the section, but for levers.
std::string full_key(const Group& group, const Definition& definition) {
  if (group.key == "levers") return std::string(definition.key);
  return std::string(group.key) + "." + std::string(analysis::short_key(definition.key, group.key));
}

bool matches(const std::string& wanted, const Group& group, const Definition& definition) {
  const auto full = full_key(group, definition);
  const auto begins = [&](std::string_view key) {
    return key == wanted || (key.starts_with(wanted) && (wanted.ends_with('.') || key[wanted.size()] == '.'));
  };
  return wanted.empty() || wanted == group.key || begins(full) || begins(definition.key);
}

nlohmann::json json_of(const Group& group, const Definition& d) {
  return {{"key", full_key(group, d)},
          {"group", group.key},
          {"unit", d.unit},
          {"low", d.low},
          {"high", d.high},
          {"default", d.fallback},
          {"whole", d.whole},
          {"source", d.source},
          {"name_en", d.name_en},
          {"name_zh", d.name_zh},
          {"meaning_en", d.meaning_en},
          {"meaning_zh", d.meaning_zh}};
}

std::string words_of(const Group& group, const Definition& d, Language language) {
  const bool zh = language == Language::zh;
  const auto unit = analysis::unit_in_words(d.unit, language);
  auto range = fmt::format("{:.10g} … {:.10g}{}{}", d.low, d.high, unit.empty() ? "" : " ", unit);
  if (d.whole) range += zh ? "，" + text::whole_number.zh : ", " + text::whole_number.en;
  const auto facts = fmt::format("{} {}  {} {:.10g}  {} {}", text::range.in(language), range,
                                 text::default_value.in(language), d.fallback, text::source.in(language), d.source);
  const auto below = [](std::string_view line) { return analysis::wrapped("    " + std::string(line), 100, 4) + "\n"; };
  return fmt::format("{}  {}\n", full_key(group, d), zh ? d.name_zh : d.name_en) +
         below(zh ? d.meaning_zh : d.meaning_en) + below(facts);
}

[[noreturn]] void no_such_key(const std::string& wanted) {
  std::vector<std::string> keys;
  for (const auto& group : groups())
    for (const auto* definition : group.definitions) keys.push_back(full_key(group, *definition));
  analysis::Problems problems;
  analysis::add_unknown_key({}, wanted, wanted, {keys.begin(), keys.end()}, problems);
  throw analysis::InputError(problems.list());
}

}  // namespace

Exit describe(const Options& options) {
  if (options.markdown) {
    print(parameter_page(options.language));
    return Exit::done;
  }
  auto list = nlohmann::json::array();
  std::string words;
  for (const auto& group : groups()) {
    std::string entries;
    for (const auto* definition : group.definitions) {
      if (!matches(options.key, group, *definition)) continue;
      list.push_back(json_of(group, *definition));
      entries += words_of(group, *definition, options.language);
    }
    if (!entries.empty()) words += (words.empty() ? "" : "\n") + group.title.in(options.language) + "\n\n" + entries;
  }
  if (list.empty()) no_such_key(options.key);
  print(options.json ? nlohmann::json{{"definitions", list}}.dump(2) + "\n" : words);
  return Exit::done;
}

}  // namespace liandong::app
