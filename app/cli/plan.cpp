#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <numeric>

#include "analysis/report/text_layout.h"
#include "app/cli/commands.h"
#include "app/cli/phase_text.h"
#include "app/cli/terminal.h"
#include "app/cli/text.h"
#include "models/governance/simulation.h"

namespace liandong::app {
namespace {

using WeekPlan = sim::Plan<governance::World>;

constexpr std::uint32_t timed_weeks = 26;

std::string joined(const std::vector<std::string>& words) {
  std::string line;
  for (const auto& word : words) line += (line.empty() ? "" : ", ") + word;
  return line;
}

/// Runs the burn-in arrangement and then the first arm for `timed_weeks` weeks of the study's place.
void time_phases(WeekPlan& plan, const Options& options) {
  const auto study = study_of(options);
  governance::Simulation simulation(study.setting, study.burn_in, study.seed, 0);
  const sim::Execution execution{options.order, options.threads != 1};
  for (std::uint32_t week = 0; week < timed_weeks; ++week) {
    if (week == timed_weeks / 2) simulation.set_levers(study.arms.front().stages.front().levers);
    simulation.step(execution, plan);
  }
}

nlohmann::json json_of(const WeekPlan& plan, bool timed) {
  auto list = nlohmann::json::array();
  for (std::size_t i = 0; i < plan.phases().size(); ++i) {
    const auto& phase = plan.phases()[i];
    list.push_back({{"name", phase.name},
                    {"about", phase.about},
                    {"about_zh", phase_in_chinese(phase.name)},
                    {"reads", phase.reads},
                    {"writes", phase.writes}});
    if (timed) list.back()["seconds_per_week"] = plan.seconds()[i] / timed_weeks;
  }
  return {{"phases", list}};
}

std::string time_table(const WeekPlan& plan, Language language) {
  const auto& seconds = plan.seconds();
  const double total = std::accumulate(seconds.begin(), seconds.end(), 0.0);
  std::vector<std::vector<std::string>> rows{
      {text::phase.in(language), text::milliseconds.in(language), text::share.in(language)}};
  for (std::size_t i = 0; i < seconds.size(); ++i)
    rows.push_back({plan.phases()[i].name, fmt::format("{:.3f}", 1000 * seconds[i] / timed_weeks),
                    fmt::format("{:.1f}%", total > 0 ? 100 * seconds[i] / total : 0)});
  rows.push_back({text::total.in(language), fmt::format("{:.3f}", 1000 * total / timed_weeks), "100%"});
  return analysis::table(rows, {false, true, true});
}

std::string words_of(const WeekPlan& plan, Language language) {
  constexpr std::size_t columns = 100, indent = 6;
  const auto columns_named = [&](const Text& heading, const std::vector<std::string>& names) {
    return analysis::wrapped("    " + heading.in(language) + joined(names), columns, indent) + "\n";
  };
  std::string words;
  for (std::size_t i = 0; i < plan.phases().size(); ++i) {
    const auto& phase = plan.phases()[i];
    const auto about = language == Language::zh ? phase_in_chinese(phase.name) : std::string_view(phase.about);
    words += fmt::format("{:>2}  {}\n    {}\n", i + 1, phase.name, about) + columns_named(text::reads, phase.reads) +
             columns_named(text::writes, phase.writes);
  }
  return words;
}

}  // namespace

Exit plan(const Options& options) {
  WeekPlan plan = governance::week();
  if (options.time) time_phases(plan, options);
  if (options.json)
    print(json_of(plan, options.time).dump(2) + "\n");
  else
    print(words_of(plan, options.language) + (options.time ? "\n" + time_table(plan, options.language) : ""));
  return Exit::done;
}

}  // namespace liandong::app
