#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "analysis/inference/comparison.h"
#include "analysis/store/worlds.h"

namespace liandong::analysis {

/// After so many further worlds it is asked, again and again, whether more are needed.
inline constexpr std::uint32_t worlds_at_a_time = 20;

/// What a world of a study depends on, whatever others are run beside it and whatever is asked of them: studies with
/// one identity have the same worlds.
std::string identity_of_worlds(const models::Model& model, const Study& study);

/// Runs all arms of a study in its worlds, `WorldChoice::count` at most: fewer once the words on its headline
/// indicators have settled for all pairs of arms and none is in doubt (is_answered), as what a doubtful one hangs on
/// takes all worlds to be found. Arms with `equal_cost_to` are brought to equal cost in every world by itself. A world
/// that the model refuses is left out of
/// what is said and told among the failures. Worlds that finished results hold are not run again. What comes of it
/// depends on nothing but study and program, as with run_study, which also says what is thrown. Of the options
/// `first_replicate`, `replicates`, `cost_scales` and `on_worlds` do not count.
/// `look`, if given, is shown the first worlds, all of them finished, every time that it was asked whether they are
/// enough, and what is given back at last; the others go on meanwhile.
Worlds run_worlds(const models::Model& model, const Study& study, const RunOptions& options, Progress& progress,
                  const std::function<void(const Worlds&)>& look = {});

}  // namespace liandong::analysis
