#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <numeric>

#include "analysis/experiment/driver.h"
#include "analysis/report/text_layout.h"
#include "app/cli/command.h"
#include "app/cli/terminal.h"
#include "app/cli/text.h"

namespace liandong::app {
namespace {

const Text about_plan{"Show the phases of a week", "列出一周的各个阶段"};
const Text option_time{"Run a short study and show the time of each phase", "短暂运行并显示各阶段耗时"};

constexpr std::uint32_t timed_weeks = 26;

std::string joined(const std::vector<std::string>& words) {
  std::string line;
  for (const auto& word : words) line += (line.empty() ? "" : ", ") + word;
  return line;
}

/// Seconds of each phase while the burn-in arrangement and then the first arm run for `timed_weeks` weeks of the
/// study's place.
std::vector<double> time_phases(const models::Model& model, const analysis::Study& study, const Options& options) {
  std::vector<double> seconds(model.catalogue->phases.size());
  const auto run = model.start(study.values, study.seed, 0);
  analysis::NoProgress nobody;
  analysis::Ticker ticker(nobody, analysis::Task::replicates, timed_weeks, nullptr);
  const analysis::Course course{study.burn_in(), {{timed_weeks / 2, study.arms.front().stages.front().levers}}};
  analysis::drive(*run, course, {0, timed_weeks}, {options.order, options.threads != 1}, ticker, {}, seconds);
  return seconds;
}

nlohmann::json json_of(const std::vector<models::PhaseText>& phases, const std::vector<double>& seconds) {
  auto list = nlohmann::json::array();
  for (std::size_t i = 0; i < phases.size(); ++i) {
    list.push_back({{"name", phases[i].name},
                    {"about", phases[i].about.en},
                    {"about_zh", phases[i].about.zh},
                    {"reads", phases[i].reads},
                    {"writes", phases[i].writes}});
    if (!seconds.empty()) list.back()["seconds_per_week"] = seconds[i] / timed_weeks;
  }
  return {{"phases", list}};
}

std::string time_table(const std::vector<models::PhaseText>& phases, const std::vector<double>& seconds,
                       Language language) {
  const double total = std::accumulate(seconds.begin(), seconds.end(), 0.0);
  std::vector<std::vector<std::string>> rows{
      {text::phase.in(language), text::milliseconds.in(language), text::share.in(language)}};
  for (std::size_t i = 0; i < seconds.size(); ++i)
    rows.push_back({phases[i].name, fmt::format("{:.3f}", 1000 * seconds[i] / timed_weeks),
                    fmt::format("{:.1f}%", total > 0 ? 100 * seconds[i] / total : 0)});
  rows.push_back({text::total.in(language), fmt::format("{:.3f}", 1000 * total / timed_weeks), "100%"});
  return analysis::table(rows, {false, true, true});
}

std::string words_of(const std::vector<models::PhaseText>& phases, Language language) {
  constexpr std::size_t columns = 100, indent = 6;
  const auto columns_named = [&](const Text& heading, const std::vector<std::string>& names) {
    return analysis::wrapped("    " + heading.in(language) + joined(names), columns, indent) + "\n";
  };
  std::string words;
  for (std::size_t i = 0; i < phases.size(); ++i) {
    const auto& phase = phases[i];
    words += fmt::format("{:>2}  {}\n    {}\n", i + 1, phase.name, phase.about.in(language)) +
             columns_named(text::reads, phase.reads) + columns_named(text::writes, phase.writes);
  }
  return words;
}

void ask_plan(Asking& ask) {
  ask.study();
  ask.flag("--time", ask.options.time, option_time);
}

Exit run_plan(const Options& options) {
  const auto study = study_of(options);
  const auto& model = model_of(study);
  const auto& phases = model.catalogue->phases;
  const auto seconds = options.time ? time_phases(model, study, options) : std::vector<double>();
  if (options.json)
    print(json_of(phases, seconds).dump(2) + "\n");
  else
    print(words_of(phases, options.language) +
          (options.time ? "\n" + time_table(phases, seconds, options.language) : ""));
  return Exit::done;
}

}  // namespace

Command plan_command() { return {"plan", about_plan, ask_plan, run_plan}; }

}  // namespace liandong::app
