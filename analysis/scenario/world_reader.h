#pragma once

#include <span>

#include "analysis/scenario/scenario.h"
#include "analysis/scenario/scenario_files.h"
#include "analysis/scenario/study.h"
#include "analysis/scenario/values.h"

namespace liandong::analysis {

/// The numbers of [worlds], as doubles so that one table defines them.
struct WorldValues {
  double count, communities;
};
std::span<const models::ParameterOf<WorldValues>> world_definitions();
/// The same as a group, with its words.
const models::ParameterGroup& world_group();

/// Reads [worlds] of a study whose seed, values and arms are read: count, communities, `ensemble`, which is the name of
/// a file or { name, seed, worlds = [numbers] }, and `known`, a list of what is not to be drawn: parameters, groups of
/// them, levers, or unknowns by name. Adds problems for an ensemble of fewer worlds than count, a number that stands
/// twice, an unknown named as a figure of an arm, and unknown keys.
void read_worlds(TableReader& reader, const ScenarioFiles& files, Study& study, Problems& problems);
/// What the command line sets is known, whatever it is set to. Adds a problem for what would move nothing.
void keep_known(const Overrides& overrides, Study& study, Problems& problems);

/// Whether an unknown is one of those that are not to be drawn: an entry of `known` is its key, or a run of the words
/// between its dots, such as "structure" or "staff.committee".
bool is_known(std::string_view unknown, const WorldChoice& worlds);

}  // namespace liandong::analysis
