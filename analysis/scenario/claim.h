#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/scenario/problem.h"

namespace liandong::analysis {

/// On which side of the control the treatment lies if a claim holds.
enum class ClaimDirection : std::uint8_t { higher, lower, same };

/// Names of the directions in files, in their order.
inline constexpr std::array<std::string_view, 3> claim_directions{"higher", "lower", "same"};

/// Names of two arms.
struct ArmPair {
  std::string treatment, control;
};

/// Worlds in which a claim is to hold, and not in the others.
struct ClaimCondition {
  std::string unknown;       ///< by its key in worlds
  bool above = true;         ///< those in which it is greater than `at`; else those in which it is not
  std::optional<double> at;  ///< nothing: the median of the worlds that are run
};

/// Names of the sides in files.
inline constexpr std::array<std::string_view, 2> condition_sides{"above", "below"};

/// What a study expects of its arms. A run takes no notice of it.
struct Claim {
  std::string id;  ///< "P14"
  Text text;
  std::string source;              ///< where it stands: "S1 4.2"
  ArmPair arms;                    ///< of a trend: its last and its first
  std::vector<std::string> trend;  ///< names of arms in the order in which the cause grows, three at least; or none
  std::string indicator;           ///< key
  ClaimDirection direction = ClaimDirection::higher;
  double smallest_effect = 0;             ///< in the indicator's unit, above 0: a difference below it is none
  Text reason;                            ///< of the smallest effect
  bool by_construction = false;           ///< an equation says it, so that its holding is no support
  std::optional<ClaimCondition> only_if;  ///< it is to hold there and nowhere else
  std::optional<ArmPair> through;         ///< the same two with what the effect is to go through blocked in both
};

/// A claim of which the model lacks what it is about, so that nothing can be run for it.
struct UnaskableClaim {
  std::string id;
  Text title, text;
  std::string source;
  Text reason;  ///< what the model would have to hold
};

}  // namespace liandong::analysis
