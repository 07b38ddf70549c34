#pragma once

#include <string>

#include "analysis/scenario/problem.h"
#include "models/definition.h"

namespace liandong::analysis {

/// A number that is not known and differs between worlds.
struct Unknown {
  std::string key;   ///< of a parameter, or "arrangement.lever", or as a lever's cell names it
  Text name;         ///< for people, the arrangement's title included where it is one of its levers
  std::string unit;  ///< as of a parameter
  models::Plausible range;
  double usual = 0;    ///< value where nothing is drawn
  std::string reason;  ///< of the range: its source, or the rule by which it was assumed
};

}  // namespace liandong::analysis
