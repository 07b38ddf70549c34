#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/scenario/problem.h"
#include "models/model.h"

namespace liandong::analysis {

/// What an ensemble's file calls itself, and the number of its form.
inline constexpr std::string_view ensemble_format = "liandong ensemble";
inline constexpr int ensemble_format_version = 1;

/// How far worlds are from what was observed.
struct Implausibilities {
  std::vector<std::string> patterns;                  ///< their names in English; empty: nothing is known
  std::map<std::uint32_t, std::vector<double>> of{};  ///< [patterns] by a world's number; NaN where undefined

  bool operator==(const Implausibilities&) const = default;
};

/// Worlds of a seed that do not contradict what was observed, by their numbers.
struct Ensemble {
  std::string name;
  std::uint64_t seed = 0;
  std::uint64_t priors = 0;           ///< models::priors_hash of what they are drawn from
  std::vector<std::uint32_t> worlds;  ///< ascending, at least one
  Implausibilities implausibilities;
};

/// What a heading of the table beside an ensemble begins with where the implausibilities of a pattern stand below it.
inline constexpr std::string_view implausibility_heading = "implausibility: ";

/// Reads what `liandong calibrate` wrote, and implausibilities from the table (.csv) beside it, if it is there. Adds a
/// problem for each thing that is wrong, and for an ensemble of another model or of other priors than the catalogue's,
/// as its numbers then stand for other worlds, and for a table that lacks one of the worlds; what it gives then is not
/// to be used.
Ensemble read_ensemble(const std::filesystem::path& file, const models::Catalogue& catalogue, Problems& problems);

}  // namespace liandong::analysis
