#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "analysis/report/text_layout.h"
#include "analysis/scenario/scenario.h"
#include "analysis/scenario/units.h"
#include "app/cli/commands.h"
#include "app/cli/terminal.h"
#include "app/cli/text.h"

namespace liandong::app {
namespace {

using Lever = governance::DefinitionOf<governance::Levers>;

std::vector<const Lever*> differing(const governance::Levers& a, const governance::Levers& b) {
  std::vector<const Lever*> result;
  for (const auto& definition : governance::lever_definitions())
    if (a.*definition.member != b.*definition.member) result.push_back(&definition);
  return result;
}

}  // namespace

Exit diff(const Options& options) {
  const auto a = analysis::load_arrangement(analysis::find_arrangement(options.files[0]));
  const auto b = analysis::load_arrangement(analysis::find_arrangement(options.files[1]));
  const auto levers = differing(a.levers, b.levers);
  if (options.json) {
    auto list = nlohmann::json::array();
    for (const auto* lever : levers)
      list.push_back({{"key", lever->key},
                      {"unit", lever->unit},
                      {"from", a.levers.*lever->member},
                      {"to", b.levers.*lever->member},
                      {"name_en", lever->name_en},
                      {"name_zh", lever->name_zh}});
    print(nlohmann::json{{"from", a.name}, {"to", b.name}, {"levers", list}}.dump(2) + "\n");
    return Exit::done;
  }
  const auto language = options.language;
  const auto &from = a.title.in(language), &to = b.title.in(language);
  if (levers.empty()) {
    print(say(language, text::no_lever_differs, from, to) + "\n");
    return Exit::done;
  }
  std::vector<std::vector<std::string>> rows{
      {text::lever.in(language), from, "", to, text::unit.in(language), text::key.in(language)}};
  for (const auto* lever : levers)
    rows.push_back({std::string(language == Language::zh ? lever->name_zh : lever->name_en),
                    fmt::format("{:.6g}", a.levers.*lever->member), "→", fmt::format("{:.6g}", b.levers.*lever->member),
                    analysis::unit_in_words(lever->unit, language), std::string(lever->key)});
  print(say(language, text::levers_differ, from, to, levers.size()) + "\n" +
        analysis::table(rows, {false, true, false, true}));
  return Exit::done;
}

}  // namespace liandong::app
