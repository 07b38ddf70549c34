#pragma once

#include <vector>

#include "models/governance/week/casework.h"

/// Disputes have two parties, who come to terms or not (P78): with a desk, its social workers, or a mediator from
/// outside.
namespace liandong::governance {

/// Whether the desk that holds a case has settled it by its work: a dispute only if both parties come to terms, or if
/// somebody above has decided it.
bool desk_settles(const World& w, const Case& item, double skill);

/// Casework: mediators are called at once to a share of the disputes that wait at the desks, as far as their time goes.
void mediate_early(World& w, Community c, std::vector<Service>& services);

/// A mediator takes a dispute up that nobody else settled; without one, or if that fails too, it goes up.
void call_mediator(World& w, Community c, std::uint32_t position, std::vector<Service>& services);

/// The other party has seen how a dispute was handled as well.
void tell_other_party(World& w, Community c, const Case& item, Holder by, double fit);

}  // namespace liandong::governance
