#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "analysis/store/exploration.h"

namespace liandong::analysis::report {

/// What a key of a design stands for, as the catalogue of the exploration tells it: the study itself is not needed.
struct VariedKey {
  std::string key;
  const models::Parameter* parameter = nullptr;  ///< in the catalogue, which must outlive this; none for unknown keys
  bool burn_in = false;                          ///< of a lever: that of the burn-in
  std::vector<std::size_t> arms;                 ///< of a lever: the arms that the key names, all if it names none
};

/// The keys of the design in its order. What stands before the key of a lever names its arms, as find_settable says;
/// arms at equal cost that follow a named one are not among them.
std::vector<VariedKey> varied_keys(const Exploration& exploration);

/// How many of the model's parameters an answer of the exploration takes on trust.
struct Assumptions {
  std::size_t of = 0;       ///< parameters of the model
  std::size_t assumed = 0;  ///< of which nobody has observed the value, or only in part
  std::size_t varied = 0;   ///< of which the design varies
};
Assumptions assumptions(const Exploration& exploration);

}  // namespace liandong::analysis::report
