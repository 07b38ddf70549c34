#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "analysis/scenario/problem.h"

namespace liandong::analysis {

/// On which side of the control the treatment lies if a claim holds.
enum class ClaimDirection : std::uint8_t { higher, lower, same };

/// Names of the directions in files, in their order.
inline constexpr std::array<std::string_view, 3> claim_directions{"higher", "lower", "same"};

/// What a study expects of two of its arms. A run takes no notice of it.
struct Claim {
  std::string id;  ///< "P14"
  Text text;
  std::string source;              ///< where it stands: "S1 4.2"
  std::string treatment, control;  ///< names of arms
  std::string indicator;           ///< key
  ClaimDirection direction = ClaimDirection::higher;
  double smallest_effect = 0;    ///< in the indicator's unit, above 0: a difference below it is none
  Text reason;                   ///< of the smallest effect
  bool by_construction = false;  ///< an equation says it, so that its holding is no support
};

}  // namespace liandong::analysis
