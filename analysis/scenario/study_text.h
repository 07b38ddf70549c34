#pragma once

#include <string>

#include "analysis/scenario/study.h"

namespace liandong::analysis {

/// The study as one TOML text that needs no other file: every lever of every stage, place, context, mechanisms and
/// communities written out. Numbers are as short as reads back to the same double. `study.text` is not looked at.
std::string study_text(const Study& study);

/// A text as TOML writes one, in quotation marks.
std::string toml_text(const std::string& text);

}  // namespace liandong::analysis
