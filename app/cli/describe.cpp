#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <nlohmann/json.hpp>

#include "analysis/report/text_layout.h"
#include "analysis/scenario/scenario.h"
#include "analysis/scenario/units.h"
#include "analysis/scenario/values.h"
#include "analysis/scenario/world_reader.h"
#include "app/cli/command.h"
#include "app/cli/parameter_tables.h"
#include "app/cli/prior_text.h"
#include "app/cli/terminal.h"
#include "app/cli/text.h"

namespace liandong::app {
namespace {

const Text about_describe{"Explain the numbers that can be set", "解释可以设置的数值"};
const Text describe_model{"Model to describe (default: that of files which name none)",
                          "要说明的模型（默认为未指明模型的文件所用者）"};
const Text option_key{"A key, or the beginning of keys (default: all)", "键，或键的开头（默认全部）"};
const Text option_markdown{"Write all keys and indicators as a page of Markdown tables",
                           "把全部键和指标写成 Markdown 表格"};

using models::Parameter;
using models::ParameterGroup;

/// [run], [worlds] and the groups of a model, levers first.
std::vector<const ParameterGroup*> groups_of(const models::Catalogue& catalogue) {
  std::vector<const ParameterGroup*> groups;
  if (catalogue.levers()) groups.push_back(catalogue.levers());
  for (const auto& group : catalogue.groups)
    if (!group.levers) groups.push_back(&group);
  groups.push_back(&analysis::run_group());
  groups.push_back(&analysis::world_group());
  return groups;
}

/// What was asked for: a key, the beginning of keys, or, where no key begins so, words in keys and names.
class Wanted {
 public:
  Wanted(std::string word, const models::Catalogue& catalogue) : word_(std::move(word)) {
    for (const auto* group : groups_of(catalogue))
      for (const auto& parameter : group->parameters) by_key_ = by_key_ || is_key(parameter, *group);
    for (const auto& indicator : catalogue.indicators) by_key_ = by_key_ || begins(indicator.key);
  }
  bool matches(const Parameter& parameter, const ParameterGroup& group) const {
    return by_key_ ? is_key(parameter, group)
                   : holds(analysis::full_key(parameter, group)) || holds_either(parameter.name);
  }
  bool matches(const models::Indicator& indicator) const {
    return by_key_ ? begins(indicator.key) : holds(indicator.key) || holds_either(indicator.name);
  }

 private:
  bool begins(std::string_view key) const {
    return key == word_ || (key.starts_with(word_) && (word_.ends_with('.') || key[word_.size()] == '.'));
  }
  bool is_key(const Parameter& parameter, const ParameterGroup& group) const {
    return word_.empty() || word_ == group.key || begins(analysis::full_key(parameter, group)) || begins(parameter.key);
  }
  bool holds(std::string_view text) const {
    const auto same = [](unsigned char a, unsigned char b) { return std::tolower(a) == std::tolower(b); };
    return std::search(text.begin(), text.end(), word_.begin(), word_.end(), same) != text.end();
  }
  bool holds_either(const models::Words& words) const { return holds(words.en) || holds(words.zh); }

  std::string word_;
  bool by_key_ = false;
};

nlohmann::json json_of(const ParameterGroup& group, const Parameter& d) {
  return {{"key", analysis::full_key(d, group)},
          {"group", group.key},
          {"unit", d.unit},
          {"low", d.low},
          {"high", d.high},
          {"default", d.fallback},
          {"whole", d.whole},
          {"source", d.source},
          {"prior", prior_json(d)},
          {"name_en", d.name.en},
          {"name_zh", d.name.zh},
          {"meaning_en", d.meaning.en},
          {"meaning_zh", d.meaning.zh}};
}

std::string prior_words(const Parameter& d, Language language) {
  return fmt::format("{} {}  {} {}  {} {}", text::status.in(language), status_words(d, language),
                     text::plausible.in(language), plausible_words(d, language), text::reason.in(language),
                     d.prior->reason);
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
         below(facts) + (d.prior ? below(prior_words(d, language)) : "");
}

nlohmann::json json_of(const models::Indicator& i) {
  return {{"key", i.key},
          {"theme", i.theme},
          {"unit", i.unit},
          {"direction", static_cast<int>(i.direction)},
          {"smallest_effect", i.smallest_effect},
          {"name_en", i.name.en},
          {"name_zh", i.name.zh},
          {"meaning_en", i.meaning.en},
          {"meaning_zh", i.meaning.zh}};
}

std::string words_of(const models::Indicator& i, analysis::Units units, Language language) {
  const auto unit = analysis::unit_in_words(i.unit, units, language);
  const auto below = [](std::string_view line) { return analysis::wrapped("    " + std::string(line), 100, 4) + "\n"; };
  return fmt::format("{}  {}{}\n", i.key, i.name.in(language), unit.empty() ? "" : " (" + unit + ")") +
         below(i.meaning.in(language));
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

/// The groups of parameters and the themes of indicators, with how many each holds.
std::string contents(const models::Catalogue& catalogue, Language language) {
  std::vector<std::vector<std::string>> rows{
      {text::key.in(language), text::count.in(language), text::what.in(language)}};
  for (const auto* group : groups_of(catalogue))
    rows.push_back(
        {std::string(group->key), std::to_string(group->parameters.size()), std::string(group->title.in(language))});
  for (const auto& theme : catalogue.themes) {
    const auto count = std::ranges::count(catalogue.indicators, theme.key, &models::Indicator::theme);
    rows.push_back({"", std::to_string(count), say(language, text::indicators_about, theme.name.in(language))});
  }
  return analysis::table(rows, {false, true}) + "\n" + text::describe_hint.in(language) + "\n";
}

void ask_describe(Asking& ask) {
  ask.argument("KEY", ask.options.key, option_key);
  ask.word("--model", ask.options.model, describe_model);
  ask.flag("--markdown", ask.options.markdown, option_markdown);
}

Exit run_describe(const Options& options) {
  const auto& catalogue = *model_of(options).catalogue;
  const auto language = options.language;
  if (options.markdown || (options.key.empty() && !options.json)) {
    print(options.markdown ? parameter_page(catalogue, language) : contents(catalogue, language));
    return Exit::done;
  }
  const Wanted wanted(options.key, catalogue);
  auto definitions = nlohmann::json::array(), indicators = nlohmann::json::array();
  std::string words, section;
  const auto close = [&](std::string_view title) {
    if (!section.empty()) words += fmt::format("{}{}\n\n{}", words.empty() ? "" : "\n", title, section);
    section.clear();
  };
  for (const auto* group : groups_of(catalogue)) {
    const bool of_study = group == &analysis::run_group() || group == &analysis::world_group();
    const auto units = of_study ? analysis::study_units() : analysis::Units(catalogue.units);
    for (const auto& parameter : group->parameters) {
      if (!wanted.matches(parameter, *group)) continue;
      definitions.push_back(json_of(*group, parameter));
      section += words_of(*group, parameter, units, language);
    }
    close(group->title.in(language));
  }
  for (const auto& indicator : catalogue.indicators) {
    if (!wanted.matches(indicator)) continue;
    indicators.push_back(json_of(indicator));
    section += words_of(indicator, catalogue.units, language);
  }
  close(text::indicators.in(language));
  if (definitions.empty() && indicators.empty()) no_such_key(options.key, catalogue);
  print(options.json ? nlohmann::json{{"definitions", definitions}, {"indicators", indicators}}.dump(2) + "\n" : words);
  return Exit::done;
}

}  // namespace

Command describe_command() { return {"describe", about_describe, ask_describe, run_describe}; }

}  // namespace liandong::app
