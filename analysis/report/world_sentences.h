#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "analysis/inference/change_dates.h"
#include "analysis/inference/world_course.h"
#include "analysis/report/world_words.h"

/// What worlds say, in sentences that stand on the page and on the terminal alike.
namespace liandong::analysis::report {

/// Arms among which the study asks: those of its claim; without one those at their own cost that change something, or
/// all at their own cost if these are fewer than two. Positions, ascending.
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
/// Whole numbers that add up to a hundred as the shares to one; the greatest rests are rounded up, as on the page.
std::vector<long long> whole_hundredths(const std::vector<double>& shares);
/// In how many worlds of a hundred each of these arms is best by itself, and last in how many none is.
std::vector<long long> alone_of_hundred(const Ranking& ranking, const std::vector<std::size_t>& arms);
/// The first two arms, ascending, of which one is at the other's cost and the other is `a` or `b`.
std::optional<std::pair<std::size_t, std::size_t>> equal_cost_arms(const Results& results, std::size_t a,
                                                                   std::size_t b);
/// Whether an arm at its own cost goes on as before.
bool is_plain_baseline(const WorldWords& words, std::size_t arm);
/// Whether more worlds were asked for than there are, and words have not settled.
bool is_preliminary(const Worlds& worlds);

/// Where one arm of a pair is ahead, or on what it hangs.
std::string depends_sentence(const WorldWords& words, const PairFinding& pair);
/// "strong community is better, whatever we assumed"
std::string word_in_words(const WorldWords& words, const PairFinding& pair);

/// In how many worlds one of two arms lies behind the other in the year in which one changes course, in the last, and
/// in any between.
std::string course_sentence(const WorldWords& words, const WorldCourse& course);
/// At which date a change is best, and how that compares with never making it.
std::string dates_sentence(const WorldWords& words, const ChangeDates& dates);

}  // namespace liandong::analysis::report
