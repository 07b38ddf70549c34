#pragma once

#include <array>
#include <concepts>
#include <cstdint>
#include <span>
#include <type_traits>

#include "sim/chance/draw_words.h"
#include "sim/chance/math.h"

/// Chance without a generator object. A draw is a pure function of what it is for, so it does not depend on who else
/// drew before, on threads or on the order of visits, and the same resident meets the same chance in every arm.
namespace liandong::sim {

/// A model's numbered purposes; leave gaps, never renumber: a number is part of every recorded result.
template <class T>
concept PurposeEnum = std::is_enum_v<T> && std::same_as<std::underlying_type_t<T>, std::uint16_t>;

/// Four independent 32-bit words.
using Draw4 = std::array<std::uint32_t, 4>;

/// Uniform in [0, 1) with 32 bits.
constexpr double uniform(std::uint32_t word) noexcept { return word * 0x1p-32; }
/// Uniform in [0, 1) in single precision: the highest 24 bits, so that rounding cannot reach 1.
constexpr float uniform_float(std::uint32_t word) noexcept { return static_cast<float>(word >> 8) * 0x1p-24f; }
/// Uniform in (0, 1), never 0 or 1: safe for logarithms and quantiles.
constexpr double open_uniform(std::uint32_t word) noexcept { return (word + 0.5) * 0x1p-32; }
/// The same in single precision, from 24 bits.
constexpr float open_uniform_float(std::uint32_t word) noexcept {
  return (static_cast<float>(static_cast<std::int32_t>(word >> 8)) + 0.5f) * 0x1p-24f;
}
/// Uniform integer in [0, n); bias below n / 2^32.
constexpr std::uint32_t below(std::uint32_t word, std::uint32_t n) noexcept {
  return static_cast<std::uint32_t>((std::uint64_t{word} * n) >> 32);
}
/// The words of [0, 2^32) that mean "yes" at chance p: compare `word < chance_threshold(p)`. Right to 2^-32; so chance
/// 1 still says "no" to one word of 2^32.
constexpr std::uint32_t chance_threshold(double p) noexcept {
  return p <= 0.0 ? 0u : (p >= 1.0 ? 0xffffffffu : static_cast<std::uint32_t>(p * 0x1p32));
}
/// Exponential with mean 1.
constexpr double exponential(std::uint32_t word) noexcept { return -log(open_uniform(word)); }
/// Log-odds of a uniform draw: it lies below x exactly when the draw lies below 1 / (1 + e^-x).
constexpr float log_odds(double drawn) noexcept { return log(static_cast<float>(drawn / (1.0 - drawn))); }
constexpr float log_odds(std::uint32_t word) noexcept { return log_odds(open_uniform(word)); }
/// Standard normal.
inline double normal(std::uint32_t word) noexcept { return normal_quantile(open_uniform(word)); }
/// Lognormal given its mean and the standard deviation of its logarithm.
inline double lognormal(std::uint32_t word, double mean, double log_sd) noexcept {
  return mean * exp(log_sd * normal(word) - 0.5 * log_sd * log_sd);
}
/// Poisson by inversion of one word; exact to 32 bits, meant for means up to 30. Above, a rounded normal.
std::uint32_t poisson(std::uint32_t word, double mean) noexcept;
/// Index drawn from unnormalised, non-negative weights; the last positive one if rounding leaves a rest.
std::size_t pick(std::uint32_t word, std::span<const double> weights) noexcept;

/// The chance of one replicate: everything it will ever draw.
class Chance {
 public:
  Chance() = default;
  /// Replicates of one seed are independent; so are seeds.
  Chance(std::uint64_t seed, std::uint32_t replicate) noexcept;

  /// Words for `id` in `week`, for one purpose. `k` tells repeated draws of one purpose apart; `other` is the second
  /// id of a draw that concerns a pair (order the two yourself if the pair is unordered).
  template <PurposeEnum Purpose>
  Draw4 four(std::uint32_t week, Purpose purpose, std::uint32_t id, std::uint32_t other = 0,
             std::uint16_t k = 0) const noexcept {
    return four_words(week, pack(purpose, k), id, other);
  }
  template <PurposeEnum Purpose>
  std::uint32_t word(std::uint32_t week, Purpose purpose, std::uint32_t id, std::uint32_t other = 0,
                     std::uint16_t k = 0) const noexcept {
    return four(week, purpose, id, other, k)[0];
  }
  template <PurposeEnum Purpose>
  double uniform(std::uint32_t week, Purpose purpose, std::uint32_t id, std::uint32_t other = 0,
                 std::uint16_t k = 0) const noexcept {
    return sim::uniform(word(week, purpose, id, other, k));
  }

  /// One word for each of the ids first, first + 1, …: a quarter of the cost of asking singly.
  /// `first` must be a multiple of 4. Word i is `four(week, purpose, first/4 + i/4, lane_space, k)[i % 4]`.
  template <PurposeEnum Purpose>
  void fill(std::span<std::uint32_t> words, std::uint32_t week, Purpose purpose, std::uint32_t first,
            std::uint16_t k = 0) const noexcept {
    fill_words(words, week, pack(purpose, k), first);
  }
  /// The word that `fill` gives to `id`.
  template <PurposeEnum Purpose>
  std::uint32_t filled_word(std::uint32_t week, Purpose purpose, std::uint32_t id, std::uint16_t k = 0) const noexcept {
    return four(week, purpose, id / 4, lane_space, k)[id % 4];
  }

  static constexpr std::uint32_t lane_space = draw_words::lane_space;

 private:
  friend class Draws;
  const std::array<std::uint32_t, 2>& key() const noexcept { return key_; }
  template <PurposeEnum Purpose>
  static constexpr std::uint32_t pack(Purpose purpose, std::uint16_t k) noexcept {
    return (std::uint32_t{static_cast<std::uint16_t>(purpose)} << 16) | k;
  }
  Draw4 four_words(std::uint32_t week, std::uint32_t packed, std::uint32_t id, std::uint32_t other) const noexcept;
  void fill_words(std::span<std::uint32_t> words, std::uint32_t week, std::uint32_t packed,
                  std::uint32_t first) const noexcept;

  std::array<std::uint32_t, 2> key_{};
};

}  // namespace liandong::sim
