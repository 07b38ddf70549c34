#pragma once

#include <string>

#include "analysis/scenario/problem.h"
#include "models/model.h"

namespace liandong::app {

/// Everything that can be set and everything that is recorded, as one Markdown page made from the definitions alone:
/// docs/parameters.md and docs/parameters.zh-CN.md are nothing else, and a test fails where they differ from it.
std::string parameter_page(const models::Catalogue& catalogue, analysis::Language language);

}  // namespace liandong::app
