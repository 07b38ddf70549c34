#pragma once

#include "analysis/inference/world_cases.h"
#include "analysis/inference/world_findings.h"

namespace liandong::analysis {

/// See Ranking; `cases` are the worlds in which all arms have the figure, `unknowns` those whose worth is asked.
Ranking ranking_of(const Worlds& worlds, const models::Indicator& indicator, std::size_t position,
                   const WorldCases& cases, std::span<const std::size_t> unknowns);

}  // namespace liandong::analysis
