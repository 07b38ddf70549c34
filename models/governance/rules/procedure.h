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

// --- Lists (P8, P9, P17) ---

/// Chance that an item comes down in spite of a list, over that of an admitted one.
double leak_chance(const Mechanisms& m, double enforcement) noexcept;
/// Share of assist items that are refused since too little `money` comes with an item whose staff cost `cost`, of which
/// the share `required` must come along.
double refused_share(double required, double cost, double money) noexcept;

// --- Who is responsible (P5) ---

/// Chance that a case goes first to a desk or department that it does not concern.
double misrouting_chance(const Mechanisms& m, double clarity) noexcept;
/// Clarity of the role table a week later: it is drawn up evenly, and ends at once where it is no longer wanted.
double next_clarity(const Mechanisms& m, double clarity, double wanted) noexcept;
/// Minutes of each desk in a week in which clarity goes from `before` to `now`.
double role_minutes(const Mechanisms& m, double before, double now) noexcept;

// --- Summons (P23) ---

/// Summons left to a street for a community after another week, of `a_quarter` granted; those not used are kept for as
/// long.
double next_summons(double left, double a_quarter) noexcept;

// --- Calls ---

/// Chance that a desk closes on paper a called-in case that would miss its deadline: it rises with the weight of the
/// rank; what comes to light when callers are called back does not count.
double paper_chance(const Mechanisms& m, double ranking, double callback) noexcept;
/// Rank in [0, 1] among `all`, of which `below` are worse and `upto` no better; equals share the middle of their
/// places.
double rank_among(double below, double upto, double all) noexcept;

}  // namespace liandong::governance
