#pragma once

#include "analysis/store/results.h"
#include "sim/store/hdf5.h"

namespace liandong::analysis {

/// All pairs of arms in one group "contrasts", so that their number does not decide how many datasets a file has.
/// Layout in docs/results-format.md.
void write_contrasts(const sim::hdf5::Group& root, const Results& results);
/// For results whose catalogue and arms are known. Throws sim::hdf5::Error, also if a contrast names an arm that is not
/// there or a number is none of those that the inference can give.
std::vector<Contrast> read_contrasts(const sim::hdf5::Group& root, const Results& results);

}  // namespace liandong::analysis
