#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/inference/world_findings.h"
#include "analysis/report/wording.h"
#include "analysis/scenario/study.h"

/// Words for what worlds say, in one language.
namespace liandong::analysis::report {

/// Name of a word in data files: "better_always", "depends" …
std::string_view word_key(WorldWord word) noexcept;

/// The study, its results and the words in which parts of them are told. Arms, indicators and unknowns are positions,
/// as in world_findings.h.
class WorldWords {
 public:
  WorldWords(const Results& results, const Study& study, Language language);

  const Results& results() const noexcept { return results_; }
  const Study& study() const noexcept { return study_; }
  const Wording& wording() const noexcept { return words_; }

  /// As within a sentence: "strong government", "needs met". An arm whose cost is scaled goes by the name of the arm
  /// whose course it follows.
  std::string path(std::size_t arm) const;
  /// The same under its own title: "strong community at equal cost".
  std::string arm(std::size_t arm) const;
  std::string indicator(std::size_t indicator) const;
  std::string unknown(std::size_t unknown) const;
  /// "1.5 years", "30%".
  std::string value(std::size_t unknown, double value) const;
  /// What an unknown of alternatives says at a value, as its meaning has it ("0: …; 1: …"); the number where it has
  /// not.
  std::string alternative(std::size_t unknown, double value) const;
  bool has_alternatives(std::size_t unknown) const;
  /// Whether it takes whole numbers only, in all worlds.
  bool is_whole(std::size_t unknown) const;
  /// Size of a difference of an indicator: "2.1 points", "3.4 yuan per resident and year".
  std::string amount(std::size_t indicator, double difference) const;
  /// "a, b and c"
  std::string listed(const std::vector<std::string>& parts) const;
  /// Clauses as one sentence.
  std::string joined(const std::vector<std::string>& clauses) const;
  /// Whether the verdict speaks of an indicator: not of public cost, nor where neither more nor less is better.
  bool is_judged(std::size_t indicator) const;
  /// So many of a hundred.
  static long long hundredths(double share);

 private:
  const Results& results_;
  const Study& study_;
  Wording words_;
};

/// Whether an arm goes on as before: none of its stages differs from the burn-in.
bool is_baseline(const Study& study, std::string_view arm);

}  // namespace liandong::analysis::report
