#pragma once

#include "analysis/inference/comparison.h"
#include "analysis/scenario/study.h"
#include "analysis/store/exploration.h"

namespace liandong::analysis {

/// Runs all arms of a study at every point of its design, paired inside each point; points meet the same chances. A run
/// that fails is listed and left out; the others go on. Of the options, threads, order, partial folder, command and
/// stop flag count. Throws std::invalid_argument for a study without a design or one that cannot run, and Interrupted.
Exploration explore(const models::Model& model, const Study& study, const RunOptions& options, Progress& progress);

}  // namespace liandong::analysis
