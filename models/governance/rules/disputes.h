#pragma once

#include "models/governance/parameters/parameters.h"

/// Disputes between two parties (P78), as pure functions of numbers; positions, tolerance and trust lie in [0, 1].
namespace liandong::governance {

/// How far apart two positions are after so many weeks, if they were `distance` apart at first: waiting takes what is
/// left of common ground, week by week.
double hardened_distance(const Mechanisms& m, double distance, double weeks) noexcept;

/// Whether two parties come to terms: their positions must be closer than what both tolerate, widened by whoever sits
/// with them, the more so the more skilled that is and the more the less trusting of them trusts it.
bool come_to_terms(const Mechanisms& m, double distance, double tolerance, double skill, double trust) noexcept;

}  // namespace liandong::governance
