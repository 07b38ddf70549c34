#pragma once

#include "analysis/speed/scaling.h"

namespace liandong::app {

/// The reference workload on the engine (models/reference/participation.h) and by the hand-written code that comes with
/// the program (bench/yardstick.h).
analysis::scaling::Yardstick reference_workload();

}  // namespace liandong::app
