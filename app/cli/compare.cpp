#include <algorithm>
#include <charconv>
#include <nlohmann/json.hpp>
#include <tuple>
#include <utility>

#include "analysis/inference/comparison.h"
#include "analysis/report/report.h"
#include "analysis/report/summary_csv.h"
#include "analysis/report/summary_text.h"
#include "analysis/store/file_problem.h"
#include "analysis/store/partial_runs.h"
#include "app/cli/command.h"
#include "app/cli/memory_check.h"
#include "app/cli/output_folder.h"
#include "app/cli/progress.h"
#include "app/cli/stop.h"
#include "app/cli/stored_results.h"
#include "app/cli/summary.h"
#include "app/cli/terminal.h"
#include "app/cli/text.h"

namespace liandong::app {
namespace {

const Text about_compare{"Run the arms of a study, paired, and write report, data and summary",
                         "成对运行研究中的各方案，生成报告、数据和摘要"};

const Text option_part{"Run only the K-th of N equal parts of the replicates, to be joined by --from",
                       "只运行全部重复的第 K 份（共 N 份），之后用 --from 合并"};
const Text option_from{"Take up the replicates of finished results instead of running them; may be repeated",
                       "沿用已完成结果文件中的重复，不再运行；可多次使用"};
const Text bad_part{"must be K/N, K from 1 to N, N no more than the {} replicates of the study, but this is \"{}\"",
                    "须写作 K/N，K 为 1 至 N，N 不超过研究的重复次数 {}，这里却是“{}”"};
const Text of_another_study{
    "its replicates are of another study, other settings or another version of the program, or were written before "
    "files held what is needed; they cannot be taken up",
    "其中的重复属于另一项研究、另一组设置或另一版程序（或写入时尚未保存所需内容），不能沿用"};

const std::vector<std::string> compare_files{"report.html", "results.h5", "summary.csv"};

/// The replicates of a part K/N: first and number. Throws analysis::InputError.
std::pair<std::uint32_t, std::uint32_t> part_of(const std::string& part, std::uint32_t replicates) {
  const auto slash = part.find('/');
  std::uint64_t k = 0, n = 0;
  const auto reads = [](std::string_view word, std::uint64_t& into) {
    const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), into);
    return error == std::errc{} && end == word.data() + word.size();
  };
  const bool good = slash != std::string::npos && reads(std::string_view(part).substr(0, slash), k) &&
                    reads(std::string_view(part).substr(slash + 1), n) && k >= 1 && k <= n && n <= replicates;
  if (!good) usage_error("--part", bad_part, replicates, part);
  const auto end_of = [&](std::uint64_t parts) { return static_cast<std::uint32_t>(replicates * parts / n); };
  return {end_of(k - 1), end_of(k) - end_of(k - 1)};
}

std::filesystem::path folder_of(const analysis::Study& study, const Options& options) {
  if (!options.out.empty()) return options.out;
  std::string name = study.name;
  if (!options.part.empty()) name += "-part-" + options.part;
  std::ranges::replace(name, '/', '-');
  return std::filesystem::path("results") / name;
}

/// Results whose replicates need not be run again: those named, or what an earlier run left in the folder if the study
/// has more replicates by now.
std::vector<analysis::Results> finished_results(const analysis::Study& study, const OutputFolder& folder,
                                                const Options& options) {
  const auto identity = analysis::identity_of(model_of(study), study);
  std::vector<analysis::Results> finished;
  for (const auto& file : options.from) {
    finished.push_back(stored_results(file));
    if (finished.back().identity != identity) usage_error(file, of_another_study);
  }
  const auto earlier = folder.folder() / "results.h5";
  if (!options.from.empty() || !std::filesystem::exists(earlier)) return finished;
  try {
    auto results = analysis::read_results(earlier);
    if (results.identity == identity && results.replicates < study.replicates) finished.push_back(std::move(results));
  } catch (const analysis::FileProblem&) {
    // What cannot be read is replaced, as any results that stand here.
  }
  return finished;
}

analysis::Results run_resumable(const analysis::Study& study, const OutputFolder& folder, const Options& options) {
  const auto finished = finished_results(study, folder, options);
  analysis::RunOptions run;
  for (const auto& results : finished) run.finished.push_back(&results);
  if (!options.part.empty()) std::tie(run.first_replicate, run.replicates) = part_of(options.part, study.replicates);
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
  ask.word("--part", ask.options.part, option_part, "K/N");
  ask.words("--from", ask.options.from, option_from, "RESULTS");
}

Exit run_compare(const Options& options) {
  const auto study = study_of(options);
  const auto replicates = options.part.empty() ? study.replicates : part_of(options.part, study.replicates).second;
  require_memory(analysis::memory_need(model_of(study), study, replicates, threads_for_runs(options)));
  OutputFolder folder(folder_of(study, options), compare_files, options.command_line);
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
