#pragma once

#include "analysis/inference/deciders.h"
#include "analysis/inference/world_cases.h"
#include "analysis/inference/world_findings.h"

namespace liandong::analysis {

/// Two arms and one indicator.
struct PairQuestion {
  std::size_t a = 0, b = 0, indicator = 0;
};

/// Their effect among some worlds.
WorldEffect effect_among(const Worlds& worlds, const models::Catalogue& catalogue, const PairQuestion& question,
                         const std::vector<std::size_t>& rows);

/// See FlipMap; `named` are positions of the unknowns that a study names.
FlipMap flip_map(const Worlds& worlds, const models::Catalogue& catalogue, const PairQuestion& question,
                 const WorldCases& cases, const Deciders& deciders, const std::vector<std::size_t>& named);

/// See StructureFinding; `effect` is that of all worlds.
std::vector<StructureFinding> structure_findings(const Worlds& worlds, const models::Catalogue& catalogue,
                                                 const PairQuestion& question, const WorldCases& cases,
                                                 const WorldEffect& effect);

}  // namespace liandong::analysis
