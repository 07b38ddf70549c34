#include <fmt/format.h>
#include <tbb/global_control.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <nlohmann/json.hpp>
#include <optional>

#include "analysis/experiment/driver.h"
#include "analysis/experiment/equal_cost.h"
#include "analysis/inference/comparison.h"
#include "analysis/report/text_layout.h"
#include "app/cli/command.h"
#include "app/cli/memory_check.h"
#include "app/cli/progress.h"
#include "app/cli/requests.h"
#include "app/cli/stop.h"
#include "app/cli/terminal.h"
#include "app/cli/text.h"
#include "sim/store/hash.h"

namespace liandong::app {
namespace {

const Text about_run{"Run one replicate of one arm, week by week", "逐周运行一个方案的一次重复"};
const Text option_arm{"Arm (default: the first)", "方案（默认第一个）"};
const Text option_snapshot{"Write the whole state after WEEK weeks (burn-in included) to FILE",
                           "在第 WEEK 周之后（含预热期）把全部状态写入 FILE"};
const Text option_graph{"Write the layer LAYER of the relationship graph after WEEK weeks to FILE, as GraphML",
                        "在第 WEEK 周之后把关系图层 LAYER 以 GraphML 写入 FILE"};

using analysis::Study;

std::size_t arm_position(const Study& study, const std::string& name) {
  if (name.empty()) return 0;
  std::vector<std::string_view> names;
  for (std::size_t i = 0; i < study.arms.size(); ++i) {
    if (study.arms[i].name == name) return i;
    names.push_back(study.arms[i].name);
  }
  const auto near = analysis::nearest(name, names);
  const auto in = [&](Language language) {
    return say(language, text::unknown_arm, name) + (near.empty() ? "" : say(language, text::did_you_mean, near));
  };
  usage_error("--arm", {in(Language::en), in(Language::zh)});
}

std::uint32_t checked_replicate(const Study& study, std::uint32_t replicate) {
  if (replicate >= study.replicates)
    usage_error("--replicate", {say(Language::en, text::bad_replicate, study.replicates - 1),
                                say(Language::zh, text::bad_replicate, study.replicates - 1)});
  return replicate;
}

/// One run and what it recorded.
struct Recording {
  std::vector<float> weekly;  ///< [weeks, indicators], burn-in first
  std::uint32_t weeks = 0;
  std::uint64_t residents = 0, state_hash = 0;
  double wall_seconds = 0;

