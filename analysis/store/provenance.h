#pragma once

#include <string>

#include "analysis/store/results.h"

namespace liandong::analysis {

/// Version, commit, compiler and flags of this program as found when it was built, the command line given, and the time
/// now. Without git the commit is "unknown".
Provenance provenance_of(const std::string& command);

}  // namespace liandong::analysis
