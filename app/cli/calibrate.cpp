#include <fmt/format.h>

#include <cmath>
#include <nlohmann/json.hpp>

#include "analysis/calibration/calibration.h"
#include "analysis/calibration/ensemble_file.h"
#include "analysis/report/text_layout.h"
#include "analysis/scenario/text_file.h"
#include "app/cli/command.h"
#include "app/cli/failure.h"
#include "app/cli/memory_check.h"
#include "app/cli/models.h"
#include "app/cli/output_folder.h"
#include "app/cli/progress.h"
#include "app/cli/stop.h"
#include "app/cli/terminal.h"
#include "app/cli/text.h"
#include "sim/store/atomic_file.h"

namespace liandong::app {
namespace {

const Text about_calibrate{"Find worlds that do not contradict what was observed, and write them as an ensemble",
                           "寻找与观察结果不矛盾的世界，写成世界集"};
const Text option_worlds{"Worlds to find, at least (default: 300)", "至少要找到的世界数（默认 300）"};
const Text option_name{"Name of the ensemble (default: that of the study)", "世界集名称（默认同研究名）"};
const Text option_ensembles{"Folder of the ensemble (default: ensembles)", "世界集所在文件夹（默认 ensembles）"};
const Text nothing_to_hold_against{
    "its model has no fitted pattern of the arrangement of its burn-in (\"{}\"), or there is no burn-in: nothing to "
    "hold "
    "worlds against",
    "模型没有针对其预热期安排（“{}”）的已拟合模式，或没有预热期：没有可供对照的观察"};
const Text bad_name{"must serve as the name of a file: 1 to 100 bytes, no slash, no control character, no dot in front",
                    "要用作文件名：1 至 100 字节，不含斜杠和控制字符，不以点开头"};
const Text none_found{"no world met what was observed; nothing was written", "没有世界与观察相符；未写出文件"};
const Text not_settled{"Ended before the share of accepted worlds had settled, or with fewer worlds than wanted.",
                       "接受比例尚未稳定，或世界数少于所需时即已结束。"};

std::string ensemble_name(const Options& options, const analysis::Study& study) {
  std::string name = options.name.empty() ? study.name : options.name;
  if (!analysis::can_name_a_file(name)) usage_error("--name", bad_name);
  return name;
}

analysis::Calibration calibrated(const analysis::Study& study, const analysis::CalibrationOptions& calibration,
                                 const Options& options) {
  try {
    return analysis::calibrate(model_of(study), study, calibration);
  } catch (const analysis::Interrupted&) {
    const auto folder = calibration.partial.string();
    make_progress(options)->message({say(Language::en, text::resume, folder, options.command_line),
                                     say(Language::zh, text::resume, folder, options.command_line)});
    throw;
  }
}

void write(const std::string& text, const std::filesystem::path& file) {
  sim::AtomicFile out(file);
  out.write(text);
  out.commit();
}

using Rows = std::vector<std::vector<std::string>>;

std::string waves_text(const analysis::Match& match, Language language) {
  Rows rows{language == Language::zh ? std::vector<std::string>{"轮", "浏览", "运行", "接受", "比例", "误排除"}
                                     : std::vector<std::string>{"wave", "scanned", "run", "accepted", "share", "lost"}};
  for (std::size_t i = 0; i < match.waves.size(); ++i) {
    const auto& wave = match.waves[i];
    rows.push_back({fmt::format("{}", i + 1), fmt::format("{}", wave.scanned), fmt::format("{}", wave.run),
                    fmt::format("{}", wave.accepted), fmt::format("{:.1f}%", 100 * wave.share()),
                    wave.q2.empty() ? "" : fmt::format("{:.1f}%", 100 * wave.lost)});
  }
  return analysis::table(rows, std::vector<bool>(rows.front().size(), true), 2);
}

/// What each pattern says: its target, the surrogates' Q² by wave, and the share of all runs that it alone contradicts.
std::string patterns_text(const analysis::Calibration& c, double cutoff, Language language) {
  Rows rows{language == Language::zh ? std::vector<std::string>{"模式", "目标", "Q²", "不符的运行"}
                                     : std::vector<std::string>{"pattern", "target", "Q²", "runs that contradict it"}};
  std::size_t t = 0;
  for (const auto& entry : c.patterns) {
    const auto& p = *entry.pattern;
    std::string q2 = language == Language::zh ? "仅报告" : "told only", contradicts;
    if (entry.used) {
      q2.clear();
      for (const auto& wave : c.match.waves)
        if (!wave.q2.empty()) q2 += fmt::format("{}{:.2f}", q2.empty() ? "" : " ", wave.q2[t]);
      double count = 0;
      for (const auto& point : c.match.points) count += !(point.implausibilities[t] < cutoff);
      contradicts = fmt::format("{:.0f}%", 100 * count / static_cast<double>(c.match.points.size()));
      ++t;
    }
    rows.push_back({std::string(p.name.in(language)), fmt::format("{:.3g} … {:.3g}", p.low, p.high), q2, contradicts});
  }
  return analysis::table(rows, {false, false, false, true}, 2);
}

nlohmann::json json_of(const analysis::Calibration& c, const std::vector<std::string>& files) {
  auto waves = nlohmann::json::array(), patterns = nlohmann::json::array();
  for (const auto& wave : c.match.waves)
    waves.push_back({{"first", wave.first},
                     {"scanned", wave.scanned},
                     {"run", wave.run},
                     {"accepted", wave.accepted},
                     {"q2", wave.q2},
                     {"errors", wave.errors},
                     {"lost", wave.lost}});
  for (const auto& entry : c.patterns)
    patterns.push_back({{"pattern", entry.pattern->name.en},
                        {"used", entry.used},
                        {"target", {entry.pattern->low, entry.pattern->high}},
                        {"replicate_sd", std::sqrt(entry.target.replicate)}});
  return {{"worlds", c.match.accepted()}, {"settled", c.match.settled}, {"waves", waves},
          {"patterns", patterns},         {"failures", c.failures},     {"files", files}};
}

void tell(const analysis::Calibration& result, const analysis::MatchSettings& settings,
          const std::vector<std::string>& files, const Options& options) {
  if (options.json) return print(json_of(result, files).dump(2) + "\n");
  if (options.quiet) return;
  std::string words = waves_text(result.match, options.language) + "\n" +
                      patterns_text(result, settings.cutoff, options.language) + "\n";
  if (!result.match.settled || result.match.accepted().size() < settings.wanted)
    words += not_settled.in(options.language) + "\n";
  words += text::written.in(options.language) + "\n";
  for (const auto& file : files) words += "  " + file + "\n";
  print(words);
}

void ask_calibrate(Asking& ask) {
  ask.files("STUDY", text::option_study, 0, 1);
  ask.set();
  ask.number("--seed", ask.options.seed, 0, (std::uint64_t{1} << 53) - 1, text::option_seed);
  ask.number("--worlds", ask.options.accepted, 1, 1000000, option_worlds);
  ask.runs();
  ask.memory();
  ask.word("--name", ask.options.name, option_name);
  ask.word("--out", ask.options.out, option_ensembles);
}

Exit run_calibrate(const Options& options) {
  Options without_worlds = options;  // whose ensemble may be the one that is to be made
  without_worlds.worlds = 0;
  const auto study = study_of(without_worlds);
  if (!analysis::can_calibrate(model_of(study), study))
    usage_error(options.files.empty() ? "two-paths" : options.files.front(), nothing_to_hold_against,
                study.burn_in_name);
  const auto name = ensemble_name(options, study);
  const unsigned threads = threads_for_runs(options);
  require_memory(options, study,
                 [&](unsigned fewer) { return analysis::calibration_memory_need(model_of(study), study, fewer); });
  const std::vector<std::string> names{name + ".toml", name + ".csv"};
  OutputFolder folder(options.out.empty() ? "ensembles" : options.out, names, options.command_line);
  catch_stop_signals();
  analysis::CalibrationOptions calibration;
  calibration.match.wanted = options.accepted;
  calibration.threads = threads, calibration.order = options.order;
  calibration.partial = folder.partial();
  calibration.stop = &stop_flag();
  calibration.progress = [&] { return make_progress(options); };
  const auto result = calibrated(study, calibration, options);
  if (result.match.accepted().empty()) throw Failure(none_found);
  write(analysis::ensemble_toml(result, study, calibration.match, name, options.command_line), folder.staged(names[0]));
  write(analysis::ensemble_csv(result), folder.staged(names[1]));
  folder.commit();
  folder.discard_partial();
  tell(result, calibration.match, {(folder.folder() / names[0]).string(), (folder.folder() / names[1]).string()},
       options);
  return Exit::done;
}

}  // namespace

Command calibrate_command() { return {"calibrate", about_calibrate, ask_calibrate, run_calibrate}; }

}  // namespace liandong::app
