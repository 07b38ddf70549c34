#include "app/cli/command_line.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <CLI/CLI.hpp>

#include <algorithm>
#include <charconv>
#include <optional>
#include <sstream>
#include <string_view>

#include "analysis/scenario/text_file.h"
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
const Text bench_study{"Study whose model is timed on its place (default: two-paths)",
                       "计时所用的研究：其模型与地区（默认 two-paths）"};
const Text about_explore{"Run a study over its design: a grid, a list or a hypercube of values",
                         "按研究的设计（网格、列表或超立方）逐点运行"};
const Text about_list{"List the scenarios that come with the program", "列出程序自带的情景"};
const Text describe_model{"Model to describe (default: that of files which name none)",
                          "要说明的模型（默认为未指明模型的文件所用者）"};
const Text bench_reference{"Only the reference workload, at one size", "只测参照负载的一个规模"};
const Text bench_residents{"Residents of the reference workload (default: 100 thousand, 1 and 10 million)",
                           "参照负载的居民数（默认 10 万、100 万、1000 万）"};
const Text bench_threads{"Most threads (default: all of the machine)", "最多线程数（默认本机全部）"};
const Text bench_ticks{"Ticks of a repetition (default: as many as can be timed well; 20 with --reference)",
                       "每次重复的步数（默认以计时准确为度；--reference 时为 20）"};
const Text bench_large{"100 million residents too, where memory allows", "内存允许时，加测 1 亿名居民"};
const Text bench_out{"Folder of the results (default: results/bench)", "结果文件夹（默认 results/bench）"};

constexpr std::uint64_t most_threads = 4096;
constexpr std::uint64_t greatest_seed = (std::uint64_t{1} << 53) - 1;  ///< of those that TOML and JSON keep whole

std::string given_word(const char* option, const std::string& word) {
  if (word.empty()) usage_error(option, text::must_not_be_empty);
  if (word.starts_with("--")) usage_error(option, text::missing_value);
  return word;
}

std::uint64_t whole_number(const char* option, const std::string& word, std::uint64_t low, std::uint64_t high) {
  std::uint64_t value = 0;
  const auto end = word.data() + word.size();
  const auto [stop, error] = std::from_chars(word.data(), end, value);
  if (error != std::errc{} || stop != end || value < low || value > high)
    usage_error(option, text::must_be_whole, low, high, word);
  return value;
}

void check_choice(const char* option, const std::string& word, const std::vector<std::string>& words) {
  if (std::find(words.begin(), words.end(), word) == words.end())
    usage_error(option, text::must_be_one_of, fmt::format("{}", fmt::join(words, ", ")), word);
}

