#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/scenario/problem.h"
#include "models/model.h"

namespace liandong::analysis {

/// What an ensemble's file calls itself, and the number of its form.
inline constexpr std::string_view ensemble_format = "liandong ensemble";
inline constexpr int ensemble_format_version = 1;

/// Worlds of a seed that do not contradict what was observed, by their numbers.
struct Ensemble {
  std::string name;
  std::uint64_t seed = 0;
  std::uint64_t priors = 0;           ///< models::priors_hash of what they are drawn from
  std::vector<std::uint32_t> worlds;  ///< ascending, at least one
};

/// Reads what `liandong calibrate` wrote. Adds a problem for each thing that is wrong, and for an ensemble of another
/// model or of other priors than the catalogue's, as its numbers then stand for other worlds; what it gives then is not
/// to be used.
Ensemble read_ensemble(const std::filesystem::path& file, const models::Catalogue& catalogue, Problems& problems);

}  // namespace liandong::analysis
