#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "analysis/scenario/study.h"
#include "analysis/store/results.h"
#include "app/cli/options.h"

namespace liandong::app {

/// Names of the files that a comparison leaves: a page only if the program has pages, a table of worlds only if the
/// study has any.
std::vector<std::string> files_of(const analysis::Study& study);

/// Runs the arms of a study into a folder, as `compare` does: locked, resumable, with progress, ending with page,
/// results and tables. All worlds of a claim are run, as stopping when they agree would bend its test. Finished runs
/// are kept in `shared`, if it is given, where they stay for other studies that have the same. Throws what run_study
/// throws, Failure if memory or the folder do not suffice, InputError for results that do not fit.
analysis::Results compare_into(const std::filesystem::path& folder, const analysis::Study& study,
                               const Options& options, const std::filesystem::path& shared = {});

}  // namespace liandong::app
