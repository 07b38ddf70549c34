#include <fmt/format.h>
#include <tbb/info.h>

#include <nlohmann/json.hpp>
#include <optional>

#include "analysis/report/page.h"
#include "analysis/speed/scaling_document.h"
#include "analysis/store/provenance.h"
#include "app/cli/bench_text.h"
#include "app/cli/command.h"
#include "app/cli/memory_check.h"
#include "app/cli/missing_page.h"
#include "app/cli/output_folder.h"
#include "app/cli/stop.h"
#include "app/cli/terminal.h"
#include "app/cli/text.h"
#include "app/cli/yardstick.h"
#include "sim/store/atomic_file.h"

namespace liandong::app {
namespace {

const Text about_bench{"Measure how fast the program is on this machine", "测量程序在本机上的速度"};
const Text bench_study{"Study whose model is timed on its place (default: two-paths)",
                       "计时所用的研究：其模型与地区（默认 two-paths）"};
const Text bench_reference{"Only the reference workload, at one size", "只测参照负载的一个规模"};
const Text bench_residents{"Residents of the reference workload (default: 100 thousand, 1 and 10 million)",
                           "参照负载的居民数（默认 10 万、100 万、1000 万）"};
const Text bench_threads{"Most threads (default: all of the machine)", "最多线程数（默认本机全部）"};
const Text bench_ticks{"Ticks of a repetition (default: as many as can be timed well; 20 with --reference)",
                       "每次重复的步数（默认以计时准确为度；--reference 时为 20）"};
const Text bench_large{"100 million residents too, where memory allows", "内存允许时，加测 1 亿名居民"};
const Text bench_out{"Folder of the results (default: results/bench)", "结果文件夹（默认 results/bench）"};

namespace scaling = analysis::scaling;

constexpr std::uint64_t seed = 1;

const Text too_many_threads{"this machine runs {} threads at once for this program: choose from 1 to {}",
                            "本机最多为本程序同时运行 {} 个线程，请选 1 至 {}"};
const Text checking{"Checking the answers", "正在核对答案"};
const Text measuring{"Building and timing a town of {} residents with {} threads, then the same by hand",
                     "正在生成 {} 名居民的城镇，以 {} 个线程计时，随后测手写代码"};
const Text too_large{"{} residents need about {} of memory while they are built and timed; there are {}",
                     "{} 名居民在生成和计时期间约需 {} 内存，可用 {}"};

unsigned threads_of(const Options& options) {
  const auto most = tbb::info::default_concurrency();
  const auto threads = options.bench.threads.value_or(most);
  if (threads < 1 || threads > most) usage_error(fmt::format("--threads {}", threads), too_many_threads, most, most);
  return static_cast<unsigned>(threads);
}

/// Residents asked for, which must fit into memory; nothing if none were.
std::optional<std::uint32_t> residents_of(const Options& options, const analysis::Machine& machine) {
  if (!options.bench.residents) return std::nullopt;
  const auto residents = *options.bench.residents;
  const auto needed = scaling::needed_bytes(static_cast<std::uint64_t>(residents));
  if (!scaling::fits(static_cast<std::uint64_t>(residents), machine))
    usage_error(fmt::format("--residents {}", residents), too_large, residents, gibibytes(needed),
                gibibytes(machine.available_bytes));
  return static_cast<std::uint32_t>(residents);
}

scaling::Pace pace_of(const Options& options) {
  scaling::Pace pace;
  if (options.bench.ticks) pace.ticks = static_cast<std::uint32_t>(*options.bench.ticks);
  pace.stop = &stop_flag();
  return pace;
}

void warn(const std::string& message) {
  if (!message.empty()) complain(message);
}

/// Writes to stderr what comes next, unless told to be quiet.
scaling::Say progress_of(const Options& options) {
  return [&options](const analysis::Notice& notice) {
    if (!options.quiet) complain(notice.in(options.language));
  };
}

Exit reference(const Options& options, const analysis::Machine& machine) {
  constexpr std::uint32_t usual_residents = 1'000'000, usual_ticks = 20;
  const unsigned threads = threads_of(options);
  const auto residents = residents_of(options, machine).value_or(usual_residents);
  auto pace = pace_of(options);
  if (pace.ticks == 0) pace.ticks = usual_ticks;
  pace.total_seconds = 1;
  catch_stop_signals();
  const auto yardstick = reference_workload();
  const auto tell = progress_of(options);
  tell(checking);
  scaling::check_reference(threads, seed, yardstick);
  tell({say(Language::en, measuring, residents, threads), say(Language::zh, measuring, residents, threads)});
  const auto point = scaling::measure_reference(residents, std::span(&threads, 1), seed, pace, yardstick).front();
  constexpr std::size_t bits_of_a_byte = 8;
  const std::size_t table = std::max<std::size_t>(residents / bits_of_a_byte, 1 << 10);
  const scaling::Bound bound{
      threads, yardstick.read_bandwidth(threads), {{table, yardstick.gather_rate(threads, table)}}};
  warn(foreign_load(point.load, machine, options.language));
  if (options.json)
    print(scaling::document(point, bound, machine, analysis::provenance_of(options.command_line)).dump(2) + "\n");
  else
    print(bench_summary(point, bound, options.language));
  return Exit::done;
}

scaling::Scheme scheme_of(const Options& options, const analysis::Machine& machine) {
  scaling::Scheme scheme;
  scheme.sizes = {100'000, 1'000'000, 10'000'000};
  scheme.weak_residents = 1'000'000;
  if (options.bench.large) scheme.sizes.push_back(100'000'000);
  if (const auto residents = residents_of(options, machine)) {
    scheme.sizes = {*residents};
    scheme.weak_residents = *residents;
  }
  scheme.threads = scaling::thread_counts(threads_of(options));
  scheme.seed = seed;
  scheme.pace = pace_of(options);
  return scheme;
}

void write_file(const std::filesystem::path& file, const std::string& text) {
  sim::AtomicFile out(file);
  out.write(text);
  out.commit();
}

Exit everything(const Options& options, const analysis::Machine& machine) {
  const auto scheme = scheme_of(options, machine);
  const auto study = study_of(options);
  std::vector<std::string> files{"bench.json"};
  if (analysis::report::has_pages()) files.insert(files.begin(), "bench.html");
  OutputFolder folder(options.out.empty() ? "results/bench" : options.out, files, options.command_line);
  catch_stop_signals();
  const auto result = scaling::measure(scheme, model_of(study), study, reference_workload(), options.command_line,
                                       progress_of(options));
  auto document = scaling::document(result);
  if (analysis::report::has_pages()) write_file(folder.staged("bench.html"), scaling::page(document));
  write_file(folder.staged("bench.json"), document.dump(2) + "\n");
  folder.commit();
  mention_missing_page(options, options.command_line);
  warn(foreign_load(result.during, machine, options.language));
  std::string written;
  for (const auto& name : files) {
    document["files"].push_back((folder.folder() / name).string());
    written += "  " + (folder.folder() / name).string() + "\n";
  }
  if (options.json)
    print(document.dump(2) + "\n");
  else if (!options.quiet)
    print(bench_tables(result, options.language) + "\n" + text::written.in(options.language) + "\n" + written);
  return Exit::done;
}

void ask_bench(Asking& ask) {
  auto& o = ask.options;
  ask.files("STUDY", bench_study, 0, 1);
  ask.set();
  ask.flag("--reference", o.bench.reference, bench_reference);
  ask.number("--residents", o.bench.residents, 2, UINT32_MAX, bench_residents);
  ask.number("--threads", o.bench.threads, 0, INT64_MAX, bench_threads);
  ask.number("--ticks", o.bench.ticks, 1, 1'000'000, bench_ticks);
  ask.flag("--large", o.bench.large, bench_large);
  ask.word("--out", o.out, bench_out);
  ask.quiet();
  ask.exclude("--large", "--reference");
  ask.exclude("--out", "--reference");
}

Exit run_bench(const Options& options) {
  const auto machine = analysis::this_machine();
  return options.bench.reference ? reference(options, machine) : everything(options, machine);
}

}  // namespace

Command bench_command() { return {"bench", about_bench, ask_bench, run_bench}; }

}  // namespace liandong::app
