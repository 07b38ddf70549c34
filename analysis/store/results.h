#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "analysis/scenario/problem.h"
#include "analysis/store/array.h"
#include "analysis/store/series.h"
#include "analysis/store/worlds.h"
#include "models/model.h"

namespace liandong::analysis {

/// Who made a file, from what. All text.
struct Provenance {
  std::string program_version, commit, compiler, flags, command, created;  ///< created: ISO 8601, UTC
  std::string sources;                                                     ///< digest of all source files
  bool dirty = false;                                                      ///< built from uncommitted changes
};

/// One named flow of a ledger over the studied weeks, mean over replicates: "treasury" → "committee activity fund".
struct Flow {
  std::string from, to;
  double amount = 0;                       ///< per year, in the unit in which the ledger counts
  std::vector<std::int64_t> amounts = {};  ///< [replicates] over the studied weeks; empty in files that hold means only
};

/// What one arm did, over all replicates.
struct ArmResult {
  std::string name;
  Text title;
  std::string equal_cost_to;              ///< empty: own cost
  double cost_scale = 1.0;                ///< factor on staff and purchase that equalised public cost
  bool cost_scale_clamped = false;        ///< a scaled lever met the end of its range: costs need not be equal
  double public_cost = 0;                 ///< fen per resident and year over the studied weeks, mean over replicates
  std::vector<std::int64_t> cost;         ///< [replicates] fen over the studied weeks; empty as amounts of flows are
  std::vector<std::uint64_t> state_hash;  ///< [replicates], at the end of the run
  std::vector<std::uint32_t>
      first_difference;  ///< [replicates] first week whose state differs from the first arm's; weeks if none
  Series weekly;         ///< [replicates, weeks, indicators] whole place
  Series communities;    ///< [replicates, quarters, communities, indicators]
  Series groups;         ///< [replicates, quarters, groups, group indicators]
  std::vector<std::vector<Flow>> flows;  ///< [ledgers]
};

/// What a paired difference lets us say, of arm a against arm b. `no_difference`: the interval lies within ± the
/// smallest effect that matters. `different`: as sure as better or worse, of a figure of which neither more nor less is
/// better (Direction::neutral). The rule is `verdict` in analysis/statistics.h.
enum class Verdict : std::uint8_t { better, worse, no_difference, inconclusive, different };

/// Paired difference of one figure between two arms, a minus b, over replicates; figures are means over the last two
/// years of the run (or over the whole run, for money).
struct Effect {
  std::string figure;  ///< indicator key, or "group key/indicator key"
  double mean_a = 0, mean_b = 0;
  double delta = 0, low = 0, high = 0;  ///< mean of paired differences and its confidence interval
  std::uint32_t pairs = 0;        ///< replicates in which both arms have the figure; with one the interval is infinite
  double agree = 0;               ///< share of pairs whose difference has the sign of delta
  double variance_reduction = 1;  ///< variance of an unpaired difference over that of the paired one
  double p = 1, p_adjusted = 1;   ///< paired t; Holm over all indicators of the contrast
  Verdict verdict = Verdict::inconclusive;
};

/// Arm a against arm b.
struct Contrast {
  std::string arm_a, arm_b;
  bool equal_cost = false;         ///< b's or a's public cost was scaled to the other's
  std::vector<Effect> indicators;  ///< in the order of the catalogue
  std::vector<Effect> groups;      ///< every group × group indicator
};

/// A finished study: what `results.h5` holds and what the report is made from.
struct Results {
  Provenance provenance;
  std::string study_text;                              ///< the whole study as TOML; `load_study_text` gives it back
  std::shared_ptr<const models::Catalogue> catalogue;  ///< as it was when the study ran; what all figures mean
  std::vector<models::Happening> happenings;           ///< in all arms
  std::string name;
  std::string identity;               ///< of study and program, replicates apart (partial_runs.h); empty: not known
  std::uint32_t first_replicate = 0;  ///< number of the first replicate held here; 0 unless only some were run
  std::uint32_t replicates = 0, weeks = 0, burn_in_weeks = 0, communities = 0;
  std::vector<std::string> community_names;        ///< [communities] may be empty; none if no community has a name
  std::uint64_t residents = 0, seed = 0;           ///< residents of the first replicate
  std::vector<std::uint64_t> replicate_residents;  ///< [replicates]; empty in files that count only those of the first
  double wall_seconds = 0;
  std::uint64_t peak_bytes = 0;
  Series burn_in;  ///< [replicates, burn-in weeks, indicators]
  std::vector<ArmResult> arms;
  std::vector<Contrast> contrasts;
  std::vector<models::GraphPicture> pictures;
  Worlds worlds;  ///< empty if the study asks for none; arms as above
};

/// Residents of the place, mean over replicates where they were counted.
double mean_residents(const Results& results);

/// Throws std::invalid_argument if no arm is called so.
inline const ArmResult& arm_called(const Results& results, const std::string& name) {
  for (const ArmResult& arm : results.arms)
    if (arm.name == name) return arm;
  throw std::invalid_argument("no arm is called '" + name + "'");
}

/// Writes to a temporary name beside `file` and renames: the old file stays whole until the new one is.
/// Throws std::runtime_error naming the file and the reason (no space, no permission).
void write_results(const Results& results, const std::filesystem::path& file);
/// Throws std::runtime_error if the file is missing, not ours, of another format version, damaged or cut short. The
/// file brings its own catalogue, so one written when a model had other parameters and indicators reads like any other.
/// Series that are too large for memory stay in the file, which they keep open.
Results read_results(const std::filesystem::path& file);

}  // namespace liandong::analysis
