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
#include "app/cli/command.h"
#include "app/cli/terminal.h"
#include "app/cli/text.h"

namespace liandong::app {
namespace {

/// Adds the commands to CLI11 in one language.
class Grammar {
 public:
  explicit Grammar(Request& request)
      : language_(request.options.language), app_(text::about.in(language_), "liandong") {
    prepare(app_, request.options);
    app_.set_version_flag("--version", analysis::provenance_of("").program_version, text::option_version.in(language_));
    app_.require_subcommand(0, 1);
    for (const Command& command : commands()) add(command, request);
  }
  CLI::App& app() noexcept { return app_; }

 private:
  void prepare(CLI::App& app, Options& options) {
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
    Asking(app, options).choice("--lang", {"zh", "en"}, text::option_language, [](const std::string&) {});
  }

  void add(const Command& command, Request& request) {
    auto& app = *app_.add_subcommand(command.name, command.about.in(language_));
    prepare(app, request.options);
    app.group(text::commands.in(language_));
    Asking ask(app, request.options);
    ask.flag("--json", request.options.json, text::option_json);
    command.ask(ask);
    app.callback([&request, &command] { request.command = &command; });
  }

  Language language_;
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
  request.options.language = language;
  Grammar grammar(request);
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