  float at(std::size_t week, std::size_t indicator) const { return weekly[week * weekly.size() / weeks + indicator]; }
};

Recording record(const models::Model& model, const Study& study, const analysis::Course& course,
                 std::uint32_t replicate, const std::string& arm, const Options& options,
                 analysis::Progress& progress) {
  Recording recording;
  recording.weeks = study.burn_in_weeks + study.weeks;
  StateWriter files(state_requests(options, *model.catalogue, recording.weeks), arm, options);
  const auto start = std::chrono::steady_clock::now();
  const sim::Execution execution{options.order, options.threads != 1};
  const auto run = model.start(study.values, study.seed, replicate);
  analysis::Ticker ticker(progress, analysis::Task::replicates, recording.weeks, &stop_flag());
  analysis::ArmRecord series;
  analysis::SeriesRecorder recorder(series, {false, false}, 0);
  const std::array<analysis::Observer*, 2> observers{&recorder, &files};
  files.serve(0, *run);
  analysis::drive(*run, {}, {0, study.burn_in_weeks}, execution, ticker, observers);
  files.begin_at(study.burn_in_weeks);
  analysis::drive(*run, course, {0, study.weeks}, execution, ticker, observers);
  recording.weekly = std::move(series.weekly);
  recording.residents = run->residents();
  recording.state_hash = run->state_hash();
  recording.wall_seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  return recording;
}

nlohmann::json json_of(const Recording& recording, const Study& study, const std::string& arm,
                       std::uint32_t replicate) {
  nlohmann::json weekly = nlohmann::json::object();
  for (std::size_t i = 0; i < study.catalogue->indicators.size(); ++i) {
    auto& values = weekly[std::string(study.catalogue->indicators[i].key)] = nlohmann::json::array();
    for (std::uint32_t week = 0; week < recording.weeks; ++week) values.push_back(recording.at(week, i));
  }
  const double resident_weeks = static_cast<double>(recording.residents) * recording.weeks;
  return {{"study", study.name},
          {"arm", arm},
          {"replicate", replicate},
          {"seed", study.seed},
          {"residents", recording.residents},
          {"weeks", study.weeks},
          {"burn_in_weeks", study.burn_in_weeks},
          {"state_hash", {{arm, {sim::hash_text(recording.state_hash)}}}},
          {"wall_seconds", recording.wall_seconds},
          {"resident_weeks_per_second", recording.wall_seconds > 0 ? resident_weeks / recording.wall_seconds : 0},
          {"peak_bytes", analysis::peak_bytes()},
          {"weekly", weekly}};
}

/// The headline indicators week by week; weeks of the burn-in are negative.
std::string table_of(const Recording& recording, const Study& study, Language language) {
  std::vector<std::size_t> shown;
  for (const auto& key : study.headline) shown.push_back(study.catalogue->indicator(key).value());
  if (shown.empty())
    for (std::size_t i = 0; i < std::min<std::size_t>(4, study.catalogue->indicators.size()); ++i) shown.push_back(i);
  std::vector<std::vector<std::string>> rows{{text::week.in(language)}};
  for (const auto i : shown) {
    const auto& indicator = study.catalogue->indicators[i];
    rows[0].emplace_back(indicator.name.in(language));
  }
  for (std::uint32_t week = 0; week < recording.weeks; ++week) {
    rows.push_back({std::to_string(static_cast<std::int64_t>(week) - study.burn_in_weeks)});
    for (const auto i : shown) rows.back().push_back(fmt::format("{:.4g}", recording.at(week, i)));
  }
  return analysis::table(rows, std::vector<bool>(shown.size() + 1, true));
}

void ask_run(Asking& ask) {
  auto& o = ask.options;
  ask.study();
  ask.memory();
  ask.word("--arm", o.arm, option_arm);
  ask.number("--replicate", o.replicate, 0, UINT32_MAX, text::option_replicate);
  ask.pairs("--snapshot-at", o.snapshots, option_snapshot, "WEEK FILE");
  ask.pairs("--graphml", o.graphs, option_graph, "LAYER@WEEK FILE");
}

Exit run_run(const Options& options) {
  auto study = study_of(options);
  const auto position = arm_position(study, options.arm);
  const auto& arm = study.arms[position];
  study.values = study.values_of(arm);
  require_memory(options, study, [&](unsigned threads) {
    return analysis::run_memory_need(model_of(study), study, !arm.equal_cost_to.empty(), threads);
  });
  const auto replicate = checked_replicate(study, options.replicate.value_or(0));
  catch_stop_signals();
  std::optional<tbb::global_control> limit;
  if (options.threads > 0) limit.emplace(tbb::global_control::max_allowed_parallelism, options.threads);
  const sim::Execution execution{options.order, options.threads != 1};
  const auto progress = make_progress(options);
  const double scale = arm.equal_cost_to.empty() ? 1.0
                                                 : analysis::equal_cost_scales(model_of(study), study, execution,
                                                                               *progress, &stop_flag())[position];
  const auto recording =
      record(model_of(study), study, analysis::course_of(study, arm, scale), replicate, arm.name, options, *progress);
  if (options.json) {
    print(json_of(recording, study, arm.name, replicate).dump(2) + "\n");
    return Exit::done;
  }
  if (options.quiet) return Exit::done;
  print(table_of(recording, study, options.language));
  complain(say(options.language, text::run_done, arm.title.in(options.language), replicate, recording.residents,
               recording.weeks, duration(recording.wall_seconds), sim::hash_text(recording.state_hash)));
  return Exit::done;
}

}  // namespace

Command run_command() { return {"run", about_run, ask_run, run_run}; }

}  // namespace liandong::app
