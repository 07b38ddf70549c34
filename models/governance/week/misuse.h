#pragma once

#include <cstdint>

#include "models/governance/world/world.h"

/// Public money that those who were handed it misuse, and audits of it (P9, P59).
namespace liandong::governance {

/// Whose books there are in a community: both desks' and, together, organisations'.
inline constexpr std::uint32_t misusers = 3;

/// Share of public money that is misused this quarter by a desk of the community, or by an organisation of it.
double misused_share(const World& w, Community c, Side side);
double misused_share(const World& w, Organisation o);

/// Takes misused money from a purse, as far as it goes; it stays with `who` until the quarter's end. What was taken.
std::int64_t misuse(World& w, Community c, Trusted who, sim::Ledger::Kind purse, std::uint32_t owner, double wanted);

}  // namespace liandong::governance
