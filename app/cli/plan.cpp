#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <numeric>

#include "analysis/experiment/driver.h"
#include "analysis/report/text_layout.h"
#include "analysis/scenario/course.h"
#include "app/cli/command.h"
#include "app/cli/terminal.h"
#include "app/cli/text.h"

namespace liandong::app {
namespace {

const Text about_plan{"Show the phases of a week", "列出一周的各个阶段"};
const Text option_time{"Run the first arm, or part of it in a large place, and show the time of each phase",
                       "运行第一个方案（地方很大时只运行一部分），显示各阶段耗时"};

std::string joined(const std::vector<std::string>& words) {
  std::string line;
  for (const auto& word : words) line += (line.empty() ? "" : ", ") + word;
  return line;
}

/// What the phases took.
struct Timing {
  std::vector<double> seconds;  ///< [phases], of all weeks
  double weeks = 0, residents = 0;

  double per_week(double of_seconds) const { return of_seconds / weeks; }
  double per_resident_week(double of_seconds) const { return of_seconds / (weeks * residents); }
};

/// Weeks of the whole course, or of as much of burn-in and arm as takes some seconds.
analysis::Study shortened(analysis::Study study, double residents) {
  constexpr double resident_weeks = 5e7, least = 26.0;
  const double all = study.burn_in_weeks + study.weeks, part = std::max(least, resident_weeks / residents) / all;
  if (part >= 1.0) return study;
  study.burn_in_weeks = static_cast<std::uint32_t>(part * study.burn_in_weeks);
  study.weeks = static_cast<std::uint32_t>(part * all) - study.burn_in_weeks;
  return study;
}

/// Times the phases while the burn-in arrangement and then the first arm run in the study's place.
Timing time_phases(const models::Model& model, const analysis::Study& whole, const Options& options) {
  const auto run = model.start(whole.values, whole.seed, 0);
  Timing timing{std::vector<double>(model.catalogue->phases.size())};
  timing.residents = static_cast<double>(run->residents());
  const analysis::Study study = shortened(whole, timing.residents);
  const std::uint32_t weeks = study.burn_in_weeks + study.weeks;
  timing.weeks = weeks;
  analysis::NoProgress nobody;
  analysis::Ticker ticker(nobody, analysis::Task::replicates, weeks, nullptr);
  analysis::drive(*run, analysis::course_of(study, study.arms.front()), {0, weeks},
                  {options.order, options.threads != 1}, ticker, {}, timing.seconds);
  return timing;
}

nlohmann::json json_of(const std::vector<models::PhaseText>& phases, const Timing& timing) {
  auto list = nlohmann::json::array();
  for (std::size_t i = 0; i < phases.size(); ++i) {
    list.push_back({{"name", phases[i].name},
                    {"about", phases[i].about.en},
                    {"about_zh", phases[i].about.zh},
                    {"reads", phases[i].reads},
                    {"writes", phases[i].writes}});
    if (timing.seconds.empty()) continue;
    list.back()["seconds_per_week"] = timing.per_week(timing.seconds[i]);
    list.back()["nanoseconds_per_resident_week"] = 1e9 * timing.per_resident_week(timing.seconds[i]);
  }
  return {{"phases", list}};
}

std::string time_table(const std::vector<models::PhaseText>& phases, const Timing& timing, Language language) {
  const double total = std::accumulate(timing.seconds.begin(), timing.seconds.end(), 0.0);
  std::vector<std::vector<std::string>> rows{{text::phase.in(language), text::milliseconds.in(language),
                                              text::nanoseconds.in(language), text::share.in(language)}};
  const auto add = [&](const std::string& name, double seconds) {
    rows.push_back({name, fmt::format("{:.3f}", 1e3 * timing.per_week(seconds)),
                    fmt::format("{:.2f}", 1e9 * timing.per_resident_week(seconds)),
                    fmt::format("{:.1f}%", total > 0 ? 100 * seconds / total : 0)});
  };
  for (std::size_t i = 0; i < phases.size(); ++i) add(phases[i].name, timing.seconds[i]);
  add(text::total.in(language), total);
  return analysis::table(rows, {false, true, true, true});
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
  const auto timing = options.time ? time_phases(model, study, options) : Timing();
  if (options.json)
    print(json_of(phases, timing).dump(2) + "\n");
  else
    print(words_of(phases, options.language) +
          (options.time ? "\n" + time_table(phases, timing, options.language) : ""));
  return Exit::done;
}

}  // namespace

Command plan_command() { return {"plan", about_plan, ask_plan, run_plan}; }

}  // namespace liandong::app
