#pragma once

#include "analysis/scenario/problem.h"

namespace liandong::analysis {

/// What the number of a system error (errno) means, in both languages; the C library knows English only. Rare ones are
/// given by their number in Chinese.
Text system_reason(int error);

}  // namespace liandong::analysis
