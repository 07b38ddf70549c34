#include "app/cli/command.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <CLI/CLI.hpp>

#include <algorithm>
#include <charconv>

#include "app/cli/memory_check.h"

namespace liandong::app {
namespace {

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

}  // namespace

void Asking::study() {
  files("STUDY", text::option_study, 0, 1);
  set();
  number("--seed", options.seed, 0, greatest_seed, text::option_seed);
  number("--replicates", options.replicates, 1, UINT32_MAX, text::option_replicates);
  runs();
}

void Asking::set() { words("--set", options.set, text::option_set, "KEY=VALUE"); }

void Asking::runs() {
  number("--threads", options.threads, 1, most_threads, text::option_threads);
  choice("--order", {"forward", "backward", "shuffled"}, text::option_order, [&o = options](const std::string& word) {
    o.order = word == "forward"    ? sim::Order::forward
              : word == "backward" ? sim::Order::backward
                                   : sim::Order::shuffled;
  });
  quiet();
}

void Asking::memory() {
  app_.add_option_function<std::string>(
          "--memory", [&o = options](const std::string& size) { o.memory = bytes_of(given_word("--memory", size)); },
          text::option_memory.in(options.language))
      ->type_name("SIZE");
}

void Asking::quiet() { flag("--quiet,-q", options.quiet, text::option_quiet); }

void Asking::files(const char* name, const Text& about, int least, int most) {
  auto* option = app_.add_option(name, options.files, about.in(options.language));
  if (most > 0) option->expected(least, most);
  option->required(least > 0);
}

void Asking::argument(const char* name, std::string& target, const Text& about) {
  app_.add_option(name, target, about.in(options.language));
}

void Asking::flag(const char* name, bool& target, const Text& about) {
  app_.add_flag(name, target, about.in(options.language));
}

void Asking::word(const char* name, std::string& target, const Text& about, const char* form) {
  app_.add_option_function<std::string>(
          name, [name, &target](const std::string& word) { target = given_word(name, word); },
          about.in(options.language))
      ->type_name(form);
}

void Asking::choice(const char* name, std::vector<std::string> words, const Text& about,
                    std::function<void(const std::string&)> take) {
  const auto form = fmt::format("{}", fmt::join(words, "|"));
  app_.add_option_function<std::string>(
          name,
          [name, words = std::move(words), take = std::move(take)](const std::string& word) {
            check_choice(name, word, words);
            take(word);
          },
          about.in(options.language))
      ->type_name(form);
}

void Asking::words(const char* name, std::vector<std::string>& target, const Text& about, const char* form) {
  app_.add_option(name, target, about.in(options.language))->allow_extra_args(false)->type_name(form);
}

void Asking::pairs(const char* name, std::vector<std::pair<std::string, std::string>>& target, const Text& about,
                   const char* form) {
  app_.add_option(name, target, about.in(options.language))->allow_extra_args(false)->type_name(form);
}

void Asking::exclude(const char* one, const char* other) { app_.get_option(one)->excludes(app_.get_option(other)); }

void Asking::take_number(const char* name, std::uint64_t low, std::uint64_t high, const Text& about,
                         std::function<void(std::uint64_t)> take) {
  app_.add_option_function<std::string>(
          name,
          [name, low, high, take = std::move(take)](const std::string& word) {
            take(whole_number(name, word, low, high));
          },
          about.in(options.language))
      ->type_name("N");
}

}  // namespace liandong::app
