#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "analysis/scenario/document.h"
#include "analysis/scenario/study.h"

namespace liandong::analysis {

/// A design asked for on the command line in place of the study's own.
struct DesignWish {
  struct Key {
    std::string key;
    std::optional<std::pair<double, double>> range;  ///< without it, over what is plausible
  };
  std::string kind;         ///< "morris" or "sobol"
  std::uint32_t count = 0;  ///< trajectories or base
  std::vector<Key> keys;    ///< none: for morris everything uncertain, for sobol what the study's own design varies
};

/// The table [design] that the wish stands for. `own` is the study's own design: keys of a grid or list move between
/// the ends of their values, those of morris and sobol as it says. Nothing, and a problem, where it is
/// needed and missing.
std::optional<Node> wished_design(const DesignWish& wish, const Node* own_table, const Design& own, Problems& problems);

}  // namespace liandong::analysis
