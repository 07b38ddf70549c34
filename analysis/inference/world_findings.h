#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "analysis/inference/discovery.h"
#include "analysis/inference/world_effect.h"
#include "analysis/scenario/study.h"
#include "analysis/store/results.h"
#include "models/model.h"

/// What the worlds of a study say: of two arms, of all arms, and of the unknowns on which it hangs. Pure functions of
/// figures that were run; none asks for another run. Indicators are positions in the catalogue, arms and unknowns
/// positions in `Worlds`. Differences are arm a minus arm b, in the indicator's unit. A world in which an arm lacks the
/// figure (NaN) is left out of what concerns that arm.
namespace liandong::analysis {

/// Worlds that share a stretch of an unknown's values.
struct WorldPart {
  double low = 0, high = 0;  ///< least and greatest value among them
  std::uint32_t worlds = 0;
  double difference = 0;  ///< mean of a minus b
};

/// Which end of an unknown's values is better for arm a (for a neutral direction: where a has more). `neither`: the
/// middle is better or worse for it than both ends, or the unknown has no order.
enum class End : std::uint8_t { low, high, neither };

/// An unknown on which the difference between two arms hangs, told apart from chance among all unknowns.
///
/// `share` is the first-order index of the paired difference, Var(E[a − b | unknown]) / Var(a − b): what knowing this
/// one alone would take off the variance over worlds. It comes from the worlds at hand: a regression on polynomials of
/// the unknown's rank, whose degree grows with the number of worlds (2 for 64, 3 for 125, 10 for 1728), with R²
/// adjusted for what chance fits (Ezekiel 1930), which takes away its bias. It is not the total effect of Sobol'
/// (1993): what an unknown does only together with others stands in `unexplained`, and so does the chance of a world;
/// waves finer than the degree are missed. Total effects need a design of their own (`explore`); through a surrogate of
/// 300 unknowns fitted to 200 worlds they would be the surrogate's, not the model's. Unknowns that are drawn together
/// (shares of one whole) share what they explain. A listed share was chosen for being great, so it is rather too great
/// than too small.
struct Decider {
  std::size_t unknown = 0;
  double share = 0, low = 0, high = 0;  ///< in [0, 1]; interval of 90%: bootstrap over worlds, about the estimate
  double p = 1;  ///< chance that among all unknowns tried one looks as strong beside those found before it (max test)
  End favours_a = End::neither;
  std::vector<WorldPart> parts;  ///< lower, middle and upper third; of up to four values one part each; ascending
  /// What knowing it before the choice between the two arms would gain, in the indicator's unit, mean over worlds
  /// (expected value of partial perfect information); 0 for a neutral direction.
  double worth = 0;
};

/// Unknowns that decide, at most `most_deciders`, the greatest share first; none where nothing can be told from chance.
struct Deciders {
  std::vector<Decider> found;
  double unexplained = 1;   ///< of the variance, by all of them side by side: interplay, weaker unknowns and chance
  double worth_of_all = 0;  ///< gain from knowing everything, the chance of each world included: bounds every `worth`
};

inline constexpr std::size_t most_deciders = 5;
/// An unknown is listed if `p` is at most this and the interval of its share is above zero. So one list in a hundred
/// names an unknown that does nothing.
inline constexpr double decider_level = 0.01;

/// What is said of two arms where one of several mechanisms is the true one.
struct StructureAlternative {
  double value = 0;
  WorldEffect effect;  ///< among the worlds that have it
};
struct StructureFinding {
  std::size_t unknown = 0;                         ///< its distribution is `alternatives`
  std::vector<StructureAlternative> alternatives;  ///< ascending values; those that some world has
  bool reverses = false;  ///< one alternative says better, and another, or all worlds together, say worse
};

/// Where the order of two arms turns: shares of worlds in cells over one to three unknowns.
struct MapAxis {
  std::size_t unknown = 0;
  bool of_context = false;       ///< it belongs to a group of parameters that may differ between communities
  std::vector<WorldPart> parts;  ///< classes of about equally many worlds, ascending
};
struct MapCell {
  std::uint32_t worlds = 0;
  WorldShares shares;  ///< zeros if it has too few worlds
  bool enough() const noexcept { return worlds >= 5; }
};
/// Axes are the two strongest deciders among the unknowns of the context: those whose key begins with that of a group
/// of parameters that may differ between communities (ParameterGroup::by_community), so that a planner can look them up
/// for his own place. They are sought among these alone, at the same level. If fewer than two are found, deciders of
/// all take their place, those of the context first. Empty without any; a strip with one. Or they are those that the
/// study names (WorldChoice::map), whether they decide or not.
struct FlipMap {
  std::vector<MapAxis> axes;   ///< at most two, or three that the study names
  std::vector<MapCell> cells;  ///< [parts of the third axis, if any][of the second][of the first]
};

/// All that worlds say of two arms and one indicator.
struct PairFinding {
  std::size_t a = 0, b = 0;  ///< the earlier arm as a
  std::size_t indicator = 0;
  WorldEffect effect;
  bool of_a = true;  ///< whether the rule says where a is ahead, not where b is: the better rule of the two (see Lead)
  /// Where that arm is ahead by as much as matters; variables are positions of unknowns. Sought among the deciders
  /// only, as among 300 unknowns some box always looks good. No bound where the word asks for no rule or none was
  /// found.
  Box rule;
  Deciders deciders;
  std::vector<StructureFinding> structures;  ///< one for each unknown of alternatives
  FlipMap map;
};

/// One arm among all, in the worlds in which all have the figure. An arm is best with every arm whose figure is within
/// less than the smallest effect that matters of the greatest (of a neutral direction: the greatest figure).
struct RankedArm {
  std::size_t arm = 0;
  double best = 0;   ///< share of worlds in which it is best, where k arms are 1/k of a world each; these sum to one
  double alone = 0;  ///< share of worlds in which no other arm is best with it; these may sum to less
  double median = 0, low = 0, high = 0;         ///< of its figure: 5th and 95th hundredth
  double mean_regret = 0, greatest_regret = 0;  ///< against the best of all arms; 0 for a neutral direction
};
/// What knowing one unknown before choosing among all arms would gain, as Decider::worth.
struct Worth {
  std::size_t unknown = 0;
  double gain = 0;
};
struct Ranking {
  std::size_t indicator = 0;
  std::uint32_t worlds = 0;                 ///< in which all arms have the figure
  std::vector<RankedArm> arms;              ///< in the order of the arms
  std::optional<std::size_t> least_regret;  ///< arm whose greatest regret is least; none for a neutral direction
  std::vector<Worth> worths;                ///< of the deciders of all pairs, the greatest gain first
  double worth_of_all = 0;                  ///< gain from knowing everything
};

/// Positions of the study's headlines, or without any of every indicator of which more or less is better, four at most.
std::vector<std::size_t> told_in_worlds(const Study& study, const models::Catalogue& catalogue);

struct WorldFindings {
  std::vector<PairFinding> pairs;  ///< pair by pair, each with the indicators in their order
  std::vector<Ranking> rankings;   ///< by indicator
};

/// Figures that fewer than `least_worlds` worlds have are left out. Without worlds both are empty. Draws of the
/// bootstrap and of permutations are keyed, so that the same worlds say the same. 36 pairs and indicators, 300 unknowns
/// and 200 worlds take less than a second.
WorldFindings world_findings(const Worlds& worlds, const models::Catalogue& catalogue,
                             std::span<const std::size_t> indicators, std::span<const std::string> map = {});

/// The word and shares alone, of any indicator.
WorldEffect world_effect(const Worlds& worlds, const models::Catalogue& catalogue, std::size_t a, std::size_t b,
                         std::size_t indicator);

/// Whether no word of these indicators is likely to change, for any pair of arms: at least `least_worlds` worlds, and
/// every effect settled. An indicator that no world has is passed over; without any other the answer is no.
bool words_settled(const Worlds& worlds, const models::Catalogue& catalogue, std::span<const std::size_t> indicators);

/// Whether more worlds would say nothing more: every word on these indicators is likely to stay (words_settled) and
/// leaves no doubt. On what a doubtful one hangs can only be told from as many worlds as there may be.
bool is_answered(const Worlds& worlds, const models::Catalogue& catalogue, std::span<const std::size_t> indicators);

/// How much of a difference is the seed's own noise: standard deviations of the paired difference a minus b.
struct SeedNoise {
  std::uint32_t replicates = 0, worlds = 0;
  double over_seeds = 0;  ///< of the study's replicates, which have the stated values; NaN if there are fewer than two
  /// The same for a place as small as that of a world: times sqrt(communities / communities of a world), as for
  /// communities whose chance is independent.
  double over_seeds_of_a_world = 0;
  double over_worlds = 0;  ///< NaN as above
};
SeedNoise seed_noise(const Results& results, std::size_t a, std::size_t b, std::size_t indicator);

}  // namespace liandong::analysis
