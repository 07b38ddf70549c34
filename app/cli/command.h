#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "app/cli/options.h"

namespace CLI {
class App;
class Option;
}  // namespace CLI

namespace liandong::app {

/// What a command may be asked, as its own file says it. Every option writes into `options`, which the command is then
/// called with; words that are no number, none of the choices or empty are refused with a message.
class Asking {
 public:
  Asking(CLI::App& app, Options& wanted) : options(wanted), app_(app) {}

  Options& options;

  /// STUDY, --set, --seed, --replicates and what `runs` adds.
  void study();
  /// --set.
  void set();
  /// --threads, --order, --quiet.
  void runs();
  /// --memory.
  void memory();
  void quiet();
  /// Arguments that are no options: from `least` to `most` of them, any number if `most` is 0.
  void files(const char* name, const Text& about, int least, int most);
  /// An argument that may be left out.
  void argument(const char* name, std::string& target, const Text& about);

  void flag(const char* name, bool& target, const Text& about);
  /// A text that is not empty and not the next option; `form` says what it is.
  void word(const char* name, std::string& target, const Text& about, const char* form = "...");
  void choice(const char* name, std::vector<std::string> words, const Text& about,
              std::function<void(const std::string&)> take);
  /// A text, as often as wanted.
  void words(const char* name, std::vector<std::string>& target, const Text& about, const char* form);
  /// Two texts, as often as wanted. `form` says what they are, e.g. "WEEK FILE".
  void pairs(const char* name, std::vector<std::pair<std::string, std::string>>& target, const Text& about,
             const char* form);
  /// A whole number from `low` to `high`.
  template <class Number>
  void number(const char* name, Number& target, std::uint64_t low, std::uint64_t high, const Text& about) {
    take_number(name, low, high, about,
                [&target](std::uint64_t value) { target = static_cast<decltype(value_of(target))>(value); });
  }
  /// Two options of which only one may be given.
  void exclude(const char* one, const char* other);

 private:
  template <class Number>
  static Number value_of(const std::optional<Number>&);
  template <class Number>
  static Number value_of(const Number&);
  void take_number(const char* name, std::uint64_t low, std::uint64_t high, const Text& about,
                   std::function<void(std::uint64_t)> take);

  CLI::App& app_;
};

/// A command of the program. It writes results to standard output and everything else to standard error, and throws:
/// InputError for bad input, analysis::Interrupted when stopped, std::runtime_error when the machine fails.
struct Command {
  const char* name;
  Text about;
  void (*ask)(Asking&);
  Exit (*run)(const Options&);
};

/// All of them, in the order in which help shows them.
const std::vector<Command>& commands();

}  // namespace liandong::app
