#pragma once

#include "models/governance/world/world.h"

/// What estates of each kind are like, and which kinds a community has (rule 11 of the model: communities differ).
namespace liandong::governance {

/// Share of households in estates of each kind that a place states, in the order of `EstateKind`; they sum to 1. Shares
/// beyond 1 are taken in proportion, what is missing is mixed.
using EstateMix = std::array<double, estate_kinds>;
EstateMix estate_mix(const Place& place) noexcept;

/// The kind at a rank in [0, 1) of a mix.
EstateKind kind_at(const EstateMix& mix, double rank) noexcept;

/// What is said of all households together, kind by kind: logits are moved by each kind's offset and by one amount for
/// all so that the mix keeps the margins of place and context. `civic` is the community's own tradition.
EstateProfiles estate_profiles(const Mechanisms& m, const Place& place, const Context& context, const EstateMix& mix,
                               double civic);

/// Main kind of a community and kinds of its estates, the community's own civic tradition and readiness, and the
/// profiles that follow. Communities to which the place gives rows of their own keep what their rows say; where one row
/// speaks for all they vary around it. To be called once the estates are laid out.
void settle_estates(World& world);

}  // namespace liandong::governance
