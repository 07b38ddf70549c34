#pragma once

#include "models/governance/parameters/parameters.h"

/// Grades of workers, as pure functions of numbers (M15, P32, P74).
namespace liandong::governance {

/// Chance that a worker rises by a grade at the end of a year: what the arrangement gives for full marks, times the
/// desk's last `score` in [0, 1] and the part of the years asked for that the worker has been there.
double promotion_chance(const Mechanisms& m, double for_full_marks, double score, double weeks_in_post,
                        unsigned grade) noexcept;
/// Pay over the local average wage of a worker of this grade.
double graded_wage(double wage_ratio, double step, double grade) noexcept;

}  // namespace liandong::governance
