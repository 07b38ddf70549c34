#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "analysis/store/results.h"
#include "models/definition.h"

/// What may be said of two arms when everything unknown is drawn anew for each pair: a world.
namespace liandong::analysis {

/// Shares of worlds, which sum to one.
struct WorldShares {
  double ahead = 0;    ///< a is better than b by at least the smallest effect that matters
  double behind = 0;   ///< b is better than a by as much
  double neither = 0;  ///< the difference does not matter
};

/// The words for that. `always`: at least nine worlds of ten; `probably`: at least two of three.
enum class WorldWord : std::uint8_t {
  better_always,
  better_probably,
  worse_always,
  worse_probably,
  same_always,
  same_probably,
  depends
};

/// Whether what is not known leaves no doubt.
constexpr bool is_sure(WorldWord word) noexcept {
  return word == WorldWord::better_always || word == WorldWord::worse_always || word == WorldWord::same_always;
}

/// Shares from which words begin.
inline constexpr double always_share = 0.90, probably_share = 0.66;

/// Worlds fewer than this allow no share to be told.
inline constexpr std::size_t least_worlds = 20;

struct WorldEffect {
  std::string figure;        ///< key of an indicator, or "group key/indicator key"
  std::uint32_t worlds = 0;  ///< in which both arms have the figure
  WorldShares shares;
  WorldWord word = WorldWord::depends;
  bool settled = false;                  ///< no other word is likely to come of more worlds
  double median = 0, low = 0, high = 0;  ///< of the differences a minus b: median, 5th and 95th hundredth
  /// What choosing an arm loses against the better of both, in the indicator's unit: mean over worlds and greatest; 0
  /// for a neutral direction.
  double regret_a = 0, regret_b = 0, greatest_regret_a = 0, greatest_regret_b = 0;
};

/// The word for shares of so many worlds. The greatest of the three decides, if it is no chance: the lower end of its
/// interval of 99% (Wilson 1927) is above one half for `probably` and above `probably_share` for `always`. So two arms
/// of which each is ahead in half of all worlds are told apart in at most 1.5% of studies of 20 worlds or more, in 0.2%
/// of those of 100 and 0.001% of those of 200. Of fewer than 7 worlds it is always `depends`.
WorldWord word_for(const WorldShares& shares, std::uint32_t worlds);

/// Differences of one figure between two arms, `a` minus `b` world by world; worlds in which either is NaN are left
/// out. For a figure of which neither more nor less is better, `ahead` means more. Settled: the interval of 90% around
/// the greatest share (Wilson 1927) lies between two neighbouring thresholds of words, or the figure is zero in all
/// worlds. Throws std::invalid_argument if the sizes differ or smallest_effect < 0.
WorldEffect world_effect(std::span<const double> a, std::span<const double> b, models::Direction direction,
                         double smallest_effect);

}  // namespace liandong::analysis
