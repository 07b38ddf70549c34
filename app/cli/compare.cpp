#include <nlohmann/json.hpp>

#include "analysis/inference/comparison.h"
#include "analysis/report/report.h"
#include "analysis/report/summary_csv.h"
#include "analysis/report/summary_text.h"
#include "app/cli/command.h"
#include "app/cli/output_folder.h"
#include "app/cli/progress.h"
#include "app/cli/stop.h"
#include "app/cli/summary.h"
#include "app/cli/terminal.h"
#include "app/cli/text.h"

namespace liandong::app {
namespace {

const Text about_compare{"Run the arms of a study, paired, and write report, data and summary",
                         "成对运行研究中的各方案，生成报告、数据和摘要"};

const std::vector<std::string> compare_files{"report.html", "results.h5", "summary.csv"};

analysis::Results run_resumable(const analysis::Study& study, const OutputFolder& folder, const Options& options) {
  analysis::RunOptions run;
  run.threads = options.threads;
  run.order = options.order;
  run.partial = folder.partial();
  run.command = options.command_line;
  run.stop = &stop_flag();
  const auto progress = make_progress(options);
  try {
    return analysis::run_study(model_of(study), study, run, *progress);
  } catch (const analysis::Interrupted&) {
    progress->message({say(Language::en, text::resume, folder.partial().string(), options.command_line),
                       say(Language::zh, text::resume, folder.partial().string(), options.command_line)});
    throw;
  }
}

void write_files(const analysis::Results& results, const analysis::Study& study, OutputFolder& folder) {
  analysis::write_results(results, folder.staged("results.h5"));
  analysis::write_report(results, study, model_of(study).patterns, folder.staged("report.html"));
  analysis::write_summary_csv(results, folder.staged("summary.csv"));
  folder.commit();
}

void ask_compare(Asking& ask) {
  ask.study();
  ask.word("--out", ask.options.out, text::option_out);
}

Exit run_compare(const Options& options) {
  const auto study = study_of(options);
  OutputFolder folder(
      options.out.empty() ? std::filesystem::path("results") / study.name : std::filesystem::path(options.out),
      compare_files, options.command_line);
  catch_stop_signals();
  const auto results = run_resumable(study, folder, options);
  write_files(results, study, folder);
  folder.discard_partial();
  if (options.json) {
    auto summary = summary_json(results);
    for (const auto& name : compare_files) summary["files"].push_back((folder.folder() / name).string());
    print(summary.dump(2) + "\n");
    return Exit::done;
  }
  std::string text =
      analysis::summary_text(results, study, options.language) + "\n" + text::written.in(options.language) + "\n";
  for (const auto& name : compare_files) text += "  " + (folder.folder() / name).string() + "\n";
  if (!options.quiet) print(text);
  return Exit::done;
}

}  // namespace

Command compare_command() { return {"compare", about_compare, ask_compare, run_compare}; }

}  // namespace liandong::app
