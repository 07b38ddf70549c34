#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "analysis/report/claim_document.h"
#include "app/cli/text.h"

namespace liandong::app {

using analysis::JudgedClaim;

/// Two tables, claims that count and those by construction; the counts of verdicts; what each claim says; and what
/// cannot be asked, with the reason.
std::string claims_text(const std::vector<JudgedClaim>& claims, const std::vector<analysis::UnaskableClaim>& unaskable,
                        Language language);

/// { claims: [ … ], counts: { verdict: number } }; null where a figure is undefined. Differences are treatment minus
/// control. Claims by construction are not counted. Of a claim that cannot be asked there are id, text, source, the
/// verdict "cannot_be_asked" and the reason.
nlohmann::json claims_json(const std::vector<JudgedClaim>& claims,
                           const std::vector<analysis::UnaskableClaim>& unaskable);

}  // namespace liandong::app
