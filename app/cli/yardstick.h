#pragma once

#include "analysis/speed/scaling.h"

namespace liandong::app {

/// The hand-written code that comes with the program (bench/yardstick.h).
analysis::scaling::Yardstick handwritten();

}  // namespace liandong::app
