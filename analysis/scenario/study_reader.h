#pragma once

#include "analysis/scenario/scenario.h"
#include "analysis/scenario/scenario_files.h"

namespace liandong::analysis {

/// Makes a study of a document that was parsed already. `fallback_name` is used where the document has no name. The
/// study is complete only if no problem was added; its text is not set.
Study read_study(Node& root, const std::string& fallback_name, const ScenarioFiles& files, const KnownModels& models,
                 const Overrides& overrides, Problems& problems);

}  // namespace liandong::analysis
