#include "sim/chance/math.h"

#include <cmath>

namespace liandong::sim {

double square_root(double x) noexcept { return std::sqrt(x); }

double normal_quantile(double p) noexcept {
  static constexpr double c[] = {-7.784894002430293e-03, -3.223964580411365e-01, -2.400758277161838e+00,
                                 -2.549732539343734e+00, 4.374664141464968e+00,  2.938163982698783e+00};
  static constexpr double d[] = {7.784695709041462e-03, 3.224671290700398e-01, 2.445134137142996e+00,
                                 3.754408661907416e+00};
  const auto tail_quantile = [&](double q) {
    return (((((c[0] * q + c[1]) * q + c[2]) * q + c[3]) * q + c[4]) * q + c[5]) /
           ((((d[0] * q + d[1]) * q + d[2]) * q + d[3]) * q + 1.0);
  };
  if (p < normal_tail) return tail_quantile(square_root(-2.0 * log(p)));
  if (p > 1.0 - normal_tail) return -tail_quantile(square_root(-2.0 * log(1.0 - p)));
  return normal_quantile_within(p);
}

}  // namespace liandong::sim
