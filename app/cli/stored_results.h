#pragma once

#include <filesystem>

#include "analysis/store/results.h"

namespace liandong::app {

/// Results that the user named. A file that is missing, not ours or cut short is bad input: throws
/// analysis::InputError.
analysis::Results stored_results(const std::filesystem::path& file);

}  // namespace liandong::app
