#include <nlohmann/json.hpp>

#include "analysis/inference/exploration.h"
#include "analysis/inference/sensitivity.h"
#include "analysis/report/exploration.h"
#include "analysis/report/page.h"
#include "analysis/store/exploration.h"
#include "app/cli/command.h"
#include "app/cli/memory_check.h"
#include "app/cli/missing_page.h"
#include "app/cli/models.h"
#include "app/cli/output_folder.h"
#include "app/cli/progress.h"
#include "app/cli/stop.h"
#include "app/cli/terminal.h"
#include "app/cli/text.h"
#include "sim/store/atomic_file.h"

namespace liandong::app {
namespace {

const Text about_explore{"Run a study over its design: a grid, a list, a hypercube, or a screening of values",
                         "按研究的设计（网格、列表、超立方或筛选）逐点运行"};

const Text option_morris{"Which of many keys matter: so many trajectories that move one key at a time",
                         "筛选重要参数：按如此多条轨迹，每次只移动一个参数"};
const Text option_sobol{"What the differences come from: a design of so many rows, a power of two, times the keys + 2",
                        "分解差异来源：行数（2 的幂）×（参数个数 + 2）的设计"};
const Text option_vary{"What --morris or --sobol varies; may be repeated. Without range: over what is plausible",
                       "--morris 或 --sobol 改变的参数，可重复；不写范围则取其可能范围"};

std::vector<std::string> files_of(analysis::DesignKind kind) {
  std::vector<std::string> files{"results.h5", "points.csv"};
  if (analysis::report::has_pages()) files.insert(files.begin(), "explore.html");
  if (kind != analysis::DesignKind::listed) files.emplace_back("sensitivity.csv");
  return files;
}

void write_table(const std::filesystem::path& file, const std::string& table) {
  sim::AtomicFile csv(file);
  csv.write(table);
  csv.commit();
}

void write_files(const analysis::Exploration& exploration, OutputFolder& folder) {
  analysis::write_exploration(exploration, folder.staged("results.h5"));
  write_table(folder.staged("points.csv"), analysis::points_csv(exploration));
  if (exploration.design.kind != analysis::DesignKind::listed)
    write_table(folder.staged("sensitivity.csv"),
                analysis::sensitivity_csv(exploration, analysis::sensitivities(exploration)));
  if (analysis::report::has_pages()) analysis::write_exploration_page(exploration, folder.staged("explore.html"));
  folder.commit();
}

nlohmann::json json_of(const analysis::Exploration& e, const OutputFolder& folder) {
  auto failures = nlohmann::json::array(), written = nlohmann::json::array();
  for (const auto& f : e.failures)
    failures.push_back({{"point", f.point}, {"replicate", f.replicate}, {"message", f.message}});
  for (const auto& name : files_of(e.design.kind)) written.push_back((folder.folder() / name).string());
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
  ask.memory();
  ask.word("--out", ask.options.out, text::option_out);
  ask.number("--morris", ask.options.morris, 2, 10'000, option_morris);
  ask.number("--sobol", ask.options.sobol, 4, 65'536, option_sobol);
  ask.exclude("--morris", "--sobol");
  ask.words("--vary", ask.options.vary, option_vary, "KEY[=LOW..HIGH]");
}

Exit run_explore(const Options& options) {
  const auto study = study_of(options);
  if (study.design.points.empty())
    usage_error(options.files.empty() ? "two-paths" : options.files.front(), text::no_design);
  require_memory(options, study,
                 [&](unsigned threads) { return analysis::design_memory_need(model_of(study), study, threads); });
  OutputFolder folder(
      options.out.empty() ? std::filesystem::path("results") / study.name : std::filesystem::path(options.out),
      files_of(study.design.shape.kind), options.command_line);
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
  for (const auto& name : files_of(exploration.design.kind)) words += "  " + (folder.folder() / name).string() + "\n";
  if (options.quiet) return Exit::done;
  print(words);
  mention_missing_page(options, options.command_line);
  return Exit::done;
}

}  // namespace

Command explore_command() { return {"explore", about_explore, ask_explore, run_explore}; }

}  // namespace liandong::app