/// For its type: what an option's target holds.
template <class Number>
Number value_of(const std::optional<Number>&);
template <class Number>
Number value_of(const Number&);

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
    auto& formatter = *app.get_formatter();
    formatter.label("Usage", text::usage.in(language_));
    formatter.label("Positionals", text::files.in(language_));
    formatter.label("OPTIONS", language_ == Language::zh ? "选项" : "OPTIONS");
    formatter.label("SUBCOMMAND", language_ == Language::zh ? "命令" : "COMMAND");
    formatter.label("REQUIRED", text::required.in(language_));
    formatter.label("TEXT", "...");
    formatter.label("Excludes", text::excludes.in(language_));
    app.option_defaults()->group(text::options.in(language_));
    add_choice(app, "--lang", {"zh", "en"}, text::option_language, [](const std::string&) {});
  }

  CLI::App& command(const char* name, const Text& about, Exit (*function)(const Options&)) {
    auto& result = *app_.add_subcommand(name, about.in(language_));
    prepare(result);
    result.group(text::commands.in(language_));
    result.add_flag("--json", request_.options.json, text::option_json.in(language_));
    result.callback([this, function] { request_.command = function; });
    return result;
  }

  /// An option with a text that is not empty and not the next option.
  void add_word(CLI::App& app, const char* name, std::string& target, const Text& about) {
    app.add_option_function<std::string>(
        name, [name, &target](const std::string& word) { target = given_word(name, word); }, about.in(language_));
  }

  template <class Number>
  void add_number(CLI::App& app, const char* name, Number& target, std::uint64_t low, std::uint64_t high,
                  const Text& about) {
    app.add_option_function<std::string>(
           name,
           [name, &target, low, high](const std::string& word) {
             using Value = decltype(value_of(target));
             target = static_cast<Value>(whole_number(name, word, low, high));
           },
           about.in(language_))
        ->type_name("N");
  }

  template <class Take>
  void add_choice(CLI::App& app, const char* name, std::vector<std::string> words, const Text& about, Take take) {
    app.add_option_function<std::string>(
           name,
           [name, words, take](const std::string& word) {
             check_choice(name, word, words);
             take(word);
           },
           about.in(language_))
        ->type_name(fmt::format("{}", fmt::join(words, "|")));
  }

  void add_set(CLI::App& app) {
    app.add_option("--set", request_.options.set, text::option_set.in(language_))
        ->allow_extra_args(false)
        ->type_name("KEY=VALUE");
  }

  void add_run_options(CLI::App& app) {
    auto& o = request_.options;
    add_number(app, "--threads", o.threads, 1, most_threads, text::option_threads);
    add_choice(app, "--order", {"forward", "backward", "shuffled"}, text::option_order, [&o](const std::string& word) {
      o.order = word == "forward"    ? sim::Order::forward
                : word == "backward" ? sim::Order::backward
                                     : sim::Order::shuffled;
    });
    app.add_flag("--quiet,-q", o.quiet, text::option_quiet.in(language_));
  }

  void add_study_options(CLI::App& app) {
    auto& o = request_.options;
    app.add_option("STUDY", o.files, text::option_study.in(language_))->expected(0, 1);
    add_set(app);
    add_number(app, "--seed", o.seed, 0, greatest_seed, text::option_seed);
    add_number(app, "--replicates", o.replicates, 1, UINT32_MAX, text::option_replicates);
    add_run_options(app);
  }

  void add_study_commands() {
    auto& o = request_.options;
    auto& compare_command = command("compare", text::about_compare, compare);
    add_study_options(compare_command);
    add_word(compare_command, "--out", o.out, text::option_out);
    auto& explore_command = command("explore", about_explore, explore);
    add_study_options(explore_command);
    add_word(explore_command, "--out", o.out, text::option_out);
    auto& run_command = command("run", text::about_run, run);
    add_study_options(run_command);
    add_word(run_command, "--arm", o.arm, text::option_arm);
    add_number(run_command, "--replicate", o.replicate, 0, UINT32_MAX, text::option_replicate);
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
    add_word(report_command, "--out", o.out, text::option_report_out);
    auto& patterns_command = command("patterns", about_patterns, patterns);
    patterns_command.add_option("RESULTS", o.files, text::option_results.in(language_))->expected(1)->required();
    patterns_command.add_flag("--markdown", o.markdown, patterns_as_page.in(language_));
    auto& rerun_command = command("rerun", text::about_rerun, rerun);
    rerun_command.add_option("RESULTS", o.files, text::option_results.in(language_))->expected(1)->required();
    add_number(rerun_command, "--replicate", o.replicate, 0, UINT32_MAX, text::option_replicate);
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
    command("list", about_list, list);
    auto& describe_command = command("describe", text::about_describe, describe);
    describe_command.add_option("KEY", o.key, text::option_key.in(language_));
    add_word(describe_command, "--model", o.model, describe_model);
    describe_command.add_flag("--markdown", o.markdown, text::option_markdown.in(language_));
  }

  void add_bench_command() {
    auto& o = request_.options;
    auto& bench_command = command("bench", about_bench, bench);
    bench_command.add_option("STUDY", o.files, bench_study.in(language_))->expected(0, 1);
    add_set(bench_command);
    auto* reference = bench_command.add_flag("--reference", o.bench.reference, bench_reference.in(language_));
    add_number(bench_command, "--residents", o.bench.residents, 2, UINT32_MAX, bench_residents);
    add_number(bench_command, "--threads", o.bench.threads, 0, INT64_MAX, bench_threads);
    add_number(bench_command, "--ticks", o.bench.ticks, 1, 1'000'000, bench_ticks);
    bench_command.add_flag("--large", o.bench.large, bench_large.in(language_))->excludes(reference);
    add_word(bench_command, "--out", o.out, bench_out);
    bench_command.get_option("--out")->excludes(reference);
    bench_command.add_flag("--quiet,-q", o.quiet, text::option_quiet.in(language_));
  }

  Language language_;
  Request& request_;
  CLI::App app_;
};

