#include "app/cli/compare.h"

#include <tbb/parallel_invoke.h>

#include <algorithm>
#include <charconv>
#include <nlohmann/json.hpp>
#include <tuple>
#include <utility>

#include "analysis/experiment/arena.h"
#include "analysis/inference/comparison.h"
#include "analysis/inference/world_findings.h"
#include "analysis/report/page.h"
#include "analysis/report/report.h"
#include "analysis/report/summary_csv.h"
#include "analysis/report/summary_text.h"
#include "analysis/store/file_problem.h"
#include "analysis/store/partial_runs.h"
#include "analysis/store/worlds_table.h"
#include "app/cli/command.h"
#include "app/cli/memory_check.h"
#include "app/cli/missing_page.h"
#include "app/cli/output_folder.h"
#include "app/cli/progress.h"
#include "app/cli/stop.h"
#include "app/cli/stored_results.h"
#include "app/cli/summary.h"
#include "app/cli/terminal.h"
#include "app/cli/text.h"
#include "sim/store/atomic_file.h"

namespace liandong::app {
namespace {

const Text about_compare{"Run the arms of a study, paired, and write report, data and summary",
                         "成对运行研究中的各方案，生成报告、数据和摘要"};

const Text option_part{"Run only the K-th of N equal parts of the replicates and of the worlds, to be joined by --from",
                       "只运行全部重复与全部世界的第 K 份（共 N 份），之后用 --from 合并"};
const Text option_from{"Take up the replicates and worlds of finished results instead of running them; may be repeated",
                       "沿用已完成结果文件中的重复与世界，不再运行；可多次使用"};
const Text bad_part{"must be K/N, K from 1 to N, N no more than the {} replicates of the study, but this is \"{}\"",
                    "须写作 K/N，K 为 1 至 N，N 不超过研究的重复次数 {}，这里却是“{}”"};
const Text of_another_study{
    "its replicates are of another study, other settings or another version of the program, or were written before "
    "files held what is needed; they cannot be taken up",
    "其中的重复属于另一项研究、另一组设置或另一版程序（或写入时尚未保存所需内容），不能沿用"};

/// Takes away what an earlier answer left in the folder and this one does not have.
void remove_leftovers(const OutputFolder& folder, const std::vector<std::string>& names) {
  for (const char* name : {"report.html", "worlds.csv"})
    if (std::ranges::find(names, name) == names.end()) std::filesystem::remove(folder.folder() / name);
}

/// A part K of N equal parts.
struct Part {
  std::uint64_t k = 0, n = 0;
  /// First position and number of what the part has of `whole`.
  std::pair<std::uint32_t, std::uint32_t> of(std::uint32_t whole) const {
    const auto end_of = [&](std::uint64_t parts) { return static_cast<std::uint32_t>(whole * parts / n); };
    return {end_of(k - 1), end_of(k) - end_of(k - 1)};
  }
};

/// Reads K/N. Throws analysis::InputError if there are fewer than N replicates.
Part part_of(const std::string& text, std::uint32_t replicates) {
  const auto slash = text.find('/');
  Part part;
  const auto reads = [](std::string_view word, std::uint64_t& into) {
    const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), into);
    return error == std::errc{} && end == word.data() + word.size();
  };
  const bool good = slash != std::string::npos && reads(std::string_view(text).substr(0, slash), part.k) &&
                    reads(std::string_view(text).substr(slash + 1), part.n) && part.k >= 1 && part.k <= part.n &&
                    part.n <= replicates;
  if (!good) usage_error("--part", bad_part, replicates, text);
  return part;
}

/// The worlds of a part: those of its positions, none of which is left out as settled.
void keep_part_of_worlds(analysis::WorldChoice& worlds, const Part& part) {
  const auto [first, count] = part.of(worlds.count);
  std::vector<std::uint32_t> numbers;
  for (std::uint32_t position = first; position < first + count; ++position) numbers.push_back(worlds.number(position));
  worlds.numbers = std::move(numbers);
  worlds.count = count;
}

std::filesystem::path folder_of(const analysis::Study& study, const Options& options) {
  if (!options.out.empty()) return options.out;
  std::string name = study.name;
  if (!options.part.empty()) name += "-part-" + options.part;
  std::ranges::replace(name, '/', '-');
  return std::filesystem::path("results") / name;
}

/// Whether a study has more replicates or worlds than were run.
bool lacks_something(const analysis::Results& results, const analysis::Study& study) {
  const bool more_worlds = results.worlds.numbers.size() < study.worlds.count && !results.worlds.settled;
  return results.replicates < study.replicates || more_worlds;
}

/// Results whose replicates need not be run again: those named, or what an earlier run left in the folder if the study
/// has more replicates by now, or is put in other words.
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
    const bool unlike = results.study_text != study.text || lacks_something(results, study);
    if (results.identity == identity && unlike) finished.push_back(std::move(results));
  } catch (const analysis::FileProblem&) {
    // What cannot be read is replaced, as any results that stand here.
  }
  return finished;
}

