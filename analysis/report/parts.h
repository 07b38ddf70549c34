#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "analysis/scenario/study.h"
#include "analysis/store/results.h"

/// The parts of the report's document; see document.h.
namespace liandong::analysis::report {

/// `value` to `digits` significant digits; null if it is not finite.
nlohmann::json rounded(double value, int digits = 4);
/// {"zh": …, "en": …}
nlohmann::json text(const Text& text);
/// {"key": …, "name": {"zh": …, "en": …}}
nlohmann::json term(std::string_view key, const Text& name);
/// Who made the figures, from what, how long it took and what it needed.
nlohmann::json provenance(const Provenance& from, double wall_seconds, std::uint64_t peak_bytes);
/// {"t": "u8" | "u16" | "u32", "b": base64 of little-endian numbers}: the narrowest type that holds every value.
nlohmann::json packed(std::span<const std::uint32_t> values);

/// Weeks cut into blocks of equal length; the last may be shorter.
struct Blocks {
  std::size_t weeks = 0, per_block = 4;
  std::size_t count() const { return (weeks + per_block - 1) / per_block; }
};
/// Blocks of four weeks, or longer ones if there would be more than 150, or 1,500 in all paths of a study together
/// (at least 20 in each).
Blocks blocks_of(std::size_t weeks, std::size_t paths);

/// Means of `weekly` over each block: {"mean": [figure][block], "low": …, "high": …} over replicates; low to high holds
/// the middle eight tenths of them.
nlohmann::json paths(const Series& weekly, const Blocks& blocks);
/// The same for paired differences a − b, with the interval of the mean difference.
nlohmann::json difference_paths(const Series& a, const Series& b, const Blocks& blocks, double confidence);
/// Means of the last eight quarters by community: [community][indicator].
nlohmann::json community_means(const ArmResult& arm);
/// Paired differences of the same: {"delta": [community][indicator], "low": …, "high": …}.
nlohmann::json community_differences(const ArmResult& a, const ArmResult& b, double confidence);

/// Definitions of the levers in which an arm or the burn-in ever differs from another, and of parameters of which an
/// arm has a value of its own, with their final values.
nlohmann::json levers(const Study& study);
/// What changes at each stage of an arm, against the stage before it; the first against the burn-in, with
/// what the arm has as its own.
nlohmann::json stages(const Study& study, const Arm& arm);
/// Nobody has observed the value, or only in part: its source says "assumed".
bool is_assumed(const models::Parameter& parameter);
/// The assumed numbers of the study: every parameter that is assumed, with its value; null for levers.
nlohmann::json assumptions(const Study& study);

/// What the figures mean: the model's title and limits, themes, indicators, groups, ledgers, accounts and marks.
void add_words(nlohmann::json& document, const Results& results);
/// Names of all units in the document, wherever "unit" stands in it, in both languages.
nlohmann::json units(const nlohmann::json& document, const models::Catalogue& catalogue);

/// What worlds say: the answer in sentences, each pair of arms on each headline indicator, rankings of all arms and the
/// unknowns that these name. null without worlds, or with too few for any share.
nlohmann::json worlds_part(const Results& results, const Study& study);

nlohmann::json picture(const models::GraphPicture& picture, std::span<const models::Mark> marks);

}  // namespace liandong::analysis::report
