#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/scenario/claim.h"
#include "analysis/scenario/ensemble.h"
#include "analysis/scenario/problem.h"
#include "analysis/scenario/values.h"
#include "models/model.h"

namespace liandong::analysis {

/// Levers of an arrangement, in the order of the catalogue's group of levers.
using Levers = std::vector<double>;
/// Where levers may lie that are uncertain, by their positions; the others are certain. A run takes no notice of it.
using Ranges = std::map<std::size_t, LeverRange>;
/// Values of parameters that are no levers, by their positions in the catalogue.
using OwnValues = std::map<std::size_t, double>;

/// From `week` on (counted from the end of the burn-in, 0 = the first week in which arms may differ) these levers hold
/// in the communities that they reach; of stages that reach a community the last holds.
struct Stage {
  std::uint32_t week = 0;
  Levers levers;
  Text label;          ///< for event lines in charts; may be empty
  Ranges ranges = {};  ///< of the levers
  models::Reach reach = {};
};

/// Whether two stages put the same in force, whatever they are called.
bool same_measures(const Stage& a, const Stage& b);

/// From `week` on, counted as for a stage, these communities are one; they follow one another in the table.
struct Merger {
  std::uint32_t week = 0;
  std::vector<std::uint32_t> communities;
  Text label;  ///< for event lines in charts
};
bool same_merger(const Merger& a, const Merger& b);

/// One arm: what is done when. The lever vector is all the model sees; the names are for people.
struct Arm {
  std::string name;  ///< "strong-government"
  Text title;
  std::vector<Stage> stages;         ///< ascending weeks, at least one; the first of week 0 reaches all communities
  std::string equal_cost_to;         ///< name of the arm whose public cost this one is scaled to; empty: own cost
  OwnValues own = {};                ///< in place of the study's, from the burn-in on; only of a claim
  std::vector<Merger> mergers = {};  ///< by week and communities, none of which is in two
};
/// Whether two arms do the same in every week, whatever they are called and cost.
bool do_the_same(const Arm& a, const Arm& b);
/// Whether they make the same communities one at the same times.
bool merge_alike(const Arm& a, const Arm& b);

/// How the points of a design belong together, which says what can be told from them.
enum class DesignKind : std::uint8_t {
  listed,  ///< a grid, a hypercube or any other list
  morris,  ///< trajectories in which one key moves at a time
  sobol,   ///< samples A and B, then A with each key's column from B in turn, all of the same length
};

/// Names of the kinds in files, in their order; a listed design has none.
inline constexpr std::array<std::string_view, 3> design_kinds{"", "morris", "sobol"};

/// What is known of a design besides its points.
struct DesignShape {
  DesignKind kind = DesignKind::listed;
  double step = 0;                  ///< of Morris: the share of a key's range that one move goes
  std::vector<std::int32_t> moves;  ///< of Morris: [points], as in Trajectories
};

/// Points at which a study is repeated with other values.
struct Design {
  std::vector<std::string> keys;            ///< as find_settable takes them
  std::vector<std::vector<double>> points;  ///< [points][keys]
  DesignShape shape = {};
};

/// What does not fit between a shape and so many points of so many keys; empty if all does.
std::string_view fault_of(const DesignShape& shape, std::size_t points, std::size_t keys);

/// The worlds over which a study is answered, beside its replicates.
struct WorldChoice {
  std::uint32_t count = 0;                  ///< at most; 0: none
  std::uint32_t communities = 4;            ///< of a world, if the place has more and none has values of its own
  std::string ensemble;                     ///< name of that from which the worlds are taken; empty: as they come
  std::uint64_t seed = 1;                   ///< of draws and chance; that of the study unless an ensemble has another
  std::vector<std::uint32_t> numbers = {};  ///< of the worlds of an ensemble; empty: 0, 1, 2 …
  std::vector<std::string> known = {};      ///< not drawn: keys of parameters, groups and levers, names of unknowns
  std::vector<std::string> map = {};        ///< keys of unknowns over which flips are told; empty: those that decide
  Implausibilities implausibilities = {};   ///< as the ensemble's table has them; no part of the study's text

  /// Number of the world at a position, `count` at most.
  std::uint32_t number(std::uint32_t position) const { return numbers.empty() ? position : numbers.at(position); }
};

/// Everything needed to run a comparison, and nothing else; made by `load_study`, never changed afterwards.
struct Study {
  std::string name;  ///< "two-paths"; also the folder under results/
  Text title, question;
  std::shared_ptr<const models::Catalogue> catalogue;  ///< of the model that is studied
  models::Values values;                               ///< of every parameter; the levers are those of the burn-in
  std::vector<std::string> community_names;            ///< [communities] for people; empty if none has a name
  std::string burn_in_name;  ///< of the arrangement during the burn-in; empty if it is none that has a name
  Text burn_in_title;
  Ranges burn_in_ranges;  ///< of the levers of the burn-in
  std::vector<Arm> arms;
  std::optional<Claim> claim;  ///< what is expected of two arms
  WorldChoice worlds;
  Design design;                      ///< of `explore`; empty: the study has none
  std::vector<std::string> headline;  ///< indicator keys of the report's cards, at most four
  std::uint32_t weeks = 520;
  std::uint32_t burn_in_weeks = 260;
  std::uint32_t replicates = 30;
  std::uint64_t seed = 1;
  int start_year = 2012;     ///< calendar year of week 0
  double confidence = 0.95;  ///< of intervals and verdicts
  std::string text;          ///< the whole study as one TOML text; loading it gives this study again

  /// Levers of the burn-in.
  Levers burn_in() const;
  /// From which an arm starts: those of the study, and its own in their place, in every community.
  models::Values values_of(const Arm& arm) const;
};

}  // namespace liandong::analysis
