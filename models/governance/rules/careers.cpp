#include "models/governance/rules/careers.h"

#include <algorithm>

namespace liandong::governance {

double promotion_chance(const Mechanisms& m, double for_full_marks, double score, double weeks_in_post,
                        unsigned grade) noexcept {
  constexpr double weeks = 52.0;  // of a year
  if (grade >= m.grades_most) return 0.0;
  return for_full_marks * score * std::min(1.0, weeks_in_post / (weeks * m.promotion_years));
}

double graded_wage(double wage_ratio, double step, double grade) noexcept { return wage_ratio * (1.0 + step * grade); }

}  // namespace liandong::governance
