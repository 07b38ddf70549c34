#pragma once

#include <cstdint>

#include "models/governance/parameters/parameters.h"

/// How a case finds its way to those whom it concerns, as pure functions of numbers.
namespace liandong::governance {

// --- One window (P18) ---

/// Share of trips to offices above that a resident is spared: data that are shared need not be brought, and of the rest
/// the window's back office brings its part.
double trips_spared(double sharing, double one_window) noexcept;
/// Minutes in which a desk's back office puts a case's papers together for `offices` and takes them there.
std::int32_t back_office_minutes(const Mechanisms& m, double one_window, int offices) noexcept;
/// What is left of an office's work on a case, `minutes` without a window: the window takes papers in once for all.
std::int32_t office_minutes(const Mechanisms& m, double one_window, double minutes) noexcept;

}  // namespace liandong::governance
