#pragma once

#include <nlohmann/json_fwd.hpp>

#include "analysis/inference/claim_verdict.h"
#include "analysis/scenario/claim.h"

namespace liandong::analysis::report {

/// A claim and what worlds say of it: what the file says, then `verdict`, counts, differences and tests, null where a
/// figure is undefined. `only_if` and `through`, null for most claims, hold the condition with the counts of the other
/// worlds, and the blocked arms with what is left.
nlohmann::json claim_document(const Claim& claim, const ClaimVerdict& verdict);
/// The same members of a claim that cannot be asked: id, text, source, the verdict and the reason.
nlohmann::json unaskable_document(const UnaskableClaim& claim);

}  // namespace liandong::analysis::report
