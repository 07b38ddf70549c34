#pragma once

#include <nlohmann/json_fwd.hpp>
#include <span>
#include <string>

#include "analysis/inference/claim_verdict.h"
#include "analysis/scenario/claim.h"
#include "analysis/scenario/study.h"
#include "analysis/store/results.h"

namespace liandong::analysis {

/// A claim that was put to its worlds.
struct JudgedClaim {
  Study study;  ///< with its claim
  ClaimVerdict verdict;
  std::string hash;    ///< of the study's text, the claim included
  double seconds = 0;  ///< that its run took
  std::string folder;  ///< of its results
};

}  // namespace liandong::analysis

namespace liandong::analysis::report {

/// A claim and what worlds say of it: what the file says, then `verdict`, counts, differences and tests, null where a
/// figure is undefined. `only_if` and `through`, null for most claims, hold the condition with the counts of the other
/// worlds, and the blocked arms with what is left.
nlohmann::json claim_document(const Claim& claim, const ClaimVerdict& verdict);
/// The same members of a claim that cannot be asked: id, text, source, the verdict and the reason.
nlohmann::json unaskable_document(const UnaskableClaim& claim);

/// What the page of a study tells of its claim, in words of both languages; null without claim or worlds.
nlohmann::json claim_part(const Study& study, const Worlds& worlds);

/// The document of the page on all claims, from which one goes to each claim's own; page/claims.schema.json says what
/// is in it.
nlohmann::json claims_document(std::span<const JudgedClaim> judged, std::span<const UnaskableClaim> unaskable,
                               const Provenance& from);

}  // namespace liandong::analysis::report
