#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/inference/claim_verdict.h"
#include "analysis/scenario/study.h"
#include "app/cli/text.h"

namespace liandong::app {

/// A claim that was put to its worlds.
struct JudgedClaim {
  analysis::Study study;  ///< with its claim
  analysis::ClaimVerdict verdict;
  std::string hash;    ///< of the study's text, the claim included
  double seconds = 0;  ///< that its run took
  std::string folder;  ///< of its results
};

/// Name of a verdict in data files: "holds", "probably_holds", "open", "no_effect", "probably_no_effect", "refuted",
/// "probably_refuted".
std::string_view claim_key(analysis::WorldWord word) noexcept;

/// Two tables, claims that count and those by construction; the counts of verdicts; and what each claim says.
std::string claims_text(const std::vector<JudgedClaim>& claims, Language language);

/// { claims: [ … ], counts: { verdict: number } }; null where a figure is undefined. Differences are treatment minus
/// control. Claims by construction are not counted.
nlohmann::json claims_json(const std::vector<JudgedClaim>& claims);

}  // namespace liandong::app
