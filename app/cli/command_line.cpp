#include "app/cli/command_line.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <map>
#include <string_view>

#include "analysis/store/provenance.h"
#include "app/cli/commands.h"
#include "app/cli/terminal.h"
#include "app/cli/text.h"

namespace liandong::app {
namespace {

const Text about_patterns{"Hold results of the study \"patterns\" against what was observed",
                          "将研究 patterns 的结果与观察到的模式对照"};
const Text patterns_as_page{"Write a page of Markdown", "写成 Markdown 页面"};
const Text about_bench{"Measure how fast the program is on this machine", "测量程序在本机上的速度"};
const Text bench_study{"Study whose place the governance model is timed on (default: two-paths)",
                       "治理模型计时所用的研究（默认 two-paths）"};
const Text bench_reference{"Only the reference workload, at one size", "只测参照负载的一个规模"};
const Text bench_residents{"Residents of the reference workload (default: 100 thousand, 1 and 10 million)",
                           "参照负载的居民数（默认 10 万、100 万、1000 万）"};
const Text bench_threads{"Most threads (default: all of the machine)", "最多线程数（默认本机全部）"};
const Text bench_ticks{"Ticks of a repetition (default: as many as can be timed well; 20 with --reference)",
                       "每次重复的步数（默认以计时准确为度；--reference 时为 20）"};
const Text bench_large{"100 million residents too, where memory allows", "内存允许时，加测 1 亿名居民"};
const Text bench_out{"Folder of the results (default: results/bench)", "结果文件夹（默认 results/bench）"};

/// Adds commands and options to CLI11 in one language.
class Grammar {
 public:
  Grammar(Language language, Request& request)
      : language_(language), request_(request), app_(text::about.in(language), "liandong") {
    request_.options.language = language;
    prepare(app_);
    app_.set_version_flag("--version", analysis::provenance_of("").program_version, text::option_version.in(language));
    app_.require_subcommand(0, 1);
    add_study_commands();
    add_results_commands();
    add_file_commands();
    add_bench_command();
  }
  CLI::App& app() noexcept { return app_; }

 private:
  void prepare(CLI::App& app) {
    app.set_help_flag("-h,--help", text::option_help.in(language_))->group(text::options.in(language_));
    app.get_formatter()->label("Usage", text::usage.in(language_));
    app.get_formatter()->label("Positionals", text::files.in(language_));
    app.get_formatter()->label("OPTIONS", language_ == Language::zh ? "选项" : "OPTIONS");
    app.get_formatter()->label("SUBCOMMAND", language_ == Language::zh ? "命令" : "COMMAND");
    app.option_defaults()->group(text::options.in(language_));
  }

  CLI::App& command(const char* name, const Text& about, Exit (*function)(const Options&)) {
    auto& result = *app_.add_subcommand(name, about.in(language_));
    prepare(result);
    result.group(text::commands.in(language_));
    result.add_option("--lang", spoken_, text::option_language.in(language_))->check(CLI::IsMember({"zh", "en"}));
    result.add_flag("--json", request_.options.json, text::option_json.in(language_));
    result.callback([this, function] { request_.command = function; });
    return result;
  }

  void add_run_options(CLI::App& app) {
    auto& o = request_.options;
    app.add_option("--threads", o.threads, text::option_threads.in(language_))->check(CLI::Range(1, 4096));
    static const std::map<std::string, sim::Order> orders{
        {"forward", sim::Order::forward}, {"backward", sim::Order::backward}, {"shuffled", sim::Order::shuffled}};
    app.add_option_function<std::string>(
           "--order", [&o](const std::string& name) { o.order = orders.at(name); }, text::option_order.in(language_))
        ->check(CLI::IsMember({"forward", "backward", "shuffled"}));
    app.add_flag("--quiet,-q", o.quiet, text::option_quiet.in(language_));
  }

  void add_study_options(CLI::App& app) {
    auto& o = request_.options;
    app.add_option("STUDY", o.files, text::option_study.in(language_))->expected(0, 1);
    app.add_option("--set", o.set, text::option_set.in(language_))->allow_extra_args(false)->type_name("KEY=VALUE");
    app.add_option("--seed", o.seed, text::option_seed.in(language_));
    app.add_option("--replicates", o.replicates, text::option_replicates.in(language_));
    add_run_options(app);
  }

  void add_study_commands() {
    auto& o = request_.options;
    auto& compare_command = command("compare", text::about_compare, compare);
    add_study_options(compare_command);
    compare_command.add_option("--out", o.out, text::option_out.in(language_));
    auto& run_command = command("run", text::about_run, run);
    add_study_options(run_command);
    run_command.add_option("--arm", o.arm, text::option_arm.in(language_));
    run_command.add_option("--replicate", o.replicate, text::option_replicate.in(language_));
    run_command.add_option("--snapshot-at", o.snapshots, text::option_snapshot.in(language_))
        ->allow_extra_args(false)
        ->type_name("WEEK FILE");
    run_command.add_option("--graphml", o.graphs, text::option_graph.in(language_))
        ->allow_extra_args(false)
        ->type_name("LAYER@WEEK FILE");
    auto& plan_command = command("plan", text::about_plan, plan);
    add_study_options(plan_command);
    plan_command.add_flag("--time", o.time, text::option_time.in(language_));
  }

