#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "analysis/report/world_words.h"

/// What worlds say, in sentences that stand on the page and on the terminal alike.
namespace liandong::analysis::report {

/// Arms among which the study asks: those at their own cost that change something, or all at their own cost if these
/// are fewer than two. Positions, ascending.
std::vector<std::size_t> arms_asked_about(const Results& results, const Study& study);

/// Positions in `findings.pairs`, one for each indicator that was told: the two arms asked about; of more, the two that
/// are best in most worlds.
std::vector<std::size_t> asked_pairs(const Results& results, const Study& study, const WorldFindings& findings);

/// Sentences of an answer, each complete with its stop.
struct WorldSentences {
  std::vector<std::string> reversals;  ///< said first: a mechanism under which the order turns
  std::vector<std::string> verdict;
  std::vector<std::string> depends;  ///< on what, at most three
  std::string data;                  ///< what would be worth finding out; empty where nothing is worth it
  std::string worlds;                ///< how many there are, of what, and what a world is
};
WorldSentences world_sentences(const WorldWords& words, const WorldFindings& findings);

/// The verdict in words: of two arms asked about, or a ranking of more; then each of them against going on as before.
std::vector<std::string> verdict_sentences(const WorldWords& words, const WorldFindings& findings,
                                           const std::vector<std::size_t>& asked);
/// Where one arm of a pair is ahead, or on what it hangs.
std::string depends_sentence(const WorldWords& words, const PairFinding& pair);
/// "strong community is better, whatever we assumed"
std::string word_in_words(const WorldWords& words, const PairFinding& pair);

/// Positions of the study's headlines, or without any of every indicator of which more or less is better, four at most.
std::vector<std::size_t> told_in_worlds(const Study& study, const models::Catalogue& catalogue);

}  // namespace liandong::analysis::report
