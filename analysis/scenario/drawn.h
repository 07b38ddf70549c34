#pragma once

#include <cstddef>
#include <vector>

#include "analysis/scenario/study.h"

namespace liandong::analysis {

/// Whether a parameter that is no lever, by its position, differs between the worlds of a study. What the study, its
/// place or the command line sets to another value than the default is known, as is what `[worlds] known` names or
/// what every community or an arm has a value of its own of; of shares of one whole all are known if one is set.
bool is_drawn(std::size_t position, const Study& study);

/// Positions of all that are, ascending.
std::vector<std::size_t> drawn_parameters(const Study& study);

/// Ranges of the levers that are drawn: without those that `[worlds] known` names, and without a weight that alone of
/// its whole has a range, as what the others leave is certain.
Ranges drawn_ranges(const Ranges& all, const Study& study);

}  // namespace liandong::analysis
