#pragma once

#include <optional>

#include "analysis/scenario/claim.h"
#include "analysis/scenario/study.h"
#include "analysis/scenario/values.h"

namespace liandong::analysis {

/// Reads [claim] of a study whose catalogue and arms are read; nothing if there is none. Every member but
/// `by_construction` must be there. Adds problems for arms and indicators that the study has not (with the nearest that
/// it has), one arm on both sides, a direction that is none, a smallest effect that is not above zero, texts without a
/// letter.
std::optional<Claim> read_claim(TableReader& reader, const Study& study, Problems& problems);

}  // namespace liandong::analysis
