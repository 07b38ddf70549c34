#pragma once

#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "models/definition.h"

namespace liandong::analysis {

using models::Language;

/// The same sentence in both languages, put together while the program runs; models::Words stand in its source.
struct Text {
  std::string en, zh;
  Text() = default;
  Text(std::string english, std::string chinese) : en(std::move(english)), zh(std::move(chinese)) {}
  Text(const models::Words& words) : en(words.en), zh(words.zh) {}
  bool empty() const noexcept { return en.empty() && zh.empty(); }
  const std::string& in(Language language) const noexcept { return language == Language::zh ? zh : en; }
};

/// Where something was written. `line` and `column` count from 1; 0 where there is none (a file that is missing, an
/// override from the command line).
struct Origin {
  std::string file;
  std::uint32_t line = 0, column = 0;
};

/// The file of what was set on the command line.
inline constexpr std::string_view command_line = "--set";
inline bool is_from_command_line(const Origin& origin) { return origin.file == command_line; }

/// One thing that is wrong with what a person wrote.
struct Problem {
  std::string file;
  std::uint32_t line = 0, column = 0;
  std::string key;  ///< dotted key as written, e.g. "arm.stage.levers.staff.comittee"; may be empty
  Text message;     ///< says what is wrong and what would be right
};

/// "file:line:column: key: message", parts that are unknown left out.
std::string render(const Problem& problem, Language language);

/// Bad input. Carries every problem that was found, in the order of the files; `what()` is the English text of all.
class InputError : public std::runtime_error {
 public:
  explicit InputError(std::vector<Problem> problems);
  const std::vector<Problem>& problems() const noexcept { return problems_; }

 private:
  std::vector<Problem> problems_;
};

/// Collects problems while reading goes on. Keeps the first hundred and counts the rest, so that a hopeless file does
/// not take for ever to report.
class Problems {
 public:
  static constexpr std::size_t kept = 100;

  /// A problem that is already there (two arms that share a bad file) is not added again.
  void add(const Origin& where, std::string key, Text message);
  bool empty() const noexcept { return list_.empty(); }
  bool full() const noexcept { return list_.size() >= kept; }
  std::size_t size() const noexcept { return list_.size() + more_; }
  /// The kept ones and, if any were dropped, a last one that says how many.
  std::vector<Problem> list() const;
  /// Throws InputError with all of them if there are any.
  void throw_if_any() const;

  /// Says how something was understood that is right, for those who ask.
  void note(Text text) { notes_.push_back(std::move(text)); }
  const std::vector<Text>& notes() const noexcept { return notes_; }

 private:
  std::vector<Text> notes_;
  std::vector<Problem> list_;
  std::size_t more_ = 0;
};

/// Candidate with the least edit distance to `word`, if that is near enough to be a slip; else empty. Ties go to the
/// earlier candidate.
std::string_view nearest(std::string_view word, const std::vector<std::string_view>& candidates);

}  // namespace liandong::analysis
