#pragma once

#include <cstdint>
#include <limits>
#include <span>

#include "analysis/inference/world_effect.h"
#include "analysis/scenario/study.h"
#include "analysis/store/worlds.h"

/// What worlds say of a claim.
namespace liandong::analysis {

struct ClaimVerdict {
  std::uint32_t worlds = 0;          ///< in which both arms have the figure
  std::uint32_t worlds_for = 0;      ///< the difference is as claimed, and no smaller than the smallest effect
  std::uint32_t worlds_against = 0;  ///< it is as large the other way; in the others it is smaller and does not matter
  /// Read of the claim: `better` is that it holds, `worse` that the opposite does, `same` that there is no difference
  /// that matters where one is claimed.
  WorldWord word = WorldWord::depends;
  double delta = 0, low = 0, high = 0;  ///< of the differences treatment minus control: median, 5th and 95th hundredth
  /// Two-sided sign test of `worlds_for` against `worlds_against`: how likely counts as uneven were if either were as
  /// likely as the other. 1 without any.
  double p = 1;
  bool by_construction = false;
  /// `p` adjusted over a family, by Holm and by Benjamini and Hochberg; NaN outside.
  double holm = std::numeric_limits<double>::quiet_NaN(), benjamini_hochberg = holm;
};

/// Judges a claim about two arms of the study. A claim that they are the same is held by differences below the smallest
/// effect, and all others are against it. Words are those of word_for. Throws std::invalid_argument if study or worlds
/// do not have what the claim names.
ClaimVerdict claim_verdict(const Claim& claim, const Study& study, const Worlds& worlds);

/// Adjusts `p` over those that count: by construction is no support and no test.
void adjust_family(std::span<ClaimVerdict> family);

}  // namespace liandong::analysis
