#include "analysis/inference/rerun.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "analysis/store/provenance.h"
#include "app/cli/command.h"
#include "app/cli/models.h"
#include "app/cli/progress.h"
#include "app/cli/stop.h"
#include "app/cli/stored_results.h"
#include "app/cli/terminal.h"
#include "app/cli/text.h"
#include "sim/store/hash.h"

namespace liandong::app {
namespace {

const Text about_rerun{"Run a results file again and compare the state hashes", "按结果文件重新运行，并核对状态哈希"};

nlohmann::json json_of(const analysis::RerunReport& report) {
  auto checks = nlohmann::json::array();
  for (const auto& check : report.checks)
    checks.push_back({{"arm", check.arm},
                      {check.world ? "world" : "replicate", check.number},
                      {"recorded", sim::hash_text(check.recorded)},
                      {"found", sim::hash_text(check.found)}});
  return {{"equal", report.all_equal()}, {"checks", checks}};
}

std::string words_of(const analysis::RerunReport& report, const analysis::Provenance& writer, Language language) {
  if (report.all_equal()) return say(language, text::hashes_equal, report.checks.size()) + "\n";
  std::string lines;
  std::size_t different = 0;
  for (const auto& check : report.checks) {
    if (check.recorded == check.found) continue;
    ++different;
    lines += "  " +
             say(language, check.world ? text::world_and_found : text::recorded_and_found, check.arm, check.number,
                 sim::hash_text(check.recorded), sim::hash_text(check.found)) +
             "\n";
  }
  const auto own = analysis::provenance_of("");
  if (own.sources != writer.sources) lines += say(language, text::written_by_another, writer.commit, own.commit) + "\n";
  return say(language, text::hashes_differ, different, report.checks.size()) + "\n" + lines;
}

void ask_rerun(Asking& ask) {
  ask.files("RESULTS", text::option_results, 1, 1);
  ask.number("--replicate", ask.options.replicate, 0, UINT32_MAX, text::option_replicate);
  ask.number("--world", ask.options.world, 0, UINT32_MAX, text::option_world);
  ask.runs();
}

Exit run_rerun(const Options& options) {
  const auto recorded = stored_results(options.files.front());
  catch_stop_signals();
  analysis::RunOptions run;
  run.threads = options.threads;
  run.order = options.order;
  run.command = options.command_line;
  run.stop = &stop_flag();
  const auto progress = make_progress(options);
  const auto study = analysis::load_study_text(recorded.study_text, options.files.front(), known_models());
  const auto report =
      analysis::rerun(model_of(study), study, recorded, {options.replicate, options.world}, run, *progress);
  if (options.json)
    print(json_of(report).dump(2) + "\n");
  else if (!options.quiet)
    print(words_of(report, recorded.provenance, options.language));
  return report.all_equal() ? Exit::done : Exit::study_says_no;
}

}  // namespace

Command rerun_command() { return {"rerun", about_rerun, ask_rerun, run_rerun}; }

}  // namespace liandong::app
