#pragma once

#include <string>

#include "analysis/calibration/calibration.h"
#include "analysis/scenario/study.h"

namespace liandong::analysis {

/// An ensemble's file, which read_ensemble reads: numbers of the accepted worlds, and how they were found. The same
/// calibration gives the same text.
std::string ensemble_toml(const Calibration& calibration, const Study& study, const MatchSettings& settings,
                          const std::string& name, const std::string& command);

/// The table beside it, for people and other programs: a row for each accepted world, with its number, the value of
/// each unknown, and for each pattern the figure and, if it was used, the implausibility. Numbers are written so that
/// they read back to the last bit; an undefined figure is an empty cell.
std::string ensemble_csv(const Calibration& calibration);

}  // namespace liandong::analysis
