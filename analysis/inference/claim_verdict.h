#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <span>

#include "analysis/inference/world_effect.h"
#include "analysis/scenario/study.h"
#include "analysis/store/worlds.h"

/// What worlds say of a claim.
namespace liandong::analysis {

/// Worlds counted for and against a claim.
struct ClaimCount {
  std::uint32_t worlds = 0;          ///< in which all arms of the claim have the figure
  std::uint32_t worlds_for = 0;      ///< the difference is as claimed, and no smaller than the smallest effect
  std::uint32_t worlds_against = 0;  ///< it is as large the other way
  std::uint32_t worlds_same = 0;     ///< it does not matter; of a trend, no two of its figures differ by as much
  std::uint32_t worlds_idle = 0;  ///< of all of them: the arms end in one state, so that nothing came of what differs
  /// Read of the claim: `better` is that it holds, `worse` that the opposite does, `same` that there is no difference
  /// that matters where one is claimed.
  WorldWord word = WorldWord::depends;
  double delta = 0, low = 0, high = 0;  ///< of the differences treatment minus control: median, 5th and 95th hundredth

  /// Whether most worlds are idle: what the claim is about was never at work, and no word can be said of its effect.
  bool is_idle() const noexcept { return worlds > 0 && worlds_idle >= probably_share * worlds; }
};

/// How a claim fares in the worlds that do not meet its condition.
struct ClaimElsewhere {
  double at = 0;  ///< value of the unknown that parts the worlds
  ClaimCount count;
  double p = 1;  ///< Fisher's exact test, two-sided, that `worlds_for` is as frequent on both sides
};

/// What is left of a difference when that through which it is to go is blocked in both arms.
struct ClaimLeft {
  std::uint32_t worlds = 0;
  double delta = 0, low = 0, high = 0;  ///< as in ClaimCount
};

struct ClaimVerdict : ClaimCount {
  /// Two-sided sign test of `worlds_for` against `worlds_against`: how likely counts as uneven were if either were as
  /// likely as the other. 1 without any. Of a claim with a condition: the greater of this and ClaimElsewhere::p, as
  /// both must be refused.
  double p = 1;
  bool by_construction = false;
  /// `p` adjusted over a family, by Holm and by Benjamini and Hochberg; NaN outside.
  double holm = std::numeric_limits<double>::quiet_NaN(), benjamini_hochberg = holm;
  std::optional<ClaimElsewhere> elsewhere = {};  ///< of a claim with a condition: the counts are of worlds that meet it
  std::optional<ClaimLeft> left = {};            ///< of a claim that says through what it works; changes no word
};

/// Judges a claim about arms of the study. A claim that two are the same is held by differences below the smallest
/// effect, and all others are against it. A trend holds in a world in which every step goes as claimed and all together
/// at least by the smallest effect; worlds that bend count for no side. Words are those of word_for. A claim that is to
/// hold only under a condition has the word of the worlds that meet it, but if it holds in the others too, the
/// condition is refuted as surely as it holds there. Throws std::invalid_argument if study or worlds do not have what
/// the claim names.
ClaimVerdict claim_verdict(const Claim& claim, const Study& study, const Worlds& worlds);

/// Adjusts `p` over those that count: by construction is no support and no test.
void adjust_family(std::span<ClaimVerdict> family);

}  // namespace liandong::analysis
