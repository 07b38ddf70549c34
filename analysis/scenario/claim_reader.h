#pragma once

#include <optional>

#include "analysis/scenario/claim.h"
#include "analysis/scenario/study.h"
#include "analysis/scenario/values.h"

namespace liandong::analysis {

/// Reads [claim] of a study whose catalogue and arms are read; nothing if there is none. There must be `treatment` and
/// `control`, or `trend`, and every other member but `by_construction`, `only_if` and `through`. Adds problems for arms
/// and indicators that the study has not (with the nearest that it has), one arm in two places, a trend of fewer than
/// three, a direction that is none, a smallest effect that is not above zero, texts without a letter, and for `through`
/// unless both its arms differ in the same from those that they stand for.
std::optional<Claim> read_claim(TableReader& reader, const Study& study, Problems& problems);

/// Adds a problem, with the nearest that there is, if the unknown of a claim's condition is not drawn in the worlds of
/// the study, which must be read. `document` is the study's.
void check_condition(const Node& document, const Study& study, Problems& problems);

/// Whether a document gives a reason in place of arms: `unaskable` in its [claim].
bool is_unaskable(const Node& root);

/// Reads such a document: a title, and [claim] with id, text, source and the reason. Adds problems for what is missing,
/// and for all that a study would have, as nothing is run.
UnaskableClaim read_unaskable(const Node& root, Problems& problems);

}  // namespace liandong::analysis
