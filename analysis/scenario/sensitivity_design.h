#pragma once

#include "analysis/scenario/study.h"
#include "analysis/scenario/values.h"

namespace liandong::analysis {

/// Reads
///   { trajectories = 20, levels = 4, keys = […], ranges = { … } }: points of `trajectories`, the levels being the
///   middles of as many equal shares of worlds.
/// A key moves over what is plausible: by the prior of its parameter, by the range of a lever's cells, or evenly over
/// `ranges = { "staff.committee" = [6, 12] }`, whose keys need not stand in `keys` too. keys = "uncertain" are all
/// parameters with a prior that neither files nor the command line state and that `WorldChoice::known` does not name,
/// and all levers with one range in every stage of their arm, and of the burn-in. Shares of one whole move together or
/// not at all, as their sum is one. Adds problems for unknown and repeated keys, for those of which nothing says how
/// far they may lie, and for odd numbers of levels.
Design read_morris(const Node& table, const Study& study, Problems& problems);

/// Reads { base = 64, keys = […], ranges = { … } }: `sobol_points`. Also adds problems for a base that is no power of
/// two and for too many keys.
Design read_sobol(const Node& table, const Study& study, Problems& problems);

/// Reads how written points belong together: kind = "morris" with step and moves, or kind = "sobol"; without kind they
/// are a list. Adds problems for what does not fit.
void read_shape(TableReader& reader, Design& design, Problems& problems);

}  // namespace liandong::analysis