/// A word that belongs to no option or argument: a command or an option that does not exist.
[[noreturn]] void refuse_word(CLI::App& app, const std::string& word) {
  const auto commands = app.get_subcommands();
  std::vector<std::string> names;
  if (commands.empty())
    for (const auto* command : app.get_subcommands({})) names.push_back(command->get_name());
  else
    for (const auto* option : commands.front()->get_options()) names.push_back(option->get_name());
  const auto near = analysis::nearest(word, {names.begin(), names.end()});
  const bool no_command = commands.empty() && !word.starts_with('-');
  const auto in = [&](Language language) {
    auto message = say(language, no_command ? text::unknown_command : text::unknown_option, word);
    return near.empty() ? message : message + say(language, text::did_you_mean, near);
  };
  usage_error("", {in(Language::en), in(Language::zh)});
}

/// An option or argument that stands too often or without what must follow.
[[noreturn]] void refuse_count(const CLI::Option& option) {
  const bool too_many = static_cast<int>(option.count()) > option.get_items_expected_max();
  if (option.get_positional())
    usage_error("", too_many ? text::too_many_arguments : text::missing_argument, option.get_description());
  usage_error(option.get_name(), too_many ? text::given_twice : text::missing_value);
}

/// Says what CLI11 did not understand, in the user's language.
[[noreturn]] void explain(const CLI::ParseError& error, CLI::App& app) {
  const std::string_view detail = error.what();
  const std::string first(detail.substr(0, detail.find_first_of(": ")));
  const std::string last(detail.substr(detail.rfind(' ') + 1));
  const auto& command = app.get_subcommands().empty() ? app : *app.get_subcommands().front();
  if (dynamic_cast<const CLI::ExtrasError*>(&error)) refuse_word(app, last);
  if (dynamic_cast<const CLI::ExcludesError*>(&error)) usage_error("", text::not_together, first, last);
  if (const auto* option = command.get_option_no_throw(first)) refuse_count(*option);
  usage_error("", text::not_understood);
}

/// The words for CLI11. After "--" all are files: CLI11 knows this only for arguments that must be given, so those that
/// look like options are written as what they mean, files of the working folder.
std::vector<std::string> words_of(int argc, const char* const* argv) {
  std::vector<std::string> words;
  bool only_files = false;
  for (int i = 1; i < argc; ++i) {
    const std::string word = argv[i];
    if (!only_files && word == "--")
      only_files = true;
    else
      words.push_back(only_files && word.starts_with('-') ? "./" + word : word);
  }
  return words;
}

/// Everything that is typed may come to stand in the results, which hold text.
void check_words(const std::vector<std::string>& words) {
  analysis::Problems problems;
  for (const auto& word : words) analysis::check_text(word, {word}, problems);
  problems.throw_if_any();
}

/// The word as a shell reads it.
std::string quoted(const std::string& word) {
  if (!word.empty() && word.find_first_of(" \t\n\r'\"\\$*?[](){}<>|&;~#`!") == std::string::npos) return word;
  std::string result = "'";
  for (const char c : word) result += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return result + "'";
}

std::string joined(int argc, const char* const* argv) {
  std::string line = "liandong";
  for (int i = 1; i < argc; ++i) line += " " + quoted(argv[i]);
  return line;
}

}  // namespace

Language requested_language(int argc, const char* const* argv) {
  for (int i = 1; i < argc; ++i) {
    const std::string_view word = argv[i];
    if (word == "--") break;
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
  auto words = words_of(argc, argv);
  check_words(words);
  std::reverse(words.begin(), words.end());
  try {
    grammar.app().parse(std::move(words));
    if (!request.command) print(text::short_help.in(language));
  } catch (const CLI::Success& success) {
    request.command = nullptr;
    std::ostringstream shown;
    grammar.app().exit(success, shown, shown);
    print(shown.str());
  } catch (const CLI::ParseError& error) {
    explain(error, grammar.app());
  }
  request.options.command_line = joined(argc, argv);
  return request;
}

}  // namespace liandong::app
