#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "analysis/report/text_layout.h"
#include "analysis/scenario/arrangement.h"
#include "analysis/scenario/scenario.h"
#include "analysis/scenario/uncertain.h"
#include "analysis/scenario/units.h"
#include "app/cli/command.h"
#include "app/cli/models.h"
#include "app/cli/terminal.h"
#include "app/cli/text.h"
#include "models/prior.h"

namespace liandong::app {
namespace {

const Text about_diff{"Say in which levers two arrangements differ", "说明两种安排的杠杆有何不同"};
const Text option_arrangement{"Two arrangement files or names", "两个安排文件或名称"};

/// Positions of the levers in which two arrangements differ.
std::vector<std::size_t> differing(const analysis::NamedLevers& a, const analysis::NamedLevers& b) {
  std::vector<std::size_t> result;
  for (std::size_t i = 0; i < a.levers.size(); ++i)
    if (a.levers[i] != b.levers[i] || analysis::range_of(i, a.ranges) != analysis::range_of(i, b.ranges))
      result.push_back(i);
  return result;
}

nlohmann::json range_json(std::size_t lever, const analysis::NamedLevers& arrangement) {
  const auto range = analysis::range_of(lever, arrangement.ranges);
  if (!range) return nullptr;
  return {{"low", range->low}, {"high", range->high}, {"distribution", models::term_of(range->distribution).key}};
}

std::string words(std::size_t lever, const analysis::NamedLevers& arrangement) {
  return analysis::uncertain_words(arrangement.levers[lever], analysis::range_of(lever, arrangement.ranges));
}

void ask_diff(Asking& ask) { ask.files("ARRANGEMENTS", option_arrangement, 2, 2); }

Exit run_diff(const Options& options) {
  const auto a = analysis::load_arrangement(analysis::find_arrangement(options.files[0]), known_models());
  const auto b = analysis::load_arrangement(analysis::find_arrangement(options.files[1]), known_models());
  if (a.catalogue != b.catalogue)
    usage_error(options.files[1], {say(Language::en, text::other_model, a.catalogue->model, b.catalogue->model),
                                   say(Language::zh, text::other_model, a.catalogue->model, b.catalogue->model)});
  const auto parameters = analysis::lever_parameters(*a.catalogue);
  const auto levers = differing(a, b);
  if (options.json) {
    auto list = nlohmann::json::array();
    for (const std::size_t i : levers)
      list.push_back({{"key", parameters[i].key},
                      {"unit", parameters[i].unit},
                      {"from", a.levers[i]},
                      {"to", b.levers[i]},
                      {"from_range", range_json(i, a)},
                      {"to_range", range_json(i, b)},
                      {"name_en", parameters[i].name.en},
                      {"name_zh", parameters[i].name.zh}});
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
  for (const std::size_t i : levers)
    rows.push_back({std::string(parameters[i].name.in(language)), words(i, a), "→", words(i, b),
                    analysis::unit_in_words(parameters[i].unit, a.catalogue->units, language),
                    std::string(parameters[i].key)});
  print(say(language, text::levers_differ, from, to, levers.size()) + "\n" +
        analysis::table(rows, {false, true, false, true}));
  return Exit::done;
}

}  // namespace

Command diff_command() { return {"diff", about_diff, ask_diff, run_diff}; }

}  // namespace liandong::app