/// Data, page and tables side by side, as packing the one takes as long as working out the other.
void write_files(const analysis::Results& results, const analysis::Study& study, OutputFolder& folder,
                 unsigned threads) {
  const auto data = folder.staged("results.h5"), summary = folder.staged("summary.csv");
  const auto page = analysis::report::has_pages() ? folder.staged("report.html") : std::filesystem::path();
  const auto write_page = [&] {
    if (!page.empty()) analysis::write_report(results, study, model_of(study).patterns, page);
  };
  const auto write_tables = [&] {
    analysis::write_summary_csv(results, summary);
    if (study.worlds.count == 0) return;
    sim::AtomicFile csv(folder.staged("worlds.csv"));
    csv.write(analysis::worlds_csv(results, analysis::told_in_worlds(study, *results.catalogue)));
    csv.commit();
  };
  analysis::in_arena(threads, [&] {
    tbb::parallel_invoke(
        write_page, [&] { analysis::write_results(results, data); }, write_tables);
  });
  folder.commit();
}

/// What is said once there are worlds enough for an answer, while others are run.
analysis::Notice first_answer(const analysis::Results& results, const std::filesystem::path& page) {
  const auto in = [&](Language language) {
    return say(language, text::first_answer, results.worlds.numbers.size(), results.worlds.asked, page.string());
  };
  return {in(Language::en), in(Language::zh)};
}

analysis::Results run_resumable(const analysis::Study& study, OutputFolder& folder, const Options& options,
                                const std::filesystem::path& shared) {
  const auto finished = finished_results(study, folder, options);
  analysis::RunOptions run;
  for (const auto& results : finished) run.finished.push_back(&results);
  if (!options.part.empty())
    std::tie(run.first_replicate, run.replicates) = part_of(options.part, study.replicates).of(study.replicates);
  run.all_worlds = !options.part.empty() || study.claim;
  run.threads = options.threads;
  run.order = options.order;
  run.partial = shared.empty() ? folder.partial() : shared;
  run.command = options.command_line;
  run.stop = &stop_flag();
  const auto progress = make_progress(options);
  bool told =
      std::filesystem::exists(folder.folder() / "results.h5");  // an older answer stays until the new one is whole
  run.on_worlds = [&](const analysis::Results& so_far) {
    if (std::exchange(told, true)) return;
    write_files(so_far, study, folder, threads_for_runs(options));
    progress->message(first_answer(so_far, folder.folder() / files_of(study).front()));
  };
  try {
    return analysis::run_study(model_of(study), study, run, *progress);
  } catch (const analysis::Interrupted&) {
    progress->message({say(Language::en, text::resume, run.partial.string(), options.command_line),
                       say(Language::zh, text::resume, run.partial.string(), options.command_line)});
    throw;
  }
}

void ask_compare(Asking& ask) {
  ask.study();
  ask.memory();
  ask.word("--out", ask.options.out, text::option_out);
  ask.number("--worlds", ask.options.worlds, 0, 10000, text::option_worlds);
  ask.word("--part", ask.options.part, option_part, "K/N");
  ask.words("--from", ask.options.from, option_from, "RESULTS");
}

Exit run_compare(const Options& options) {
  auto study = study_of(options);
  if (!options.part.empty()) keep_part_of_worlds(study.worlds, part_of(options.part, study.replicates));
  const auto folder = folder_of(study, options);
  const auto names = files_of(study);
  const auto results = compare_into(folder, study, options);
  if (options.json) {
    auto summary = summary_json(results, study);
    for (const auto& name : names) summary["files"].push_back((folder / name).string());
    print(summary.dump(2) + "\n");
    return Exit::done;
  }
  if (options.quiet) return Exit::done;
  std::string text =
      analysis::summary_text(results, study, options.language) + "\n" + text::written.in(options.language) + "\n";
  for (const auto& name : names) text += "  " + (folder / name).string() + "\n";
  print(text);
  mention_missing_page(options, "./liandong report " + (folder / "results.h5").string());
  return Exit::done;
}

}  // namespace

std::vector<std::string> files_of(const analysis::Study& study) {
  std::vector<std::string> files{"results.h5", "summary.csv"};
  if (analysis::report::has_pages()) files.insert(files.begin(), "report.html");
  if (study.worlds.count > 0) files.emplace_back("worlds.csv");
  return files;
}

analysis::Results compare_into(const std::filesystem::path& path, const analysis::Study& study, const Options& options,
                               const std::filesystem::path& shared) {
  const auto replicates =
      options.part.empty() ? study.replicates : part_of(options.part, study.replicates).of(study.replicates).second;
  require_memory(options, study,
                 [&](unsigned threads) { return analysis::memory_need(model_of(study), study, replicates, threads); });
  const auto names = files_of(study);
  OutputFolder folder(path, names, options.command_line);
  catch_stop_signals();
  auto results = run_resumable(study, folder, options, shared);
  write_files(results, study, folder, threads_for_runs(options));
  folder.discard_partial();
  remove_leftovers(folder, names);
  return results;
}

Command compare_command() { return {"compare", about_compare, ask_compare, run_compare}; }

}  // namespace liandong::app
