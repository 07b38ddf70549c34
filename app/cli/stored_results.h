#pragma once

#include <filesystem>

#include "analysis/scenario/study.h"
#include "analysis/store/results.h"

namespace liandong::app {

/// Results that the user named. A file that is missing, not ours or cut short is bad input: throws
/// analysis::InputError.
analysis::Results stored_results(const std::filesystem::path& file);

/// The study of results, by the catalogue that they bring. Throws analysis::InputError naming the file if its text is
/// none.
analysis::Study study_in(const analysis::Results& results, const std::filesystem::path& file);

}  // namespace liandong::app
