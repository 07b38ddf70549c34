#include <nlohmann/json.hpp>

#include "analysis/inference/exploration.h"
#include "analysis/report/exploration.h"
#include "analysis/store/exploration.h"
#include "app/cli/command.h"
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

const Text about_explore{"Run a study over its design: a grid, a list or a hypercube of values",
                         "按研究的设计（网格、列表或超立方）逐点运行"};

const std::vector<std::string> explore_files{"explore.html", "results.h5", "points.csv"};

void write_files(const analysis::Exploration& exploration, OutputFolder& folder) {
  analysis::write_exploration(exploration, folder.staged("results.h5"));
  sim::AtomicFile csv(folder.staged("points.csv"));
  csv.write(analysis::points_csv(exploration));
  csv.commit();
  analysis::write_exploration_page(exploration, folder.staged("explore.html"));
  folder.commit();
}

nlohmann::json json_of(const analysis::Exploration& e, const OutputFolder& folder) {
  auto failures = nlohmann::json::array(), written = nlohmann::json::array();
  for (const auto& f : e.failures)
    failures.push_back({{"point", f.point}, {"replicate", f.replicate}, {"message", f.message}});
  for (const auto& name : explore_files) written.push_back((folder.folder() / name).string());
  return {{"study", e.name},
          {"keys", e.keys},
          {"points", e.points.size()},
          {"arms", e.arms},
          {"replicates", e.replicates},
          {"failures", failures},
          {"wall_seconds", e.wall_seconds},
          {"peak_bytes", e.peak_bytes},
          {"files", written}};
}

void ask_explore(Asking& ask) {
  ask.study();
  ask.word("--out", ask.options.out, text::option_out);
}

Exit run_explore(const Options& options) {
  const auto study = study_of(options);
  if (study.design.points.empty())
    usage_error(options.files.empty() ? "two-paths" : options.files.front(), text::no_design);
  require_memory(analysis::design_memory_need(model_of(study), study, threads_for_runs(options)));
  OutputFolder folder(
      options.out.empty() ? std::filesystem::path("results") / study.name : std::filesystem::path(options.out),
      explore_files, options.command_line);
  catch_stop_signals();
  analysis::RunOptions run;
  run.threads = options.threads;
  run.order = options.order;
  run.partial = folder.partial();
  run.command = options.command_line;
  run.stop = &stop_flag();
  const auto progress = make_progress(options);
  const auto exploration = analysis::explore(model_of(study), study, run, *progress);
  write_files(exploration, folder);
  folder.discard_partial();
  if (options.json) {
    print(json_of(exploration, folder).dump(2) + "\n");
    return Exit::done;
  }
  std::string words = analysis::exploration_text(exploration, options.language) + "\n";
  words += text::written.in(options.language) + "\n";
  for (const auto& name : explore_files) words += "  " + (folder.folder() / name).string() + "\n";
  if (!options.quiet) print(words);
  return Exit::done;
}

}  // namespace

Command explore_command() { return {"explore", about_explore, ask_explore, run_explore}; }

}  // namespace liandong::app
