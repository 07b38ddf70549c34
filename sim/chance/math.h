#pragma once

#include <bit>
#include <cstdint>
#include <limits>

/// Elementary functions that round the same way on every machine. The C library picks other code for other processors,
/// so its last bit may differ; these use only addition, multiplication and division, which IEEE 754 fixes.
namespace liandong::sim {

/// e^x for -708 <= x <= 709, without a branch. Relative error below 4e-16.
constexpr double exp_within(double x) noexcept {
  constexpr double shift = 0x1.8p52;
  const double rounded = (x * 1.4426950408889634 + shift) - shift;
  const double r = (x - rounded * 0x1.62e42fefa38p-1) - rounded * 0x1.ef35793c7673p-45;
  double sum = 1.0 / 6227020800.0;
  sum = sum * r + 1.0 / 479001600.0;
  sum = sum * r + 1.0 / 39916800.0;
  sum = sum * r + 1.0 / 3628800.0;
  sum = sum * r + 1.0 / 362880.0;
  sum = sum * r + 1.0 / 40320.0;
  sum = sum * r + 1.0 / 5040.0;
  sum = sum * r + 1.0 / 720.0;
  sum = sum * r + 1.0 / 120.0;
  sum = sum * r + 1.0 / 24.0;
  sum = sum * r + 1.0 / 6.0;
  sum = sum * r + 0.5;
  sum = sum * r + 1.0;
  sum = sum * r + 1.0;
  const auto exponent = static_cast<std::int64_t>(rounded);
  return sum * std::bit_cast<double>(static_cast<std::uint64_t>(exponent + 1023) << 52);
}

/// e^x. Relative error below 4e-16 for -708 <= x <= 709; 0 below, +infinity above. Not for NaN.
constexpr double exp(double x) noexcept {
  if (x > 709.0) return std::numeric_limits<double>::infinity();
  if (x < -708.0) return 0.0;
  return exp_within(x);
}

/// Natural logarithm of a positive normal number. Relative error below 5e-16; exactly 0 at 1.
constexpr double log(double x) noexcept {
  auto bits = std::bit_cast<std::uint64_t>(x);
  auto exponent = static_cast<std::int64_t>(bits >> 52) - 1023;
  double mantissa = std::bit_cast<double>((bits & 0x000fffffffffffffull) | 0x3ff0000000000000ull);
  if (mantissa > 1.4142135623730951) {
    mantissa *= 0.5;
    ++exponent;
  }
  const double s = (mantissa - 1.0) / (mantissa + 1.0);
  const double s2 = s * s;
  double sum = 0.0;
  for (int k = 21; k >= 1; k -= 2) sum = sum * s2 + 1.0 / k;
  const auto e = static_cast<double>(exponent);
  return e * 0x1.62e42fefa38p-1 + (2.0 * s * sum + e * 0x1.ef35793c7673p-45);
}

/// x^y for x >= 0, where 0^0 is 1. Relative error below 4e-16 (1 + 2 |y log x|).
constexpr double pow(double x, double y) noexcept { return x > 0.0 ? exp(y * log(x)) : (y == 0.0 ? 1.0 : 0.0); }

/// e^x in single precision. Relative error below 3e-7; the argument is held to [-87, 88]. Not for NaN.
constexpr float exp(float x) noexcept {
  x = x < -87.0f ? -87.0f : (x > 88.0f ? 88.0f : x);
  constexpr float shift = 0x1.8p23f;
  const float rounded = (x * 1.44269504f + shift) - shift;
  const float r = (x - rounded * 0x1.62ep-1f) - rounded * 0x1.0bfbe8p-15f;
  float sum = 1.0f / 5040.0f;
  sum = sum * r + 1.0f / 720.0f;
  sum = sum * r + 1.0f / 120.0f;
  sum = sum * r + 1.0f / 24.0f;
  sum = sum * r + 1.0f / 6.0f;
  sum = sum * r + 0.5f;
  sum = sum * r + 1.0f;
  sum = sum * r + 1.0f;
  return sum * std::bit_cast<float>(static_cast<std::uint32_t>(static_cast<std::int32_t>(rounded) + 127) << 23);
}

/// Natural logarithm in single precision of a positive normal number. Error below 2e-7, relative or absolute, whichever
/// is greater.
constexpr float log(float x) noexcept {
  const auto bits = std::bit_cast<std::uint32_t>(x);
  // Shifting by the bits of sqrt(1/2) puts the mantissa between sqrt(1/2) and sqrt(2) without a branch.
  const std::uint32_t shifted = bits - 0x3f3504f3u;
  const auto exponent = static_cast<float>(static_cast<std::int32_t>(shifted) >> 23);
  const float mantissa = std::bit_cast<float>((shifted & 0x007fffffu) + 0x3f3504f3u);
  const float s = (mantissa - 1.0f) / (mantissa + 1.0f);
  const float s2 = s * s;
  const float series = 1.0f + s2 * (1.0f / 3.0f + s2 * (1.0f / 5.0f + s2 * (1.0f / 7.0f + s2 * (1.0f / 9.0f))));
  return exponent * 0.693147181f + 2.0f * s * series;
}

/// 1 / (1 + e^-x). Relative error below 5e-7 for |x| <= 80.
constexpr float logistic(float x) noexcept { return 1.0f / (1.0f + exp(-x)); }

/// What normal_quantile gives where p and 1 - p are at least `normal_tail`, without a branch.
inline constexpr double normal_tail = 0.02425;
constexpr double normal_quantile_within(double p) noexcept {
  const double q = p - 0.5;
  const double r = q * q;
  return (((((-3.969683028665376e+01 * r + 2.209460984245205e+02) * r + -2.759285104469687e+02) * r +
            1.383577518672690e+02) *
               r +
           -3.066479806614716e+01) *
              r +
          2.506628277459239e+00) *
         q /
         (((((-5.447609879822406e+01 * r + 1.615858368580409e+02) * r + -1.556989798598866e+02) * r +
            6.680131188771972e+01) *
               r +
           -1.328068155288572e+01) *
              r +
          1.0);
}

/// Standard normal quantile for 0 < p < 1. Absolute error below 1e-8 where p and 1 - p are at least 2^-33, as those of
/// `open_uniform` are (Acklam's rational approximation).
double normal_quantile(double p) noexcept;

/// Standard normal quantile in single precision for 2^-25 <= p <= 1 - 2^-24, without a branch, for loops over many.
/// Absolute error below 5e-6 (Giles's approximation of the inverse error function).
constexpr float normal_quantile(float p) noexcept {
  const auto horner = [](float x, const float(&terms)[9]) {
    float sum = terms[0];
    for (int i = 1; i < 9; ++i) sum = sum * x + terms[i];
    return sum;
  };
  constexpr float centre[9] = {2.81022636e-08f,  3.43273939e-07f,  -3.5233877e-06f, -4.39150654e-06f, 2.1858087e-04f,
                               -1.25372503e-03f, -4.17768164e-03f, 0.246640727f,    1.50140941f};
  constexpr float tail[9] = {-2.00214257e-04f, 1.00950558e-04f, 1.34934322e-03f, -3.67342844e-03f, 5.73950773e-03f,
                             -7.6224613e-03f,  9.43887047e-03f, 1.00167406f,     2.83297682f};
  const float w = -log(4.0f * p * (1.0f - p));
  const float slope = w < 5.0f ? horner(w - 2.5f, centre) : horner(__builtin_sqrtf(w) - 3.0f, tail);
  return 1.41421356f * slope * (2.0f * p - 1.0f);
}

/// Square root by the processor's correctly rounded instruction.
double square_root(double x) noexcept;

}  // namespace liandong::sim