  void add_results_commands() {
    auto& o = request_.options;
    auto& report_command = command("report", text::about_report, report);
    report_command.add_option("RESULTS", o.files, text::option_results.in(language_))->expected(1)->required();
    report_command.add_option("--out", o.out, text::option_report_out.in(language_));
    auto& patterns_command = command("patterns", about_patterns, patterns);
    patterns_command.add_option("RESULTS", o.files, text::option_results.in(language_))->expected(1)->required();
    patterns_command.add_flag("--markdown", o.markdown, patterns_as_page.in(language_));
    auto& rerun_command = command("rerun", text::about_rerun, rerun);
    rerun_command.add_option("RESULTS", o.files, text::option_results.in(language_))->expected(1)->required();
    rerun_command.add_option("--replicate", o.replicate, text::option_replicate.in(language_));
    add_run_options(rerun_command);
  }

  void add_file_commands() {
    auto& o = request_.options;
    command("diff", text::about_diff, diff)
        .add_option("ARRANGEMENTS", o.files, text::option_arrangement.in(language_))
        ->expected(2)
        ->required();
    command("validate", text::about_validate, validate)
        .add_option("FILES", o.files, text::option_file.in(language_))
        ->required();
    auto& describe_command = command("describe", text::about_describe, describe);
    describe_command.add_option("KEY", o.key, text::option_key.in(language_));
    describe_command.add_flag("--markdown", o.markdown, text::option_markdown.in(language_));
  }

  void add_bench_command() {
    auto& o = request_.options;
    auto& bench_command = command("bench", about_bench, bench);
    bench_command.add_option("STUDY", o.files, bench_study.in(language_))->expected(0, 1);
    bench_command.add_option("--set", o.set, text::option_set.in(language_))
        ->allow_extra_args(false)
        ->type_name("KEY=VALUE");
    auto* reference = bench_command.add_flag("--reference", o.bench.reference, bench_reference.in(language_));
    bench_command.add_option("--residents", o.bench.residents, bench_residents.in(language_));
    bench_command.add_option("--threads", o.bench.threads, bench_threads.in(language_));
    bench_command.add_option("--ticks", o.bench.ticks, bench_ticks.in(language_));
    bench_command.add_flag("--large", o.bench.large, bench_large.in(language_))->excludes(reference);
    bench_command.add_option("--out", o.out, bench_out.in(language_))->excludes(reference);
    bench_command.add_flag("--quiet,-q", o.quiet, text::option_quiet.in(language_));
  }

  Language language_;
  Request& request_;
  CLI::App app_;
  std::string spoken_;
};

/// Says what CLI11 did not understand, in the user's language.
[[noreturn]] void explain(const CLI::ParseError& error, CLI::App& app, const std::vector<std::string>& words) {
  const std::string detail = error.what();
  if (dynamic_cast<const CLI::ExtrasError*>(&error)) {
    std::vector<std::string_view> known;
    for (const auto* command : app.get_subcommands({})) known.push_back(command->get_name());
    const bool no_command = app.get_subcommands().empty();
    const auto unknown = detail.substr(detail.rfind(' ') + 1);
    const auto word = no_command && !words.empty() ? words.front() : unknown;
    const auto near = no_command ? analysis::nearest(word, known) : std::string_view{};
    const auto in = [&](Language language) {
      auto message = say(language, no_command ? text::unknown_command : text::unknown_option, word);
      return near.empty() ? message : message + say(language, text::did_you_mean, near);
    };
    usage_error("", {in(Language::en), in(Language::zh)});
  }
  const bool missing = dynamic_cast<const CLI::RequiredError*>(&error) != nullptr;
  const auto& message = missing ? text::missing_argument : text::bad_argument;
  usage_error("", {say(Language::en, message, detail), say(Language::zh, message, detail)});
}

std::string joined(int argc, const char* const* argv) {
  std::string line = "liandong";
  for (int i = 1; i < argc; ++i) {
    const std::string word = argv[i];
    const bool plain = !word.empty() && word.find_first_of(" \t'\"\\$*?[](){}<>|&;~#`!") == std::string::npos;
    line += plain ? " " + word : " '" + word + "'";
  }
  return line;
}

}  // namespace

Language requested_language(int argc, const char* const* argv) {
  for (int i = 1; i < argc; ++i) {
    const std::string_view word = argv[i];
    const auto value = word.starts_with("--lang=")        ? word.substr(7)
                       : word == "--lang" && i + 1 < argc ? argv[i + 1]
                                                          : "";
    if (value == "zh") return Language::zh;
    if (value == "en") return Language::en;
  }
  return language_of_environment();
}

Request read_command_line(int argc, const char* const* argv) {
  Request request;
  const auto language = requested_language(argc, argv);
  Grammar grammar(language, request);
  std::vector<std::string> words(argv + 1, argv + argc);
  if (words.empty() || (words.size() <= 2 && words.front().starts_with("--lang"))) {
    print(text::short_help.in(language));
    return request;
  }
  try {
    grammar.app().parse(std::vector<std::string>(words.rbegin(), words.rend()));
    if (!request.command) print(text::short_help.in(language));
  } catch (const CLI::Success& success) {
    request.command = nullptr;
    grammar.app().exit(success);
  } catch (const CLI::ParseError& error) {
    explain(error, grammar.app(), words);
  }
  request.options.command_line = joined(argc, argv);
  return request;
}

}  // namespace liandong::app
