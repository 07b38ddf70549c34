#pragma once

#include "models/governance/world/world.h"

/// Mutual help of the two desks of a community (S2 二(二)3).
namespace liandong::governance {

/// Each desk lends of its idle time to what the other leaves undone this week. Call it when both have divided their
/// time.
void lend_time(World& w, Community c);

/// Minutes of the other desk's staff that come to this one's cases this week, less what coordination takes.
std::int32_t help_with_cases(const World& w, Side side, Community c) noexcept;

}  // namespace liandong::governance
